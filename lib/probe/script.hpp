#pragma once

#include <string>
#include <string_view>

namespace plumbline::probe {

/// The constant script, exactly as it is sent: function definitions only, so that a cut link runs nothing.
[[nodiscard]] std::string_view script();

/// Functions that follow it where a question needs one of them, and never else: a key that is pinned to the
/// script can't be asked such a question.
[[nodiscard]] std::string_view on_demand();

/// Whether a kind of question is answered by a function of on_demand().
[[nodiscard]] bool is_on_demand(std::string_view kind);

/// "sha256:…" of script(), printed in every report.
[[nodiscard]] std::string script_digest();

} // namespace plumbline::probe
