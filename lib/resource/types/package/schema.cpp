#include "resource/types/package/parts.hpp"

namespace plumbline::resource::package {

const Schema& schema() {
    static const Schema all{
        .type = "package",
        .doc = "A package of the system's package manager: dpkg, rpm or apk. One that is there but not "
               "completely "
               "installed (half-configured, unpacked, waiting for triggers) drifts in `status`. A name that "
               "another "
               "package provides is not an installed package.",
        .title_doc =
            "The package's name as its database has it; for dpkg, NAME:ARCH names one architecture's.",
        .attributes =
            {
                {.name = "state",
                 .kind = Kind::choice,
                 .doc = "Whether it is installed. `absent` allows configuration files that dpkg keeps of a "
                        "removed "
                        "package, `purged` does not.",
                 .fallback = "present",
                 .choices = {"present", "absent", "purged"}},
                {.name = "version",
                 .kind = Kind::version,
                 .doc = "The version, compared as the host's package manager compares. Where several are "
                        "installed "
                        "(kernels in rpm) one that fits is enough."},
                {.name = "held",
                 .kind = Kind::boolean,
                 .doc = "Whether upgrades leave it alone: a hold in dpkg, a version lock of dnf or yum, an "
                        "exact "
                        "version in apk's world."},
                {.name = "arch",
                 .kind = Kind::text,
                 .doc = "Looks at the package of this architecture alone, as the database writes it: amd64, "
                        "x86_64.",
                 .compared = false},
                {.name = "provider",
                 .kind = Kind::choice,
                 .doc =
                     "Whose database to ask; `auto` takes the first of dpkg, rpm and apk that the host has.",
                 .compared = false,
                 .fallback = "auto",
                 .choices = {"auto", "dpkg", "rpm", "apk"}},
            },
        .example = "package: openssh-server\nversion: \">= 1:9.2\"\nheld: false\n",
    };
    return all;
}

} // namespace plumbline::resource::package
