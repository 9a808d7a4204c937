// limits.conf(5): what pam_limits sets at each login.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::resource::limit {

struct File {
    std::string path;
    std::string bytes;
};

struct Setting {
    std::string value; ///< "unlimited" for each of the words that mean it
    std::string place; ///< "/etc/security/limits.d/90-x.conf:3"
    bool operator==(const Setting&) const = default;
};

/// What the files say of one item of one domain; the last line wins.
struct Settings {
    std::optional<Setting> soft;
    std::optional<Setting> hard;
    std::vector<std::string> overruled; ///< places of lines that an other one overrules
    std::vector<std::string> odd;       ///< places of lines that are of another form
};

/// "unlimited", "infinity" and "-1" are the same.
[[nodiscard]] std::string canonical(std::string_view value);

/// `files` in the order in which pam_limits reads them.
[[nodiscard]] Settings read_settings(const std::vector<File>& files, std::string_view domain,
                                     std::string_view item);

} // namespace plumbline::resource::limit
