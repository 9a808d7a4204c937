#include "resource/types/cron/parts.hpp"

namespace plumbline::resource::cron {

const Schema& schema() {
    static const Schema all{
        .type = "cron",
        .doc = "A job of cron: of a user's crontab, of /etc/crontab or a file of /etc/cron.d, or a script of "
               "/etc/cron.hourly, daily, weekly or monthly, which is root's job @hourly and so on with its "
               "path as the command.",
        .title_doc = "Free text that names the job.",
        .attributes =
            {
                {.name = "state",
                 .kind = Kind::choice,
                 .doc = "`present`: there is such a job. `absent`: there is none that has all that is named "
                        "here; each that does is told by itself.",
                 .fallback = "present",
                 .choices = {"present", "absent"}},
                {.name = "user",
                 .doc = "Whose job it is; root where it must be present and this is not set.",
                 .compared = false},
                {.name = "command", .doc = "The whole command, as in the crontab.", .compared = false},
                {.name = "schedule",
                 .doc =
                     "When it runs: \"*/5 * * * *\", \"0 4 * * mon-fri\", \"@daily\"; compared by meaning."},
                {.name = "environment",
                 .kind = Kind::table,
                 .doc = "Variables that the crontab sets before the job."},
                {.name = "exclusive",
                 .kind = Kind::boolean,
                 .doc = "Whether each job of the host (with `user`: each of that user) must be declared by a "
                        "resource of this type. Those that are not are told one by one.",
                 .compared = false},
                {.name = "ignore",
                 .kind = Kind::list,
                 .doc =
                     "Jobs that need no declaration: patterns of files (/etc/cron.daily/*) or of commands.",
                 .compared = false},
            },
        .asks =
            "Reads /etc/crontab, /etc/cron.d, the users' crontabs (which needs root) in "
            "/var/spool/cron/crontabs, /var/spool/cron or /etc/crontabs, and lists the folders of scripts. "
            "Timers of systemd are none of cron's.",
        .enforces =
            "Writes a job that is missing to a file of its own in /etc/cron.d; one that is there keeps its "
            "line and gets the right schedule, and with `state: absent` the lines are taken out. What "
            "`exclusive` finds is declined, and so are scripts.",
        .example = "cron: backup\nuser: postgres\nschedule: \"0 4 * * *\"\ncommand: /usr/local/bin/backup "
                   "--all\nenvironment: {MAILTO: dba@example.org}\n",
        .knows_kin = true,
    };
    return all;
}

} // namespace plumbline::resource::cron
