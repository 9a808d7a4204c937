#include "resource/types/kernel_parameter/parts.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace plumbline::resource::kernel_parameter {

const probe::Question running{"kernel_file", {"/proc/cmdline"}};
const probe::Question boot_entries{"boot_entries", {}};
const probe::Question boot_settings{"boot_settings", {}};

namespace {

/// A menu with many more is shown by its first entries.
constexpr std::size_t shown_at_most = 20;

class Look {
public:
    Look(const Desired& desired, const probe::Answers& answers)
        : desired_(desired), answers_(answers), name_(formats::kernel_name(desired.id.title)) {}

    Observed all() {
        look_at_running();
        if (desired_.flag("persisted")) {
            look_at_entries();
            look_at_settings();
        }
        return std::move(observed_);
    }

private:
    void tell(std::string property, Reading reading, std::string subject = "") {
        observed_.observations.push_back(
            {.property = std::move(property), .subject = std::move(subject), .reading = std::move(reading)});
    }

    /// What these parameters say, as far as the standard asks.
    [[nodiscard]] Reading read(const Parameters& parameters) const {
        base::List values;
        for (const formats::KernelParameter& parameter : parameters) {
            if (formats::kernel_name(parameter.name) == name_) {
                values.push_back(parameter.value.value_or(""));
            }
        }
        const auto forbidden = desired_.text("state") == "absent" ? desired_.text("value") : std::nullopt;
        const bool any =
            forbidden ? std::find(values.begin(), values.end(), *forbidden) != values.end() : !values.empty();
        if (!any) {
            return Missing{};
        }
        if (desired_.has("values")) {
            return Present{values};
        }
        return Present{forbidden               ? *forbidden
                       : desired_.has("value") ? values.back()
                                               : std::string("present")};
    }

    void look_at_running() {
        const probe::Answer& answer = answers_.to(running);
        if (const auto* answered = std::get_if<probe::Answered>(&answer)) {
            return tell("running", read(formats::read_command_line(answered->bytes)));
        }
        const auto* unknown = std::get_if<probe::CannotTell>(&answer);
        tell("running", Unreadable{unknown != nullptr ? unknown->reason : "no /proc/cmdline on the host"});
    }

    /// The files that the host named, or why they are not known.
    [[nodiscard]] std::vector<probe::FileLines> files(const probe::Question& question,
                                                      std::string& unreadable) const {
        const probe::Answer& answer = answers_.to(question);
        const auto* answered = std::get_if<probe::Answered>(&answer);
        auto found = answered == nullptr ? std::nullopt : probe::parse_file_lines(answered->bytes);
        if (!found) {
            const auto* unknown = std::get_if<probe::CannotTell>(&answer);
            unreadable = unknown != nullptr ? unknown->reason
                                            : "the files that the host named are not of the expected form";
            return {};
        }
        return std::move(*found);
    }

    void look_at_entries() {
        std::string unreadable;
        std::string ignored; // the first reason is told
        auto found = files(boot_entries, unreadable);
        for (probe::FileLines& file : files(boot_settings, unreadable.empty() ? unreadable : ignored)) {
            if (is_entry(file)) {
                found.push_back(std::move(file));
            }
        }
        for (const probe::FileLines& file : found) {
            if (!file.unreadable.empty()) {
                unreadable = fmt::format("{}: {}", file.path, file.unreadable);
            }
        }
        const auto entries = read_entries(found);
        if (unreadable.empty() && entries.empty()) {
            unreadable = "no boot loader's entry is on the host: no grub.cfg, no loader/entries, no "
                         "extlinux.conf (of a container, ask its host)";
        }
        if (!unreadable.empty()) {
            return tell("next_boot", Unreadable{unreadable});
        }
        tell_entries(entries);
    }

    /// Once where all entries say the same, else of each.
    void tell_entries(const std::vector<BootEntry>& entries) {
        const Reading first = read(entries.front().parameters);
        if (std::all_of(entries.begin(), entries.end(),
                        [&](const BootEntry& entry) { return read(entry.parameters) == first; })) {
            return tell("next_boot", first);
        }
        const std::size_t shown = std::min(entries.size(), shown_at_most);
        for (std::size_t index = 0; index < shown; ++index) {
            const BootEntry& entry = entries[index];
            tell("next_boot", read(entry.parameters), fmt::format("{} ({})", entry.title, entry.place));
        }
        observed_.remarks.push_back(fmt::format("the boot loader's {} entries differ", entries.size()));
        if (shown < entries.size()) {
            tell("next_boot",
                 Unreadable{fmt::format("more than {} entries that differ: the others were not compared",
                                        shown_at_most)},
                 "the other entries");
        }
    }

    /// A host without such files has nothing that could differ from its entries.
    void look_at_settings() {
        std::string unreadable;
        const Settings settings = read_settings(files(boot_settings, unreadable));
        if (unreadable.empty()) {
            unreadable = settings.unreadable;
        }
        if (!unreadable.empty()) {
            return tell("configured", Unreadable{unreadable});
        }
        if (!settings.given) {
            observed_.searched.push_back("configured");
            return;
        }
        tell("configured", read(settings.parameters));
    }

    const Desired& desired_;
    const probe::Answers& answers_;
    std::string name_;
    Observed observed_;
};

} // namespace

Observed look(const Desired& desired, const probe::Answers& answers) {
    return Look(desired, answers).all();
}

} // namespace plumbline::resource::kernel_parameter
