#include "enforce/record/earlier.hpp"

#include "enforce/talk/results.hpp"

#include <algorithm>

namespace plumbline::enforce {
namespace {

void add(Earlier& earlier, const Done& done) {
    for (const auto step : done.resource.steps)
        earlier.next_step = std::max(earlier.next_step, step + 1);
    const auto& id = done.resource.id;
    if (done.taken_back)
        return;
    if (done.is_refresh) {
        if (done.ended && is_done(done.resource.outcome))
            earlier.refreshed.insert(id);
    } else if (!done.ended) {
        earlier.begun.insert(id);
    } else if (is_done(done.resource.outcome)) {
        earlier.applied.insert(id);
    }
}

} // namespace

std::map<std::string, Earlier> earlier_of(const Undertaken& undertaken) {
    std::map<std::string, Earlier> hosts;
    for (const auto& [host, all] : undertaken.hosts)
        for (const auto& done : all)
            add(hosts[host], done);
    return hosts;
}

} // namespace plumbline::enforce
