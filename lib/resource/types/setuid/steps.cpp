#include "resource/types/setuid/steps.hpp"

namespace plumbline::resource::setuid {

probe::Queries ground(const Desired&, const facts::Facts&) {
    return {};
}

Steps steps_of(const Type&, const Desired&, const Ground& ground) {
    Steps steps;
    for (const Compared& drift : ground.drifts) {
        auto mode = base::to_text(drift.actual).substr(0, 4);
        const bool is_sticky = ((mode.front() - '0') & 1) != 0;
        mode.front() = is_sticky ? '1' : '0';
        steps.all.emplace_back(SetAttributes{drift.subject, {.mode = mode}});
    }
    return steps;
}

} // namespace plumbline::resource::setuid
