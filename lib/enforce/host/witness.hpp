#pragma once

#include "enforce/host/outcome.hpp"

#include <functional>
#include <string>

namespace plumbline::enforce {

/// What is written down before anything goes to a host, and after it answered.
struct Witness {
    std::function<void(const std::string& host, const ResourceOutcome&)> begins;
    std::function<void(const std::string& host, const ResourceOutcome&)> ended;
    /// Whether no further resource is to be begun; one that was begun is ended.
    std::function<bool()> stopping;
};

} // namespace plumbline::enforce
