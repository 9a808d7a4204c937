#include "resource/types/package/transaction/transaction.hpp"

#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace plumbline::resource::package {

std::string words_of(const Part& part) {
    switch (part.kind) {
    case Part::Kind::installs:
        return fmt::format("installs {} {}", part.name, part.becomes);
    case Part::Kind::upgrades:
        return fmt::format("upgrades {} {} → {}", part.name, part.was, part.becomes);
    case Part::Kind::downgrades:
        return fmt::format("downgrades {} {} → {}", part.name, part.was, part.becomes);
    case Part::Kind::reinstalls:
        return fmt::format("installs {} {} again", part.name, part.becomes);
    case Part::Kind::removes:
        break;
    }
    return part.was.empty() ? "removes " + part.name : fmt::format("removes {} {}", part.name, part.was);
}

bool offers(const Transaction& transaction, const std::string& name, const std::string& version) {
    const auto found = transaction.offered.find(name);
    return found != transaction.offered.end() &&
           std::ranges::find(found->second, version) != found->second.end();
}

std::optional<Simulated> read_simulated(std::string_view answer) {
    constexpr std::string_view mark = "exit ";
    Simulated simulated;
    bool ended = false;
    for (const auto line : base::lines(answer)) {
        const auto status =
            line.starts_with(mark) ? base::to_integer<int>(line.substr(mark.size())) : std::nullopt;
        if (!ended && status) {
            simulated.status = *status;
            ended = true;
        } else {
            (ended ? simulated.after : simulated.lines).push_back(line);
        }
    }
    return ended ? std::optional(simulated) : std::nullopt;
}

Part::Kind kind_of_change(const std::string& was, const std::string& becomes, VersionOrder order) {
    const int direction = compare_versions(was, becomes, order);
    if (direction == 0)
        return Part::Kind::reinstalls;
    return direction < 0 ? Part::Kind::upgrades : Part::Kind::downgrades;
}

} // namespace plumbline::resource::package
