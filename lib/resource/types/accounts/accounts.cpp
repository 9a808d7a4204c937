#include "resource/all_accounts.hpp"
#include "resource/types/accounts/parts.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace plumbline::resource {

namespace accounts {

namespace {

const Claim* claim_of(const std::string& property) {
    const auto& all = claims();
    const auto found = std::ranges::find_if(all, [&](const Claim& one) { return one.attribute == property; });
    return found == all.end() ? nullptr : &*found;
}

void tell(const std::string& property, Offences offences, Observed& observed) {
    for (Offence& one : offences) {
        observed.observations.push_back(
            {.property = property, .subject = std::move(one.subject), .reading = std::move(one.found)});
    }
    observed.searched.push_back(property);
}

void remark(const Desired& desired, const probe::Databases& databases, Observed& observed) {
    if (!databases.odd_lines.empty() && !desired.has("well_formed")) {
        observed.remarks.push_back(
            fmt::format("of another form, so not judged: {}", fmt::join(databases.odd_lines, ", ")));
    }
}

Observed observe_databases(const Desired& desired, const probe::Databases& databases) {
    Observed observed;
    for (const Claim& claim : claims()) {
        if (desired.has(claim.attribute)) {
            tell(claim.attribute, claim.against(desired, databases), observed);
        }
    }
    if (desired.has("homes_mode")) {
        tell("homes_mode", modes_of_homes(desired, databases), observed);
    }
    remark(desired, databases, observed);
    return observed;
}

} // namespace

class Accounts final : public Type {
public:
    [[nodiscard]] const Schema& schema() const override { return accounts::schema(); }

    [[nodiscard]] probe::Queries queries(const Desired&) const override { return {all_accounts_question()}; }

    [[nodiscard]] Expectations expect(const Desired& desired) const override {
        Expectations expectations = Type::expect(desired);
        for (Expectation& one : expectations) {
            if (const Claim* claim = claim_of(one.property)) {
                one.kind = Kind::text;
                one.matcher = {Exactly{std::string(claim->wanted)}};
            }
        }
        return expectations;
    }

    [[nodiscard]] Observed observe(const Desired& desired, const probe::Answers& answers) const override {
        return observe_all_accounts(answers, expect(desired), [&](const probe::Databases& databases) {
            return observe_databases(desired, databases);
        });
    }

    [[nodiscard]] Remedy remedy(const Desired&, const Observed&,
                                const std::vector<Compared>& drifts) const override {
        Remedy actions;
        for (const Compared& drift : drifts) {
            if (drift.status == Compared::Status::drift && drift.property == "no_empty_passwords") {
                actions.push_back({fmt::format("lock the password of {} (now empty)", drift.subject),
                                   "lock-password",
                                   {{"user", drift.subject}}});
            }
        }
        return actions;
    }

    [[nodiscard]] std::string object_to(const Desired& desired) const override {
        bool claimed = desired.has("homes_mode");
        for (const Claim& claim : claims()) {
            if (desired.has(claim.attribute) && desired.text(claim.attribute) != "true") {
                return fmt::format("'{}' can only be true: leave it out where it need not hold",
                                   claim.attribute);
            }
            claimed = claimed || desired.has(claim.attribute);
        }
        return claimed ? "" : "nothing is asked of the accounts: name what must hold, such as unique_ids";
    }

    [[nodiscard]] Traces traces(const Desired&) const override {
        return {.paths = {"/etc/passwd", "/etc/shadow", "/etc/group"}};
    }
};

} // namespace accounts

namespace types_of_folders {

const Type& accounts_type() {
    static const accounts::Accounts type;
    return type;
}

} // namespace types_of_folders

} // namespace plumbline::resource
