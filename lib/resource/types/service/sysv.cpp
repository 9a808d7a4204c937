#include "base/text.hpp"
#include "resource/types/service/seen.hpp"

#include <fmt/format.h>

namespace plumbline::resource::service {

namespace {

/// What the status action's exit status means (Linux Standard Base 5.0, "Init Script Actions").
void judge_status(Seen& seen, int status) {
    switch (status) {
    case 0:
        seen.state = "running";
        return;
    case 1:
    case 2:
        seen.state = "failed";
        seen.remarks.push_back(status == 1 ? "dead, but its pid file is there"
                                           : "dead, but its lock file is there");
        return;
    case 3:
        seen.state = "stopped";
        return;
    case 124:
        seen.state_unknown = "its init script's status took longer than 20 seconds";
        return;
    default:
        seen.state_unknown = fmt::format("its init script's status ended with {}", status);
    }
}

} // namespace

// STATUS|none RUNLEVEL …
std::optional<Seen> read_sysv(const std::vector<std::string_view>& words) {
    if (words.empty()) {
        return Seen{.exists = false};
    }
    Seen seen{.started_by = {words.begin() + 1, words.end()}};
    seen.enabled = seen.started_by.empty() ? "disabled" : "enabled";
    if (words[0] == "none") {
        seen.state_unknown = "its init script has no status action";
        return seen;
    }
    const auto status = base::to_integer<int>(words[0]);
    if (!status || *status < 0 || *status > 255) {
        return std::nullopt;
    }
    judge_status(seen, *status);
    return seen;
}

} // namespace plumbline::resource::service
