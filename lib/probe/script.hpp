#pragma once

#include <string>
#include <string_view>

namespace plumbline::probe {

/// The constant script, exactly as it is sent: function definitions only, so that a cut link runs nothing.
[[nodiscard]] std::string_view script();

/// "sha256:…" of script(), printed in every report.
[[nodiscard]] std::string script_digest();

} // namespace plumbline::probe
