#include "resource/types/swap/parts.hpp"

namespace plumbline::resource::swap {

const Schema& schema() {
    static const Schema all{
        .type = "swap",
        .doc = "A device or file on which the host swaps: now, and after the next boot, each told apart.",
        .title_doc =
            "The device or file as fstab names it: /dev/sda2, UUID=…, /swapfile; or `all`, for which "
            "`state: inactive` says that there is no swap at all.",
        .attributes =
            {
                {.name = "state",
                 .kind = Kind::choice,
                 .doc = "Whether the kernel swaps on it.",
                 .fallback = "active",
                 .choices = {"active", "inactive"}},
                {.name = "priority",
                 .kind = Kind::integer,
                 .doc = "Its priority, as swapon(8) has it; in fstab, `pri=`."},
                {.name = "fstab",
                 .kind = Kind::boolean,
                 .doc = "Whether the same must stand in /etc/fstab, or in a unit of systemd that the boot "
                        "starts, so that it survives a reboot; `false` looks at what is active alone.",
                 .compared = false,
                 .fallback = "true"},
            },
        .asks = "/proc/swaps, /etc/fstab, the *.swap units of a running systemd and the configuration of its "
                "zram generator; the link of a device that is named.",
        .enforces =
            "Runs swapon or swapoff, and writes the line of /etc/fstab. Declines to make a swap area, and "
            "what units of systemd turn on.",
        .example = "swap: all\nstate: inactive\n",
        .phase = Phase::running};
    return all;
}

} // namespace plumbline::resource::swap
