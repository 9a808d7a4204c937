#pragma once

#include "resource/file/acl.hpp"

#include <optional>
#include <string>
#include <vector>

namespace plumbline::resource::steps {

/// All entries of an access control list in which the standard's entries hold: those that the mode holds stay
/// as they are seen unless they are wanted, or `mode` (four octal digits) says otherwise; of those that name
/// a user or group only the wanted ones stay. The mask is the wanted one, else that of `mode`, else what
/// leaves every entry its rights.
[[nodiscard]] base::List whole_acl(const std::vector<file::AclEntry>& seen, const base::List& wanted,
                                   const std::optional<std::string>& mode);

/// The list of a file that has no more than its mode.
[[nodiscard]] std::vector<file::AclEntry> acl_of_mode(const std::string& mode);

} // namespace plumbline::resource::steps
