#pragma once

#include "auditing/prepared.hpp"

#include "enforce/fleet/fleet.hpp"
#include "enforce/record/earlier.hpp"

#include <chrono>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace plumbline::cli {

/// Where this site's runs that change hosts are written down.
[[nodiscard]] std::filesystem::path journals_of(const Workspace& workspace);

/// Who runs this, as far as the environment tells.
[[nodiscard]] std::string operator_name();

/// What of a run is to be taken back.
struct RollbackChoice {
    std::vector<std::string> hosts = {};      ///< empty: all
    std::optional<std::string> resource = {}; ///< "file:/etc/motd"
};
/// With hosts on which it did nothing, and may have left its lock.
[[nodiscard]] enforce::Undertaken to_take_back(enforce::Undertaken undertaken, const RollbackChoice& choice);

/// Changes hosts of the prepared site, and writes it down in the run's journal.
class Changing {
public:
    Changing(Prepared& prepared, enforce::Journal& journal, std::string run);

    /// `earlier`: of a run that is gone on with.
    [[nodiscard]] std::vector<enforce::HostOutcome>
    put_right(const plan::Plan& plan, const std::map<std::string, enforce::Earlier>& earlier,
              std::chrono::seconds confirm_within);
    [[nodiscard]] std::vector<enforce::HostOutcome> take_back(const enforce::Undertaken& undertaken);

private:
    [[nodiscard]] enforce::Witness witness();
    [[nodiscard]] enforce::Reach reach(const std::vector<std::string>& hosts);
    [[nodiscard]] const catalog::Catalog& catalog_of(const std::string& host);

    Prepared& prepared_;
    enforce::Journal& journal_;
    std::string run_;
    transport::Resolver resolver_;
    std::map<std::string, catalog::Catalog> catalogs_;
};

} // namespace plumbline::cli
