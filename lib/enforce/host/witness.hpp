#pragma once

#include "enforce/host/outcome.hpp"

#include <chrono>
#include <functional>
#include <string>

namespace plumbline::enforce {

/// What is written down before anything goes to a host, and after it answered.
struct Witness {
    using Record = std::function<void(const std::string& host, const ResourceOutcome&)>;
    Record begins = {};
    Record ended = {};
    Record refreshing = {};
    Record refreshed = {};
    Record taken_back = {};
    /// Whether no further resource is to be begun; one that was begun is ended.
    std::function<bool()> stopping;
    /// A host can't be reached any more, and so long is waited until it went back by itself.
    std::function<void(const std::string& host, std::chrono::seconds)> waits = {};
};

} // namespace plumbline::enforce
