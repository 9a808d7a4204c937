#include "alert/outbox/batches.hpp"

#include "base/digest.hpp"
#include "report/report.hpp"
#include "report/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace plumbline::alert {
namespace {

/// What the messages of one alert come to.
struct Story {
    const Message* first;
    const Message* last;

    [[nodiscard]] bool is_over() const { return last->event == Event::resolved; }
    [[nodiscard]] bool came_and_went() const {
        return is_over() && first != last && first->event == Event::opened;
    }
    [[nodiscard]] std::string headline() const {
        return came_and_went() ? first->headline + ", and is over" : last->headline;
    }
};

std::vector<Story> stories_of(const std::vector<Message>& messages) {
    std::vector<Story> stories;
    for (const auto& message : messages) {
        const auto same = std::ranges::find_if(
            stories, [&](const Story& story) { return story.first->alert == message.alert; });
        if (same == stories.end())
            stories.push_back({&message, &message});
        else
            same->last = &message;
    }
    return stories;
}

/// Those that are not over come first, the worst of them before all.
const Story& worst_of(const std::vector<Story>& stories) {
    return *std::ranges::max_element(
        stories, {}, [](const Story& story) { return std::pair(!story.is_over(), story.last->severity); });
}

std::string headline_of(const std::vector<Story>& stories) {
    const auto first = worst_of(stories).headline();
    if (stories.size() == 1)
        return first;
    const bool over = std::ranges::all_of(stories, &Story::is_over);
    return fmt::format("{}{}: {}; and {} more", report::counted(stories.size(), "alert"),
                       over ? ", all over" : "", first, stories.size() - 1);
}

std::size_t size_of(const Section& section) {
    auto size = section.title.size() + section.diff.size();
    for (const auto& host : section.hosts)
        size += host.size();
    for (const auto& fact : section.facts)
        size += fact.label.size() + fact.words.size();
    return size;
}

/// Each alert's headline; below it what there is to be told of it, as long as there is room.
std::vector<Section> sections_of(const std::vector<Story>& stories) {
    constexpr std::size_t most_alerts = 200;
    constexpr std::size_t most_bytes = 64U << 10U;
    std::vector<Section> sections;
    std::size_t bytes = 0;
    for (std::size_t at = 0; at < stories.size() && at < most_alerts; ++at) {
        const auto& story = stories[at];
        sections.push_back(
            {.title = story.headline(), .severity = story.last->severity, .over = story.is_over()});
        if (story.came_and_went())
            continue;
        for (const auto& section : story.last->sections) {
            bytes += size_of(section);
            if (bytes <= most_bytes)
                sections.push_back(section);
        }
    }
    if (bytes > most_bytes)
        sections.push_back({.title = "details of some of them are left out: there are too many"});
    if (stories.size() > most_alerts)
        sections.push_back({.title = fmt::format("and {} more alerts", stories.size() - most_alerts)});
    return sections;
}

/// Of one that several tell of, what is told last.
std::vector<Member> members_of(const std::vector<Story>& stories) {
    std::vector<Member> members;
    std::map<std::string, std::size_t> known;
    for (const auto& story : stories)
        for (const auto& member : story.last->members)
            if (const auto [place, added] = known.emplace(member.key, members.size()); added)
                members.push_back(member);
            else
                members[place->second] = member;
    return members;
}

/// Where one batch of one destination is gathered.
struct Batch {
    std::string destination;
    std::string name;
    std::vector<std::size_t> places = {}; ///< in the outbox
    std::set<std::string> passed = {};    ///< alerts of which a parcel stays that came after the first
};

bool tracks(const Settings& settings, const std::string& destination) {
    return std::ranges::any_of(settings.channels_of(destination), [&](const std::string& channel) {
        return settings.channels.at(channel)->tracks();
    });
}

bool may_join(const Parcel& parcel, base::Instant now) {
    return !parcel.batch.empty() && parcel.not_before <= now && parcel.message.event != Event::unchanged;
}

Batch& batch_of(std::vector<Batch>& batches, const Parcel& parcel) {
    const auto same = std::ranges::find_if(batches, [&](const Batch& batch) {
        return batch.destination == parcel.destination && batch.name == parcel.batch;
    });
    return same != batches.end() ? *same : batches.emplace_back(Batch{parcel.destination, parcel.batch});
}

std::vector<Batch> batches_of(const std::vector<Parcel>& outbox, base::Instant now) {
    std::vector<Batch> batches;
    for (std::size_t at = 0; at < outbox.size(); ++at) {
        const auto& parcel = outbox[at];
        auto* own = may_join(parcel, now) ? &batch_of(batches, parcel) : nullptr;
        if (own != nullptr && own->passed.contains(parcel.message.alert))
            own = nullptr;
        if (own != nullptr)
            own->places.push_back(at);
        for (auto& batch : batches)
            if (&batch != own && batch.destination == parcel.destination)
                batch.passed.insert(parcel.message.alert);
    }
    std::erase_if(batches, [](const Batch& batch) { return batch.places.size() < 2; });
    return batches;
}

/// The parcels that were joined are left without a destination.
void join(Memory& memory, const Batch& batch, base::Instant now) {
    std::vector<Message> messages;
    std::set<std::string> ids;
    for (const auto at : batch.places) {
        ids.insert(memory.outbox[at].message.id);
        messages.push_back(std::move(memory.outbox[at].message));
        memory.outbox[at].destination.clear();
    }
    auto digest = digest_of(messages, now);
    follow(memory, batch.destination, ids, digest.id);
    memory.outbox[batch.places.front()] = {batch.destination, std::move(digest), now};
}

} // namespace

void follow(Memory& memory, const std::string& destination, const std::set<std::string>& joined,
            const std::string& id) {
    for (auto& open : memory.open)
        if (open.destination == destination && joined.contains(open.begun))
            open.begun = id;
    for (auto& parcel : memory.outbox)
        if (parcel.destination == destination && joined.contains(parcel.message.begun))
            parcel.message.begun = id;
}

Message digest_of(const std::vector<Message>& messages, base::Instant now) {
    const auto stories = stories_of(messages);
    Message digest = messages.back();
    digest.id = report::make_run_id(now);
    digest.alert = base::sha256("digest\n" + digest.id);
    digest.begun.clear();
    digest.concern = worst_of(stories).last->concern;
    digest.event = Event::opened;
    digest.severity = worst_of(stories).last->severity;
    digest.at = now;
    digest.since = std::ranges::min(messages, {}, &Message::since).since;
    if (!std::ranges::all_of(messages, [&](const Message& one) { return one.contact == digest.contact; }))
        digest.contact.clear();
    digest.headline = headline_of(stories);
    digest.sections = sections_of(stories);
    digest.members = members_of(stories);
    digest.digest = true;
    return digest;
}

void join_batches(const Settings& settings, Memory& memory, base::Instant now) {
    for (const auto& batch : batches_of(memory.outbox, now))
        if (!tracks(settings, batch.destination))
            join(memory, batch, now);
    std::erase_if(memory.outbox, [](const Parcel& parcel) { return parcel.destination.empty(); });
}

} // namespace plumbline::alert
