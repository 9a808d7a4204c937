#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace plumbline::resource::file {

/// The one way of writing what cap_from_text(3) understands, so that two texts mean the same when they are
/// the same: "cap_net_raw+ep cap_chown=pe" is "cap_chown,cap_net_raw=ep". Nothing when it is no such text;
/// "" when it gives no capability.
[[nodiscard]] std::optional<std::string> canonical_capabilities(std::string_view text);

/// The same of a line as getcap(8) prints it after the path: " cap_chown=ep", of old " = cap_chown+ep".
[[nodiscard]] std::optional<std::string> read_capabilities(std::string_view line);

} // namespace plumbline::resource::file
