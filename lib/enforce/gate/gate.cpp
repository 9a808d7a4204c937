#include "enforce/gate/gate.hpp"

#include "approval/agreements/document.hpp"
#include "approval/signoff/quorum.hpp"
#include "audit/process.hpp"
#include "base/error.hpp"
#include "base/escape.hpp"
#include "enforce/gate/choice.hpp"
#include "report/words.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <map>

namespace plumbline::enforce {
namespace {

constexpr auto anew = "make it anew with `plumbline plan`";

/// Judges one plan, rule after rule.
class Gate {
public:
    Gate(const plan::PlanFile& file, const Choice& choice, const Situation& situation)
        : file_(file), plan_(file.plan), choice_(choice), situation_(situation) {}

    Refusals judge() {
        check_age();
        check_environment();
        check_standard();
        check_signoff();
        check_signatures();
        check_hosts();
        check_choice();
        for (auto& refusal : refusals_)
            refusal.words = base::printable(report::one_line(refusal.words));
        return std::move(refusals_);
    }

private:
    void refuse(std::string rule, std::string words) {
        refusals_.push_back({std::move(rule), std::move(words)});
    }

    void check_age() {
        if (auto why = plan::out_of_date(plan_, situation_.now); !why.empty())
            refuse("age", std::move(why));
    }

    void check_environment() {
        if (plan_.environment != situation_.environment)
            refuse("environment",
                   fmt::format("expected a plan for this site's environment, {}, found one for {}; apply it "
                               "from the site that it was made of",
                               environment(situation_.environment), environment(plan_.environment)));
    }
    static std::string environment(const std::string& name) {
        return name.empty() ? "which has no name" : name;
    }

    void check_standard() {
        if (plan_.standard_digest != situation_.standard_digest)
            refuse("standard",
                   fmt::format("expected a plan of the standard as it is, {}, found one of {}; {}",
                               situation_.standard_digest, plan_.standard_digest, anew));
    }

    void check_signoff() {
        for (const auto& problem : situation_.signoff.problems)
            refuse("sign-off", fmt::format("the standard's sign-off does not hold: {}", problem));
        if (situation_.signoff.is_wanting() && situation_.signoff.problems.empty())
            refuse("sign-off", fmt::format("the standard's sign-off is {}; see `plumbline verify`",
                                           approval::name(situation_.signoff.status)));
    }

    void check_signatures() {
        const auto& law = situation_.law;
        if (!law.approvers)
            return refuse("signatures", "expected a site that names approvers, found none, so that nobody's "
                                        "signature counts; name them in plumbline.yaml: approval: "
                                        "{signers: allowed_signers}");
        auto quorum = approval::quorum_of({file_.path, file_.bytes, approval::for_plan,
                                           fmt::format("`plumbline sign {}`", file_.path.string())},
                                          *law.approvers);
        if (quorum.is_reached())
            return;
        refuse("signatures", std::move(quorum.too_few));
        for (auto& refusal : quorum.refusals)
            refuse("signatures", std::move(refusal));
    }

    void check_hosts() {
        base::List unknown;
        for (const auto& host : plan_.hosts)
            if (host.has_steps() && !situation_.inventory.hosts.contains(host.name))
                unknown.push_back(host.name);
        if (!unknown.empty())
            refuse("hosts", fmt::format("expected every host of the plan in the inventory, found none of the "
                                        "name {}; {}",
                                        fmt::join(unknown, ", "), anew));
        for (const auto& host : plan_.hosts)
            if (host.has_steps())
                check_address(host);
    }
    /// Another machine may stand there.
    void check_address(const plan::HostPlan& host) {
        const auto now = situation_.addresses.find(host.name);
        if (now != situation_.addresses.end() && now->second != host.address)
            refuse("hosts",
                   fmt::format("expected {} at {}, where it was when the plan was made, found it at {}; {}",
                               host.name, host.address, now->second, anew));
    }

    void check_choice() {
        try {
            const auto chosen = chosen_of(plan_, situation_.inventory, choice_);
            refuse_choice(plan_, chosen, choice_, situation_.inventory, refusals_);
            check_freezes(chosen);
        } catch (const base::Error& error) {
            refuse("choice", fmt::format("--limit {}: {}", choice_.limit.value_or(""), error.what()));
        }
    }

    void check_freezes(const plan::Plan& chosen) {
        std::map<std::string, base::List> frozen;
        for (const auto& host : chosen.hosts)
            if (const auto freeze = freeze_of(host.name))
                frozen[*freeze].push_back(host.name);
        for (const auto& [freeze, hosts] : frozen)
            refuse("freeze", fmt::format("expected no freeze now, {}, found '{}', which holds for {}; apply "
                                         "the plan when it is over, or have the calendar changed",
                                         base::to_rfc3339(situation_.now), freeze, fmt::join(hosts, ", ")));
    }
    [[nodiscard]] std::optional<std::string> freeze_of(const std::string& name) const {
        const auto host = situation_.inventory.hosts.find(name);
        if (!situation_.law.calendar || host == situation_.inventory.hosts.end())
            return std::nullopt;
        return situation_.law.calendar->freeze_at(situation_.now, host->second, "");
    }

    const plan::PlanFile& file_;
    const plan::Plan& plan_;
    const Choice& choice_;
    const Situation& situation_;
    Refusals refusals_;
};

} // namespace

std::variant<plan::PlanFile, Refusal> open_plan(const std::filesystem::path& path) {
    try {
        return plan::read_plan_file(path);
    } catch (const base::Error& error) {
        return Refusal{"plan", base::printable(report::one_line(error.what()))};
    }
}

Refusals refusals_of(const plan::PlanFile& file, const Choice& choice, const Situation& situation) {
    return Gate(file, choice, situation).judge();
}

} // namespace plumbline::enforce
