// sshd_config(5) and ssh_config(5): keywords, their arguments and blocks, as OpenSSH 9 reads them.
#pragma once

#include "resource/formats/entries.hpp"

namespace plumbline::resource::formats {

/// An entry for each argument of a keyword, under the keyword's own name of today (aliases are resolved) as
/// the file writes it; Subsystem's name and command are one value. What stands in a Match block has the
/// section "Match CRITERIA". `Include` is an entry like any other: what it leads to is not read here.
[[nodiscard]] Contents read_sshd_config(std::string_view bytes);

/// ssh_config(5), likewise; what stands below a Host line has the section "Host PATTERNS".
[[nodiscard]] Contents read_ssh_config(std::string_view bytes);

} // namespace plumbline::resource::formats
