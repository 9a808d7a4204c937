#pragma once

#include "base/file.hpp"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <functional>

namespace plumbline::history {

/// What waits for the end of a run, in a file without a name.
class Spool {
public:
    /// Throws base::Error when the disk is full.
    void add(const nlohmann::json& entry);
    /// In the order in which they were added.
    void each(const std::function<void(const nlohmann::json&)>& visit) const;

private:
    base::Descriptor file_ = base::unnamed_file();
    std::int64_t end_ = 0;
};

} // namespace plumbline::history
