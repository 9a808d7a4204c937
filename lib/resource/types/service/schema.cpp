#include "resource/types/service/parts.hpp"

namespace plumbline::resource::service {

const Schema& schema() {
    static const Schema all{
        .type = "service",
        .doc =
            "A service, or any other unit, of the init system that runs: systemd, OpenRC or SysV scripts "
            "(whose own "
            "status action is run). A unit that is not there is neither running nor enabled: `stopped` and "
            "`enabled: false` hold for it.",
        .title_doc = "The unit's name; in systemd .service is added where no other kind of unit is named.",
        .attributes =
            {
                {.name = "state",
                 .kind = Kind::choice,
                 .doc = "Whether it runs. One that has failed, or is being restarted again and again, does "
                        "not; a "
                        "failed one counts as stopped.",
                 .choices = {"running", "stopped"}},
                {.name = "enabled",
                 .kind = Kind::boolean,
                 .doc = "Whether it starts at boot. A static, indirect, generated or alias unit does if "
                        "another unit "
                        "wants, requires or triggers it."},
                {.name = "current",
                 .kind = Kind::boolean,
                 .doc = "Whether it must run with what is on disk: its program and libraries, its unit file, "
                        "and each "
                        "file whose resource notifies it. Unless `false`, that is asked of every service "
                        "that must "
                        "run; with `true`, what can't be told is unknown.",
                 .compared = false},
                {.name = "masked",
                 .kind = Kind::boolean,
                 .doc = "Whether systemd is kept from ever starting it. OpenRC and SysV mask nothing."},
            },
        .asks = "What the init system knows of the unit: one systemctl show for all units; of "
                "OpenRC its state and runlevel folders; of SysV the start links of the runlevels "
                "and what the script answers to `status`. Where systemd is installed but not "
                "running, only what is enabled.",
        .enforces =
            "Starts, stops, restarts (what runs is not what is on disk), enables, disables, masks or unmasks "
            "it: by systemctl; by rc-service and rc-update; by service and update-rc.d or chkconfig. What "
            "notifies it has it restarted at the end, if it runs or must run. A unit that can't be enabled "
            "or "
            "disabled (static, alias, generated) is left with what would have to be done, and so is one that "
            "is not there and that no required package or file brings; dbus is never restarted.",
        .example = "service: ssh\nstate: running\nenabled: true\n",
        .knows_notifiers = true,
        .phase = Phase::services};
    return all;
}

} // namespace plumbline::resource::service
