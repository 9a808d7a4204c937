#include "resource/types/service/seen.hpp"

#include <algorithm>
#include <array>

namespace plumbline::resource::service {

namespace {

struct State {
    std::string_view openrc;
    std::string_view word;
};

// the states of OpenRC's librc; an inactive service waits for something before it counts as started
constexpr std::array<State, 8> states{{{"started", "running"},
                                       {"stopped", "stopped"},
                                       {"scheduled", "stopped"},
                                       {"starting", "activating"},
                                       {"inactive", "activating"},
                                       {"stopping", "deactivating"},
                                       {"failed", "failed"},
                                       {"crashed", "failed"}}};

} // namespace

// STATE RUNLEVEL …
std::optional<Seen> read_openrc(const std::vector<std::string_view>& words) {
    if (words.empty()) {
        return Seen{.exists = false};
    }
    const auto* const found =
        std::find_if(states.begin(), states.end(), [&](const State& one) { return one.openrc == words[0]; });
    if (found == states.end()) {
        return std::nullopt;
    }
    Seen seen{.state = std::string(found->word), .started_by = {words.begin() + 1, words.end()}};
    seen.enabled = seen.started_by.empty() ? "disabled" : "enabled";
    if (words[0] == "crashed") {
        seen.remarks.push_back("started, but its process is gone");
    }
    if (words[0] == "inactive" || words[0] == "scheduled") {
        seen.remarks.push_back("OpenRC calls it " + std::string(words[0]));
    }
    return seen;
}

} // namespace plumbline::resource::service
