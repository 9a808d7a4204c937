#include "resource/types/kernel_parameter/parts.hpp"

namespace plumbline::resource::kernel_parameter {

const Schema& schema() {
    static const Schema all{
        .type = "kernel_parameter",
        .doc =
            "A parameter of the kernel's command line: what the running kernel was given (`running`), what "
            "the boot loader's entries give the next (`next_boot`, recovery entries left out), and what "
            "/etc/default/grub or /etc/kernel/cmdline would make of the entries when they are written "
            "anew (`configured`).",
        .title_doc = "The parameter's name, without '='; '-' and '_' are the same in it.",
        .attributes =
            {
                {.name = "state",
                 .kind = Kind::choice,
                 .doc = "Whether it is given. Beside `absent`, `value` names the one value that may not be.",
                 .fallback = "present",
                 .choices = {"present", "absent"}},
                {.name = "value",
                 .kind = Kind::value,
                 .doc = "Its value: where it is given several times the last, which the kernel obeys. Empty "
                        "where no '=' follows it."},
                {.name = "values",
                 .kind = Kind::list,
                 .doc = "Its values where each counts: console, modprobe.blacklist."},
                {.name = "persisted",
                 .kind = Kind::boolean,
                 .doc =
                     "Whether the next boot must give the same; `false` looks at the running kernel alone.",
                 .compared = false,
                 .fallback = "true"},
            },
        .asks = "/proc/cmdline; grub.cfg and grubenv below /boot/grub, /boot/grub2 and /boot/efi/EFI, "
                "loader/entries, extlinux.conf and cmdline.txt; /etc/default/grub with grub.d, "
                "/etc/kernel/cmdline.",
        .enforces = "Nothing: a host that no longer boots can't be put back from afar: change "
                    "GRUB_CMDLINE_LINUX of /etc/default/grub or the boot entry by hand, run update-grub, "
                    "and reboot.",
        .example = "kernel_parameter: audit\nvalue: 1\n",
        .phase = Phase::running};
    return all;
}

} // namespace plumbline::resource::kernel_parameter
