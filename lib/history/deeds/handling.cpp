#include "history/deeds/handling.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace plumbline::history {
namespace {

StoryEvent event_of(const Handled& handled) {
    const bool is_rollback = handled.kind == Deed::Kind::rollback;
    StoryEvent event{is_rollback ? StoryEvent::Kind::rolled_back : StoryEvent::Kind::enforced, handled.when,
                     handled.run};
    event.handled = handled;
    return event;
}

} // namespace

void add_deeds(Story& story, const std::vector<Deed>& deeds) {
    std::optional<Handled> before;
    for (const auto& deed : deeds) {
        const auto* part = deed.part(story.host, story.resource);
        if (part == nullptr || (story.resolved && deed.ended > *story.resolved))
            continue;
        const Handled handled{deed.kind, deed.ended, deed.run, deed.plan, deed.by, *part};
        if (deed.ended >= story.opened)
            story.events.push_back(event_of(handled));
        else if (part->outcome == "applied")
            before = handled;
    }
    for (auto& event : story.events)
        if (event.kind == StoryEvent::Kind::opened)
            event.handled = before;
    std::ranges::stable_sort(story.events, {}, &StoryEvent::when);
}

} // namespace plumbline::history
