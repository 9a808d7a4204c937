#include "alert/outbox/backlog.hpp"

#include "alert/outbox/batches.hpp"
#include "report/text/past_words.hpp"
#include "report/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace plumbline::alert {
namespace {

/// Places in the outbox, the oldest first.
using Places = std::vector<std::size_t>;

/// What could not be delivered, by destination.
std::map<std::string, Places> backlogs_of(const std::vector<Parcel>& outbox, base::Instant now) {
    std::map<std::string, Places> all;
    std::set<std::string> failing;
    for (std::size_t at = 0; at < outbox.size(); ++at) {
        if (outbox[at].not_before <= now && outbox[at].message.event != Event::unchanged)
            all[outbox[at].destination].push_back(at);
        if (outbox[at].attempts > 0)
            failing.insert(outbox[at].destination);
    }
    std::erase_if(all, [&](const auto& backlog) {
        return backlog.second.size() <= most_backlog || !failing.contains(backlog.first);
    });
    return all;
}

/// Where each alert goes by its own key.
bool knows_keys(const Settings& settings, const std::string& destination) {
    return std::ranges::any_of(settings.channels_of(destination), [&](const std::string& name) {
        const auto& channel = *settings.channels.at(name);
        return channel.tracks() || channel.forgets();
    });
}

/// How many messages there were, and from when to when they were written.
struct Extent {
    std::size_t count = 0;
    base::Instant first;
    base::Instant last;

    [[nodiscard]] std::string words() const {
        return fmt::format("{} from {} to {}", report::counted(count, "message"), report::minute(first),
                           report::minute(last));
    }
};

Extent extent_of(const std::vector<Parcel>& outbox, const Places& places) {
    const auto begin = [](const Parcel& parcel) {
        return parcel.stands_for > 0 ? parcel.oldest : parcel.message.at;
    };
    Extent extent{.first = begin(outbox[places.front()]), .last = outbox[places.front()].message.at};
    for (const auto at : places) {
        extent.count += std::max<std::size_t>(outbox[at].stands_for, 1);
        extent.first = std::min(extent.first, begin(outbox[at]));
        extent.last = std::max(extent.last, outbox[at].message.at);
    }
    return extent;
}

/// Leaves them without a destination, and tells which they were.
std::set<std::string> discard(std::vector<Parcel>& outbox, const Places& places) {
    std::set<std::string> ids;
    for (const auto at : places) {
        ids.insert(outbox[at].message.id);
        outbox[at].destination.clear();
    }
    return ids;
}

std::string gather(Memory& memory, const std::string& destination, const Places& places, base::Instant now) {
    const auto extent = extent_of(memory.outbox, places);
    std::vector<Message> messages;
    for (const auto at : places) {
        messages.push_back(memory.outbox[at].message);
        if (const auto before = memory.outbox[at].stands_for; before > 0)
            messages.back().headline = fmt::format("the first {}", report::counted(before, "message"));
    }
    auto digest = digest_of(messages, now);
    digest.headline =
        fmt::format("{} could not be delivered, and are told as one: {}", extent.words(), digest.headline);
    follow(memory, destination, discard(memory.outbox, places), digest.id);
    memory.outbox[places.front()] = {.destination = destination,
                                     .message = std::move(digest),
                                     .not_before = now,
                                     .stands_for = extent.count,
                                     .oldest = extent.first};
    return fmt::format("{}: {} could not be delivered, and are kept as one", destination, extent.words());
}

/// By alert; all of an alert's, where one of them is among the first `excess`.
std::map<std::string, Places> incidents_of(const std::vector<Parcel>& outbox, const Places& places,
                                           std::size_t excess) {
    std::map<std::string, Places> all;
    for (std::size_t number = 0; number < places.size(); ++number) {
        const auto& alert = outbox[places[number]].message.alert;
        if (number < excess || all.contains(alert))
            all[alert].push_back(places[number]);
    }
    return all;
}

/// What becomes of one incident that nobody could be told of: its last message, as its first if it was that;
/// nothing if it is over.
void shorten(Memory& memory, const std::string& destination, Places places) {
    const auto begins = memory.outbox[places.front()].message.begun.empty();
    const auto last = places.back();
    const bool is_over = memory.outbox[last].message.event == Event::resolved;
    if (!begins || !is_over)
        places.pop_back();
    const auto gone = discard(memory.outbox, places);
    auto& message = memory.outbox[last].message;
    if (gone.empty() || memory.outbox[last].destination.empty())
        return;
    follow(memory, destination, gone, message.id);
    if (begins) {
        message.begun.clear();
        message.event = Event::opened;
    }
}

std::string thin(Memory& memory, const std::string& destination, const Places& places, std::size_t excess) {
    Places touched;
    for (const auto& [alert, own] : incidents_of(memory.outbox, places, excess)) {
        touched.insert(touched.end(), own.begin(), own.end());
        shorten(memory, destination, own);
    }
    const auto gone =
        std::ranges::count_if(touched, [&](std::size_t at) { return memory.outbox[at].destination.empty(); });
    if (gone == 0)
        return {};
    return fmt::format(
        "{}: {} could not be delivered; {} of them are left out, for the incident is over or a "
        "later one tells of it",
        destination, extent_of(memory.outbox, touched).words(), gone);
}

} // namespace

std::vector<std::string> bound(const Settings& settings, Memory& memory, base::Instant now) {
    std::vector<std::string> lines;
    for (auto& [destination, places] : backlogs_of(memory.outbox, now)) {
        const auto excess = places.size() - left_of_backlog + 1;
        if (knows_keys(settings, destination)) {
            lines.push_back(thin(memory, destination, places, excess));
            continue;
        }
        places.resize(excess);
        lines.push_back(gather(memory, destination, places, now));
    }
    std::erase(lines, std::string());
    std::erase_if(memory.outbox, [](const Parcel& parcel) { return parcel.destination.empty(); });
    return lines;
}

} // namespace plumbline::alert
