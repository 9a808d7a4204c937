#include "history/local/state_folder.hpp"

#include "base/error.hpp"

#include <cstdlib>

namespace plumbline::history {

std::filesystem::path state_folder() {
    if (const char* state = std::getenv("XDG_STATE_HOME"); state != nullptr && *state == '/')
        return std::filesystem::path(state) / "plumbline";
    if (const char* home = std::getenv("HOME"); home != nullptr && *home == '/')
        return std::filesystem::path(home) / ".local/state/plumbline";
    base::fail(
        "no place for the history: neither XDG_STATE_HOME nor HOME is set; name one with --history, or "
        "use --history none");
}

} // namespace plumbline::history
