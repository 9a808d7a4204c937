#include "resource/file_properties.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace plumbline::resource {

namespace {

bool names(const Matcher& matcher, const std::string& text);

/// Whether a rule names a text as a value, to be wanted or to be refused.
struct Names {
    const std::string& text;

    bool operator()(const Exactly& rule) const { return rule.value == base::Value(text); }
    bool operator()(const OneOf& rule) const {
        return std::ranges::find(rule.values, base::Value(text)) != rule.values.end();
    }
    bool operator()(const Not& rule) const { return names(*rule.matcher, text); }
    bool operator()(const Matches&) const { return false; }
    bool operator()(const Contains&) const { return false; }
    bool operator()(const AtMost&) const { return false; }
    bool operator()(const AtLeast&) const { return false; }
    bool operator()(const Range&) const { return false; }
    bool operator()(const AllOf& rule) const { return among(rule.matchers); }
    bool operator()(const AnyOf& rule) const { return among(rule.matchers); }

private:
    [[nodiscard]] bool among(const std::vector<Matcher>& matchers) const {
        return std::ranges::any_of(matchers, [this](const Matcher& one) { return names(one, text); });
    }
};

bool names(const Matcher& matcher, const std::string& text) {
    return std::visit(Names{text}, matcher.rule);
}

bool is_observed(const Observed& observed, const std::string& property) {
    return std::ranges::find(observed.observations, property, &Observation::property) !=
           observed.observations.end();
}

void add(Observed& observed, std::string property, std::string value) {
    observed.observations.push_back({.property = std::move(property), .reading = Present{std::move(value)}});
}

bool is_fallback(const Schema& schema, const Desired& desired, const std::string& attribute) {
    const Attribute* known = find(schema, attribute);
    return known != nullptr && known->fallback && desired.text(attribute) == known->fallback;
}

} // namespace

Attribute state_attribute(std::string_view thing) {
    return {.name = "state",
            .kind = Kind::choice,
            .doc = fmt::format("Whether the {} must be there.", thing),
            .fallback = "present",
            .choices = {"present", "absent"}};
}

std::vector<Attribute> permission_attributes() {
    return {
        {.name = "mode",
         .kind = Kind::mode,
         .doc =
             "The permission bits, set-user-id, set-group-id and sticky included, as a quoted octal number."},
        {.name = "owner", .doc = "The owning user, by name or by number."},
        {.name = "group", .doc = "The owning group, by name or by number."}};
}

Seen seen(const probe::Answers& answers, const probe::Question& question) {
    const probe::Answer& answer = answers.to(question);
    if (const auto* answered = std::get_if<probe::Answered>(&answer)) {
        if (auto status = probe::parse_status(answered->bytes)) {
            return *std::move(status);
        }
        return probe::CannotTell{"the host's stat printed what is no status: " +
                                 answered->bytes.substr(0, 80)};
    }
    if (const auto* unclear = std::get_if<probe::CannotTell>(&answer)) {
        return *unclear;
    }
    return probe::Absent{};
}

std::string object_to_state(const Schema& schema, const Desired& desired) {
    const auto state = desired.text("state");
    if (!state) {
        return "state: expected one value, found a matcher";
    }
    std::vector<std::string> others;
    for (const auto& attribute : desired.attributes) {
        if (attribute.first != "state" && !is_fallback(schema, desired, attribute.first)) {
            others.push_back(attribute.first);
        }
    }
    if (*state != "absent" || others.empty()) {
        return {};
    }
    return fmt::format("with 'state: absent' nothing else can be asked of it; remove {}",
                       fmt::join(others, ", "));
}

Expectations with_kind(Expectations expectations, const Desired& desired, std::string_view kind) {
    if (desired.text("state") == "absent") {
        return expectations;
    }
    const auto state = std::ranges::find(expectations, "state", &Expectation::property);
    if (state != expectations.end()) {
        std::rotate(expectations.begin(), state, state + 1);
    }
    expectations.insert(expectations.begin() + (state == expectations.end() ? 0 : 1),
                        {.property = "kind", .kind = Kind::choice, .matcher = {Exactly{std::string(kind)}}});
    return expectations;
}

void observe_others(Observed& observed, const Expectations& expectations, const Reading& reading) {
    for (const Expectation& expectation : expectations) {
        if (!is_observed(observed, expectation.property)) {
            observed.observations.push_back({.property = expectation.property, .reading = reading});
        }
    }
}

const probe::FileStatus* observe_presence(const Seen& seen, const Expectations& expectations,
                                          std::string_view kind, Observed& observed) {
    if (const auto* unclear = std::get_if<probe::CannotTell>(&seen)) {
        observe_others(observed, expectations, Unreadable{unclear->reason});
        return nullptr;
    }
    const auto* status = std::get_if<probe::FileStatus>(&seen);
    if (status == nullptr) {
        add(observed, "state", "absent");
        observe_others(observed, expectations, Missing{});
        return nullptr;
    }
    const std::string found(probe::name(status->kind));
    add(observed, "state", "present");
    add(observed, "kind", found);
    if (found == kind) {
        return status;
    }
    observe_others(observed, expectations, Missing{});
    return nullptr;
}

void observe_permissions(const probe::FileStatus& status, const Desired& desired, Observed& observed) {
    add(observed, "mode", probe::mode_text(status));
    add(observed, "owner", account_text(desired, "owner", status.owner, status.uid));
    add(observed, "group", account_text(desired, "group", status.group, status.gid));
}

std::string seen_text(const Observed& observed, std::string_view property) {
    for (const Observation& observation : observed.observations) {
        const auto* present = std::get_if<Present>(&observation.reading);
        if (observation.property == property && observation.subject.empty() && present != nullptr) {
            return base::to_text(present->value);
        }
    }
    return {};
}

std::string account_text(const Desired& desired, const std::string& attribute, const std::string& name,
                         std::uint64_t number) {
    const std::string digits = std::to_string(number);
    const auto wanted = desired.attributes.find(attribute);
    const bool by_number = wanted != desired.attributes.end() && names(wanted->second, digits);
    return name.empty() || by_number ? digits : name;
}

} // namespace plumbline::resource
