#pragma once

#include "approval/agreements.hpp"
#include "approval/signoff.hpp"
#include "base/diagnostic.hpp"
#include "blame/blame.hpp"
#include "history/store/database.hpp"
#include "inventory/inventory.hpp"
#include "report/report.hpp"
#include "site/site.hpp"
#include "standard/standard.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace plumbline::audit {

/// The approvers that a site names, and the keys of theirs that count no more. What can't be read, or is no
/// such list, goes to `diagnostics`; nothing is returned then, nor where the site names none.
[[nodiscard]] std::optional<approval::SignerRules> signer_rules_of(const site::Site& site,
                                                                   base::Diagnostics& diagnostics);

/// The runs that rules of the process ask about.
struct Records {
    history::Database* database = nullptr; ///< null where none is kept, or it can't be asked
    std::string site = {};                 ///< the name that recorders know it by
    std::string unknown = {};              ///< why it can't be asked, though one is kept
};

/// What a site demands of a standard before it is law, and what was agreed on about its hosts.
class Process {
public:
    Process() = default; ///< of no site: nothing is demanded, nothing was agreed on
    /// What is wrong in form with waivers, changes and the calendar goes to `diagnostics`. Approvers that
    /// can't be read stop no audit: nothing that they would have signed counts then, and the sign-off says
    /// why.
    Process(const site::Site& site, blame::People people, base::Instant now, base::Diagnostics& diagnostics);

    /// A standard, and where it was loaded from.
    struct Draft {
        const standard::Standard& standard;
        std::filesystem::path path;
    };
    /// Whether the standard is signed off as the site demands: by enough people, not older than what was in
    /// force, and tried elsewhere. A rule that can't be asked about has failed, and says so.
    [[nodiscard]] approval::SignOff signoff_of(const Draft& draft, const Records& records) const;

    /// Before the first host: the same, and which standard drifts are held against, and which it was before.
    [[nodiscard]] approval::SignOff begin(const Draft& draft, const Records& records);
    /// Says of the host's drifts, whose past is known, which of them were agreed on.
    void apply(const inventory::Host& host, report::HostResult& result);
    /// After the last. `whole`: the run was to look at all hosts and resources of the site.
    [[nodiscard]] std::vector<approval::Notice> notices(const report::Report& report, bool whole) const;

private:
    [[nodiscard]] approval::PromotionRule promotion(const site::Promotion& wanted, const std::string& digest,
                                                    const Records& records) const;

    std::optional<site::Approval> approval_;
    std::optional<approval::SignerRules> approvers_;
    std::vector<std::string> unreadable_; ///< why there are no approvers, though the site names some
    blame::People people_;
    bool has_changes_ = false;
    approval::Agreements agreements_;
    approval::Moment moment_ = {};
};

} // namespace plumbline::audit
