// sudoers(5): who may become whom, with all includes followed and all aliases written out.
#pragma once

#include "base/value.hpp"
#include "probe/folder.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::resource::sudo {

/// What one rule lets one user do: commands that share hosts, whom they run as, and tags. In each list, what
/// begins with "!" is excepted.
struct Grant {
    base::List users; ///< one, or all that a rule names where some are excepted: "ALL", "!jane"
    base::List hosts;
    std::string as; ///< "root", "ALL:ALL", ":adm"; "root" where the rule does not say
    base::List commands;
    bool nopasswd = false;
    base::List tags = {}; ///< others than that: "NOEXEC", "SETENV"
    std::string place = {};
    bool operator==(const Grant&) const = default;
};

/// As one line of sudoers: "jane ALL=(ALL) NOPASSWD: ALL".
[[nodiscard]] std::string to_text(const Grant& grant);

struct Sudoers {
    std::vector<Grant> grants;
    /// "Defaults:jane !authenticate (/etc/sudoers:3)": no password is asked, whatever the rules say.
    base::List without_password;
    std::string unclear; ///< why not everything could be read or understood; or ""
};

/// `files` are /etc/sudoers and all that it includes, under their whole paths.
[[nodiscard]] Sudoers read_sudoers(const std::vector<probe::FolderFile>& files);

} // namespace plumbline::resource::sudo
