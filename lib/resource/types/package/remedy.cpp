#include "resource/types/package/parts.hpp"

#include <fmt/format.h>

namespace plumbline::resource::package {

namespace {

/// What the remedy needs to know of what is there.
std::string observed_text(const Observed& observed, std::string_view property) {
    for (const Observation& one : observed.observations) {
        if (const auto* present = std::get_if<Present>(&one.reading);
            one.property == property && present != nullptr) {
            return base::to_text(present->value);
        }
    }
    return "";
}

/// " with pip", where the system's package manager is not meant; as an argument too.
std::string with_provider(const Desired& desired, std::map<std::string, std::string>& arguments) {
    const auto database = language(desired);
    if (!database) {
        return "";
    }
    arguments["provider"] = name(*database);
    const auto prefix = desired.text("prefix");
    if (prefix) {
        arguments["prefix"] = *prefix;
    }
    return fmt::format(" with {}{}", name(*database), prefix ? " in " + *prefix : "");
}

/// "openssh-server >= 1:9.2", "openssh-server = 1:9.2p1-2" or the name alone.
std::string name_and_version(const Desired& desired) {
    const auto wanted = desired.attributes.find("version");
    if (wanted == desired.attributes.end()) {
        return name_of(desired);
    }
    const bool exactly = wanted->second.pins();
    return fmt::format("{} {}{}", name_of(desired), exactly ? "= " : "", to_text(wanted->second));
}

Action removal(const Desired& desired, const Observed& observed) {
    const std::string name = name_of(desired);
    const std::string version = observed_text(observed, "version");
    std::map<std::string, std::string> arguments{{"package", name}};
    const std::string provider = with_provider(desired, arguments);
    if (desired.text("state") == "purged") {
        const std::string what =
            version.empty() ? name + ", whose configuration is left" : name + " " + version;
        return {"purge " + what, "purge-package", arguments};
    }
    const bool keeps = observed.version_order == VersionOrder::deb;
    return {
        fmt::format("remove {} {}{}{}", name, version, provider, keeps ? " (keeps its configuration)" : ""),
        "remove-package", arguments};
}

Action installation(const Desired& desired, std::string_view now) {
    Action action{"install " + name_and_version(desired), "install-package", {{"package", name_of(desired)}}};
    action.words += with_provider(desired, action.arguments);
    if (!now.empty()) {
        action.words += fmt::format(" (now {})", now);
    }
    const auto wanted = desired.attributes.find("version");
    if (wanted != desired.attributes.end()) {
        action.arguments["version"] = to_text(wanted->second);
    }
    return action;
}

Action completion(const Desired& desired, const std::string& now) {
    const bool again = now.starts_with("half-installed") || now.find("reinstallation") != std::string::npos ||
                       now == "broken";
    Action action{"", again ? "reinstall-package" : "configure-package", {{"package", name_of(desired)}}};
    const std::string provider = with_provider(desired, action.arguments);
    action.words =
        fmt::format("{} {}{} (now {})", again ? "reinstall" : "configure", name_of(desired), provider, now);
    return action;
}

Action hold(const Desired& desired, bool held) {
    return {held ? "hold " + name_of(desired) : "release the hold on " + name_of(desired),
            held ? "hold-package" : "release-package",
            {{"package", name_of(desired)}}};
}

} // namespace

Remedy propose(const Desired& desired, const Observed& observed, const std::vector<Compared>& drifts) {
    Remedy actions;
    for (const Compared& drift : drifts) {
        const std::string now = base::to_text(drift.actual);
        if (drift.status != Compared::Status::drift) {
            continue;
        }
        if (drift.property == "state") {
            actions.push_back(wants_it_gone(desired) ? removal(desired, observed)
                                                     : installation(desired, ""));
        } else if (drift.property == "version") {
            actions.push_back(installation(desired, now));
        } else if (drift.property == "status") {
            actions.push_back(completion(desired, now));
        } else if (drift.property == "held") {
            actions.push_back(hold(desired, desired.flag("held")));
        }
    }
    return actions;
}

} // namespace plumbline::resource::package
