#include "resource/types/repository/parts.hpp"

namespace plumbline::resource::repository {

const Schema& schema() {
    static const Schema all{
        .type = "repository",
        .doc =
            "A repository that apt, or dnf or yum, gets packages from, as their files configure it. Of what "
            "several entries of one name say, those that are enabled count, together; entries of source "
            "packages count only where there are no others.",
        .title_doc =
            "For apt, the name of its file in /etc/apt/sources.list.d without .list or .sources, or "
            "\"sources.list\"; for dnf, the name in brackets. Of either, an address finds every entry "
            "that has it, ADDRESS SUITE those with that suite.",
        .attributes =
            {
                {.name = "state",
                 .kind = Kind::choice,
                 .doc = "Whether there is an entry; a line that is a comment is none.",
                 .fallback = "present",
                 .choices = {"present", "absent"}},
                {.name = "url",
                 .kind = Kind::list,
                 .doc = "The addresses, a slash at their ends or not: URIs of apt, baseurl, metalink and "
                        "mirrorlist of dnf, variables ($releasever) as they are written."},
                {.name = "suite",
                 .kind = Kind::list,
                 .doc = "apt's suites: \"bookworm\", \"bookworm-updates\"."},
                {.name = "components", .kind = Kind::list, .doc = "apt's components: \"main\", \"contrib\"."},
                {.name = "key",
                 .kind = Kind::list,
                 .doc = "The keys that must have signed it: paths or fingerprints of apt's Signed-By, "
                        "\"inline\" for a key that is written into the entry; addresses of dnf's gpgkey."},
                {.name = "enabled", .kind = Kind::boolean, .doc = "Whether packages are taken from it."},
                {.name = "check_signatures",
                 .kind = Kind::boolean,
                 .doc =
                     "Whether signatures are checked: false with apt's trusted=yes or allow-insecure=yes, "
                     "and with gpgcheck=0 of dnf's entry or, where it doesn't say, of [main] in dnf.conf."},
            },
        .asks =
            "Reads /etc/apt/sources.list, the .list and .sources in /etc/apt/sources.list.d, the .repo in "
            "/etc/yum.repos.d, and for check_signatures dnf.conf or yum.conf; no package manager runs.",
        .enforces =
            "Writes an entry that is not there as a file of its name (.sources of apt, .repo of dnf), or "
            "removes the files that have no other, and then has the lists read (apt-get update, dnf "
            "makecache). It changes no entry that is there, for other options may stand beside it.",
        .example = "repository: debian\n"
                   "url: http://deb.debian.org/debian\n"
                   "suite: [bookworm, bookworm-updates]\n"
                   "components: main\n"
                   "key: /usr/share/keyrings/debian-archive-keyring.gpg\n"
                   "check_signatures: true\n",
        .phase = Phase::sources};
    return all;
}

} // namespace plumbline::resource::repository
