#include "plan/prepare.hpp"

#include "base/digest.hpp"
#include "drift/sensitive.hpp"
#include "plan/describe.hpp"
#include "plan/order.hpp"
#include "resource/secrets.hpp"
#include "resource/type.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <exception>
#include <set>

namespace plumbline::plan {
namespace {

using drift::Finding;
using resource::Compared;
using resource::Desired;
using resource::Steps;

bool is_acted_on(const Finding& finding) {
    return (finding.status == drift::Status::drift || finding.status == drift::Status::pending) &&
           !finding.desired->audit_only;
}

/// Why nothing is done about what may not be as it should be; nothing where it is in sync, or is acted on.
std::string why_left(const Finding& finding) {
    switch (finding.status) {
    case drift::Status::waived:
        return finding.covers.empty() ? "waived" : fmt::format("waived by {}", finding.covers.front().id);
    case drift::Status::unknown:
        return finding.reason.empty() ? "it could not be checked"
                                      : "it could not be checked: " + finding.reason;
    case drift::Status::drift:
    case drift::Status::pending:
        return finding.desired->audit_only ? "the standard says enforce: never" : "";
    case drift::Status::in_sync:
    case drift::Status::skipped:
        break;
    }
    return {};
}

std::vector<Compared> drifting(const std::vector<Compared>& properties) {
    std::vector<Compared> drifts;
    std::ranges::copy_if(properties, std::back_inserter(drifts),
                         [](const Compared& one) { return one.status == Compared::Status::drift; });
    return drifts;
}

/// For a plan, which is no comparison with any run before.
std::vector<Compared> without_past(std::vector<Compared> drifts) {
    for (auto& drift : drifts)
        drift.since = resource::Since::unknown;
    return drifts;
}

/// Of what drifts, as it was seen; of a secret there is a token alone.
std::string digest_of_sight(const std::vector<Compared>& drifts) {
    auto seen = nlohmann::json::array();
    for (const auto& drift : drifts)
        seen.push_back(
            {drift.property, base::to_base64(drift.subject), base::to_base64(base::to_text(drift.actual))});
    return base::sha256(seen.dump());
}

/// A resource that drifts, with what its type makes steps from.
struct Drifting {
    const resource::Type* type;
    const Finding* finding;
    resource::Observed observed;
    std::vector<Compared> drifts; ///< secrets in the clear
};

Drifting look_again(const Finding& finding, const probe::Answers& answers) {
    Drifting drifting_one{resource::find_type(finding.desired->id.type), &finding, {}, {}};
    drifting_one.observed = drifting_one.type->observe(*finding.desired, answers);
    drifting_one.drifts =
        drifting(resource::compare(drifting_one.type->expect(*finding.desired), drifting_one.observed));
    return drifting_one;
}

/// One host's plan on its way.
class Preparation {
public:
    explicit Preparation(const Looked& looked) : looked_(looked) {
        prepared_.plan.name = looked.host.name;
        prepared_.plan.address = looked.host.address;
    }

    Prepared prepare() {
        if (looked_.host.error) {
            prepared_.plan.error = fmt::format("{}: {}", transport::name(looked_.host.error->stage),
                                               looked_.host.error->message);
            return std::move(prepared_);
        }
        note_what_is_left();
        choose();
        for (const auto* finding : chosen_)
            add(*finding);
        add_refreshes();
        return std::move(prepared_);
    }

private:
    void note_what_is_left() {
        for (const auto& finding : looked_.host.findings)
            if (const auto reason = why_left(finding); !reason.empty())
                prepared_.plan.left.push_back({finding.desired->id, reason});
    }

    /// In the order in which they are put right: of all resources, since what a drifting one requires may
    /// lead to another over one that is in sync.
    void choose() {
        std::vector<std::shared_ptr<const Desired>> all;
        for (const auto& resource : looked_.catalog.resources)
            all.push_back(resource.desired);
        std::map<standard::Identity, const Finding*> acted_on;
        for (const auto& finding : looked_.host.findings)
            if (is_acted_on(finding))
                acted_on.emplace(finding.desired->id, &finding);
        for (const auto place : in_order(all))
            if (const auto found = acted_on.find(all[place]->id); found != acted_on.end()) {
                chosen_.push_back(found->second);
                chosen_ids_.insert(found->first);
            }
    }

    void add(const Finding& finding) {
        const auto& desired = *finding.desired;
        PlannedResource planned{.id = desired.id,
                                .severity = desired.severity,
                                .why = desired.why,
                                .place = desired.place.file_and_line(),
                                .seen = digest_of_sight(drifting(finding.properties)),
                                .drifts = without_past(drifting(finding.properties)),
                                .actions = finding.would,
                                .risks = risk::risks_of(finding),
                                .notifies = finding.restarts};
        for (const auto& id : desired.requires_)
            if (chosen_ids_.contains(id))
                planned.requires_.push_back(id.text());
        const auto steps = steps_of(finding);
        const auto hides = drift::has_secrets(desired);
        for (const auto& step : steps.all) {
            planned.steps.push_back(describe(step, {looked_.secrecy, hides || is_secret(step)}));
            remember(step);
        }
        planned.declined = steps.declined;
        prepared_.work.push_back({desired.id, steps.all});
        prepared_.plan.resources.push_back(std::move(planned));
    }

    /// What can't be understood declines itself, and the rest of the host is put right.
    [[nodiscard]] Steps steps_of(const Finding& finding) const {
        try {
            const auto drifting_one = look_again(finding, looked_.answers);
            return drifting_one.type->steps(
                *finding.desired,
                {drifting_one.observed, drifting_one.drifts, looked_.answers, looked_.host.facts, written_});
        } catch (const std::exception& error) {
            return {.declined = {{"", error.what()}}};
        }
    }

    static bool is_secret(const resource::Step& step) {
        const auto* write = std::get_if<resource::WriteFile>(&step);
        return write != nullptr && resource::is_secret_path(write->path);
    }

    void remember(const resource::Step& step) {
        if (const auto* write = std::get_if<resource::WriteFile>(&step))
            written_[write->path] = write->content.bytes;
        else if (const auto* removal = std::get_if<resource::Remove>(&step))
            written_.erase(removal->path);
    }

    /// What does not apply to this host is not refreshed there.
    void add_refreshes() {
        for (const auto& resource : looked_.catalog.resources)
            if (auto notifiers = notifiers_of(resource.desired->id);
                !notifiers.empty() && !is_skipped(resource.desired->id))
                add_refresh(resource, std::move(notifiers));
    }

    [[nodiscard]] bool is_skipped(const standard::Identity& id) const {
        return std::ranges::any_of(looked_.host.findings, [&](const Finding& finding) {
            return finding.desired->id == id && finding.status == drift::Status::skipped;
        });
    }

    [[nodiscard]] base::List notifiers_of(const standard::Identity& id) const {
        base::List notifiers;
        for (const auto& planned : prepared_.plan.resources)
            if (!planned.steps.empty() &&
                std::ranges::find(planned.notifies, id.text()) != planned.notifies.end())
                notifiers.push_back(planned.id.text());
        return notifiers;
    }

    void add_refresh(const catalog::Resource& resource, base::List notifiers) {
        const auto steps = resource.type->refresh(*resource.desired, looked_.host.facts);
        Refresh refresh{
            .id = resource.desired->id, .notified_by = std::move(notifiers), .declined = steps.declined};
        for (const auto& step : steps.all)
            refresh.steps.push_back(describe(step, {looked_.secrecy, false}));
        prepared_.refreshes.push_back({refresh.id, steps.all});
        prepared_.plan.refreshes.push_back(std::move(refresh));
    }

    const Looked& looked_;
    Prepared prepared_;
    std::vector<const Finding*> chosen_;
    std::set<standard::Identity> chosen_ids_;
    std::map<std::string, std::string> written_;
};

} // namespace

bool HostPlan::has_steps() const {
    return std::ranges::any_of(resources, [](const auto& resource) { return !resource.steps.empty(); });
}

probe::Queries ground_of(const Looked& looked) {
    std::set<probe::Question> asked;
    for (const auto& finding : looked.host.findings) {
        if (!is_acted_on(finding))
            continue;
        try {
            const auto one = look_again(finding, looked.answers);
            for (auto& question : one.type->ground(*finding.desired, one.drifts, looked.host.facts))
                asked.insert(std::move(question));
        } catch (const std::exception&) { // steps() meets the same, and says so
        }
    }
    return {asked.begin(), asked.end()};
}

Prepared prepare(const Looked& looked) {
    return Preparation(looked).prepare();
}

} // namespace plumbline::plan
