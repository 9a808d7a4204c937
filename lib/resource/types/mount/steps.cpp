#include "resource/types/mount/steps.hpp"

#include "base/text.hpp"
#include "resource/file_properties.hpp"
#include "resource/file_remedies.hpp"
#include "resource/formats/fstab.hpp"
#include "resource/steps/edits/editing.hpp"
#include "resource/steps/edits/fstab.hpp"
#include "resource/steps/places/attributes.hpp"
#include "resource/steps/runs.hpp"
#include "resource/types/mount/options.hpp"
#include "resource/types/mount/parts.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace plumbline::resource::mount {

namespace {

const std::string table = "/etc/fstab";

std::string joined(const base::List& options) {
    return fmt::format("{}", fmt::join(options, ","));
}

class MountSteps {
public:
    MountSteps(const Type& type, const Desired& desired, const Ground& ground)
        : desired_(desired), ground_(ground), path_(desired.id.title), editing_(type, desired, ground),
          lines_(editing_.bytes(table).value_or("")) {}

    Steps make() {
        decline_unpinned();
        if (drifts("fstab")) {
            change_table();
        } else {
            change_line();
        }
        if (lines_.bytes() != editing_.bytes(table).value_or("")) {
            editing_.write(table, lines_.bytes());
        }
        change_live();
        return editing_.finish(desired_.flag("fstab") ? "fstab" : "");
    }

private:
    [[nodiscard]] bool drifts(const std::string& property) const {
        return drift_of(ground_.drifts, property) != nullptr;
    }
    [[nodiscard]] bool must_be_mounted() const { return desired_.text("state") != "unmounted"; }
    [[nodiscard]] base::List options() const { return desired_.list("options").value_or(base::List{}); }
    [[nodiscard]] std::string type() const { return desired_.text("type").value_or(""); }
    /// What has no device is mounted by its type's name.
    [[nodiscard]] std::string device() const {
        const auto named = desired_.text("device");
        const bool has_none = type() == "tmpfs" || type() == "proc" || type() == "sysfs";
        return named ? *named : has_none ? type() : "";
    }

    void decline_unpinned() {
        for (const Compared& drift : ground_.drifts) {
            const auto attribute = drift.property.substr(drift.property.find('.') + 1);
            const auto found = desired_.attributes.find(attribute);
            if (found != desired_.attributes.end() && !found->second.pins()) {
                editing_.decline(drift.property, steps::names_no_value(desired_, attribute));
            }
        }
    }

    [[nodiscard]] std::vector<formats::FstabEntry> entries() const {
        auto entries = formats::read_fstab(lines_.bytes());
        std::erase_if(entries, [&](const formats::FstabEntry& entry) { return entry.path != path_; });
        return entries;
    }

    void change_table() {
        const auto there = entries();
        if (!must_be_mounted()) {
            for (auto entry = there.rbegin(); entry != there.rend(); ++entry) {
                lines_.remove(entry->line);
            }
        } else if (!there.empty()) {
            auto kept = there.back().options;
            std::erase(kept, "noauto");
            steps::set_fstab_options(lines_, there.back().line, kept);
            change_line();
        } else if (device().empty() || type().empty()) {
            editing_.decline("fstab", "a line of /etc/fstab takes a device and a type; name both");
        } else {
            lines_.append(steps::fstab_line({device(), path_, type(), options()}));
        }
    }

    /// Fields of the line that is there.
    void change_line() {
        const auto there = entries();
        if (there.empty() || !must_be_mounted()) {
            return;
        }
        const auto line = there.back().line;
        if (drifts("fstab.device") && desired_.text("device")) {
            steps::set_fstab_field(lines_, line, steps::FstabField::device, device());
        }
        if (drifts("fstab.type") && desired_.text("type")) {
            steps::set_fstab_field(lines_, line, steps::FstabField::type, type());
        }
        if (drifts("fstab.options") && desired_.list("options")) {
            steps::set_fstab_options(lines_, line, with_wanted(there.back().options));
        }
    }

    /// Later options undo their opposites, which go (mount(8)).
    [[nodiscard]] base::List with_wanted(base::List there) const {
        std::erase(there, "defaults");
        for (const std::string& option : options()) {
            const auto name = option.substr(0, option.find('='));
            std::erase_if(there, [&](const std::string& one) {
                return one == option ||
                       (option.find('=') != std::string::npos && one.starts_with(name + "=")) ||
                       one == "no" + option || "no" + one == option || (one == "rw" && option == "ro") ||
                       (one == "ro" && option == "rw");
            });
            there.push_back(option);
        }
        return there;
    }

    void change_live() {
        if (drifts("state")) {
            return must_be_mounted() ? mount() : unmount();
        }
        for (const char* property : {"device", "type"}) {
            if (drifts(property) && desired_.text(property)) {
                return editing_.decline(property,
                                        fmt::format("something else is mounted at {}; unmount it by "
                                                    "hand first",
                                                    path_));
            }
        }
        if (drifts("options") && desired_.list("options")) {
            remount();
        }
    }

    /// By the table where it says all of it.
    void mount() {
        const base::List back{"umount", path_};
        if (!entries().empty()) {
            return editing_.add(steps::there_and_back({"mount", path_}, back));
        }
        if (device().empty()) {
            return editing_.decline("state", "nothing says what is to be mounted; name its device");
        }
        base::List command{"mount"};
        if (!type().empty()) {
            command.insert(command.end(), {"-t", type()});
        }
        if (!options().empty()) {
            command.insert(command.end(), {"-o", joined(options())});
        }
        command.insert(command.end(), {device(), path_});
        editing_.add(steps::there_and_back(std::move(command), back));
    }

    [[nodiscard]] base::List seen_options() const {
        for (const Observation& one : ground_.observed.observations) {
            const auto* present = std::get_if<Present>(&one.reading);
            const auto* list = present == nullptr ? nullptr : std::get_if<base::List>(&present->value);
            if (one.property == "options" && list != nullptr) {
                return *list;
            }
        }
        return {};
    }

    void unmount() {
        editing_.add(steps::there_and_back(
            {"umount", path_}, {"mount", "-t", seen_text(ground_.observed, "type"), "-o",
                                joined(seen_options()), seen_text(ground_.observed, "device"), path_}));
    }

    void remount() {
        editing_.add(
            steps::there_and_back({"mount", "-o", "remount," + joined(shown_by_kernel(options())), path_},
                                  {"mount", "-o", "remount," + joined(seen_options()), path_}));
    }

    const Desired& desired_;
    const Ground& ground_;
    std::string path_;
    steps::Editing editing_;
    steps::Lines lines_;
};

} // namespace

probe::Queries ground(const Desired&, const facts::Facts&) {
    return steps::questions_of_edits({table});
}

Steps steps_of(const Type& type, const Desired& desired, const Ground& ground) {
    if (desired.has("state") && !desired.text("state")) {
        return {.declined = {steps::unpinned(desired, "state")}};
    }
    return MountSteps(type, desired, ground).make();
}

} // namespace plumbline::resource::mount
