#include "resource/types/sudo/parts.hpp"

namespace plumbline::resource::sudo {

const Schema& schema() {
    static const Schema all{
        .type = "sudo",
        .doc =
            "Who may become whom: the rules of sudoers(5), with includes followed and aliases written out. "
            "A group's rules are the group's (%wheel): its members are not looked up.",
        .title_doc = "Free text that names the rule.",
        .attributes =
            {
                {.name = "state",
                 .kind = Kind::choice,
                 .doc =
                     "`present`: the user's rules grant exactly this. `absent`: no rule grants it, not even "
                     "as part of more (ALL); each that does is told by itself.",
                 .fallback = "present",
                 .choices = {"present", "absent"}},
                {.name = "user", .doc = "Who: a user, %group, #uid, +netgroup, or ALL."},
                {.name = "hosts",
                 .kind = Kind::list,
                 .doc = "The hosts of the rule; [ALL] where it must be present and this is not set."},
                {.name = "as",
                 .doc = "Whom it may become, as in the rule without parentheses: root, ALL, ALL:ALL, :adm. A "
                        "rule that does not say lets become root."},
                {.name = "commands",
                 .kind = Kind::list,
                 .doc = "The commands, as in the rule; exceptions begin with \"!\"."},
                {.name = "nopasswd",
                 .kind = Kind::boolean,
                 .doc = "Whether no password is asked; false where the rule must be present and this is not "
                        "set."},
                {.name = "exclusive",
                 .kind = Kind::boolean,
                 .doc = "Whether each rule of sudoers (with `user`: each of that user) must be declared by a "
                        "resource of this type. Those that are not are told one by one.",
                 .compared = false},
            },
        .asks =
            "Reads /etc/sudoers and every file that it includes, which needs root. Rules of other sources "
            "(LDAP, SSSD) are not seen; that nsswitch.conf names them is said.",
        .enforces =
            "Writes a rule to a file of its own in /etc/sudoers.d once visudo -c accepts it, and takes such "
            "a "
            "file away. Rules are never taken out of files that people wrote: that is declined, and so is "
            "what `exclusive` finds.",
        .example = "sudo: deploy restarts the web server\nuser: deploy\nas: root\n"
                   "commands: [/usr/bin/systemctl restart nginx]\nnopasswd: true\n",
        .knows_kin = true,
    };
    return all;
}

} // namespace plumbline::resource::sudo
