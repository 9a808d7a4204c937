#include "resource/types/swap/parts.hpp"
#include "resource/types/swap/swaps.hpp"

#include "probe/status.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace plumbline::resource::swap {

namespace {

const probe::Question live_question{"kernel_file", {"/proc/swaps"}};
const probe::Question units_question{"swap_units", {}};

std::string device_path(const Desired& desired) {
    return is_of_all(desired) ? "" : formats::device_link(desired.id.title);
}

class Look {
public:
    Look(const Desired& desired, const probe::Answers& answers) : desired_(desired), answers_(answers) {}

    Observed all() {
        look_at_live();
        if (desired_.flag("fstab")) {
            look_at_boot();
        }
        return std::move(observed_);
    }

private:
    void tell(std::string property, Reading reading, std::string subject = "") {
        observed_.observations.push_back(
            {.property = std::move(property), .subject = std::move(subject), .reading = std::move(reading)});
    }

    void look_at_live() {
        const probe::Answer& answer = answers_.to(live_question);
        const auto* answered = std::get_if<probe::Answered>(&answer);
        const auto swaps = answered == nullptr ? std::nullopt : parse_swaps(answered->bytes);
        if (!swaps) {
            const auto* unknown = std::get_if<probe::CannotTell>(&answer);
            const std::string reason = unknown != nullptr ? unknown->reason
                                       : answered != nullptr
                                           ? "/proc/swaps is not of the form of proc_swaps(5)"
                                           : "no /proc/swaps on the host";
            tell("state", Unreadable{reason});
            return tell("priority", Unreadable{reason});
        }
        if (is_of_all(desired_)) {
            return tell_all_live(*swaps);
        }
        tell_live(*swaps);
    }

    void tell_all_live(const std::vector<Swap>& swaps) {
        observed_.searched.push_back("state");
        for (const Swap& swap : swaps) {
            tell("state", Present{"active"}, swap.device);
        }
    }

    void tell_live(const std::vector<Swap>& swaps) {
        const std::string device = resolved();
        const auto found = std::find_if(swaps.begin(), swaps.end(), [&](const Swap& swap) {
            return swap.device == desired_.id.title || swap.device == device;
        });
        if (found != swaps.end()) {
            tell("state", Present{"active"});
            return tell("priority", Present{found->priority});
        }
        if (device.empty() && !desired_.id.title.starts_with('/') && !swaps.empty()) {
            const Unreadable unknown{fmt::format("no {} on the host, so whether it is {} can't be told",
                                                 device_path(desired_), swaps.front().device)};
            tell("state", unknown);
            return tell("priority", unknown);
        }
        tell("state", Present{"inactive"});
        tell("priority", Missing{});
    }

    /// The device to which the named link leads, or "".
    [[nodiscard]] std::string resolved() const {
        const std::string link = device_path(desired_);
        if (link.empty()) {
            return "";
        }
        const auto* answered = std::get_if<probe::Answered>(&answers_.to({"link", {link}}));
        const auto found = answered == nullptr ? std::nullopt : probe::parse_link(answered->bytes);
        return found ? formats::resolve_link(link, found->target) : "";
    }

    /// Why what a boot turns on is not known, or "".
    std::string read_boot(std::vector<BootSwap>& swaps) const {
        const formats::Fstab fstab = formats::understand_fstab(answers_);
        if (!fstab.unreadable.empty()) {
            return fstab.unreadable;
        }
        const probe::Answer& answer = answers_.to(units_question);
        if (const auto* unknown = std::get_if<probe::CannotTell>(&answer)) {
            return "the units of systemd: " + unknown->reason;
        }
        std::vector<probe::FileLines> units;
        if (const auto* answered = std::get_if<probe::Answered>(&answer)) {
            auto found = probe::parse_file_lines(answered->bytes);
            if (!found) {
                return "the units of systemd that the host named are not of the expected form";
            }
            units = std::move(*found);
        }
        for (const probe::FileLines& unit : units) {
            if (!unit.unreadable.empty()) {
                return fmt::format("{}: {}", unit.path, unit.unreadable);
            }
        }
        swaps = boot_swaps(fstab.entries, units);
        return "";
    }

    void look_at_boot() {
        std::vector<BootSwap> swaps;
        const std::string unreadable = read_boot(swaps);
        if (!unreadable.empty()) {
            tell("fstab", Unreadable{unreadable});
            return tell("fstab.priority", Unreadable{unreadable});
        }
        if (is_of_all(desired_)) {
            return tell_all_boot(swaps);
        }
        tell_boot(swaps);
    }

    void tell_all_boot(const std::vector<BootSwap>& swaps) {
        observed_.searched.push_back("fstab");
        for (const BootSwap& swap : swaps) {
            if (!swap.noauto) {
                tell("fstab", Present{swap.place}, swap.device);
            }
        }
    }

    [[nodiscard]] bool is_same(const BootSwap& swap) const {
        const std::string path = device_path(desired_);
        return swap.device == desired_.id.title ||
               (!path.empty() && formats::device_link(swap.device) == path);
    }

    /// A tag and a path may be the same device.
    [[nodiscard]] bool may_be_same(const BootSwap& swap) const {
        const bool by_path = swap.device.starts_with('/');
        return !swap.device.starts_with('[') && by_path != desired_.id.title.starts_with('/') &&
               (by_path ? swap.device : desired_.id.title).find("/dev/") != std::string::npos;
    }

    void tell_boot(const std::vector<BootSwap>& swaps) {
        const auto same =
            std::find_if(swaps.begin(), swaps.end(), [&](const BootSwap& swap) { return is_same(swap); });
        if (same != swaps.end()) {
            observed_.remarks.push_back(same->place);
            tell("fstab", Present{std::string(same->noauto ? noauto : listed)});
            return tell("fstab.priority",
                        same->priority.empty() ? Reading{Missing{}} : Present{same->priority});
        }
        const auto other =
            std::find_if(swaps.begin(), swaps.end(), [&](const BootSwap& swap) { return may_be_same(swap); });
        if (other != swaps.end()) {
            const Unreadable unknown{
                fmt::format("{} says {}, and whether that is the same can't be told: name it as that does",
                            other->place, other->device)};
            tell("fstab", unknown);
            return tell("fstab.priority", unknown);
        }
        tell("fstab", Present{std::string(not_listed)});
        tell("fstab.priority", Missing{});
    }

    const Desired& desired_;
    const probe::Answers& answers_;
    Observed observed_;
};

} // namespace

bool is_of_all(const Desired& desired) {
    return desired.id.title == "all";
}

probe::Queries questions(const Desired& desired) {
    probe::Queries asked{live_question};
    if (desired.flag("fstab")) {
        asked.push_back(formats::fstab_question());
        asked.push_back(units_question);
    }
    if (const std::string path = device_path(desired); !path.empty()) {
        asked.push_back({"link", {path}});
    }
    return asked;
}

Observed look(const Desired& desired, const probe::Answers& answers) {
    return Look(desired, answers).all();
}

} // namespace plumbline::resource::swap
