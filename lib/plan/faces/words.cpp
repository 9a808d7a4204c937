#include "plan/faces/words.hpp"

#include "report/words.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <tuple>

namespace plumbline::plan {
namespace {

using report::counted;

std::optional<risk::Kind> worst_of(const Plan& plan) {
    std::optional<risk::Kind> worst;
    for (const auto& host : plan.hosts)
        for (const auto& resource : host.resources)
            worst = std::max(worst, risk::worst_of(resource.risks));
    return worst;
}

/// Lines that say the same of several hosts become one, in the order in which they are first met.
class Gathering {
public:
    void add(const std::string& subject, const std::string& words, const std::string& host) {
        const auto [place, is_new] = places_.emplace(std::tuple(subject, words), lines_.size());
        if (is_new)
            lines_.push_back({subject, words});
        lines_[place->second].hosts.push_back(host);
    }
    Lines take() { return std::move(lines_); }

private:
    std::map<std::tuple<std::string, std::string>, std::size_t> places_;
    Lines lines_;
};

std::string order_words(const Route& route, const Outline& outline) {
    std::vector<std::string> numbers;
    for (const auto number : route.changes)
        if (!outline.changes[number - 1].resource->steps.empty())
            numbers.push_back(std::to_string(number));
    std::vector<std::string> refreshed;
    for (const auto number : route.refreshes)
        if (const auto& refresh = *outline.refreshes[number - 1].refresh; !refresh.steps.empty())
            refreshed.push_back(refresh.id.text());
    if (numbers.empty())
        return {};
    return fmt::format("{}{}{}", fmt::join(numbers, ", "), refreshed.empty() ? "" : ", then ",
                       fmt::join(refreshed, ", "));
}

} // namespace

std::string title_of(const Plan& plan) {
    return fmt::format("{}{}{}{}", plan.standard_name, plan.standard_version.empty() ? "" : " ",
                       plan.standard_version,
                       plan.environment.empty() ? "" : fmt::format(" ({})", plan.environment));
}

std::string verdict_of(const Plan& plan) {
    const auto totals = totals_of(plan);
    auto words = totals.changes == 0 ? std::string("nothing is to be done")
                                     : fmt::format("{} on {}", counted(totals.changes, "change"),
                                                   counted(totals.hosts, "host"));
    if (totals.declined > 0)
        words += fmt::format("; {} declined, wholly or in part", totals.declined);
    if (totals.left > 0)
        words += fmt::format("; {} left as {}", totals.left, totals.left == 1 ? "it is" : "they are");
    if (totals.failed > 0)
        words += fmt::format("; {} could not be seen", counted(totals.failed, "host"));
    if (totals.changes == 0)
        return words;
    const auto worst = worst_of(plan);
    return words + fmt::format("; worst risk: {}", worst ? risk::name(*worst) : "none is known");
}

std::string hosts_words(const base::List& hosts, bool all) {
    constexpr std::size_t few = 8;
    const auto named = all ? hosts.size() : std::min(hosts.size(), few);
    const auto rest = hosts.size() - named;
    return fmt::format("{}{}",
                       fmt::join(hosts.begin(), hosts.begin() + static_cast<std::ptrdiff_t>(named), ", "),
                       rest == 0 ? "" : fmt::format(" and {} more", rest));
}

std::string words_of(const resource::Declined& declined) {
    const auto reason = report::one_line(declined.reason);
    return declined.property.empty() ? reason : declined.property + ": " + reason;
}

Lines risks_of(const Outline& outline) {
    Lines lines;
    for (const auto& change : outline.changes)
        if (!change.resource->steps.empty())
            for (const auto& risk : change.resource->risks)
                lines.push_back({std::string(risk::name(risk.kind)),
                                 fmt::format("{} (change {})", risk::words_of(risk), change.number),
                                 change.hosts});
    std::ranges::stable_sort(lines, {}, [](const Line& line) {
        const auto kind =
            std::ranges::find_if(risk::kinds, [&](auto one) { return risk::name(one) == line.subject; });
        return risk::kinds.end() - kind;
    });
    return lines;
}

Lines orders_of(const Outline& outline, const Plan& plan) {
    Gathering orders;
    for (std::size_t i = 0; i < plan.hosts.size(); ++i)
        if (const auto words = order_words(outline.routes[i], outline); !words.empty())
            orders.add("", words, plan.hosts[i].name);
    return orders.take();
}

Lines left_of(const Plan& plan) {
    Gathering left;
    for (const auto& host : plan.hosts)
        for (const auto& one : host.left)
            left.add(one.id.text(), report::one_line(one.reason), host.name);
    return left.take();
}

Lines unseen_of(const Plan& plan) {
    Gathering unseen;
    for (const auto& host : plan.hosts)
        if (!host.error.empty())
            unseen.add("", report::one_line(host.error), host.name);
    return unseen.take();
}

} // namespace plumbline::plan
