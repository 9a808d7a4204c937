#include "resource/types/unit/parts.hpp"

namespace plumbline::resource::unit {

const Schema& schema() {
    static const Schema all{
        .type = "unit",
        .doc = "What systemd itself says of a unit: its drop-ins, any of its properties as they are in "
               "force, and when "
               "a timer runs next. Whether it runs and starts at boot is the type service.",
        .title_doc = "The unit's name with its kind: nginx.service, apt-daily.timer.",
        .attributes =
            {
                {.name = "state",
                 .kind = Kind::choice,
                 .doc = "Whether systemd knows a unit file of that name.",
                 .fallback = "present",
                 .choices = {"present", "absent"}},
                {.name = "dropins",
                 .kind = Kind::list,
                 .doc = "Paths of drop-in files that must be among those that systemd has read for it."},
                {.name = "exclusive",
                 .kind = Kind::boolean,
                 .doc = "Whether `dropins` are all that it may have.",
                 .compared = false},
                {.name = "properties",
                 .kind = Kind::table,
                 .doc = "Properties in force, by the names and in the form of `systemctl show`: "
                        "NoNewPrivileges: "
                        "\"yes\". A list is compared with the value's words, in any order."},
                {.name = "next_run",
                 .kind = Kind::duration,
                 .doc = "How long it is until a timer runs next: {at_most: 25h}. A timer that will never run "
                        "is drift."},
            },
        .asks = "systemctl show, once for all units, with the properties that are asked for; the host's "
                "clock for "
                "next_run.",
        .enforces =
            "Has systemd read its files again (systemctl daemon-reload): when files of the unit changed, or "
            "one that notifies it. Drop-ins themselves are files (`file`, `setting`), and what a property is "
            "follows from them.",
        .example = "unit: ssh.service\nproperties: {KillMode: process}\n",
        .phase = Phase::services};
    return all;
}

} // namespace plumbline::resource::unit
