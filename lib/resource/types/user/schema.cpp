#include "resource/types/user/parts.hpp"

namespace plumbline::resource::user {

const Schema& schema() {
    static const Schema all{
        .type = "user",
        .doc =
            "An account, from any name service of the host. Its password's hash is never read off the host.",
        .title_doc = "The account's name.",
        .attributes =
            {
                {.name = "state",
                 .kind = Kind::choice,
                 .doc = "Whether the account is there.",
                 .fallback = "present",
                 .choices = {"present", "absent"}},
                {.name = "uid", .kind = Kind::integer, .doc = "Its number."},
                {.name = "group",
                 .kind = Kind::text,
                 .doc = "The name of its own (primary) group, or its number."},
                {.name = "groups",
                 .kind = Kind::list,
                 .doc = "Groups that must name it as a member, beside its own."},
                {.name = "exclusive",
                 .kind = Kind::boolean,
                 .doc = "Whether `groups` are all that may name it.",
                 .compared = false},
                {.name = "home", .kind = Kind::path, .doc = "Its home directory."},
                {.name = "shell", .kind = Kind::path, .doc = "Its login shell."},
                {.name = "comment", .kind = Kind::text, .doc = "The whole comment (GECOS) field."},
                {.name = "locked",
                 .kind = Kind::boolean,
                 .doc = "Whether no password lets it in: locked, or never given one. A key may still do. "
                        "Needs root."},
                {.name = "password_age",
                 .kind = Kind::integer,
                 .doc = "For how many days at most the password may have been the same. Needs root."},
            },
        .asks = "Its line of /etc/passwd, by getent where the host has other sources of accounts; "
                "the groups that name it, by /etc/group or id; for `locked` and `password_age` "
                "the host's clock and its line of /etc/shadow, from which the hash is taken out "
                "on the host.",
        .enforces =
            "Creates the account (useradd; with a home unless its shell is nologin or false) or removes it "
            "(userdel, which keeps its home), sets its group, home, shell and comment (usermod; files stay "
            "where they are), adds it to groups and takes it out of others (gpasswd; `exclusive`), locks or "
            "unlocks its password. It sets no password, and gives no account another number.",
        .example =
            "user: deploy\nuid: 1001\ngroup: deploy\ngroups: [docker]\nshell: /bin/bash\nlocked: true\n",
        .phase = Phase::accounts};
    return all;
}

} // namespace plumbline::resource::user
