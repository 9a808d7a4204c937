#include "approval/covering/failures.hpp"

#include "base/escape.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace plumbline::approval {

DriftSeen::DriftSeen(const inventory::Host& on, const drift::Finding& what, const Moment& when)
    : host(on), finding(what), moment(when) {
    for (std::size_t index = 0; index < what.properties.size(); ++index)
        if (what.properties[index].status == resource::Compared::Status::drift)
            drifting.push_back(index);
}

drift::Cause DriftSeen::cause_of(std::size_t property) const {
    const auto& past = finding.past;
    if (!past)
        return drift::Cause::unknown;
    return past->causes.size() == finding.properties.size() ? past->causes[property] : past->cause;
}

std::string DriftSeen::names(const std::set<std::size_t>& properties) const {
    std::vector<std::string> names;
    for (const auto index : properties)
        names.push_back(name_of(finding.properties[index].property, finding.properties[index].subject));
    return fmt::format("{}", fmt::join(names, ", "));
}

std::string other_hosts(const inventory::Pattern& pattern, const inventory::Host& host) {
    return fmt::format("is for the hosts '{}', and {} is none of them", pattern.text(),
                       base::printable(host.name));
}

std::string hidden_text(const Accepted& accepted) {
    return fmt::format("does not hold: {} is hidden, and a hidden value is agreed on by its digest alone",
                       accepted.name());
}

} // namespace plumbline::approval
