#pragma once

#include "auditing/prepared.hpp"

#include "enforce/fleet/fleet.hpp"
#include "enforce/record/journal.hpp"

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace plumbline::cli {

/// Where this site's runs that change hosts are written down.
[[nodiscard]] std::filesystem::path journals_of(const Workspace& workspace);

/// Who runs this, as far as the environment tells.
[[nodiscard]] std::string operator_name();

/// What a run that was cut has left of a host.
struct Unfinished {
    std::set<standard::Identity> begun = {}; ///< nobody knows how far these came
    std::size_t next_step = 1;
};
[[nodiscard]] std::map<std::string, Unfinished> unfinished_of(const enforce::Undertaken& undertaken);
/// The first number of a step that a host's journal has not.
[[nodiscard]] std::size_t next_step_of(const std::vector<enforce::Done>& done);

/// Changes hosts of the prepared site, and writes it down in the run's journal.
class Changing {
public:
    Changing(Prepared& prepared, enforce::Journal& journal, std::string run);

    /// `unfinished`: of a run that is gone on with.
    [[nodiscard]] std::vector<enforce::HostOutcome>
    put_right(const plan::Plan& plan, const std::map<std::string, Unfinished>& unfinished);
    [[nodiscard]] std::vector<enforce::HostOutcome> take_back(const enforce::Undertaken& undertaken);

private:
    [[nodiscard]] enforce::Reach reach(const std::vector<std::string>& hosts);
    [[nodiscard]] const catalog::Catalog& catalog_of(const std::string& host);

    Prepared& prepared_;
    enforce::Journal& journal_;
    std::string run_;
    transport::Resolver resolver_;
    std::map<std::string, catalog::Catalog> catalogs_;
};

} // namespace plumbline::cli
