#include "resource/types/line/schema.hpp"

namespace plumbline::resource::line {

namespace {

std::vector<Attribute> attributes() {
    return {
        {.name = "path",
         .kind = Kind::path,
         .doc = "The file, when the title is not its path: so several resources can each speak of a line of "
                "one file.",
         .compared = false},
        {.name = "text",
         .doc = "The whole line, without its newline. One that has a carriage return at its end besides "
                "differs.",
         .compared = false},
        {.name = "match",
         .kind = Kind::pattern,
         .doc = "The lines that stand for this one, found anywhere in a line unless ^ and $ hold it: when "
                "present, each "
                "of them must be `text`; when absent, none may be there.",
         .compared = false},
        {.name = "state",
         .kind = Kind::choice,
         .doc = "present: the line is there; absent: neither it nor one that matches is; only: it is there, "
                "once, and no "
                "other matches.",
         .compared = false,
         .fallback = "present",
         .choices = {"present", "absent", "only"}},
    };
}

} // namespace

const Schema& schema() {
    static const Schema schema{
        .type = "line",
        .doc = "A line of a text file of up to 1 MiB: there, not there, or the only "
               "one of its sort. Symlinks are "
               "followed.",
        .title_doc = "the absolute path of the file, or any text when `path` is given",
        .attributes = attributes(),
        .asks = "The whole file, symlinks followed, when it has at most 1 MiB; with its SHA-256.",
        .enforces = "Replaces the lines that match, or else adds the line at the end of the file, or "
                    "removes the lines that may not be there; a file that is not there is created. "
                    "Other lines stay as they are.",
        .example = R"(line: no root login
path: /etc/ssh/sshd_config
text: PermitRootLogin no
match: ^\s*PermitRootLogin\s
state: only
)"};
    return schema;
}

} // namespace plumbline::resource::line
