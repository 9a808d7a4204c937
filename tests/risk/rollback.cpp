#include "risk/rollback.hpp"

#include "risk/change.hpp"

#include <catch2/catch.hpp>

#include <fmt/format.h>

using namespace plumbline;
using test::change;

namespace {

std::string told(const drift::Finding& finding) {
    std::string lines;
    for (const auto& step : risk::rollback_of(finding))
        lines += fmt::format("{}: {}\n", name(step.extent), step.words);
    return lines;
}

drift::Finding seen(drift::Finding finding, const std::string& property, const std::string& value) {
    finding.observed.observations.push_back({.property = property, .reading = resource::Present{value}});
    return finding;
}

} // namespace

TEST_CASE("each property goes back to what the host has now, as far as that is kept") {
    struct Case {
        drift::Finding finding;
        std::string expected;
    };
    auto with_diff =
        change("file", "/etc/motd", {{"content", "sha256:b", "sha256:a"}}, {"write content (1 line)"});
    with_diff.diff = "--- actual\n+++ standard\n@@ -1 +1 @@\n-a\n+b\n";
    auto secret = change("file", "/etc/key", {{"content", "token:b", "token:a"}}, {"write content"});
    secret.properties.front().hidden = true;
    const std::vector<Case> cases{
        {change("file", "/etc/motd", {{"mode", "0644", "0600"}}, {"set mode 0644"}, {"service:x"}),
         "whole: set mode back to 0600\n"
         "whole: restart service:x again, so that it runs with what was put back\n"},
        {change("directory", "/srv", {{"mode", "0644", "0600", "a b"}}, {"set mode"}),
         "whole: set mode of a b back to 0600\n"},
        {with_diff, "partly: put the content sha256:a of /etc/motd back: plumbline keeps its digest alone, "
                    "and the lines "
                    "that the diff shows, as they print; take a copy before\n"},
        {change("file", "/etc/motd", {{"content", "sha256:b", "sha256:a"}}, {"write content"}),
         "none: put the content sha256:a of /etc/motd back: plumbline keeps its digest alone; take a copy "
         "before\n"},
        {secret, "none: put the content back that /etc/key has now: it is a secret, of which nothing is "
                 "kept; keep it on the "
                 "host before\n"},
        {change("file", "/srv/a", {{"state", "present", "absent"}}, {"create file"}),
         "whole: remove /srv/a again: it is not there now\n"},
        {change("file", "/srv/a", {{"state", "absent", "present"}}, {"remove file"}),
         "none: put /srv/a back from a backup: its content is not kept; take one before\n"},
        {change("file", "/srv/a", {{"kind", "file", "directory"}},
                {"replace directory and all below it with file"}),
         "none: put the directory back that /srv/a is now: nothing of it is kept; take a backup before\n"},
        {seen(change("symlink", "/srv/l", {{"state", "absent", "present"}}, {"remove symlink"}), "target",
              "/x"),
         "whole: link /srv/l to /x again\n"},
        {change("line", "/etc/hosts", {{"text", "10.0.0.1 db1", "absent"}}, {"append line"}),
         "whole: remove the line \"10.0.0.1 db1\" again: it is not there now\n"},
        {change("line", "/etc/hosts", {{"text", "x", "y", "line 3"}}, {"replace line 3"}),
         "whole: set text of line 3 back to y\n"},
        {change("setting", "/etc/x", {{"values.a", "1", "absent"}}, {"set a 1"}),
         "whole: take values.a out again: it is not set now\n"},
        {change("package", "vim", {{"state", "present", "absent"}}, {"install vim"}),
         "partly: remove vim again: what it brings along, and its configuration files, stay unless they are "
         "purged\n"},
        {change("package", "vim", {{"version", "2", "1"}}, {"install vim 2"}),
         "partly: install vim 1 again, if a repository still has that version\n"},
        {seen(change("package", "vim", {{"state", "absent", "present"}}, {"remove vim"}), "version", "2:9.0"),
         "partly: install vim 2:9.0 again, if a repository still has that version; what it had brought along "
         "is not told\n"},
        {change("package", "vim", {{"state", "absent", "present"}}, {"remove vim"}),
         "partly: install vim again: which version it was is not known; note it before\n"},
        {change("foreign_packages", "none", {{"foreign", "absent", "1.0", "nodejs"}}, {"remove nodejs"}),
         "partly: install nodejs 1.0 again, if a repository still has that version; what it had brought "
         "along is not told\n"},
        {seen(change("user", "jane", {{"state", "absent", "present"}}, {"remove user jane"}), "uid", "1001"),
         "partly: create the user jane again (uid 1001): its password and what is in its home are not "
         "kept\n"},
        {change("group", "ops", {{"state", "absent", "present"}}, {"remove group ops"}),
         "partly: create the group ops again: files of its number keep that\n"},
        {change("user", "jane", {{"state", "present", "absent"}}, {"create user jane"}),
         "partly: remove jane again: files that it made by then stay\n"},
        {change("setuid", "/", {{"setuid", "absent", "4755 root:root", "/x"}}, {"set mode"}),
         "whole: give /x its bits again: 4755 root:root\n"},
        {change("group", "ops", {{"exclusive", "absent", "present", "joe"}}, {"remove joe from group ops"}),
         "partly: add joe again: what it holds is not kept; note it before\n"},
        {change("route", "10.0.0.0/8", {{"state", "absent", "via 10.1.1.1"}}, {"delete the route"}),
         "whole: add 10.0.0.0/8 again: via 10.1.1.1\n"},
        {change("kernel_parameter", "audit", {{"running", "1", "0"}}, {"reboot with audit=1"}),
         "whole: set running back to 0, and boot again\n"},
        {change("mount", "/tmp", {{"state", "mounted", "unmounted"}}, {"mount /tmp"}),
         "whole: unmount /tmp again\n"},
        {change("service", "x", {{"state", "running", "stopped"}}, {"start x"}),
         "whole: set state back to stopped\n"},
        {change("file", "/etc/motd", {{"mode", "0644", "0600"}},
                {"leave it as it is: the standard says enforce: never"}),
         ""},
    };
    for (const auto& [finding, expected] : cases) {
        CAPTURE(finding.desired->id.text());
        CHECK(told(finding) == expected);
    }
}

TEST_CASE("what is in sync, or could not be checked, has no way back") {
    auto finding =
        change("file", "/etc/motd", {{"mode", "0644", "0600"}, {"owner", "root", "joe"}, {"group", "x", "y"}},
               {"set mode 0644"});
    finding.properties[1].status = resource::Compared::Status::in_sync;
    finding.properties[2].status = resource::Compared::Status::unknown;
    CHECK(told(finding) == "whole: set mode back to 0600\n");
}
