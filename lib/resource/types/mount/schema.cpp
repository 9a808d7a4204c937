#include "resource/types/mount/parts.hpp"

namespace plumbline::resource::mount {

const Schema& schema() {
    static const Schema all{
        .type = "mount",
        .doc = "What is mounted at a path now, and what the next boot mounts there, each told apart.",
        .title_doc = "The path at which it is mounted.",
        .title_kind = Kind::path,
        .attributes =
            {
                {.name = "state",
                 .kind = Kind::choice,
                 .doc = "Whether anything is mounted at this very path.",
                 .fallback = "mounted",
                 .choices = {"mounted", "unmounted"}},
                {.name = "device",
                 .kind = Kind::text,
                 .doc = "What is mounted there, as fstab names it: /dev/sda1, UUID=…, LABEL=…, tmpfs, "
                        "server:/export, or the folder that is bound there."},
                {.name = "type",
                 .kind = Kind::text,
                 .doc = "The type of its file system: ext4, tmpfs, nfs4."},
                {.name = "options",
                 .kind = Kind::list,
                 .doc = "Options that must be among those of the mount. What the kernel leaves out because "
                        "it is so by default (`exec`, `rw`) counts, sizes count by their bytes; options that "
                        "only mount and systemd know (nofail, x-systemd.automount) are looked for in fstab "
                        "alone."},
                {.name = "fstab",
                 .kind = Kind::boolean,
                 .doc = "Whether the same must stand in /etc/fstab, or in a unit of systemd that the boot "
                        "starts, so that it survives a reboot; `false` looks at what is mounted alone.",
                 .compared = false,
                 .fallback = "true"},
            },
        .asks = "/proc/self/mountinfo, /etc/fstab, the *.mount units of a running systemd with their "
                "drop-ins, and, for a device that is named, its link below /dev/disk and its number.",
        .enforces = "Writes the line of /etc/fstab, then mounts, unmounts or remounts; what is in use is not "
                    "unmounted. Declines to mount another device or type over what is mounted, and what a "
                    "matcher does not pin.",
        .example = "mount: /tmp\ntype: tmpfs\noptions: [nodev, nosuid, noexec]\n",
        .phase = Phase::running};
    return all;
}

} // namespace plumbline::resource::mount
