#include "resource/types/authorized_keys/parts.hpp"

namespace plumbline::resource::authorized_keys {

const Schema& schema() {
    static const Schema all{
        .type = "authorized_keys",
        .doc =
            "The keys with which an account can be logged in to over SSH. Each is shown by its fingerprint, "
            "as ssh-keygen -l prints it, and its comment.",
        .title_doc = "The account's name.",
        .attributes =
            {
                {.name = "state",
                 .kind = Kind::choice,
                 .doc = "`absent`: it may have no key at all.",
                 .fallback = "present",
                 .choices = {"present", "absent"}},
                {.name = "keys",
                 .kind = Kind::list,
                 .doc =
                     "Keys that it must have, as in the file: \"ssh-ed25519 AAAA… jane@laptop\", compared by "
                     "type and key. With options before it, the key must have exactly these."},
                {.name = "options",
                 .kind = Kind::list,
                 .doc = "Options that each of its keys must have at least, such as no-pty or "
                        "from=\"10.0.0.0/8\"."},
                {.name = "exclusive",
                 .kind = Kind::boolean,
                 .doc = "Whether `keys` are all that it may have.",
                 .compared = false},
                {.name = "strict_modes",
                 .kind = Kind::boolean,
                 .doc =
                     "Whether the file and the folders above it must be such that nobody else can write "
                     "keys: sshd with StrictModes reads none otherwise. Said besides where it is not set."},
                {.name = "files",
                 .kind = Kind::ordered,
                 .doc = "Where its keys are, as AuthorizedKeysFile would say it (%h, %u, %U); sshd_config is "
                        "asked where it is not set.",
                 .compared = false},
            },
        .asks =
            "Finds the account's home in passwd and the files that AuthorizedKeysFile of sshd_config and "
            "its drop-in folder names (default .ssh/authorized_keys and .ssh/authorized_keys2), reads them "
            "and looks at the permissions of all folders above them. Keys of other accounts need root.",
        .enforces = "Adds, changes and removes lines of keys, makes the file and its folder where they are "
                    "missing, and closes them to others; what `options` asks is declined.",
        .example = "authorized_keys: deploy\nkeys:\n  - ssh-ed25519 "
                   "AAAAC3NzaC1lZDI1NTE5AAAAIBvTZLe/rthtV9hBRT2kkzuK06lXfzfHtoRSeXYzvk3U "
                   "jane@laptop\nexclusive: true\n",
    };
    return all;
}

} // namespace plumbline::resource::authorized_keys
