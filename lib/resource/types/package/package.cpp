#include "resource/type.hpp"
#include "resource/types/package/languages/languages.hpp"
#include "resource/types/package/parts.hpp"
#include "resource/understand.hpp"

#include <fmt/format.h>

namespace plumbline::resource {

namespace package {

namespace {

constexpr std::string_view name_characters =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._+:-";

std::optional<Report> read(const Desired& desired, std::string_view answer) {
    switch (language(desired).value_or(Database::dpkg)) {
    case Database::pip:
        return read_pip(answer, name_of(desired));
    case Database::npm:
        return read_npm(answer);
    case Database::gem:
        return read_gem(answer, name_of(desired));
    case Database::dpkg:
    case Database::rpm:
    case Database::apk:
        return read_report(answer);
    }
    return std::nullopt;
}

std::string object_to_name_of_system(std::string_view title) {
    if (title.find_first_not_of(name_characters) != std::string::npos ||
        std::string_view("+-:").find(title[0]) != std::string_view::npos) {
        return "a package's name consists of letters, digits and . _ + - : and begins with none of + - :";
    }
    return "";
}

/// What only the one or only the other sort of provider has.
std::string object_to_attributes(const Desired& desired) {
    const auto database = language(desired);
    if (!database && desired.has("prefix")) {
        return "'prefix' says where pip, npm or gem install: name one of them as 'provider'";
    }
    for (const char* attribute : {"held", "arch"}) {
        if (database && desired.has(attribute)) {
            return fmt::format("'{}' says nothing of a package of {}", attribute, name(*database));
        }
    }
    if (database && desired.text("state") == "purged") {
        return fmt::format("a package of {} is 'absent' or 'present', nothing is left to purge",
                           name(*database));
    }
    return "";
}

} // namespace

probe::Question question(const Desired& desired) {
    const std::string provider = desired.text("provider").value_or("auto");
    const std::string prefix = desired.text("prefix").value_or("-");
    const auto database = language(desired);
    if (database == Database::npm) {
        return {provider, {name_of(desired), prefix}};
    }
    if (database) {
        return {provider, {prefix}}; // one list for all packages
    }
    return {provider == "auto" ? "package" : provider, {name_of(desired)}};
}

std::string name_of(const Desired& desired) {
    return desired.text("name").value_or(desired.id.title);
}

std::optional<Database> language(const Desired& desired) {
    const std::string provider = desired.text("provider").value_or("auto");
    for (const Database database : {Database::pip, Database::npm, Database::gem}) {
        if (provider == name(database)) {
            return database;
        }
    }
    return std::nullopt;
}

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
        return understand(
            answers.to(question(desired)), expect(desired),
            "the package database gave no answer of the expected form",
            [&](std::string_view answer) { return read(desired, answer); }, there,
            [&] {
                return there(Report{language(desired).value_or(Database::dpkg), {}});
            });
    }

    Remedy remedy(const Desired& desired, const Observed& observed,
                  const std::vector<Compared>& drifts) const override {
        return propose(desired, observed, drifts);
    }

    probe::Queries ground(const Desired& desired, const std::vector<Compared>& drifts,
                          const facts::Facts& facts) const override {
        return simulation(desired, drifts, facts);
    }

    Steps steps(const Desired& desired, const Ground& ground) const override {
        return put_right(desired, ground);
    }

    std::string object_to(const Desired& desired) const override {
        const auto database = language(desired);
        std::string objection = database ? object_to_name(*database, name_of(desired))
                                         : object_to_name_of_system(name_of(desired));
        if (objection.empty()) {
            objection = object_to_attributes(desired);
        }
        if (!objection.empty()) {
            return objection;
        }
        for (const char* attribute : {"version", "held"}) {
            if (wants_it_gone(desired) && desired.has(attribute)) {
                return fmt::format("'{}' says nothing of a package whose state is {}", attribute,
                                   *desired.text("state"));
            }
        }
        return "";
    }

    Traces traces(const Desired& desired) const override { return {.packages = {name_of(desired)}}; }
};

} // namespace package

namespace types_of_folders {

const Type& package_type() {
    static const package::Package type;
    return type;
}

} // namespace types_of_folders

} // namespace plumbline::resource
