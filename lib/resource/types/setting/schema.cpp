#include "resource/types/setting/parts.hpp"

namespace plumbline::resource::setting {
namespace {

/// The reference page's table of lenses.
std::string with_lenses(std::string doc) {
    for (const auto& lens : lenses()) {
        doc += "\n" + std::string(lens.name) + ": " + std::string(lens.keys);
    }
    return doc;
}

} // namespace

const Schema& schema() {
    static const Schema all{
        .type = "setting",
        .doc = "Keys of a configuration file compared by meaning: order, spacing and comments do not matter, "
               "and drop-in folders and includes are resolved as the program that reads them does it.",
        .title_doc = "The path of the file that the program begins with, such as /etc/ssh/sshd_config; a "
                     "drop-in file is looked at alone. Any text when `path` is given.",
        .attributes =
            {
                {.name = "path",
                 .kind = Kind::path,
                 .doc = "The file, when the title is not its path: so several resources can each speak of "
                        "keys of one file, with a reason of its own.",
                 .compared = false},
                {.name = "values",
                 .kind = Kind::table,
                 .doc = "Key → its value, a matcher, or a list of all its values; a key of another section "
                        "than `section` has it in brackets before it: \"[Match User bob] X11Forwarding\"."},
                {.name = "absent",
                 .kind = Kind::list,
                 .doc = "Keys that must not be set at all, written as those of `values` are.",
                 .compared = false},
                {.name = "lens",
                 .kind = Kind::text,
                 .doc = with_lenses("How the file is read, where its path does not tell it or tells it "
                                    "wrongly. The lenses, and how each one's keys are written:"),
                 .compared = false},
                {.name = "section",
                 .kind = Kind::text,
                 .doc = "The section that keys belong to: \"Service\" of a unit, \"Match User bob\" of "
                        "sshd_config. Without it, the keys before any section, or a file's only section.",
                 .compared = false},
                {.name = "in_force",
                 .kind = Kind::boolean,
                 .doc = "Whether the program itself is asked, too: sshd for what its files mean (sshd -T, "
                        "which needs root), systemd for what a unit runs with, the kernel for live "
                        "parameters. A key that no file sets then has the program's default.",
                 .compared = false,
                 .fallback = "false"},
            },
        .asks = "The file and its well-known drop-in folders, in one round trip; with `in_force`, sshd -T, "
                "systemctl show or /proc/sys. An include that leads elsewhere leaves the keys unknown that "
                "it may set.",
        .enforces =
            "Sets or removes the key in the file and line that win, or adds a line beside its kin, once the "
            "file "
            "that would be written reads as the standard says and no other key in it has changed. Declines "
            "what a matcher does not pin to one value, and what belongs to a package (/usr); `in_force` "
            "alone is put right by the service that the resource notifies.",
        .example = "setting: /etc/ssh/sshd_config\n"
                   "values:\n"
                   "  PermitRootLogin: \"no\"\n"
                   "  MaxAuthTries: {at_most: 4}\n"
                   "  AllowGroups: [admin, deploy]\n"
                   "absent: [PermitUserEnvironment]\n",
    };
    return all;
}

} // namespace plumbline::resource::setting
