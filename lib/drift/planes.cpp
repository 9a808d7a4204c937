#include "drift/planes.hpp"

#include <algorithm>
#include <optional>

namespace plumbline::drift {
namespace {

using resource::Compared;
using resource::Plane;

/// Whether all that was compared in a plane is right; nothing when nothing was, or it could not be told.
std::optional<bool> right_in(Plane plane, const std::vector<Compared>& properties) {
    std::optional<bool> right;
    for (const auto& compared : properties) {
        if (compared.plane != plane)
            continue;
        if (compared.status == Compared::Status::unknown)
            return std::nullopt;
        right = right.value_or(true) && compared.status == Compared::Status::in_sync;
    }
    return right;
}

} // namespace

std::string planes_apart(const std::vector<Compared>& properties) {
    const auto now = right_in(Plane::now, properties);
    const auto disk = right_in(Plane::disk, properties);
    const auto boot = right_in(Plane::boot, properties);
    if (!now)
        return {};
    if (boot && *now != *boot)
        return *now ? "right now, wrong after a reboot" : "wrong now, right after a reboot";
    if (disk && *now != *disk)
        return *now ? "right now, wrong after a reload: the file has changed" : "edited, not reloaded";
    return {};
}

} // namespace plumbline::drift
