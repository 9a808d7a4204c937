#include "resource/types/sysctl/parts.hpp"

namespace plumbline::resource::sysctl {

const Schema& schema() {
    static const Schema all{
        .type = "sysctl",
        .doc =
            "A parameter of the kernel: what it is now (`value`) and what the next boot sets it to "
            "(`persisted`), each told apart. The files of a boot are those of sysctl.d(5); without systemd, "
            "/etc/sysctl.conf is read after them.",
        .title_doc =
            "The key, with dots or slashes as in sysctl(8): net.ipv4.ip_forward. A dot in an interface's "
            "name is written as a slash: net.ipv4.conf.eth0/1.forwarding.",
        .attributes =
            {
                {.name = "value",
                 .kind = Kind::value,
                 .doc = "The value, as text; any blanks between its parts are the same.",
                 .required = true},
                {.name = "persisted",
                 .kind = Kind::boolean,
                 .doc = "Whether the next boot must set the same value; `false` looks at the running kernel "
                        "alone.",
                 .compared = false,
                 .fallback = "true"},
            },
        .asks =
            "The key's file below /proc/sys, and the lines of all files of sysctl.d, of which the last that "
            "names the key counts.",
        .enforces =
            "Writes the value to the running kernel (sysctl -w), and to the line below /etc that counts "
            "at boot, or else to /etc/sysctl.d/99-plumbline.conf. Declines where a matcher names no one "
            "value.",
        .example = "sysctl: net.ipv4.ip_forward\nvalue: 0\n",
        .phase = Phase::running};
    return all;
}

} // namespace plumbline::resource::sysctl
