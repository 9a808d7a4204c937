#include "resource/types/swap/steps.hpp"

#include "base/text.hpp"
#include "resource/formats/fstab.hpp"
#include "resource/steps/edits/editing.hpp"
#include "resource/steps/edits/fstab.hpp"
#include "resource/steps/places/attributes.hpp"
#include "resource/steps/runs.hpp"
#include "resource/types/swap/parts.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace plumbline::resource::swap {

namespace {

const std::string path = "/etc/fstab";

base::List swap_on(const std::string& device, const std::string& priority) {
    return priority.empty() ? base::List{"swapon", device} : base::List{"swapon", "-p", priority, device};
}
base::List swap_off(const std::string& device) {
    return {"swapoff", device};
}

class SwapSteps {
public:
    SwapSteps(const Type& type, const Desired& desired, const Ground& ground)
        : desired_(desired), ground_(ground), editing_(type, desired, ground),
          lines_(editing_.bytes(path).value_or("")) {}

    Steps make() {
        for (const Compared& drift : ground_.drifts) {
            if (drift.property.ends_with("priority") && !desired_.text("priority")) {
                editing_.decline(drift.property, steps::names_no_value(desired_, "priority"));
            } else {
                put_right(drift);
            }
        }
        if (lines_.bytes() != editing_.bytes(path).value_or("")) {
            editing_.write(path, lines_.bytes());
        }
        return editing_.finish(desired_.flag("fstab") ? "fstab" : "");
    }

private:
    void put_right(const Compared& drift) {
        const auto device = drift.subject.empty() ? desired_.id.title : drift.subject;
        const bool active = desired_.text("state") == "active";
        const auto priority = desired_.text("priority").value_or("");
        if (drift.property == "state") {
            editing_.add(active ? steps::there_and_back(swap_on(device, priority), swap_off(device))
                                : steps::there_and_back(swap_off(device), swap_on(device, "")));
        } else if (drift.property == "priority") {
            editing_.add(
                steps::there_and_back(swap_off(device), swap_on(device, base::to_text(drift.actual))));
            editing_.add(steps::there_and_back(swap_on(device, priority), swap_off(device)));
        } else if (!is_in_fstab(drift)) {
            editing_.decline("fstab",
                             fmt::format("{} turns it on at boot, which is not /etc/fstab; mask the unit, "
                                         "or configure the generator",
                                         base::to_text(drift.actual)));
        } else if (drift.property == "fstab" && !active) {
            remove(device);
        } else {
            list(device, priority);
        }
    }

    /// Of all swaps a drift names the place.
    static bool is_in_fstab(const Compared& drift) {
        return drift.subject.empty() || base::to_text(drift.actual).starts_with(path + ":");
    }

    [[nodiscard]] std::vector<formats::FstabEntry> entries_of(const std::string& device) const {
        auto entries = formats::read_fstab(lines_.bytes());
        std::erase_if(entries, [&](const formats::FstabEntry& entry) {
            const auto link = formats::device_link(device);
            const bool same =
                entry.device == device || (!link.empty() && formats::device_link(entry.device) == link);
            return entry.type != "swap" || !same;
        });
        return entries;
    }

    void remove(const std::string& device) {
        const auto entries = entries_of(device);
        for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry) {
            lines_.remove(entry->line);
        }
    }

    void list(const std::string& device, const std::string& priority) {
        const auto entries = entries_of(device);
        const auto by = priority.empty() ? base::List{} : base::List{"pri=" + priority};
        if (entries.empty()) {
            base::List options{"sw"};
            options.insert(options.end(), by.begin(), by.end());
            return lines_.append(steps::fstab_line({device, "none", "swap", options}));
        }
        auto options = entries.front().options;
        std::erase_if(options, [&](const std::string& option) {
            return option == "noauto" || option == "defaults" ||
                   (!priority.empty() && option.starts_with("pri="));
        });
        options.insert(options.end(), by.begin(), by.end());
        steps::set_fstab_options(lines_, entries.front().line, options);
    }

    const Desired& desired_;
    const Ground& ground_;
    steps::Editing editing_;
    steps::Lines lines_;
};

} // namespace

probe::Queries ground(const Desired&, const facts::Facts&) {
    return steps::questions_of_edits({path});
}

Steps steps_of(const Type& type, const Desired& desired, const Ground& ground) {
    return SwapSteps(type, desired, ground).make();
}

} // namespace plumbline::resource::swap
