#pragma once

#include "base/value.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::resource::file {

/// One entry of an access control list (acl(5)).
struct AclEntry {
    bool is_default = false; ///< what things made in the directory get
    std::string tag;         ///< user, group, mask or other
    std::string name;        ///< "" for those that the mode holds, and for mask and other
    std::string rights;      ///< "rw-"

    [[nodiscard]] bool is_named() const { return !name.empty(); }
    /// Without its rights: "default:user:jane:".
    [[nodiscard]] std::string key() const;
    [[nodiscard]] std::string text() const { return key() + rights; }
    bool operator==(const AclEntry&) const = default;
};

/// As getfacl(1) prints it, or as setfacl(1) takes it: "user:jane:rw-", "u:jane:rw", "d:g::r-x", "mask:r".
[[nodiscard]] std::optional<AclEntry> parse_acl_entry(std::string_view text);

/// What getfacl printed of one path, without comments; nothing when it is anything else.
[[nodiscard]] std::optional<std::vector<AclEntry>> parse_acl(std::string_view lines);

/// What a standard can mean by a list of entries. Entries that name a user or group count always; those that
/// the mode holds, and the mask, only when the standard names them. Where it does not name the mask, rights
/// are what the mask leaves of them.
struct AclView {
    base::List entries;
    base::List limited; ///< named entries from which the mask takes rights: "user:jane:rw-"
};
[[nodiscard]] AclView view_acl(const std::vector<AclEntry>& acl, const base::List& wanted);

} // namespace plumbline::resource::file
