#pragma once

#include "drift/finding.hpp"

#include <memory>
#include <string>
#include <vector>

namespace plumbline::test {

/// One property that drifts: what it should be, what it is now, and of what.
struct Drifting {
    std::string property;
    std::string expected;
    std::string now;
    std::string subject = {};
};

/// A drift as a history tells it again: its resource has no more than a name.
inline drift::Finding change(const std::string& type, const std::string& title,
                             const std::vector<Drifting>& properties, const std::vector<std::string>& would,
                             const std::vector<std::string>& restarts = {}) {
    auto desired = std::make_shared<resource::Desired>();
    desired->id = {type, title};
    drift::Finding finding{.desired = std::move(desired), .status = drift::Status::drift};
    for (const auto& one : properties)
        finding.properties.push_back({.property = one.property,
                                      .subject = one.subject,
                                      .status = resource::Compared::Status::drift,
                                      .expected = one.expected,
                                      .actual = one.now});
    finding.would = would;
    finding.restarts = restarts;
    return finding;
}

} // namespace plumbline::test
