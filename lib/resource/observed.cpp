#include "resource/observed.hpp"

namespace plumbline::resource {

Observed unreadable(const Expectations& expectations, const std::string& reason) {
    Observed observed;
    for (const Expectation& expectation : expectations) {
        observed.observations.push_back({.property = expectation.property, .reading = Unreadable{reason}});
    }
    return observed;
}

} // namespace plumbline::resource
