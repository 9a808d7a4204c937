#include "resource/types/kernel_module/parts.hpp"

namespace plumbline::resource::kernel_module {

const Schema& schema() {
    static const Schema all{
        .type = "kernel_module",
        .doc =
            "A module of the kernel: whether it is loaded now, whether the next boot loads it, and whether "
            "anything may.",
        .title_doc = "The module's name; '-' and '_' are the same in it.",
        .attributes =
            {
                {.name = "state",
                 .kind = Kind::choice,
                 .doc = "Whether the running kernel has it. One that is built into the kernel is loaded, and "
                        "nothing unloads it.",
                 .choices = {"loaded", "unloaded"}},
                {.name = "at_boot",
                 .kind = Kind::boolean,
                 .doc = "Whether a file names it to be loaded at boot. What is loaded for a device or "
                        "protocol that needs it is not meant."},
                {.name = "blacklisted",
                 .kind = Kind::boolean,
                 .doc = "Whether it is kept from being loaded by itself, for a device or protocol: "
                        "`blacklist NAME` or `install NAME /bin/false` of modprobe.d, modprobe.blacklist= "
                        "or module_blacklist= of the running kernel."},
                {.name = "loadable",
                 .kind = Kind::boolean,
                 .doc = "Whether `modprobe NAME` would load it: no `install NAME /bin/false` and no "
                        "module_blacklist= forbids it, and the running kernel's modules have it. "
                        "`blacklist` alone does not keep a user from loading it by its name."},
            },
        .asks =
            "/proc/modules, /sys/module, modules.builtin and modules.dep of the running kernel, the files "
            "of modprobe.d and modules-load.d in /etc, /run and /usr/lib, /etc/modules where systemd does "
            "not run, /etc/initramfs-tools/modules, /proc/cmdline.",
        .enforces =
            "Loads or unloads it (modprobe), and writes or takes out the lines of /etc/modprobe.d, "
            "/etc/modules-load.d and /etc/modules. Declines to unload what is built in; the image that "
            "a boot begins with is not made anew.",
        .example = "kernel_module: dccp\nstate: unloaded\nblacklisted: true\nloadable: false\n",
        .phase = Phase::running};
    return all;
}

} // namespace plumbline::resource::kernel_module
