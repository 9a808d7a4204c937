#include "resource/types/selinux/parts.hpp"

namespace plumbline::resource::selinux {

const Schema& schema() {
    static const Schema all{
        .type = "selinux",
        .doc =
            "A setting of SELinux: what is in force now, and what the next boot brings (`persisted`), each "
            "told apart.",
        .title_doc = "`mode`, `policy`, or the name of a boolean: httpd_can_network_connect.",
        .attributes =
            {
                {.name = "mode",
                 .kind = Kind::choice,
                 .doc = "Of the title `mode`: whether SELinux enforces, only logs, or is off.",
                 .choices = {"enforcing", "permissive", "disabled"}},
                {.name = "value",
                 .kind = Kind::text,
                 .doc = "Of the title `policy` its name, of which the next boot alone can be told; of a "
                        "boolean, on or off."},
                {.name = "persisted",
                 .kind = Kind::boolean,
                 .doc = "Whether the next boot must bring the same; `false` looks at what is in force alone.",
                 .compared = false,
                 .fallback = "true"},
            },
        .asks = "/sys/fs/selinux/enforce and booleans, /proc/filesystems, /etc/selinux/config, and the "
                "booleans.local of the policies' stores, which root alone can read.",
        .enforces = "Runs setenforce, or setsebool -P, which keeps a boolean too. Declines to write "
                    "/etc/selinux/config (declare a `line`), and to turn SELinux on or off in a running "
                    "kernel, which takes a reboot and new labels.",
        .example = "selinux: mode\nmode: enforcing\n",
        .phase = Phase::running};
    return all;
}

} // namespace plumbline::resource::selinux
