#include "support/desired.hpp"
#include "support/file_host.hpp"

using namespace plumbline;
using resource::Steps;

namespace {

const resource::Type& type = *resource::find_type("cron");
const std::string own = "/etc/cron.d/plumbline-backup";
const std::string others = "# jobs\nMAILTO=ops\n5 4 * * * root /usr/bin/other\n";

resource::Desired backup(test::Texts texts) {
    texts.emplace("command", "/usr/bin/backup --all");
    return test::desired(type, "backup", texts);
}

test::FileHost with(const std::string& path, const std::string& bytes) {
    test::FileHost host{.files = {{"/etc/crontab", others}}, .folders = {"/etc/cron.d"}};
    host.files[path] = bytes;
    return host;
}

} // namespace

TEST_CASE("a job that is missing gets a file of its own", "[steps]") {
    const auto desired =
        backup({{"schedule", "0 4 * * *"}, {"user", "postgres"}, {"environment.MAILTO", "dba@example.org"}});
    const std::string file = "MAILTO=dba@example.org\n0 4 * * * postgres /usr/bin/backup --all\n";
    test::check_steps(type, desired, with("/etc/crontab", others), {.all = {test::creation(own, file)}});
    const std::string old = "0 3 * * * postgres /usr/bin/backup --all\n";
    test::check_steps(type, desired, with(own, old), {.all = {test::rewrite(own, old, file)}});
}

TEST_CASE("a job that is there keeps its line and gets the right schedule", "[steps]") {
    const auto [path, before, after] = GENERATE(table<std::string, std::string, std::string>({
        {"/etc/crontab", others + " 0  3 * *\t* root  /usr/bin/backup --all\n",
         others + " 0 4 * * * root  /usr/bin/backup --all\n"},
        {"/etc/cron.d/site", "-@daily root /usr/bin/backup --all\n",
         "-0 4 * * * root /usr/bin/backup --all\n"},
        {"/var/spool/cron/crontabs/root", "# x\n@daily /usr/bin/backup --all",
         "# x\n0 4 * * * /usr/bin/backup --all"},
    }));
    test::check_steps(type, backup({{"schedule", "0 4 * * *"}}), with(path, before),
                      {.all = {test::rewrite(path, before, after)}});
}

TEST_CASE("jobs that must be absent are taken out of each file", "[steps]") {
    auto host = with("/etc/cron.d/site", "@daily root /usr/bin/backup --all\n# end\n");
    host.files[own] = "@daily root /usr/bin/backup --all\n";
    test::check_steps(
        type, backup({{"state", "absent"}}), host,
        {.all = {resource::Remove{own, resource::image_of_file(host.files[own])},
                 test::rewrite("/etc/cron.d/site", host.files["/etc/cron.d/site"], "# end\n")}});
}

TEST_CASE("a title that is no name of a file has one of its own", "[steps]") {
    auto desired = test::desired(type, "back up", {{"schedule", "@daily"}, {"command", "/bin/true"}});
    const auto made = with("/etc/crontab", others).steps(type, desired);
    REQUIRE(made.all.size() == 1);
    CHECK(std::get<resource::WriteFile>(made.all[0]).path ==
          "/etc/cron.d/plumbline-back-up-" + base::sha256_hex("back up").substr(0, 8));
}

TEST_CASE("jobs that are not written", "[steps]") {
    const auto host = with("/etc/cron.d/site", "@daily root /usr/bin/backup --all\n");
    CHECK(with("/etc/crontab", others).steps(type, backup({})) ==
          test::declined("the standard does not say when the job runs; name its schedule"));
    CHECK(with("/etc/crontab", others)
              .steps(type, test::desired(type, "x", {{"command", "a\nb"}, {"schedule", "@daily"}})) ==
          test::declined("a command of several lines can't stand in a crontab; write a script and name it"));
    CHECK(
        host.steps(type, backup({{"schedule", "@daily"}, {"environment.MAILTO", "dba"}})) ==
        test::declined("the job stands in /etc/cron.d/site, where a variable counts for the jobs below it as "
                       "well; set it there by hand",
                       "environment.MAILTO"));
    CHECK(host.steps(type, test::desired(type, "all", {{"exclusive", "true"}})) ==
          test::declined(
              "jobs that nobody declared are not taken away by themselves; declare each, with state: "
              "absent where it must go, or ignore it",
              "exclusive"));
    auto pattern = backup({{"schedule", "@daily"}});
    pattern.attributes["environment.MAILTO"] = {resource::Matches{"dba.*"}};
    CHECK(with("/etc/crontab", others).steps(type, pattern).declined.size() == 1);
}

TEST_CASE("scripts of cron's folders are left to their files", "[steps]") {
    auto host = with("/etc/crontab", others);
    host.others[{"folder", {"/etc/cron.daily", "", "0"}}] =
        probe::Answered{"//large,81ed,0,0,9,1,1,5,1,2049,root:root/tidy\n//=/\n"};
    auto daily = test::desired(type, "tidy", {{"command", "/etc/cron.daily/tidy"}, {"schedule", "@hourly"}});
    CHECK(host.steps(type, daily) == test::declined("/etc/cron.daily/tidy is a script, which runs when its "
                                                    "folder says; move it by hand"));
    auto absent = test::desired(type, "tidy", {{"command", "/etc/cron.daily/tidy"}, {"state", "absent"}});
    CHECK(host.steps(type, absent) ==
          test::declined("/etc/cron.daily/tidy is a script; a `file` with state: absent takes it away",
                         "state"));
}
