#include "resource/membership.hpp"
#include "resource/steps/accounts.hpp"
#include "resource/types/user/parts.hpp"

namespace plumbline::resource {

namespace user {

class User final : public Type {
public:
    [[nodiscard]] const Schema& schema() const override { return user::schema(); }

    [[nodiscard]] probe::Queries queries(const Desired& desired) const override { return questions(desired); }

    [[nodiscard]] Expectations expect(const Desired& desired) const override {
        Expectations expectations = Type::expect(desired);
        expect_among(expectations, desired, "groups");
        for (Expectation& one : expectations) {
            // a plain number of days is the most that they may be
            if (const auto days = desired.text("password_age"); one.property == "password_age" && days) {
                one.matcher = {AtMost{*days}};
            }
        }
        return expectations;
    }

    [[nodiscard]] Observed observe(const Desired& desired, const probe::Answers& answers) const override {
        return observe_answers(desired, expect(desired), answers);
    }

    [[nodiscard]] Remedy remedy(const Desired& desired, const Observed&,
                                const std::vector<Compared>& drifts) const override {
        return propose(desired, drifts);
    }

    [[nodiscard]] probe::Queries ground(const Desired&, const std::vector<Compared>&,
                                        const facts::Facts&) const override {
        return {steps::local_accounts()};
    }

    [[nodiscard]] Steps steps(const Desired& desired, const Ground& ground) const override {
        return put_right(desired, ground);
    }

    [[nodiscard]] std::string object_to(const Desired& desired) const override {
        if (desired.id.title.starts_with('-') ||
            desired.id.title.find_first_of(":,\n") != std::string::npos) {
            return "an account's name holds no ':', ',' or newline and does not begin with '-'";
        }
        if (desired.flag("exclusive") && !desired.has("groups")) {
            return "'exclusive' says that 'groups' are all there may be: 'groups' is missing";
        }
        return "";
    }

    [[nodiscard]] Traces traces(const Desired& desired) const override {
        return {.paths = {"/etc/passwd", "/etc/shadow", "/etc/group"}, .accounts = {desired.id.title}};
    }
};

} // namespace user

namespace types_of_folders {

const Type& user_type() {
    static const user::User type;
    return type;
}

} // namespace types_of_folders

} // namespace plumbline::resource
