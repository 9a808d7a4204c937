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
        .example =
            "user: deploy\nuid: 1001\ngroup: deploy\ngroups: [docker]\nshell: /bin/bash\nlocked: true\n",
    };
    return all;
}

} // namespace plumbline::resource::user
