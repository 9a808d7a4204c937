#include "resource/type.hpp"
#include "resource/types/package/parts.hpp"
#include "resource/understand.hpp"

#include <fmt/format.h>

namespace plumbline::resource {

namespace package {

namespace {

constexpr std::string_view name_characters =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._+:-";

probe::Question question(const Desired& desired) {
    const std::string provider = desired.text("provider").value_or("auto");
    return {provider == "auto" ? "package" : provider, {desired.id.title}};
}

} // namespace

const probe::Question& locks() {
    static const probe::Question asked{"package_locks", {}};
    return asked;
}

bool wants_it_gone(const Desired& desired) {
    const auto state = desired.text("state");
    return state == "absent" || state == "purged";
}

class Package final : public Type {
public:
    const Schema& schema() const override { return package::schema(); }

    probe::Queries queries(const Desired& desired) const override {
        probe::Queries asked{question(desired)};
        if (desired.has("held")) {
            asked.push_back(locks());
        }
        return asked;
    }

    Expectations expect(const Desired& desired) const override {
        Expectations expected = Type::expect(desired);
        if (wants_it_gone(desired)) {
            std::erase_if(expected, [](const Expectation& one) { return one.property != "state"; });
        } else if (desired.text("state") == "present") {
            expected.push_back({.property = "status", .matcher = {Exactly{"installed"}}});
        }
        return expected;
    }

    Observed observe(const Desired& desired, const probe::Answers& answers) const override {
        const auto there = [&](const Report& report) { return observe_report(desired, report, answers); };
        return understand(answers.to(question(desired)), expect(desired),
                          "the package database gave no answer of the expected form", read_report, there,
                          [&] { return there(Report{}); });
    }

    Remedy remedy(const Desired& desired, const Observed& observed,
                  const std::vector<Compared>& drifts) const override {
        return propose(desired, observed, drifts);
    }

    std::string object_to(const Desired& desired) const override {
        const std::string& title = desired.id.title;
        if (title.find_first_not_of(name_characters) != std::string::npos ||
            std::string_view("+-:").find(title[0]) != std::string_view::npos) {
            return "a package's name consists of letters, digits and . _ + - : and begins with none of + - :";
        }
        for (const char* attribute : {"version", "held"}) {
            if (wants_it_gone(desired) && desired.has(attribute)) {
                return fmt::format("'{}' says nothing of a package whose state is {}", attribute,
                                   *desired.text("state"));
            }
        }
        return "";
    }
};

} // namespace package

namespace types_of_folders {

const Type& package_type() {
    static const package::Package type;
    return type;
}

} // namespace types_of_folders

} // namespace plumbline::resource
