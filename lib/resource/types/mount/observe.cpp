#include "resource/types/mount/at_boot.hpp"
#include "resource/types/mount/mountinfo.hpp"
#include "resource/types/mount/options.hpp"
#include "resource/types/mount/parts.hpp"

#include "base/text.hpp"
#include "probe/status.hpp"

#include <fmt/format.h>

namespace plumbline::resource::mount {

namespace {

const probe::Question live_question{"kernel_file", {"/proc/self/mountinfo"}};
const probe::Question units_question{"mount_units", {}};
probe::Question number_of(const std::string& link) {
    return {"block_device", {link}};
}

probe::Question leads_to(const std::string& link) {
    return {"link", {link}};
}

/// The link or device file below /dev that the standard names, or "".
std::string named_device(const Desired& desired) {
    return formats::device_link(desired.text("device").value_or(""));
}

base::List asked_options(const Desired& desired) {
    return desired.list("options").value_or(base::List{});
}

/// "fd:1", hexadecimal.
bool is_number(std::string_view text, const Mount& mount) {
    return base::trim(text) == fmt::format("{:x}:{:x}", mount.major, mount.minor);
}

/// What is mounted now.
class Live {
public:
    Live(const Desired& desired, const probe::Answers& answers, Observed& observed)
        : desired_(desired), answers_(answers), observed_(observed) {}

    void look() {
        const probe::Answer& answer = answers_.to(live_question);
        const auto* answered = std::get_if<probe::Answered>(&answer);
        const auto mounts = answered == nullptr ? std::nullopt : parse_mountinfo(answered->bytes);
        if (mounts) {
            return look_among(*mounts);
        }
        const auto* unknown = std::get_if<probe::CannotTell>(&answer);
        const std::string reason = unknown != nullptr ? unknown->reason
                                   : answered != nullptr
                                       ? "/proc/self/mountinfo is not of the form of proc_pid_mountinfo(5)"
                                       : "no /proc/self/mountinfo on the host";
        tell_all(Unreadable{reason}, Unreadable{reason});
    }

private:
    void tell(std::string property, Reading reading) {
        observed_.observations.push_back({.property = std::move(property), .reading = std::move(reading)});
    }

    void tell_all(const Reading& state, const Reading& others) {
        tell("state", state);
        for (const char* property : {"device", "type", "options"}) {
            tell(property, others);
        }
    }

    void look_among(const std::vector<Mount>& mounts) {
        const Mount* mount = mounted_at(mounts, desired_.id.title);
        if (mount == nullptr) {
            return tell_all(Present{"unmounted"}, Missing{});
        }
        if (mount->root != "/") {
            observed_.remarks.push_back(
                fmt::format("it shows {} of the file system of {}", mount->root, mount->source));
        }
        tell("state", Present{"mounted"});
        tell("device", device(mounts, *mount));
        tell("type", Present{mount->type});
        tell("options",
             Present{in_asked_words(mount->options, shown_by_kernel(asked_options(desired_)), mount->type)});
    }

    /// In the words of the standard, if it is the device that they name.
    [[nodiscard]] Reading device(const std::vector<Mount>& mounts, const Mount& mount) const {
        const auto asked = desired_.text("device");
        if (!asked || *asked == mount.source) {
            return Present{mount.source};
        }
        const std::string link = named_device(desired_);
        if (!link.empty()) {
            return by_link(*asked, link, mount);
        }
        if (asked->starts_with('/') && is_bound_from(mounts, mount, *asked)) {
            return Present{*asked};
        }
        return Present{mount.source};
    }

    [[nodiscard]] Reading by_link(const std::string& asked, const std::string& link,
                                  const Mount& mount) const {
        const probe::Answer& number = answers_.to(number_of(link));
        if (const auto* unknown = std::get_if<probe::CannotTell>(&number)) {
            return Unreadable{unknown->reason};
        }
        const auto* answered = std::get_if<probe::Answered>(&number);
        if (answered == nullptr) {
            return Unreadable{fmt::format("no {} on the host, so which device that is can't be told", link)};
        }
        const bool same = is_number(answered->bytes, mount) || link_leads_to(link, mount.source);
        return Present{same ? asked : mount.source};
    }

    /// A file system of btrfs has a number of its own.
    [[nodiscard]] bool link_leads_to(const std::string& link, const std::string& device) const {
        const auto* answered = std::get_if<probe::Answered>(&answers_.to(leads_to(link)));
        const auto found = answered == nullptr ? std::nullopt : probe::parse_link(answered->bytes);
        return found && formats::resolve_link(link, found->target) == device;
    }

    const Desired& desired_;
    const probe::Answers& answers_;
    Observed& observed_;
};

/// What the next boot mounts.
class Boot {
public:
    Boot(const Desired& desired, const probe::Answers& answers, Observed& observed)
        : desired_(desired), answers_(answers), observed_(observed) {}

    void look() {
        const formats::Fstab fstab = formats::understand_fstab(answers_);
        std::string unreadable = fstab.unreadable;
        const auto units = read_units(unreadable);
        const AtBoot boot = at_boot(fstab.entries, units, desired_.id.title);
        if (unreadable.empty()) {
            unreadable = boot.unreadable;
        }
        if (!unreadable.empty()) {
            return tell_all(Unreadable{unreadable}, Unreadable{unreadable});
        }
        observed_.remarks.insert(observed_.remarks.end(), boot.remarks.begin(), boot.remarks.end());
        if (boot.word == AtBoot::Word::not_listed) {
            return tell_all(Present{std::string(not_listed)}, Missing{});
        }
        tell("fstab", Present{std::string(boot.word == AtBoot::Word::listed ? listed : noauto)});
        tell("fstab.device", device(boot.device));
        tell("fstab.type", Present{boot.type});
        tell("fstab.options", Present{in_asked_words(boot.options, asked_options(desired_), boot.type)});
    }

private:
    void tell(std::string property, Reading reading) {
        observed_.observations.push_back({.property = std::move(property), .reading = std::move(reading)});
    }

    void tell_all(const Reading& state, const Reading& others) {
        tell("fstab", state);
        for (const char* property : {"fstab.device", "fstab.type", "fstab.options"}) {
            tell(property, others);
        }
    }

    [[nodiscard]] std::vector<probe::FileLines> read_units(std::string& unreadable) const {
        const probe::Answer& answer = answers_.to(units_question);
        if (const auto* unknown = std::get_if<probe::CannotTell>(&answer)) {
            unreadable = "the units of systemd: " + unknown->reason;
        }
        const auto* answered = std::get_if<probe::Answered>(&answer);
        if (answered == nullptr) {
            return {};
        }
        auto units = probe::parse_file_lines(answered->bytes);
        if (!units) {
            unreadable = "the units of systemd that the host named are not of the expected form";
        }
        return std::move(units).value_or(std::vector<probe::FileLines>{});
    }

    /// A tag and a path can be the same device; which is only known of what the standard names.
    [[nodiscard]] Reading device(const std::string& listed_device) const {
        const auto asked = desired_.text("device");
        const std::string link = formats::device_link(listed_device);
        const bool names_both = asked && !link.empty() && !named_device(desired_).empty();
        if (names_both && (link == listed_device) != (named_device(desired_) == *asked)) {
            return Unreadable{fmt::format("it says {}, and whether that is {} can't be told: name the device "
                                          "as fstab does",
                                          listed_device, *asked)};
        }
        return Present{listed_device};
    }

    const Desired& desired_;
    const probe::Answers& answers_;
    Observed& observed_;
};

} // namespace

Observed look(const Desired& desired, const probe::Answers& answers) {
    Observed observed;
    Live(desired, answers, observed).look();
    if (desired.flag("fstab")) {
        Boot(desired, answers, observed).look();
    }
    return observed;
}

probe::Queries questions(const Desired& desired) {
    probe::Queries asked{live_question};
    if (desired.flag("fstab")) {
        asked.push_back(formats::fstab_question());
        asked.push_back(units_question);
    }
    if (const std::string link = named_device(desired); !link.empty()) {
        asked.push_back(number_of(link));
        asked.push_back(leads_to(link));
    }
    return asked;
}

} // namespace plumbline::resource::mount
