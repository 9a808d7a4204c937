#include "approval/agreements/document.hpp"
#include "audit/process.hpp"
#include "enforce/gate/gate.hpp"

#include <utility>

namespace plumbline::enforce {
namespace {

std::optional<approval::Calendar> read_calendar(const site::Site& site, base::Instant now,
                                                base::Diagnostics& diagnostics) {
    if (!site.calendar)
        return std::nullopt;
    const auto documents = approval::read_documents({*site.calendar}, diagnostics);
    if (documents.empty())
        return std::nullopt;
    return approval::Calendar::read(documents.front(), now, diagnostics);
}

} // namespace

Law law_of(const std::optional<site::Site>& site, base::Instant now, base::Diagnostics& diagnostics) {
    Law law;
    if (!site)
        return law;
    if (auto signers = audit::signer_rules_of(*site, diagnostics))
        law.approvers = approval::SignOffRules{std::move(*signers),
                                               site->approval->quorum,
                                               site->people ? blame::People::load(*site->people, diagnostics)
                                                            : blame::People{},
                                               now,
                                               {},
                                               {}};
    law.calendar = read_calendar(*site, now, diagnostics);
    return law;
}

} // namespace plumbline::enforce
