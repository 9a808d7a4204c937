#pragma once

#include "auditing/prepared.hpp"

#include "enforce/executor/fleet.hpp"
#include "enforce/gate/gate.hpp"
#include "enforce/record/journal.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace plumbline::cli {

/// Where this site's runs that change hosts are written down.
[[nodiscard]] std::filesystem::path journals_of(const Workspace& workspace);

/// Who runs this, as far as the environment tells.
[[nodiscard]] std::string operator_name();

/// What of the prepared hosts a plan is about, as it goes to the executor.
class Application {
public:
    /// Narrows `prepared` to the hosts of the plan. Throws BadInput for a host's catalog that does not
    /// compile.
    Application(Prepared& prepared, const plan::Plan& chosen, std::string run);

    [[nodiscard]] std::vector<enforce::HostOutcome> put_right(enforce::Journal& journal) const;

private:
    Prepared& prepared_;
    const plan::Plan& chosen_;
    std::string run_;
    std::vector<catalog::Catalog> catalogs_; ///< beside the plan's hosts
};

/// What became of it, for people: each host, each resource that was not simply applied, and what it comes to.
void print_outcomes(const std::vector<enforce::HostOutcome>& outcomes, const std::string& run);

/// 0 all done or right before; 2 something was refused, failed or not tried; 4 a host could not be reached to
/// its end; 6 both.
[[nodiscard]] int status_of(const std::vector<enforce::HostOutcome>& outcomes);

} // namespace plumbline::cli
