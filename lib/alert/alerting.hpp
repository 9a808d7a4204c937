#pragma once

#include "alert/deciding/decide.hpp"
#include "alert/delivering/deliver.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace plumbline::alert {

/// One site's alerting: what was told, what is to be told, and the telling. Whatever goes wrong in it is
/// said in the deliveries' troubles, and stops no run: where nothing can be remembered it is told all the
/// same, and perhaps again. Throws MemoryBusy where another process is at it: what is not told then, the next
/// run tells.
class Alerting {
public:
    /// `folder`: where the memory is kept.
    Alerting(const Settings& settings, std::filesystem::path folder, std::string site);

    /// Decides and delivers.
    [[nodiscard]] Deliveries take(const Situation& situation, const inventory::Inventory& hosts) const;
    /// Delivers what is kept and due.
    [[nodiscard]] Deliveries send() const;
    /// Sends a marked message through one channel, once; nothing of it is remembered.
    [[nodiscard]] Outcome test(const std::string& channel, const report::RunRecord& of) const;
    /// What is remembered, for a person to read. Throws base::Error.
    [[nodiscard]] Memory memory() const;

private:
    const Settings& settings_;
    std::filesystem::path folder_;
    std::string site_;
};

} // namespace plumbline::alert
