#include "alert/settings/routes.hpp"

#include "alert/settings/hours.hpp"
#include "alert/settings/reach.hpp"
#include "alert/settings/terms.hpp"
#include "approval/agreements/terms.hpp"
#include "approval/agreements/time_of_day.hpp"
#include "base/text.hpp"
#include "base/words.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace plumbline::alert {
namespace {

using base::Diagnostics;
using standard::Form;
using standard::Text;

constexpr base::Words<Trigger, 10> trigger_words{{
    {Trigger::new_, "new"},
    {Trigger::worse, "worse"},
    {Trigger::mutated, "mutated"},
    {Trigger::still_open, "still_open"},
    {Trigger::unchecked, "unchecked"},
    {Trigger::unreachable, "unreachable"},
    {Trigger::signoff, "signoff"},
    {Trigger::waiver_ended, "waiver_ended"},
    {Trigger::audit_missing, "audit_missing"},
    {Trigger::audit_failed, "audit_failed"},
}};
constexpr base::Words<Digest, 3> digest_words{{
    {Digest::hourly, "hourly"},
    {Digest::daily, "daily"},
    {Digest::weekly, "weekly"},
}};
constexpr auto severities = {resource::Severity::info, resource::Severity::low, resource::Severity::medium,
                             resource::Severity::high, resource::Severity::critical};
constexpr auto causes = {drift::Cause::first_seen, drift::Cause::standard_changed, drift::Cause::host_changed,
                         drift::Cause::both, drift::Cause::unknown};
constexpr std::string_view quiet_form = "as in \"22:00-06:00 Europe/London\"; without a zone it is UTC";

template <typename Values>
std::vector<std::string> names_of(const Values& values) {
    std::vector<std::string> names;
    for (const auto& value : values)
        names.emplace_back(name(value));
    return names;
}

std::vector<std::string> event_names() {
    std::vector<std::string> names{"drift"};
    for (const auto& [trigger, word] : trigger_words)
        names.emplace_back(word);
    return names;
}

/// Reads one route after the other.
class Reader {
public:
    Reader(const std::vector<std::string>& destinations, Diagnostics& diagnostics)
        : destinations_(destinations), diagnostics_(diagnostics) {}

    Route read(Form& form, std::size_t number) {
        Route route;
        route.name = form.take_text("name").value_or(Text{fmt::format("route {}", number), {}}).text;
        read_conditions(form, route);
        if (const auto to = form.require("to"))
            route.to = destinations_of(*to);
        route.goes_on = form.take_boolean("continue").value_or(false);
        if (const auto word = form.take_word("digest", {"hourly", "daily", "weekly"}))
            route.digest = base::choice_of(digest_words, *word);
        if (const auto text = form.take_text("quiet"))
            route.quiet = quiet(*text);
        route.remind = age(form, "remind");
        route.escalate = escalations(form);
        form.refuse_others();
        return route;
    }

private:
    void read_conditions(Form& form, Route& route) {
        route.severity = severity(form).value_or(route.severity);
        for (const auto& text : form.take_texts("event"))
            add_events(text, route.events);
        if (const auto text = form.take_text("hosts"))
            route.hosts = approval::read_pattern(*text, diagnostics_);
        for (auto& text : form.take_texts("tags"))
            route.tags.insert(std::move(text.text));
        for (const auto& text : form.take_texts("cause"))
            add_cause(text, route.causes);
        for (auto& text : form.take_texts("contact"))
            route.contacts.insert(std::move(text.text));
    }

    std::optional<resource::Severity> severity(Form& form) {
        const auto text = form.take_text("severity");
        if (!text)
            return std::nullopt;
        const auto least = resource::parse_severity(text->text);
        if (!least)
            refuse(*text, "severity", names_of(severities));
        return least;
    }

    void add_cause(const Text& written, std::set<drift::Cause>& all) {
        if (const auto cause = drift::parse_cause(written.text))
            all.insert(*cause);
        else
            refuse(written, "cause", names_of(causes));
    }

    void refuse(const Text& written, std::string_view what, const std::vector<std::string>& words) {
        diagnostics_.error(written.place, fmt::format("there is no {} '{}'", what, written.text),
                           choices(written.text, words));
    }

    void add_events(const Text& written, std::set<Trigger>& events) {
        if (written.text == "drift")
            events.insert({Trigger::new_, Trigger::worse, Trigger::mutated, Trigger::still_open});
        else if (const auto trigger = base::choice_of(trigger_words, written.text))
            events.insert(*trigger);
        else
            refuse(written, "event", event_names());
    }

    std::vector<std::string> destinations_of(const standard::Element& element) {
        std::vector<std::string> all;
        for (auto& text : standard::read_texts(element, "'to'", diagnostics_)) {
            if (std::ranges::find(all, text.text) != all.end())
                diagnostics_.error(text.place, fmt::format("'{}' stands in 'to' twice", text.text));
            else if (std::ranges::find(destinations_, text.text) == destinations_.end())
                refuse(text, "channel or provider", destinations_);
            else
                all.push_back(std::move(text.text));
        }
        return all;
    }

    std::optional<QuietHours> quiet(const Text& text) {
        const auto words = base::words(text.text);
        const auto ends = base::split(words.empty() ? "" : words.front(), '-');
        const auto from = approval::parse_time_of_day(ends.front());
        const auto until = ends.size() == 2 ? approval::parse_time_of_day(ends.back()) : std::nullopt;
        if (!from || !until || words.size() > 2) {
            diagnostics_.error(
                text.place, fmt::format("'quiet' must be HH:MM-HH:MM and a time zone, found '{}'", text.text),
                std::string(quiet_form));
            return std::nullopt;
        }
        if (*from == *until) {
            diagnostics_.error(text.place, "'quiet' ends when it begins: it would be for ever, or never",
                               std::string(quiet_form));
            return std::nullopt;
        }
        QuietHours hours{*from, *until};
        if (words.size() == 2)
            hours.zone = words.back();
        if (is_zone(hours.zone))
            return hours;
        diagnostics_.error(text.place, fmt::format("there is no time zone '{}'", hours.zone),
                           "a name of the tz database, as in Europe/London or UTC");
        return std::nullopt;
    }

    std::optional<base::Milliseconds> age(Form& form, std::string_view key) {
        return take_duration(form, key, std::chrono::minutes(1), std::chrono::hours(24 * 400), diagnostics_);
    }

    std::vector<Escalation> escalations(Form& form) {
        std::vector<Escalation> all;
        for (auto& element : form.take_list("escalate")) {
            Form step(std::move(element), "an escalation", diagnostics_);
            const auto after = escalation_age(step);
            const auto to = step.require("to");
            auto destinations = to ? destinations_of(*to) : std::vector<std::string>{};
            step.refuse_others();
            if (after)
                add(all, {*after, std::move(destinations)}, step.place());
        }
        return all;
    }

    std::optional<base::Milliseconds> escalation_age(Form& step) {
        const auto errors = diagnostics_.errors();
        const auto after = age(step, "after");
        if (!after && diagnostics_.errors() == errors)
            diagnostics_.error(step.place(), "an escalation needs 'after'",
                               "as in {after: 4h, to: [seniors]}");
        return after;
    }

    void add(std::vector<Escalation>& all, Escalation next, const base::Place& place) {
        if (!all.empty() && next.after <= all.back().after)
            diagnostics_.error(place,
                               fmt::format("it is due after {}, and the one before it after {}",
                                           base::to_text(next.after), base::to_text(all.back().after)),
                               "escalations stand in the order in which they come");
        all.push_back(std::move(next));
    }

    const std::vector<std::string>& destinations_;
    Diagnostics& diagnostics_;
};

} // namespace

std::vector<Route> read_routes(Form& form, const std::vector<std::string>& destinations,
                               Diagnostics& diagnostics) {
    auto element = form.require("routes");
    if (!element)
        return {};
    const auto* written = element->sequence();
    if (written == nullptr || written->empty()) {
        diagnostics.error(element->place,
                          fmt::format("'routes' must be a list of at least one route, found {}",
                                      written == nullptr ? element->kind() : "none"),
                          "as in - {severity: high, to: [mail]}");
        return {};
    }
    std::vector<PlacedRoute> sound;
    Reader reader(destinations, diagnostics);
    for (std::size_t at = 0; at < written->size(); ++at) {
        const auto errors = diagnostics.errors();
        Form part((*written)[at], "a route", diagnostics);
        PlacedRoute route{reader.read(part, at + 1), part.place()};
        if (diagnostics.errors() > errors)
            continue;
        check_reach(route, sound, diagnostics);
        sound.push_back(std::move(route));
    }
    std::vector<Route> routes;
    for (auto& one : sound)
        routes.push_back(std::move(one.route));
    return routes;
}

} // namespace plumbline::alert
