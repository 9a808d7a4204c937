#include "resource/types/package/parts.hpp"

namespace plumbline::resource::package {

const Schema& schema() {
    static const Schema all{
        .type = "package",
        .doc = "A package of the system's package manager (dpkg, rpm or apk), or of pip, npm or gem. One "
               "that is there but not "
               "completely "
               "installed (half-configured, unpacked, waiting for triggers, without its metadata) drifts in "
               "`status`. A name that "
               "another "
               "package provides is not an installed package.",
        .title_doc = "The package's name as its database has it; for dpkg, NAME:ARCH names one "
                     "architecture's. Any text when `name` is given.",
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
                 .doc = "Whose database to ask; `auto` takes the first of dpkg, rpm and apk that the host "
                        "has. pip, npm and "
                        "gem must be named; versions then compare by PEP 440, semver or RubyGems' rules.",
                 .compared = false,
                 .fallback = "auto",
                 .choices = {"auto", "dpkg", "rpm", "apk", "pip", "npm", "gem"}},
                {.name = "name",
                 .kind = Kind::text,
                 .doc = "The package's name, where the title is not: so that one name can be declared of two "
                        "providers or prefixes.",
                 .compared = false},
                {.name = "prefix",
                 .kind = Kind::path,
                 .doc =
                     "Where pip, npm or gem install, if not for the whole system: a virtual environment, a "
                     "project or prefix of npm, a GEM_HOME.",
                 .compared = false},
            },
        .asks =
            "dpkg-query or rpm -q for all names at once; apk's database is read as it stands. Of pip and gem "
            "the names of dist-info, egg-info and gemspec files in their folders, of npm each package.json: "
            "their tools don't run.",
        .enforces =
            "Installs, upgrades or downgrades to the exact version that apt-get, dnf or apk simulate for the "
            "plan, which shows all that comes with it; removes or purges it alone (dpkg, rpm -e); goes on "
            "with "
            "a half-configured one; holds it (apt-mark, dnf versionlock). Edited configuration files stay. "
            "What would remove other packages, what is on hold, and what pip, npm or gem install is left.",
        .example = "package: openssh-server\nversion: \">= 1:9.2\"\nheld: false\n",
        .phase = Phase::packages};
    return all;
}

} // namespace plumbline::resource::package
