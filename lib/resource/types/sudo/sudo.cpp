#include "base/text.hpp"
#include "probe/content.hpp"
#include "resource/advice.hpp"
#include "resource/types/sudo/parts.hpp"
#include "resource/types/sudo/steps.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace plumbline::resource {

namespace sudo {

namespace {

const probe::Question sudoers_question{"sudoers", {}};
constexpr std::uint64_t nsswitch_limit = 65536;
const probe::Question nsswitch_question{"content_followed",
                                        {"/etc/nsswitch.conf", "-", std::to_string(nsswitch_limit)}};

/// Sources of rules beside the file, as nsswitch.conf(5) names them.
base::List other_sources(const probe::Answer& answer) {
    const auto* answered = std::get_if<probe::Answered>(&answer);
    const auto content =
        answered == nullptr ? std::nullopt : probe::parse_content(answered->bytes, nsswitch_limit);
    base::List sources;
    if (!content || !content->bytes) {
        return sources;
    }
    for (const std::string_view line : base::lines(content->bytes->first)) {
        const auto words = base::words(line.substr(0, line.find('#')));
        if (words.empty() || words.front() != "sudoers:") {
            continue;
        }
        for (const std::string_view word : words) {
            if (word != "sudoers:" && word != "files" && !word.starts_with('[')) {
                sources.emplace_back(word);
            }
        }
    }
    return sources;
}

void expect_rule(const Desired& desired, Expectations& expected) {
    const auto add = [&](const char* property, Kind kind, const Matcher& matcher) {
        expected.push_back({.property = property, .kind = kind, .matcher = matcher});
    };
    const auto set = [&](const char* property, Matcher fallback) {
        const auto found = desired.attributes.find(property);
        return found == desired.attributes.end() ? fallback : found->second;
    };
    add("state", Kind::text, {Exactly{std::string("present")}});
    add("hosts", Kind::list, set("hosts", {Exactly{base::List{"ALL"}}}));
    for (const char* property : {"as", "commands"}) {
        if (desired.has(property)) {
            add(property, *property == 'a' ? Kind::text : Kind::list, set(property, {}));
        }
    }
    add("nopasswd", Kind::boolean, set("nopasswd", {Exactly{std::string("false")}}));
}

} // namespace

bool asserts(const Desired& desired) {
    for (const char* attribute : {"hosts", "as", "commands", "nopasswd"}) {
        if (desired.has(attribute)) {
            return true;
        }
    }
    return desired.text("state") == "absent" || (desired.has("user") && !desired.flag("exclusive"));
}

std::string wanted_rule(const Desired& desired) {
    Grant grant;
    grant.users = {desired.text("user").value_or("")};
    grant.hosts = desired.list("hosts").value_or(base::List{"ALL"});
    grant.as = desired.text("as").value_or("root");
    grant.commands = desired.list("commands").value_or(base::List{"ALL"});
    grant.nopasswd = desired.flag("nopasswd");
    return to_text(grant);
}

class Sudo final : public Type {
public:
    [[nodiscard]] const Schema& schema() const override { return sudo::schema(); }

    [[nodiscard]] probe::Queries queries(const Desired&) const override {
        return {sudoers_question, nsswitch_question};
    }

    [[nodiscard]] Expectations expect(const Desired& desired) const override {
        Expectations expected;
        if (desired.text("state") == "absent") {
            expected.push_back({.property = "state", .matcher = {}, .forbidden = true});
        } else if (asserts(desired)) {
            expect_rule(desired, expected);
        }
        if (desired.flag("exclusive")) {
            expected.push_back({.property = "exclusive", .matcher = {}, .forbidden = true});
        }
        return expected;
    }

    [[nodiscard]] Observed observe(const Desired& desired, const probe::Answers& answers) const override {
        const Expectations expected = expect(desired);
        const probe::Answer answer = with_advice(answers.to(sudoers_question));
        Observed observed;
        if (const auto* unknown = std::get_if<probe::CannotTell>(&answer)) {
            observed = unreadable(expected, unknown->reason);
        } else if (const auto* answered = std::get_if<probe::Answered>(&answer)) {
            const auto files = probe::parse_folder(answered->bytes);
            observed = files ? observe_sudoers(desired, read_sudoers(*files))
                             : unreadable(expected, "what was read of sudoers is not whole");
        } else {
            observed = observe_sudoers(desired, {});
            observed.remarks.emplace_back("there is no /etc/sudoers");
        }
        const base::List others = other_sources(answers.to(nsswitch_question));
        if (!others.empty()) {
            observed.remarks.push_back(fmt::format("sudo has other sources of rules, which are not seen: {}",
                                                   fmt::join(others, ", ")));
        }
        return observed;
    }

    [[nodiscard]] Remedy remedy(const Desired& desired, const Observed&,
                                const std::vector<Compared>& drifts) const override {
        const bool writes =
            desired.text("state") == "present" && std::ranges::any_of(drifts, [](const Compared& drift) {
                return drift.status == Compared::Status::drift && drift.property != "exclusive";
            });
        const bool pinned = std::ranges::all_of(
            desired.attributes, [](const auto& attribute) { return attribute.second.pins(); });
        if (!writes || !pinned) {
            return {};
        }
        const std::string rule = wanted_rule(desired);
        return {{"write the rule " + rule, "write-sudo-rule", {{"rule", rule}}}};
    }

    [[nodiscard]] probe::Queries ground(const Desired& desired, const std::vector<Compared>&,
                                        const facts::Facts& facts) const override {
        return sudo::ground(desired, facts);
    }

    [[nodiscard]] Steps steps(const Desired& desired, const Ground& ground) const override {
        return sudo::steps_of(*this, desired, ground);
    }

    [[nodiscard]] std::string object_to(const Desired& desired) const override {
        for (const auto& [name, matcher] : desired.attributes) {
            if (!matcher.pins()) {
                return fmt::format("'{}' says what the rule is, it can't be a matcher", name);
            }
        }
        const bool absent = desired.text("state") == "absent";
        if (absent && desired.flag("exclusive")) {
            return "with 'state: absent' there is nothing beside which 'exclusive' could hold";
        }
        const bool named = desired.has("user") || desired.has("hosts") || desired.has("as") ||
                           desired.has("commands") || desired.has("nopasswd");
        if (!absent && !desired.has("user") && asserts(desired)) {
            return "whose rule is it? 'user' is missing";
        }
        return named || desired.flag("exclusive") ? ""
                                                  : "nothing is asked of sudo: name a user, or exclusive";
    }

    [[nodiscard]] Traces traces(const Desired&) const override {
        return {.paths = {"/etc/sudoers", "/etc/sudoers.d"}, .words = {"visudo"}};
    }
};

} // namespace sudo

namespace types_of_folders {

const Type& sudo_type() {
    static const sudo::Sudo type;
    return type;
}

} // namespace types_of_folders

} // namespace plumbline::resource
