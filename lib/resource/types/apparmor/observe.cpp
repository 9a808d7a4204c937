#include "resource/types/apparmor/parts.hpp"
#include "resource/types/apparmor/profiles.hpp"

#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace plumbline::resource::apparmor {

namespace {

const probe::Question loaded{"kernel_file", {"/sys/kernel/security/apparmor/profiles"}};
const probe::Question enabled{"kernel_file", {"/sys/module/apparmor/parameters/enabled"}};
const probe::Question modules{"stat_followed", {"/sys/module"}};
const probe::Question files{"apparmor_files", {}};

class Look {
public:
    Look(const Desired& desired, const probe::Answers& answers) : desired_(desired), answers_(answers) {}

    Observed all() {
        look_at_kernel();
        if (desired_.flag("persisted") && !is_of_all(desired_)) {
            tell("persisted", written());
        }
        return std::move(observed_);
    }

private:
    void tell(std::string property, Reading reading, std::string subject = "") {
        observed_.observations.push_back(
            {.property = std::move(property), .subject = std::move(subject), .reading = std::move(reading)});
    }

    void look_at_kernel() {
        const probe::Answer& answer = answers_.to(loaded);
        if (const auto* answered = std::get_if<probe::Answered>(&answer)) {
            const auto modes = parse_profiles(answered->bytes);
            return modes ? tell_modes(*modes)
                         : tell_unreadable("the kernel's list of profiles is not of the expected form");
        }
        if (const auto* unknown = std::get_if<probe::CannotTell>(&answer)) {
            return tell_unreadable(unknown->reason);
        }
        if (const std::string reason = hidden(); !reason.empty()) {
            return tell_unreadable(reason);
        }
        observed_.remarks.push_back("AppArmor is off in the running kernel");
        tell_none();
    }

    /// Why no list of profiles is there though AppArmor is, or may be, at work; "" where it is off.
    [[nodiscard]] std::string hidden() const {
        if (!std::holds_alternative<probe::Answered>(answers_.to(modules))) {
            return "no /sys on the host, so whether its kernel has AppArmor can't be told";
        }
        const probe::Answer& answer = answers_.to(enabled);
        if (const auto* unknown = std::get_if<probe::CannotTell>(&answer)) {
            return unknown->reason;
        }
        const auto* answered = std::get_if<probe::Answered>(&answer);
        if (answered == nullptr || base::trim(answered->bytes) != "Y") {
            return "";
        }
        return "the kernel has AppArmor, but /sys/kernel/security is not mounted here (of a container, ask "
               "its "
               "host)";
    }

    void tell_unreadable(const std::string& reason) {
        tell("state", Unreadable{reason});
        tell("mode", Unreadable{reason});
    }

    void tell_none() {
        tell("state", Present{"absent"});
        tell("mode", Missing{});
    }

    void tell_modes(const Modes& modes) {
        if (is_of_all(desired_)) {
            return tell_all(modes);
        }
        const auto found = modes.find(desired_.id.title);
        if (found == modes.end()) {
            return tell_none();
        }
        tell("state", Present{"present"});
        tell("mode", Present{found->second});
    }

    /// A kernel may have hundreds: only what deviates is named.
    void tell_all(const Modes& modes) {
        tell("state", Present{modes.empty() ? "absent" : "present"});
        observed_.searched.push_back("mode");
        observed_.remarks.push_back(fmt::format("profiles that are loaded: {}", modes.size()));
        const auto wanted = desired_.attributes.find("mode");
        for (const auto& [profile, mode] : modes) {
            if (wanted != desired_.attributes.end() &&
                !holds(wanted->second, Kind::text, mode, VersionOrder::none)) {
                tell("mode", Present{mode}, profile);
            }
        }
    }

    [[nodiscard]] Reading written() {
        if (desired_.id.title.find("//") != std::string::npos) {
            return Unreadable{"it is within another profile: ask that one, or say persisted: false"};
        }
        const probe::Answer& answer = answers_.to(files);
        if (const auto* unknown = std::get_if<probe::CannotTell>(&answer)) {
            return Unreadable{unknown->reason};
        }
        const auto* answered = std::get_if<probe::Answered>(&answer);
        const auto found = answered == nullptr ? std::nullopt : probe::parse_file_lines(answered->bytes);
        if (!found) {
            return Unreadable{"the files of /etc/apparmor.d are not of the expected form"};
        }
        return among(*found);
    }

    [[nodiscard]] Reading among(const std::vector<probe::FileLines>& found) {
        const auto profiles = written_profiles(found);
        if (const auto profile = profiles.find(desired_.id.title); profile != profiles.end()) {
            observed_.remarks.push_back(profile->second.place);
            return Present{profile->second.mode};
        }
        for (const probe::FileLines& file : found) {
            if (!file.unreadable.empty()) {
                return Unreadable{fmt::format("{}: {}", file.path, file.unreadable)};
            }
        }
        return Present{std::string(no_profile)};
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
    probe::Queries asked{loaded, enabled, modules};
    if (desired.flag("persisted") && !is_of_all(desired)) {
        asked.push_back(files);
    }
    return asked;
}

Observed look(const Desired& desired, const probe::Answers& answers) {
    return Look(desired, answers).all();
}

} // namespace plumbline::resource::apparmor
