#include "resource/types/package/databases/installed.hpp"

namespace plumbline::resource::package {

// ARCH VERSION whole|broken free|pinned
std::optional<Installed> read_apk(const std::vector<std::string_view>& fields) {
    if (fields.size() != 4 || (fields[2] != "whole" && fields[2] != "broken") ||
        (fields[3] != "free" && fields[3] != "pinned")) {
        return std::nullopt;
    }
    return Installed{.arch = std::string(fields[0]),
                     .version = std::string(fields[1]),
                     .status = fields[2] == "whole" ? "installed" : "broken",
                     .held = fields[3] == "pinned"};
}

} // namespace plumbline::resource::package
