#pragma once

#include <optional>
#include <string>

namespace plumbline::cli {

/// Who runs this.
struct Caller {
    std::string name;
    std::string variable; ///< of the environment, that says so
};
/// As $SUDO_USER or $LOGNAME tell; nothing where neither does.
[[nodiscard]] std::optional<Caller> caller_of_environment();

} // namespace plumbline::cli
