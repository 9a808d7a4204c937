#include "resource/types/apparmor/parts.hpp"

namespace plumbline::resource::apparmor {

const Schema& schema() {
    static const Schema all{
        .type = "apparmor",
        .doc =
            "A profile of AppArmor: whether the kernel has it and in which mode, and what its file makes of "
            "it at the next boot (`persisted`), each told apart.",
        .title_doc =
            "The profile's name, as aa-status prints it: /usr/sbin/cupsd, man_filter; or `all`, which "
            "asks the mode of every profile that is loaded.",
        .attributes =
            {
                {.name = "state",
                 .kind = Kind::choice,
                 .doc = "Whether the profile is loaded; of `all`, whether any is.",
                 .fallback = "present",
                 .choices = {"present", "absent"}},
                {.name = "mode",
                 .kind = Kind::text,
                 .doc = "Its mode: enforce, complain, kill, prompt, unconfined."},
                {.name = "persisted",
                 .kind = Kind::boolean,
                 .doc = "Whether its file in /etc/apparmor.d must say the same; `false` looks at the kernel "
                        "alone. Of what is within another profile, and of `all`, the kernel alone is asked.",
                 .compared = false,
                 .fallback = "true"},
            },
        .asks = "/sys/kernel/security/apparmor/profiles, which root alone can read, "
                "/sys/module/apparmor/parameters/enabled, and the lines of /etc/apparmor.d that begin a "
                "profile, with the links in disable and force-complain.",
        .enforces = "Nothing: a mode stands in the profile's own file: declare that as a `file` that "
                    "notifies service: apparmor, or use aa-enforce, aa-complain or aa-disable by hand.",
        .example = "apparmor: all\nmode: {one_of: [enforce, complain]}\n",
        .phase = Phase::running};
    return all;
}

} // namespace plumbline::resource::apparmor
