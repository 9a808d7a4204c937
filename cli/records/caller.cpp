#include "records/caller.hpp"

#include <array>
#include <cstdlib>

namespace plumbline::cli {

std::optional<Caller> caller_of_environment() {
    constexpr std::array<const char*, 2> variables{"SUDO_USER", "LOGNAME"};
    for (const auto* variable : variables)
        if (const char* value = std::getenv(variable); value != nullptr && *value != '\0')
            return Caller{value, variable};
    return std::nullopt;
}

} // namespace plumbline::cli
