#pragma once

#include "approval/accepting/accepted.hpp"
#include "approval/agreements/document.hpp"
#include "approval/agreements/endorsement.hpp"
#include "approval/agreements/terms.hpp"

#include <string>
#include <vector>

namespace plumbline::approval {

/// An accepted drift: on these hosts, of this resource, with just these values, until its end.
struct Waiver {
    inventory::Pattern hosts;
    standard::Identity resource;
    std::vector<Accepted> accepts;
    std::string reason;
    std::string ticket;
    std::string approver;
    base::Instant end; ///< it is not valid from then on
    base::Place where = {};
    std::string place = {};   ///< "waivers/motd.yaml:4"
    std::string lacking = {}; ///< why it does not count; empty when it does
};

/// A waivers file. A waiver that is wrong in form is left out, with what is wrong with it in `diagnostics`.
[[nodiscard]] std::vector<Waiver> read_waivers(const Document& document, base::Instant now,
                                               base::Diagnostics& diagnostics);

/// Refuses waivers that accept a value that another accepts already.
void refuse_repeated(const std::vector<Waiver>& waivers, base::Diagnostics& diagnostics);

} // namespace plumbline::approval
