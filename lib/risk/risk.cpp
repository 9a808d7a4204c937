#include "risk/risk.hpp"

#include "risk/rules.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <re2/re2.h>

#include <algorithm>
#include <map>

namespace plumbline::risk {
namespace {

using drift::Finding;
using resource::Compared;

constexpr std::size_t most_concerns = 8;

/// Each pattern is compiled once.
bool matches(std::string_view pattern, std::string_view text, bool wholly) {
    static std::map<std::string_view, RE2> compiled;
    const auto [at, is_new] = compiled.try_emplace(pattern, re2::StringPiece(pattern.data(), pattern.size()));
    const re2::StringPiece piece(text.data(), text.size());
    return wholly ? RE2::FullMatch(piece, at->second) : RE2::PartialMatch(piece, at->second);
}

/// What would be done without what is there now, which is the host's to say.
std::string_view without_now(std::string_view words) {
    return words.substr(0, words.find(" (now "));
}

/// A change, as rules look at it.
class Change {
public:
    explicit Change(const Finding& finding) : finding_(finding) {
        texts_.push_back(finding.desired->id.title);
        for (const auto& words : finding.would)
            texts_.emplace_back(without_now(words));
        for (const auto& seen : finding.observed.observations)
            if (!seen.place.empty() && drifts(seen.property))
                texts_.push_back(seen.place);
    }

    [[nodiscard]] bool is_met_by(const Rule& rule) const {
        const bool speaks_of_it =
            rule.properties.empty() || std::ranges::any_of(finding_.properties, [&](const Compared& one) {
                return one.status == Compared::Status::drift && matches(rule.properties, one.property, true);
            });
        return speaks_of_it && (rule.pattern.empty() || std::ranges::any_of(texts_, [&](const auto& text) {
                                    return matches(rule.pattern, text, false);
                                }));
    }

private:
    [[nodiscard]] bool drifts(const std::string& property) const {
        return std::ranges::any_of(finding_.properties, [&](const Compared& one) {
            return one.status == Compared::Status::drift && one.property == property;
        });
    }

    const Finding& finding_;
    base::List texts_;
};

std::string bare_name(std::string_view service) {
    for (const std::string_view kind : {".service", ".socket", ".timer", ".target"})
        if (service.ends_with(kind))
            service.remove_suffix(kind.size());
    return std::string(service);
}

/// Grows reason by reason; what is said of several stands once.
class Verdict {
public:
    void add(Kind kind, std::string_view reason, const std::string& concern) {
        const auto known = std::ranges::find_if(
            risks_, [&](const Risk& risk) { return risk.kind == kind && risk.reason == reason; });
        auto& concerns =
            (known != risks_.end() ? *known : risks_.emplace_back(Risk{kind, std::string(reason), {}}))
                .concerns;
        if (std::ranges::find(concerns, concern) == concerns.end())
            concerns.push_back(concern);
    }
    [[nodiscard]] Risks worst_first() && {
        std::ranges::stable_sort(risks_, std::ranges::greater(), &Risk::kind);
        return std::move(risks_);
    }

private:
    Risks risks_;
};

void add_by_rules(Verdict& verdict, const Finding& finding) {
    const auto& id = finding.desired->id;
    const Change change(finding);
    const auto of_type = rules_of_types().find(id.type);
    for (const auto* rules :
         {of_type == rules_of_types().end() ? nullptr : &of_type->second, &rules_of_places()})
        if (rules != nullptr)
            for (const auto& rule : *rules)
                if (change.is_met_by(rule))
                    verdict.add(rule.kind, rule.reason, id.title);
}

void add_services(Verdict& verdict, const Finding& finding) {
    constexpr std::string_view service = "service:";
    base::List names;
    for (const auto& notified : finding.restarts) {
        verdict.add(Kind::restart, "is notified, which restarts it", notified);
        if (notified.starts_with(service))
            names.push_back(notified.substr(service.size()));
    }
    if (finding.desired->id.type == "service" || finding.desired->id.type == "unit")
        names.push_back(finding.desired->id.title);
    for (const auto& name : names)
        for (const auto& rule : rules_of_services())
            if (matches(rule.pattern, bare_name(name), false))
                verdict.add(rule.kind, rule.reason, name);
}

/// An entry that may not be there, something that must be gone, or something in whose place another thing
/// must be. Returns whether there was one.
bool add_removals(Verdict& verdict, const Finding& finding) {
    const auto& id = finding.desired->id;
    bool any = false;
    for (const auto& one : finding.properties) {
        if (one.status != Compared::Status::drift || base::to_text(one.actual) == "absent")
            continue;
        const auto& name = one.subject.empty() ? id.title : one.subject;
        const bool goes = one.expected == "absent" || one.expected == "purged";
        if (goes)
            verdict.add(Kind::purge, "is there now, and is removed", name);
        else if (one.property == "kind")
            verdict.add(Kind::purge, "is something else now, which is removed", name);
        any = any || goes || one.property == "kind";
    }
    return any;
}

/// What no single property says: a member of a list that is one value.
void add_removals_in_words(Verdict& verdict, const Finding& finding) {
    static const RE2 removal("^(?:remove|purge|delete) (.*)$");
    for (const auto& words : finding.would) {
        std::string what;
        if (RE2::FullMatch(std::string(without_now(words)), removal, &what))
            verdict.add(Kind::purge, "is there now, and is removed", what);
    }
}

} // namespace

std::string_view name(Kind kind) {
    switch (kind) {
    case Kind::restart:
        return "restart";
    case Kind::reboot:
        return "reboot";
    case Kind::purge:
        return "purge";
    case Kind::connectivity:
        return "connectivity";
    }
    return "connectivity";
}

std::string words_of(const Risk& risk) {
    const auto& all = risk.concerns;
    const base::List first(all.begin(),
                           all.begin() + static_cast<std::ptrdiff_t>(std::min(all.size(), most_concerns)));
    return fmt::format("{}: {}{}", risk.reason, fmt::join(first, ", "),
                       all.size() > most_concerns ? fmt::format(" and {} more", all.size() - most_concerns)
                                                  : "");
}

bool is_acted_on(const drift::Finding& finding) {
    return finding.deviates() && std::ranges::any_of(finding.would, [](const std::string& words) {
               return !words.starts_with("nothing: ") && !words.starts_with("leave it as it is: ");
           });
}

Risks risks_of(const drift::Finding& finding) {
    if (!is_acted_on(finding))
        return {};
    Verdict verdict;
    add_by_rules(verdict, finding);
    add_services(verdict, finding);
    if (finding.desired->id.type != "setuid" && !add_removals(verdict, finding)) // there only bits go
        add_removals_in_words(verdict, finding);
    return std::move(verdict).worst_first();
}

std::optional<Kind> worst_of(const Risks& risks) {
    return risks.empty() ? std::nullopt : std::optional(risks.front().kind);
}

std::vector<Kind> kinds_of(const Risks& risks) {
    std::vector<Kind> all;
    for (const auto& risk : risks)
        if (all.empty() || all.back() != risk.kind)
            all.push_back(risk.kind);
    return all;
}

} // namespace plumbline::risk
