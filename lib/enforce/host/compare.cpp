#include "enforce/host/compare.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace plumbline::enforce {
namespace {

using resource::Compared;

std::string name_of(const Compared& drift) {
    return drift.subject.empty() ? drift.property : fmt::format("{} of {}", drift.property, drift.subject);
}

const Compared* same_property(const std::vector<Compared>& drifts, const Compared& wanted) {
    const auto found = std::ranges::find_if(drifts, [&](const Compared& one) {
        return one.property == wanted.property && one.subject == wanted.subject;
    });
    return found == drifts.end() ? nullptr : &*found;
}

std::string moved(const std::vector<Compared>& planned, const std::vector<Compared>& now) {
    for (const auto& drift : planned) {
        const auto* found = same_property(now, drift);
        if (found == nullptr)
            return fmt::format("{} was {} when it was planned, and is right now", name_of(drift),
                               base::to_text(drift.actual));
        if (found->actual != drift.actual)
            return fmt::format("{} was {} when it was planned, is {} now", name_of(drift),
                               base::to_text(drift.actual), base::to_text(found->actual));
    }
    for (const auto& drift : now)
        if (same_property(planned, drift) == nullptr)
            return fmt::format("{} was right when it was planned, is {} now", name_of(drift),
                               base::to_text(drift.actual));
    return "it is not as it was when it was planned";
}

} // namespace

std::string difference(const plan::PlannedSteps& planned, const plan::PlannedSteps& now) {
    for (std::size_t place = 0; place < std::max(planned.size(), now.size()); ++place) {
        if (place >= now.size())
            return fmt::format("'{}' would be done no more", planned[place].words);
        if (place >= planned.size())
            return fmt::format("'{}' would be done besides", now[place].words);
        if (planned[place].words == now[place].words && planned[place].undo != now[place].undo)
            return fmt::format("'{}' would be taken back by '{}', not by '{}' as was signed",
                               now[place].words, now[place].undo, planned[place].undo);
        if (planned[place].digest != now[place].digest)
            return fmt::format("'{}' was signed, '{}' would be done now", planned[place].words,
                               now[place].words);
    }
    return {};
}

std::string difference(const plan::PlannedResource& planned, const plan::PlannedResource& now) {
    // the sight may be the same, and what is behind it not: the rest of a file that is edited, say
    return planned.seen == now.seen ? difference(planned.steps, now.steps)
                                    : moved(planned.drifts, now.drifts);
}

base::List moved_properties(const plan::PlannedResource& planned, const plan::PlannedResource& now) {
    base::List moved;
    for (const auto* drifts : {&planned.drifts, &now.drifts})
        for (const auto& drift : *drifts) {
            const auto* before = same_property(planned.drifts, drift);
            const auto* after = same_property(now.drifts, drift);
            const bool is_same = before != nullptr && after != nullptr && before->actual == after->actual;
            if (!is_same && std::ranges::find(moved, drift.property) == moved.end())
                moved.push_back(drift.property);
        }
    return moved;
}

} // namespace plumbline::enforce
