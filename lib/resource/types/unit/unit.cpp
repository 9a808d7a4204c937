#include "base/text.hpp"
#include "resource/membership.hpp"
#include "resource/steps/runs.hpp"
#include "resource/types/unit/parts.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <set>

namespace plumbline::resource {

namespace unit {

namespace {

constexpr std::string_view table = "properties.";
const probe::Question clock{"now", {}};

/// The names of the properties that the resource sets.
std::vector<std::string> names_of(const Desired& desired) {
    std::vector<std::string> names;
    for (const auto& [attribute, matcher] : desired.attributes) {
        if (attribute.starts_with(table)) {
            names.push_back(attribute.substr(table.size()));
        }
    }
    return names;
}

base::List words_of(const std::string& value) {
    const auto words = base::words(value);
    return {words.begin(), words.end()};
}

/// Whether the standard compares the property as a list.
bool is_list(const Matcher& matcher) {
    const auto* exactly = std::get_if<Exactly>(&matcher.rule);
    return std::holds_alternative<Contains>(matcher.rule) ||
           (exactly != nullptr && std::holds_alternative<base::List>(exactly->value));
}

/// A property that this kind of unit does not have is told as missing; one with an empty value is there.
Reading observe_property(const Properties& properties, const std::string& name, const Matcher& matcher) {
    const auto found = properties.find(name);
    if (found == properties.end()) {
        return Missing{};
    }
    return is_list(matcher) ? Reading{Present{words_of(found->second)}} : Reading{Present{found->second}};
}

Reading observe_next_run(const Properties& properties, const probe::Answer& now) {
    const auto* answered = std::get_if<probe::Answered>(&now);
    const auto seconds =
        answered == nullptr ? std::nullopt : base::to_integer<std::int64_t>(base::trim(answered->bytes));
    if (!seconds) {
        return Unreadable{"the host does not tell its time"};
    }
    const auto next = next_elapse(properties);
    return next ? Reading{Present{std::to_string(std::max<std::int64_t>(0, *next - *seconds))}}
                : Reading{Missing{}};
}

void observe_present(const Desired& desired, const Properties& properties, const probe::Answers& answers,
                     Observed& observed) {
    for (const auto& [attribute, matcher] : desired.attributes) {
        if (attribute.starts_with(table)) {
            observed.observations.push_back(
                {.property = attribute,
                 .reading = observe_property(properties, attribute.substr(table.size()), matcher)});
        }
    }
    if (desired.has("dropins")) {
        observed.observations.push_back(
            {.property = "dropins", .reading = Present{words_of(properties.at("DropInPaths"))}});
    }
    if (desired.has("next_run")) {
        observed.observations.push_back(
            {.property = "next_run", .reading = observe_next_run(properties, answers.to(clock))});
    }
    if (properties.contains("NeedDaemonReload") && properties.at("NeedDaemonReload") == "yes") {
        observed.remarks.push_back("edited, not reloaded: systemctl daemon-reload is due");
    }
}

Observed observe_absent(const Expectations& expectations) {
    Observed observed;
    observed.observations.push_back({.property = "state", .reading = Present{"absent"}});
    for (const Expectation& expectation : expectations) {
        if (expectation.property != "state") {
            observed.observations.push_back({.property = expectation.property, .reading = Missing{}});
        }
    }
    return observed;
}

bool is_property_name(const std::string& name) {
    return !name.empty() &&
           name.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") ==
               std::string::npos;
}

} // namespace

probe::Question question(const Desired& desired) {
    std::set<std::string> asked{"LoadState", "NeedDaemonReload", "FragmentPath", "DropInPaths"};
    for (std::string& name : names_of(desired)) {
        asked.insert(std::move(name));
    }
    if (desired.has("next_run")) {
        asked.insert({"NextElapseUSecRealtime", "NextElapseUSecMonotonic", "ActiveEnterTimestamp",
                      "ActiveEnterTimestampMonotonic"});
    }
    return {"unit", {desired.id.title, fmt::format("{}", fmt::join(asked, ","))}};
}

class Unit final : public Type {
public:
    const Schema& schema() const override { return unit::schema(); }

    probe::Queries queries(const Desired& desired) const override {
        probe::Queries asked{question(desired)};
        if (desired.has("next_run")) {
            asked.push_back(clock);
        }
        return asked;
    }

    Expectations expect(const Desired& desired) const override {
        Expectations expectations = Type::expect(desired);
        expect_among(expectations, desired, "dropins");
        for (Expectation& expectation : expectations) {
            expectation.plane = expectation.property.starts_with(table) ? Plane::now : Plane::none;
        }
        return expectations;
    }

    Observed observe(const Desired& desired, const probe::Answers& answers) const override {
        const probe::Answer& answer = answers.to(question(desired));
        if (const auto* unknown = std::get_if<probe::CannotTell>(&answer)) {
            return unreadable(expect(desired), unknown->reason);
        }
        const auto* answered = std::get_if<probe::Answered>(&answer);
        const auto properties = answered == nullptr ? std::nullopt : read_properties(answered->bytes);
        if (answered != nullptr && (!properties || !properties->contains("DropInPaths"))) {
            return unreadable(expect(desired), "systemd gave no answer of the expected form");
        }
        if (!properties || properties->at("LoadState") == "not-found") {
            return observe_absent(expect(desired));
        }
        Observed observed;
        observed.observations.push_back({.property = "state", .reading = Present{"present"}});
        observe_present(desired, *properties, answers, observed);
        return observed;
    }

    Remedy remedy(const Desired&, const Observed&, const std::vector<Compared>&) const override {
        return {}; // what a property is follows from files
    }

    Steps steps(const Desired& desired, const Ground& ground) const override {
        return put_right(desired, ground);
    }

    Steps refresh(const Desired& desired, const facts::Facts&) const override {
        return desired.audit_only ? Steps{} : Steps{.all = {steps::reload_of_units()}};
    }

    std::string object_to(const Desired& desired) const override {
        if (desired.id.title.find('.') == std::string::npos ||
            desired.id.title.find_first_not_of(
                "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789:-_.\\@") !=
                std::string::npos) {
            return "a unit is named with its kind, such as ssh.service or apt-daily.timer";
        }
        for (const std::string& name : names_of(desired)) {
            if (!is_property_name(name)) {
                return fmt::format(
                    "'{}' is no property of a unit: systemctl show names them in letters and digits", name);
            }
        }
        if (desired.flag("exclusive") && !desired.has("dropins")) {
            return "'exclusive' says that 'dropins' are all there may be: 'dropins' is missing";
        }
        return "";
    }

    Traces traces(const Desired& desired) const override {
        const auto& title = desired.id.title;
        const auto file = "/etc/systemd/system/" + title;
        const auto name = title.ends_with(".service") ? title.substr(0, title.rfind('.')) : title;
        return {.paths = {file, file + ".d"}, .units = {name}};
    }
};

} // namespace unit

namespace types_of_folders {

const Type& unit_type() {
    static const unit::Unit type;
    return type;
}

} // namespace types_of_folders

} // namespace plumbline::resource
