#include "base/text.hpp"
#include "resource/all_accounts.hpp"
#include "resource/type.hpp"

#include <algorithm>
#include <cstdint>

namespace plumbline::resource {

namespace uid {

namespace {

base::List users_of(const Desired& desired, const probe::Databases& databases) {
    const auto number = base::to_integer<std::uint64_t>(desired.id.title);
    base::List names;
    for (const probe::ListedAccount& account : databases.accounts) {
        if (account.uid == number) {
            names.push_back(account.name);
        }
    }
    return names;
}

Observed observe_databases(const Desired& desired, const probe::Databases& databases) {
    const base::List wanted = desired.list("users").value_or(base::List{});
    const base::List found = users_of(desired, databases);
    Observed observed;
    base::List declared;
    for (const std::string& name : found) {
        if (std::ranges::find(wanted, name) != wanted.end()) {
            declared.push_back(name);
        } else {
            observed.observations.push_back(
                {.property = "others", .subject = name, .reading = Present{"present"}});
        }
    }
    observed.observations.push_back({.property = "users", .reading = Present{declared}});
    observed.searched.emplace_back("others");
    return observed;
}

const Schema& the_schema() {
    static const Schema all{
        .type = "uid",
        .doc =
            "All accounts that have one number. Each other account that has it is told by itself: a second "
            "account with uid 0 is a second root.",
        .title_doc = "The number, in quotes.",
        .attributes = {{.name = "users",
                        .kind = Kind::list,
                        .doc = "The names of the accounts that have it; none but these may.",
                        .required = true}},
        .asks =
            "Reads /etc/passwd. Where passwd has other sources than files, getent lists theirs, as far as "
            "they let it.",
        .enforces = "Nothing: which number an account is to have instead is a person's to decide.",
        .example = "uid: \"0\"\nusers: [root]\n",
        .phase = Phase::accounts};
    return all;
}

} // namespace

class Uid final : public Type {
public:
    [[nodiscard]] const Schema& schema() const override { return the_schema(); }

    [[nodiscard]] probe::Queries queries(const Desired&) const override { return {all_accounts_question()}; }

    [[nodiscard]] Expectations expect(const Desired& desired) const override {
        Expectations expectations = Type::expect(desired);
        expectations.push_back({.property = "others", .matcher = {}, .forbidden = true});
        return expectations;
    }

    [[nodiscard]] Observed observe(const Desired& desired, const probe::Answers& answers) const override {
        return observe_all_accounts(answers, expect(desired), [&](const probe::Databases& databases) {
            return observe_databases(desired, databases);
        });
    }

    [[nodiscard]] Remedy remedy(const Desired&, const Observed&,
                                const std::vector<Compared>&) const override {
        return {};
    }

    [[nodiscard]] std::string object_to(const Desired& desired) const override {
        if (!base::to_integer<std::uint32_t>(desired.id.title)) {
            return "the title is a uid: a number from 0 to 4294967295";
        }
        return desired.list("users") ? "" : "'users' is a list of names, no matcher";
    }

    [[nodiscard]] Traces traces(const Desired&) const override { return {.paths = {"/etc/passwd"}}; }
};

} // namespace uid

namespace types_of_folders {

const Type& uid_type() {
    static const uid::Uid type;
    return type;
}

} // namespace types_of_folders

} // namespace plumbline::resource
