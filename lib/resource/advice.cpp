#include "resource/advice.hpp"

namespace plumbline::resource {

std::string with_advice(const std::string& reason) {
    const bool denied = reason.find("permission denied") != std::string::npos;
    return denied ? "needs root, audit with sudo: " + reason : reason;
}

probe::Answer with_advice(const probe::Answer& answer) {
    const auto* unknown = std::get_if<probe::CannotTell>(&answer);
    return unknown == nullptr ? answer : probe::CannotTell{with_advice(unknown->reason)};
}

} // namespace plumbline::resource
