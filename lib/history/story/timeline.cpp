#include "history/story/timeline.hpp"

#include "base/error.hpp"
#include "history/deeds/handling.hpp"
#include "history/reading/hosts.hpp"
#include "history/reading/resource_rows.hpp"
#include "history/story/acknowledgements.hpp"
#include "history/texts/json_bytes.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace plumbline::history {
namespace {

using resource::Compared;

/// A row of `drifts` with what it refers to.
struct DriftRow {
    std::string drift;
    long long host = 0;
    std::string host_name;
    long long resource = 0;
    std::string type;
    std::string title;
    long long opened = 0;
    long long opened_at = 0;
    long long closed = 0;
    soci::indicator is_closed = soci::i_null;
    long long closed_at = 0;
    soci::indicator is_closed_at = soci::i_null;

    [[nodiscard]] std::string where() const { return fmt::format("{}:{} on {}", type, title, host_name); }
};

std::vector<DriftRow> drift_rows(Database& database, const std::string& site, const StoryChoice& choice) {
    DriftRow row;
    const auto stored = encode_text(site);
    const auto host = choice.host ? encode_text(*choice.host) : "";
    const auto since = static_cast<long long>(to_stored(choice.since));
    const int resolved_too = choice.open_only ? 0 : 1;
    soci::statement select =
        (database.sql().prepare
             << "SELECT d.id, d.host, h.name, d.resource, r.type, r.title, d.opened, o.started, d.closed,"
                " c.started FROM drifts d JOIN hosts h ON h.id = d.host"
                " JOIN resources r ON r.id = d.resource JOIN runs o ON o.seq = d.opened"
                " LEFT JOIN runs c ON c.seq = d.closed"
                " WHERE h.site = (SELECT id FROM sites WHERE name = :site)"
                " AND (:host = '' OR h.name = :same)"
                " AND (d.closed IS NULL OR (:resolved = 1 AND c.started >= :since))"
                " ORDER BY d.opened, h.name, r.type, r.title",
         soci::use(stored), soci::use(host), soci::use(host), soci::use(resolved_too), soci::use(since),
         soci::into(row.drift), soci::into(row.host), soci::into(row.host_name), soci::into(row.resource),
         soci::into(row.type), soci::into(row.title), soci::into(row.opened), soci::into(row.opened_at),
         soci::into(row.closed, row.is_closed), soci::into(row.closed_at, row.is_closed_at));
    select.execute();
    std::vector<DriftRow> rows;
    while (select.fetch()) {
        rows.push_back(row);
        rows.back().host_name = decode_text(row.host_name);
        rows.back().title = decode_text(row.title);
    }
    return rows;
}

std::optional<StoryEvent::Kind> parse_kind(std::string_view word) {
    for (const auto kind : {StoryEvent::Kind::opened, StoryEvent::Kind::changed, StoryEvent::Kind::resolved})
        if (name(kind) == word)
            return kind;
    return std::nullopt;
}

const Compared* counterpart(const Compared& of, const drift::Finding* finding) {
    if (finding == nullptr)
        return nullptr;
    const auto found = std::ranges::find_if(finding->properties, [&](const Compared& compared) {
        return compared.property == of.property && compared.subject == of.subject &&
               compared.plane == of.plane;
    });
    return found == finding->properties.end() ? nullptr : &*found;
}

std::optional<base::Value> known_value(const Compared* compared) {
    return compared == nullptr || compared->status == Compared::Status::unknown
               ? std::nullopt
               : std::optional(compared->actual);
}

/// What drifts in one of two findings and is not the same in the other.
std::vector<Moved> moved_between(const drift::Finding* before, const drift::Finding* now) {
    std::vector<Moved> all;
    const auto take = [&](const Compared& compared, const Compared* from, const Compared* to) {
        auto was = known_value(from);
        auto is = known_value(to);
        if (was != is || from == nullptr || to == nullptr)
            all.push_back({compared.property, compared.subject, std::move(was), std::move(is),
                           compared.expected, compared.hidden});
    };
    if (now != nullptr)
        for (const auto& compared : now->properties) {
            const auto* from = counterpart(compared, before);
            const bool drifted = from != nullptr && from->status == Compared::Status::drift;
            if (compared.status == Compared::Status::drift || drifted)
                take(compared, from, &compared);
        }
    if (before != nullptr)
        for (const auto& compared : before->properties)
            if (compared.status == Compared::Status::drift && counterpart(compared, now) == nullptr)
                take(compared, &compared, nullptr);
    return all;
}

StoryEvent::Kind cover_kind(const drift::Finding& finding) {
    if (finding.status == drift::Status::waived)
        return StoryEvent::Kind::waived;
    return finding.status == drift::Status::pending ? StoryEvent::Kind::pending : StoryEvent::Kind::uncovered;
}

/// Whether nothing else was agreed on; it may be written elsewhere.
bool same_terms(const std::vector<drift::Cover>& left, const std::vector<drift::Cover>& right) {
    return std::ranges::equal(left, right, [](drift::Cover one, drift::Cover other) {
        one.place.clear();
        other.place.clear();
        return one == other;
    });
}

/// Makes stories of rows.
class Teller {
public:
    Teller(Database& database, const std::string& site, base::Instant now)
        : database_(database), now_(now), blobs_(database), resources_(database, blobs_),
          deeds_(deeds(database, site)),
          select_((database.sql().prepare << "SELECT e.run, r.id, r.started, e.kind, e.body"
                                             " FROM drift_events e JOIN runs r ON r.seq = e.run"
                                             " WHERE e.drift = :drift ORDER BY e.run",
                   soci::use(drift_), soci::into(event_.run), soci::into(event_.id), soci::into(event_.when),
                   soci::into(event_.kind), soci::into(event_.body))) {
        for (auto& one : acknowledgements(database))
            acknowledged_[one.drift].push_back(std::move(one));
    }

    Story tell(const DriftRow& row) {
        const auto rows = resources_.read(row.host, row.resource, row.where());
        const bool closed = row.is_closed == soci::i_ok;
        Story story{row.drift, row.host_name, {row.type, row.title}, {}, from_stored(row.opened_at), {}, {},
                    {}};
        if (row.is_closed_at == soci::i_ok)
            story.resolved = from_stored(row.closed_at);
        const auto* finding = closed ? rows.at(row.closed - 1) : rows.newest();
        if (finding != nullptr) {
            story.resource = finding->desired->id;
            story.severity = finding->desired->severity;
        }
        story.events = events_of(row, rows);
        add_deeds(story, deeds_);
        story.flaps = flaps(rows.turns(), now_);
        return story;
    }

private:
    struct EventRow {
        long long run = 0;
        std::string id;
        long long when = 0;
        std::string kind;
        long long body = 0;
    };

    std::vector<StoryEvent> events_of(const DriftRow& row, const ResourceRows& rows) {
        drift_ = row.drift;
        std::vector<EventRow> stored;
        select_.execute();
        while (select_.fetch())
            stored.push_back(event_);
        std::vector<StoryEvent> events;
        for (const auto& event : stored)
            events.push_back(understood(
                database_,
                [&] {
                    return fmt::format("the event '{}' of drift {} ({})", event.kind, row.drift, row.where());
                },
                [&] { return event_of(event, rows); }));
        add_covers(row, rows, events);
        add_acknowledgements(events);
        std::ranges::stable_sort(events, {}, &StoryEvent::when);
        return events;
    }

    StoryEvent event_of(const EventRow& row, const ResourceRows& rows) {
        const auto kind = parse_kind(row.kind);
        if (!kind)
            base::fail("expected opened, changed or resolved");
        StoryEvent event{*kind, from_stored(row.when), row.id};
        if (*kind != StoryEvent::Kind::resolved)
            read_case(blobs_.content(row.body), event.past);
        const auto* now = rows.at(row.run);
        event.moved = moved_between(rows.at(row.run - 1), now);
        event.undeclared = *kind == StoryEvent::Kind::resolved && now == nullptr;
        return event;
    }

    void add_covers(const DriftRow& row, const ResourceRows& rows, std::vector<StoryEvent>& events) const {
        const auto end = row.is_closed == soci::i_ok ? std::optional<std::int64_t>(row.closed) : std::nullopt;
        std::vector<drift::Cover> covers;
        for (const auto* seen : rows.opened_in(row.opened, end)) {
            const auto& finding = seen->finding;
            if (!finding.deviates() || same_terms(finding.covers, covers))
                continue;
            StoryEvent event{cover_kind(finding), seen->when, seen->run};
            const bool ended = event.kind == StoryEvent::Kind::uncovered;
            event.covers = ended ? covers : finding.covers;
            event.uncovered = finding.uncovered;
            events.push_back(std::move(event));
            covers = finding.covers;
        }
    }

    void add_acknowledgements(std::vector<StoryEvent>& events) const {
        const auto known = acknowledged_.find(drift_);
        if (known == acknowledged_.end())
            return;
        for (const auto& one : known->second) {
            StoryEvent event{StoryEvent::Kind::acknowledged, one.at, ""};
            event.past.acknowledged = one.acknowledgement;
            events.push_back(std::move(event));
        }
    }

    Database& database_;
    base::Instant now_;
    Blobs blobs_;
    ResourceSource resources_;
    std::vector<Deed> deeds_;
    std::string drift_;
    EventRow event_;
    soci::statement select_;
    std::map<std::string, std::vector<Acknowledged>> acknowledged_;
};

} // namespace

std::string_view name(StoryEvent::Kind kind) {
    switch (kind) {
    case StoryEvent::Kind::opened:
        return "opened";
    case StoryEvent::Kind::changed:
        return "changed";
    case StoryEvent::Kind::resolved:
        return "resolved";
    case StoryEvent::Kind::acknowledged:
        return "acknowledged";
    case StoryEvent::Kind::waived:
        return "waived";
    case StoryEvent::Kind::pending:
        return "pending";
    case StoryEvent::Kind::uncovered:
        return "uncovered";
    case StoryEvent::Kind::enforced:
        return "enforced";
    case StoryEvent::Kind::rolled_back:
        return "rolled-back";
    }
    return "opened";
}

std::vector<Story> stories(Database& database, const std::string& site, const StoryChoice& choice,
                           base::Instant now) {
    const auto rows = drift_rows(database, site, choice);
    Teller teller(database, site, now);
    std::vector<Story> all;
    for (const auto& row : rows) {
        auto story = teller.tell(row);
        if (!choice.resource || story.resource == *choice.resource)
            all.push_back(std::move(story));
    }
    return all;
}

std::vector<standard::Identity> resources_of(Database& database, const std::string& site,
                                             const std::string& host) {
    std::set<standard::Identity> all;
    Blobs blobs(database);
    if (const auto id = host_id(database, site, host))
        HostRows(database, blobs).each(*id, host, [&](const HostRows::Seen& seen) {
            all.insert(seen.finding.desired->id);
        });
    return {all.begin(), all.end()};
}

} // namespace plumbline::history
