#include "resource/observed.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <set>

namespace plumbline::resource {
namespace {

const base::Value absent = std::string("absent");

/// Whether a matcher is content with nothing being there: it says "absent" itself.
bool accepts_absence(const Matcher& matcher) {
    if (const auto* exactly = std::get_if<Exactly>(&matcher.rule))
        return exactly->value == absent;
    if (const auto* any_of = std::get_if<AnyOf>(&matcher.rule))
        return std::any_of(any_of->matchers.begin(), any_of->matchers.end(), accepts_absence);
    const auto* one_of = std::get_if<OneOf>(&matcher.rule);
    return one_of != nullptr &&
           std::find(one_of->values.begin(), one_of->values.end(), absent) != one_of->values.end();
}

Compared::Status status(bool holds) {
    return holds ? Compared::Status::in_sync : Compared::Status::drift;
}

bool is_number(const base::Value& value) {
    const auto* text = std::get_if<std::string>(&value);
    return text != nullptr && base::to_integer<long long>(*text).has_value();
}

/// Whether a value that is no number can't be within its bounds.
bool wants_number(const Expectation& expectation) {
    const auto& rule = expectation.matcher.rule;
    return expectation.kind == Kind::value &&
           (std::holds_alternative<AtMost>(rule) || std::holds_alternative<AtLeast>(rule) ||
            std::holds_alternative<Range>(rule));
}

/// Fills in what one reading says of one expectation.
struct Judge {
    const Expectation& expectation;
    VersionOrder order;
    Compared& compared;

    void operator()(const Present& reading) const {
        compared.actual = reading.value;
        compared.status = status(!expectation.forbidden &&
                                 holds(expectation.matcher, expectation.kind, reading.value, order));
        if (wants_number(expectation) && !expectation.forbidden && !is_number(reading.value))
            compared.expected = "a number " + compared.expected;
    }
    void operator()(const Missing&) const {
        compared.actual = absent;
        compared.status = status(expectation.forbidden || accepts_absence(expectation.matcher));
    }
    void operator()(const Unreadable& reading) const {
        compared.status = Compared::Status::unknown;
        compared.reason = reading.reason;
    }
};

std::string expected_text(const Expectation& expectation) {
    return expectation.forbidden ? std::get<std::string>(absent) : to_text(expectation.matcher);
}

/// Of an expectation before anything is known.
Compared blank(const Expectation& expectation) {
    return {.property = expectation.property,
            .expected = expected_text(expectation),
            .plane = expectation.plane,
            .ordered = expectation.kind == Kind::ordered};
}

Compared judge(const Expectation& expectation, const Observation& observation, VersionOrder order) {
    auto compared = blank(expectation);
    compared.subject = observation.subject;
    std::visit(Judge{expectation, order, compared}, observation.reading);
    return compared;
}

/// What stands for a property that has no observation at all.
Compared unobserved(const Expectation& expectation, const Observed& observed) {
    const auto& searched = observed.searched;
    const bool nothing_deviates =
        std::find(searched.begin(), searched.end(), expectation.property) != searched.end();
    auto compared = blank(expectation);
    if (nothing_deviates)
        compared.status = Compared::Status::in_sync;
    else
        compared.reason = "the audit made no observation of it: please report this as a bug";
    return compared;
}

bool tells_existence(const std::string& property) {
    return property == "state" || property == "kind";
}

/// The subjects whose absence, or unreadability, is already said.
std::set<std::string> subjects_not_as_wanted(const std::vector<Compared>& all, std::string_view property) {
    std::set<std::string> subjects;
    for (const auto& compared : all)
        if (compared.property == property && compared.status != Compared::Status::in_sync)
            subjects.insert(compared.subject);
    return subjects;
}

void drop_repeated_absence(std::vector<Compared>& all) {
    const auto by_state = subjects_not_as_wanted(all, "state");
    const auto by_kind = subjects_not_as_wanted(all, "kind");
    const auto repeats = [&](const Compared& compared) {
        if (compared.actual != absent || compared.status != Compared::Status::drift ||
            compared.property == "state")
            return false;
        const auto said = [&](const std::set<std::string>& subjects) {
            return subjects.count(compared.subject) > 0 || subjects.count("") > 0;
        };
        return said(by_state) || (!tells_existence(compared.property) && said(by_kind));
    };
    all.erase(std::remove_if(all.begin(), all.end(), repeats), all.end());
}

} // namespace

std::vector<Compared> compare(const Expectations& expectations, const Observed& observed) {
    std::vector<Compared> all;
    for (const auto& expectation : expectations) {
        const auto before = all.size();
        for (const auto& observation : observed.observations)
            if (observation.property == expectation.property)
                all.push_back(judge(expectation, observation, observed.version_order));
        if (all.size() == before)
            all.push_back(unobserved(expectation, observed));
    }
    drop_repeated_absence(all);
    return all;
}

} // namespace plumbline::resource
