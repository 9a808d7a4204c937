#include "resource/types/selinux/config.hpp"
#include "resource/types/selinux/parts.hpp"

#include "base/text.hpp"
#include "probe/content.hpp"

#include <fmt/format.h>

namespace plumbline::resource::selinux {

namespace {

constexpr std::uint64_t config_at_most = 1U << 16U;

const probe::Question enforce{"kernel_file", {"/sys/fs/selinux/enforce"}};
const probe::Question file_systems{"kernel_file", {"/proc/filesystems"}};
const probe::Question config_file{"content_followed",
                                  {"/etc/selinux/config", "-", std::to_string(config_at_most)}};
const probe::Question stores{"selinux_booleans", {}};

probe::Question live_boolean(const Desired& desired) {
    return {"kernel_file", {"/sys/fs/selinux/booleans/" + desired.id.title}};
}

class Look {
public:
    Look(const Desired& desired, const probe::Answers& answers) : desired_(desired), answers_(answers) {}

    Observed all() {
        const bool persisted = desired_.flag("persisted");
        switch (setting(desired_)) {
        case Setting::mode:
            tell("mode", live_mode());
            if (persisted) {
                tell("persisted", config([](const Config& read) { return read.mode; }));
            }
            break;
        case Setting::policy:
            tell("value", config([](const Config& read) { return read.policy; }));
            break;
        case Setting::boolean:
            tell("value", live_value());
            if (persisted) {
                tell("persisted", kept_value());
            }
            break;
        }
        return std::move(observed_);
    }

private:
    void tell(std::string property, Reading reading) {
        observed_.observations.push_back({.property = std::move(property), .reading = std::move(reading)});
    }

    /// Why a kernel without selinuxfs at its place has no mode to tell; nothing when SELinux is off.
    [[nodiscard]] std::optional<std::string> hidden() const {
        const probe::Answer& answer = answers_.to(file_systems);
        const auto* answered = std::get_if<probe::Answered>(&answer);
        if (answered == nullptr) {
            const auto* unknown = std::get_if<probe::CannotTell>(&answer);
            return unknown != nullptr ? unknown->reason : "no /proc/filesystems on the host";
        }
        if (answered->bytes.find("selinuxfs") != std::string::npos) {
            return "the kernel has SELinux, but /sys/fs/selinux is not mounted here (of a container, ask its "
                   "host)";
        }
        return std::nullopt;
    }

    [[nodiscard]] Reading live_mode() {
        const probe::Answer& answer = answers_.to(enforce);
        if (const auto* unknown = std::get_if<probe::CannotTell>(&answer)) {
            return Unreadable{unknown->reason};
        }
        if (const auto* answered = std::get_if<probe::Answered>(&answer)) {
            const std::string_view word = base::trim(answered->bytes);
            return word == "1"   ? Reading{Present{"enforcing"}}
                   : word == "0" ? Reading{Present{"permissive"}}
                                 : Unreadable{"/sys/fs/selinux/enforce says neither 0 nor 1"};
        }
        if (const auto reason = hidden()) {
            return Unreadable{*reason};
        }
        observed_.remarks.push_back("SELinux is off in the running kernel");
        return Present{"disabled"};
    }

    /// "CURRENT PENDING", 1 or 0 each.
    [[nodiscard]] Reading live_value() {
        const probe::Answer& answer = answers_.to(live_boolean(desired_));
        if (const auto* unknown = std::get_if<probe::CannotTell>(&answer)) {
            return Unreadable{unknown->reason};
        }
        const auto* answered = std::get_if<probe::Answered>(&answer);
        if (answered == nullptr) {
            return no_boolean();
        }
        const auto words = base::words(answered->bytes);
        const auto current = words.size() == 2 ? on_or_off(words[0]) : std::nullopt;
        if (!current) {
            return Unreadable{"what the kernel says of the boolean is not of the expected form"};
        }
        if (words[0] != words[1]) {
            observed_.remarks.push_back("a change of it is pending, which nobody has committed");
        }
        return Present{*current};
    }

    [[nodiscard]] Reading no_boolean() {
        if (std::holds_alternative<probe::Absent>(answers_.to(enforce))) {
            if (const auto reason = hidden()) {
                return Unreadable{*reason};
            }
            observed_.remarks.push_back("SELinux is off in the running kernel");
            return Missing{};
        }
        observed_.remarks.push_back("the policy that is loaded has no such boolean");
        return Missing{};
    }

    /// What /etc/selinux/config says, or why it is not known, as `unreadable`.
    [[nodiscard]] Config read(std::string& unreadable) {
        const probe::Answer& answer = answers_.to(config_file);
        if (const auto* unknown = std::get_if<probe::CannotTell>(&answer)) {
            unreadable = "/etc/selinux/config: " + unknown->reason;
            return {};
        }
        const auto* answered = std::get_if<probe::Answered>(&answer);
        if (answered == nullptr) {
            observed_.remarks.push_back("no /etc/selinux/config on the host: the next boot loads no policy");
            return {.mode = "disabled", .policy = "none"};
        }
        const auto content = probe::parse_content(answered->bytes, config_at_most);
        if (!content || !content->bytes || !content->bytes->whole()) {
            unreadable = "/etc/selinux/config changed while it was read, or is too long";
            return {};
        }
        return read_config(content->bytes->first);
    }

    [[nodiscard]] Reading config(std::string (*choose)(const Config&)) {
        std::string unreadable;
        const std::string word = choose(read(unreadable));
        if (unreadable.empty() && word.empty()) {
            unreadable = "/etc/selinux/config does not say it";
        }
        return unreadable.empty() ? Reading{Present{word}} : Unreadable{unreadable};
    }

    [[nodiscard]] Reading kept_value() {
        const probe::Answer& answer = answers_.to(stores);
        if (const auto* unknown = std::get_if<probe::CannotTell>(&answer)) {
            return Unreadable{unknown->reason};
        }
        const auto* answered = std::get_if<probe::Answered>(&answer);
        const auto files = answered == nullptr ? std::nullopt : probe::parse_file_lines(answered->bytes);
        if (!files) {
            return Unreadable{"the stores of SELinux are not of the expected form"};
        }
        for (const probe::FileLines& file : *files) {
            if (!file.unreadable.empty()) {
                return Unreadable{fmt::format("{}: {}", file.path, file.unreadable)};
            }
        }
        std::string unreadable;
        const Config config = read(unreadable);
        if (!unreadable.empty()) {
            return Unreadable{unreadable};
        }
        const auto kept = kept_boolean(*files, config.policy, desired_.id.title);
        return kept ? Reading{Present{*kept}}
                    : Unreadable{
                          fmt::format("nothing is kept of it, so that the next boot brings the policy's "
                                      "own default, which no file tells: setsebool -P {} keeps it",
                                      desired_.id.title)};
    }

    const Desired& desired_;
    const probe::Answers& answers_;
    Observed observed_;
};

} // namespace

Setting setting(const Desired& desired) {
    return desired.id.title == "mode"     ? Setting::mode
           : desired.id.title == "policy" ? Setting::policy
                                          : Setting::boolean;
}

probe::Queries questions(const Desired& desired) {
    switch (setting(desired)) {
    case Setting::policy:
        return {config_file};
    case Setting::mode:
        return desired.flag("persisted") ? probe::Queries{enforce, file_systems, config_file}
                                         : probe::Queries{enforce, file_systems};
    case Setting::boolean:
        break;
    }
    probe::Queries asked{live_boolean(desired), enforce, file_systems};
    if (desired.flag("persisted")) {
        asked.push_back(config_file);
        asked.push_back(stores);
    }
    return asked;
}

Observed look(const Desired& desired, const probe::Answers& answers) {
    return Look(desired, answers).all();
}

} // namespace plumbline::resource::selinux
