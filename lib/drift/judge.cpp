#include "drift/judge.hpp"

#include "drift/planes.hpp"
#include "drift/sensitive.hpp"
#include "drift/text_diff.hpp"
#include "resource/rendering.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <set>

namespace plumbline::drift {
namespace {

using resource::Compared;
using resource::Desired;
using resource::Observed;

/// Where a list has no order, its own is made the same in every run.
void put_in_order(std::vector<Compared>& properties) {
    for (auto& compared : properties)
        if (auto* list = std::get_if<base::List>(&compared.actual); list != nullptr && !compared.ordered)
            std::ranges::sort(*list);
}

std::vector<Compared> drifting(const std::vector<Compared>& properties) {
    std::vector<Compared> drifts;
    std::ranges::copy_if(properties, std::back_inserter(drifts),
                         [](const Compared& one) { return one.status == Compared::Status::drift; });
    return drifts;
}

/// The diffs of those properties whose bytes are known on both sides.
std::string diff_of(const Desired& desired, const Observed& observed, const std::vector<Compared>& drifts) {
    std::string diff;
    for (const auto& drift : drifts) {
        const auto content = desired.contents.find(drift.property);
        const auto fetched = observed.contents.find(drift.property);
        if (!drift.hidden && content != desired.contents.end() && fetched != observed.contents.end())
            diff += text_diff(fetched->second.bytes, content->second.bytes, fetched->second.remark);
    }
    return diff;
}

std::string names_of(const std::vector<Compared>& drifts) {
    std::set<std::string> names;
    for (const auto& drift : drifts)
        names.insert(drift.property);
    return base::to_text(base::List(names.begin(), names.end()));
}

std::vector<std::string> words_of(const resource::Remedy& remedy) {
    std::vector<std::string> words;
    for (const auto& action : remedy)
        words.push_back(action.words);
    return words;
}

/// One resource of one host, judged.
class Judgement {
public:
    Judgement(const catalog::Catalog& catalog, const catalog::Resource& resource, const facts::Facts& facts,
              const Secrecy& secrecy)
        : catalog_(catalog), type_(*resource.type),
          secrecy_(secrecy), finding_{.desired = resource::rendered(resource.desired, facts)} {}

    Finding judge(const facts::Facts& facts, const Sight& sight) {
        const auto condition = catalog::applies(desired(), facts);
        if (condition.unknown || !condition.applies) {
            finding_.status = condition.unknown ? Status::unknown : Status::skipped;
            finding_.reason = condition.reason;
        } else {
            compare(sight);
        }
        return std::move(finding_);
    }

private:
    [[nodiscard]] const Desired& desired() const { return *finding_.desired; }

    void compare(const Sight& sight) {
        auto observed = sight.observed(desired());
        auto& properties = finding_.properties;
        properties = resource::compare(type_.expect(desired()), observed);
        put_in_order(properties);
        finding_.status = status_of(properties);
        if (properties.empty())
            finding_.reason = "nothing to compare: the standard sets no property of it";
        const auto drifts = drifting(properties);
        const bool hid = hide_values(properties, desired(), secrecy_, sight.excuses);
        remark(observed, hid);
        if (finding_.status == Status::drift)
            add_drift(observed, drifts, hid);
        if (!hid)
            keep(std::move(observed));
    }

    void keep(Observed observed) {
        observed.contents.clear();
        observed.remarks.clear();
        finding_.observed = std::move(observed);
    }

    /// A type's remarks may hold what is hidden.
    void remark(const Observed& observed, bool hid) {
        if (!hid)
            finding_.remarks = observed.remarks;
        if (auto planes = planes_apart(finding_.properties); !planes.empty())
            finding_.remarks.insert(finding_.remarks.begin(), std::move(planes));
    }

    void add_drift(const Observed& observed, const std::vector<Compared>& drifts, bool hid) {
        const auto shown = drifting(finding_.properties);
        finding_.diff = diff_of(desired(), observed, shown);
        if (desired().audit_only) {
            finding_.would = {"leave it as it is: the standard says enforce: never"};
            return;
        }
        finding_.would = hid ? words_without_values(type_, desired(), observed, drifts, shown, secrecy_)
                             : words_of(type_.remedy(desired(), observed, drifts));
        if (finding_.would.empty()) {
            finding_.would = {fmt::format(
                "nothing: what the standard says of {} does not suffice to put it right", names_of(drifts))};
            return;
        }
        for (const auto& notified : catalog_.notified(desired().id))
            finding_.restarts.push_back(notified.text());
    }

    const catalog::Catalog& catalog_;
    const resource::Type& type_;
    const Secrecy& secrecy_;
    Finding finding_;
};

} // namespace

Status status_of(const std::vector<Compared>& properties) {
    const auto some = [&](Compared::Status status) {
        return std::ranges::any_of(properties,
                                   [status](const Compared& one) { return one.status == status; });
    };
    if (some(Compared::Status::drift))
        return Status::drift;
    return some(Compared::Status::unknown) || properties.empty() ? Status::unknown : Status::in_sync;
}

Finding judge(const catalog::Catalog& catalog, const catalog::Resource& resource, const facts::Facts& facts,
              const Sight& sight, const Secrecy& secrecy) {
    try {
        return Judgement(catalog, resource, facts, secrecy).judge(facts, sight);
    } catch (const std::exception& error) {
        Finding finding{.desired = resource.desired, .reason = error.what()};
        if (has_secrets(*resource.desired))
            finding.reason = without_value(finding.reason, {});
        return finding;
    }
}

} // namespace plumbline::drift
