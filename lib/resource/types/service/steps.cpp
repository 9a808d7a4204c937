#include "resource/steps/runs.hpp"
#include "resource/types/service/commands.hpp"
#include "resource/types/service/parts.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace plumbline::resource::service {

namespace {

/// What the standard wants where it drifts; "" where it doesn't. Of a service that is not there its absence
/// alone drifts: what it must be, once it is there, is wanted.
std::string wanted(const Desired& desired, const Ground& ground, const Seen& seen, const char* property) {
    const auto value = desired.text(property).value_or("");
    const bool may_drift = !seen.exists && (value == "running" || value == "true");
    return may_drift || steps::drift_of(ground, property) != nullptr ? value : "";
}

/// Whether something that is put right before it may bring a service that is not there yet.
bool is_brought(const Desired& desired, const Ground& ground) {
    const auto& name = desired.id.title;
    return std::ranges::any_of(
               desired.requires_,
               [](const Identity& id) { return id.type == "package" || id.type == "file"; }) ||
           std::ranges::any_of(ground.written, [&](const auto& file) {
               return file.first.ends_with("/" + name) || file.first.ends_with("/" + name + ".service");
           });
}

/// Where the unit's file stands, as systemd tells it; else "".
std::string unit_file(std::string_view line) {
    constexpr std::string_view key = "\tFragmentPath=";
    const auto at = line.find(key);
    if (at == std::string_view::npos)
        return "";
    const auto path = line.substr(at + key.size());
    return std::string(path.substr(0, path.find_first_of("\t\n")));
}

/// Whether a change of what notifies it makes systemd's idea of its units an old one.
bool notify_units(const Desired& desired) {
    return std::ranges::any_of(desired.notifiers, [](const std::string& path) {
        return path.find("/systemd/system/") != std::string::npos ||
               path.find("/systemd/user/") != std::string::npos;
    });
}

/// One service on its way to what the standard says.
class Righting {
public:
    Righting(const Desired& desired, const Ground& ground, std::string_view line)
        : desired_(desired), ground_(ground), name_(desired.id.title), script_(script_of(name_)),
          init_(*read_init(line)), seen_(*read_service(line)), file_(unit_file(line)),
          masks_(wanted(desired, ground, seen_, "masked")), is_masked_(seen_.masked && masks_ != "false") {}

    Steps make() {
        if (!seen_.exists && masks_ != "true" && !is_brought(desired_, ground_)) {
            decline("", fmt::format("there is no service {0} now: where a package or a file of this standard "
                                    "brings it, say so with requires, or plan again once it is there",
                                    name_));
            return std::move(steps_);
        }
        if (masks_ == "false")
            unmask();
        if (const auto enabled = wanted(desired_, ground_, seen_, "enabled"); !enabled.empty())
            enabled == "true" ? enable() : disable();
        if (const auto state = wanted(desired_, ground_, seen_, "state"); !state.empty())
            state == "running" ? start() : stop();
        if (const auto* stale = steps::drift_of(ground_, "current"); stale != nullptr)
            restart_stale(base::to_text(stale->actual));
        if (masks_ == "true")
            mask();
        decline_matchers();
        return std::move(steps_);
    }

private:
    void run(base::List command, base::List undo) {
        auto run = steps::there_and_back(std::move(command), std::move(undo));
        run.limit = time_of_services;
        steps_.all.push_back(std::move(run));
    }
    void run_one_way(base::List command, std::string why) {
        auto run = steps::one_way(std::move(command), std::move(why));
        run.limit = time_of_services;
        steps_.all.push_back(std::move(run));
    }
    void decline(std::string property, std::string reason) {
        steps_.declined.push_back({std::move(property), std::move(reason)});
    }
    [[nodiscard]] bool is_of_systemd() const { return init_ == Init::systemd || init_ == Init::unit_files; }

    void decline_matchers() {
        for (const char* property : {"state", "enabled", "masked"})
            if (steps::drift_of(ground_, property) != nullptr && !desired_.text(property))
                steps_.declined.push_back(steps::unpinned(desired_, property));
    }

    void unmask() {
        if (!is_of_systemd())
            return decline("masked", "only systemd masks");
        const bool for_now = seen_.enabled == "masked-runtime";
        run(systemctl(for_now ? base::List{"--runtime", "unmask"} : base::List{"unmask"}, name_),
            systemctl(for_now ? base::List{"--runtime", "mask"} : base::List{"mask"}, name_));
    }
    void mask() {
        if (!is_of_systemd())
            return decline("masked", "only systemd masks: say enabled: false and state: stopped");
        if (file_.starts_with("/etc/systemd/system/"))
            return decline("masked", fmt::format("systemd can't mask a unit whose file is {}: move that file "
                                                 "to /usr/local/lib/systemd/system, or declare it absent",
                                                 file_));
        run(systemctl({"mask"}, name_), systemctl({"unmask"}, name_));
    }

    void enable() {
        if (is_masked_)
            return decline("enabled", "it is masked, so it can't be enabled: say masked: false, too");
        if (const auto why = why_fixed("enabled"); !why.empty())
            return decline("enabled", why);
        switch (init_) {
        case Init::openrc:
            return run({"rc-update", "add", script_, "default"}, {"rc-update", "del", script_, "default"});
        case Init::sysv:
            return enable_script();
        case Init::systemd:
        case Init::unit_files:
            return run(systemctl({"enable"}, name_), systemctl({"disable"}, name_));
        }
    }
    void disable() {
        if (const auto why = why_fixed("disabled"); !why.empty())
            return decline("enabled", why);
        if (init_ == Init::openrc) {
            for (const auto& runlevel : seen_.started_by)
                run({"rc-update", "del", script_, runlevel}, {"rc-update", "add", script_, runlevel});
            return;
        }
        if (init_ == Init::sysv)
            return run(script_starts(false), script_starts(true));
        seen_.enabled == "enabled-runtime"
            ? run(systemctl({"--runtime", "disable"}, name_), systemctl({"--runtime", "enable"}, name_))
            : run(systemctl({"disable"}, name_), systemctl({"enable"}, name_));
    }

    /// update-rc.d(8), chkconfig(8).
    [[nodiscard]] base::List script_starts(bool starts) const {
        if (is_debian())
            return {"update-rc.d", script_, starts ? "enable" : "disable"};
        return {"chkconfig", script_, starts ? "on" : "off"};
    }
    [[nodiscard]] bool is_debian() const {
        const auto family = ground_.facts.find("os.family");
        return family != ground_.facts.end() && family->second == base::Value("debian");
    }
    void enable_script() {
        if (is_debian())
            run_one_way({"update-rc.d", script_, "defaults"},
                        "nothing to take back: it makes links only where there are none");
        run(script_starts(true), script_starts(false));
    }

    /// Why neither `enable` nor `disable` does anything about it; "" where they do.
    [[nodiscard]] std::string why_fixed(std::string_view what) const {
        if (!seen_.exists)
            return "";
        const auto& is = seen_.enabled;
        if (cannot_be_disabled(is) || is == "transient")
            return why_of_others(what);
        if (is == "indirect" && what == "enabled")
            return "it is indirect: enable the units that Also= in its file names";
        if (is == "alias")
            return "it is another name of a unit: declare that unit";
        if (is == "bad")
            return fmt::format("systemd can't read its file: systemctl status {} tells why", name_);
        return "";
    }
    [[nodiscard]] std::string why_of_others(std::string_view what) const {
        if (seen_.enabled != "static")
            return fmt::format(
                "it is {}: change what it is made from, a line of /etc/fstab or an init script",
                seen_.enabled);
        if (what == "enabled")
            return "it is static, for its file has no [Install]: let a unit that starts at boot want it";
        return fmt::format("it is static, and started by {}: say masked: true, or change what starts it",
                           fmt::join(seen_.started_by, ", "));
    }

    void start() {
        if (is_masked_)
            return decline("state", "it is masked, so nothing starts it: say masked: false, too");
        if (init_ == Init::unit_files)
            return decline("state", "systemd is installed but does not run here");
        reload_of_what_notifies();
        const bool is_down = seen_.state == "stopped" || seen_.state == "failed" || !seen_.exists;
        if (is_down)
            return run(tell(init_, "start", name_), tell(init_, "stop", name_));
        run_one_way(tell(init_, "restart", name_), "it did not run before either");
    }
    void reload_of_what_notifies() {
        if (init_ == Init::systemd && notify_units(desired_))
            steps_.all.push_back(steps::reload_of_units());
    }
    void stop() { run(tell(init_, "stop", name_), tell(init_, "start", name_)); }

    void restart_stale(std::string_view how) {
        if (const auto why = why_not_restarted(name_); !why.empty())
            return decline("current", why);
        if (how.find("an older unit file") != std::string_view::npos && !notify_units(desired_))
            steps_.all.push_back(steps::reload_of_units());
        reload_of_what_notifies();
        run_one_way(tell(init_, "restart", name_), "nothing to take back: a restart leaves nothing");
    }

    const Desired& desired_;
    const Ground& ground_;
    const std::string& name_;
    std::string script_;
    Init init_;
    Seen seen_;
    std::string file_;
    std::string masks_;
    bool is_masked_;
    Steps steps_;
};

std::optional<Init> init_of(const facts::Facts& facts) {
    const auto found = facts.find("init");
    const auto word = found == facts.end() ? "" : base::to_text(found->second);
    return word == "other" ? std::nullopt : read_init(word);
}

} // namespace

Steps put_right(const Desired& desired, const Ground& ground) {
    const auto line = steps::said(ground, question(desired));
    if (!read_init(line) || !read_service(line))
        return {.declined = {{"", "which init system the host runs is not known"}}};
    return Righting(desired, ground, line).make();
}

Steps restart(const Desired& desired, const facts::Facts& facts) {
    const auto& name = desired.id.title;
    if (desired.text("state") == "stopped")
        return {};
    if (desired.audit_only)
        return {.declined = {
                    {"", fmt::format("the standard says enforce: never of it: restart {} by hand", name)}}};
    const auto init = init_of(facts);
    if (!init)
        return {.declined = {{"", "no systemd, OpenRC or SysV init runs on the host: restart it by hand"}}};
    if (const auto why = why_not_restarted(name); !why.empty())
        return {.declined = {{"", why}}};
    Steps steps;
    if (init == Init::systemd && notify_units(desired))
        steps.all.push_back(steps::reload_of_units());
    const auto* verb = desired.text("state") == "running" ? "restart" : "try-restart";
    auto run = steps::one_way(tell(*init, verb, name), "nothing to take back: a restart leaves nothing");
    run.limit = time_of_services;
    steps.all.push_back(std::move(run));
    return steps;
}

} // namespace plumbline::resource::service
