#include "support/declared.hpp"
#include "support/desired.hpp"
#include "support/local_probe.hpp"
#include "support/temporary_folder.hpp"
#include "support/verdict.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <sys/stat.h>
#include <unistd.h>

using namespace plumbline;
using test::Lines;

namespace {

const resource::Type& type = *resource::find_type("setuid");

resource::Desired of(const std::string& yaml) {
    base::Diagnostics diagnostics;
    auto made = test::declared(yaml, diagnostics);
    INFO(base::render(diagnostics));
    REQUIRE(made);
    return *std::move(made);
}

probe::Answers said(const resource::Desired& desired, probe::Answer answer) {
    probe::Answers answers;
    answers.add(type.queries(desired).at(0), std::move(answer));
    return answers;
}

Lines differences(const std::string& yaml, const probe::Answer& answer) {
    const auto desired = of(yaml);
    return test::differences(type, desired, said(desired, answer));
}

/// GNU find's own lines of two programs.
const std::string found =
    "//f+4755,0,0,72000,1716371340.0000000000,1760000000.1,5,1,2049,root:root/usr/bin/su\n"
    "//f+2755,0,42,31184,1716371340.0000000000,1760000000.1,6,1,2049,root:shadow/usr/bin/chage\n";

} // namespace

TEST_CASE("each program that is not allowed is a drift of its own") {
    const auto [yaml, outcome] = GENERATE(table<std::string, Lines>({
        {"setuid: /\n",
         {"setuid of /usr/bin/chage is 2755 root:shadow, should be absent",
          "setuid of /usr/bin/su is 4755 root:root, should be absent"}},
        {"setuid: /\nallowed: [/usr/bin/su, /usr/bin/sudo]\n",
         {"setuid of /usr/bin/chage is 2755 root:shadow, should be absent"}},
        {"setuid: /\nallowed: [\"/usr/*/su\", /usr/bin/chage]\n", {}},
        {"setuid: /\nallowed: [\"/*\"]\n",
         {"setuid of /usr/bin/chage is 2755 root:shadow, should be absent",
          "setuid of /usr/bin/su is 4755 root:root, should be absent"}},
    }));
    CHECK(differences(yaml, probe::Answered{found + "//=0/\n"}) == outcome);
}

TEST_CASE("busybox and stat tell the same") {
    CHECK(differences("setuid: /opt\n",
                      probe::Answered{"//89ed,0,4711,72000,1,1,5,1,2049,root:UNKNOWN/./bin/x\n//=0/\n"}) ==
          Lines{"setuid of /opt/bin/x is 4755 root:4711, should be absent"});
}

TEST_CASE("what could not be searched is unknown, never in sync") {
    const auto [answer, outcome] = GENERATE_COPY(table<probe::Answer, Lines>({
        {probe::Answered{"//=0/\n"}, {}},
        {probe::Answered{"//!/root\n//=1/\n"},
         {"setuid of /root unknown: permission denied: what is below it could not be looked at"}},
        {probe::Answered{"//=124/\n"},
         {"setuid unknown: not everything below could be searched within 20 seconds; name large folders in "
          "`ignore`, or audit again"}},
        {probe::Answered{found}, {"setuid unknown: more files than the limit of 1000; raise `limit`"}},
        {probe::Answered{"rubbish"}, {"setuid unknown: the host's find printed what can't be understood"}},
        {probe::Absent{}, {"setuid unknown: there is no such directory on the host"}},
        {probe::CannotTell{"permission denied"}, {"setuid unknown: permission denied"}},
    }));
    Lines shown = differences("setuid: /\nallowed: /usr/bin/su\n", answer);
    CHECK(shown == outcome);
}

TEST_CASE("the bits would be taken, and the sticky one left") {
    const auto desired = of("setuid: /\n");
    const auto answers =
        said(desired, probe::Answered{
                          "//f+5711,0,0,1,1,1,5,1,2049,root:root/x\n//f+6755,0,0,1,1,1,5,1,2049,root:root/y\n"
                          "//=0/\n"});
    CHECK(test::would(type, desired, answers) ==
          Lines{"set mode 1711 of /x (now 5711)", "set mode 0755 of /y (now 6755)"});
}

TEST_CASE("setuid files of this machine, whatever their names, but for what is ignored") {
    const test::TemporaryFolder folder;
    folder.directory("below");
    folder.directory("ignored [1]");
    folder.directory("ignored");
    for (const std::string name :
         {"plain", "below/new\nline", "below/setgid", "ignored [1]/x", "ignored/y"}) {
        folder.file(name, "");
    }
    for (const std::string name : {"plain", "below/new\nline", "ignored [1]/x", "ignored/y"}) {
        REQUIRE(chmod(folder.path(name).c_str(), 04711) == 0);
    }
    REQUIRE(chmod(folder.path("below/setgid").c_str(), 02750) == 0);
    REQUIRE(chmod(folder.path("below").c_str(), 02755) == 0);
    std::filesystem::create_symlink("plain", folder.path("link"));
    auto desired =
        test::desired(type, folder.path(),
                      {{"allowed", base::List{folder.path("below/setgid")}},
                       {"ignore", base::List{folder.path("ignored [1]"), folder.path("ignored")}}});
    const std::string owner = geteuid() == 0 ? "root:root" : "";
    CHECK(test::differences(type, desired, test::look(type, desired)) ==
          Lines{"setuid of " + folder.path("below/new\nline") + " is 4711 " + owner + ", should be absent",
                "setuid of " + folder.path("plain") + " is 4711 " + owner + ", should be absent"});
    desired.id.title = folder.path("plain");
    desired.attributes.erase("ignore");
    CHECK(test::differences(type, desired, test::look(type, desired)) ==
          Lines{"setuid unknown: not a directory"});
}

TEST_CASE("a folder that may not be read leaves what is below it unknown") {
    const test::TemporaryFolder folder;
    REQUIRE(chmod(folder.path().c_str(), 0755) == 0);
    folder.directory("closed");
    REQUIRE(chmod(folder.path("closed").c_str(), 0700) == 0);
    const auto desired = test::desired(type, folder.path());
    const auto observed = test::look(type, desired, test::unprivileged_shell());
    if (geteuid() == 0) {
        CHECK(test::differences(type, desired, observed) ==
              Lines{"setuid of " + folder.path("closed") +
                    " unknown: permission denied: what is below it could not be looked at"});
    }
}

TEST_CASE("lists that can't be meant are refused") {
    const auto [attributes, message] = GENERATE(table<std::string, std::string>({
        {"allowed: su", "allowed: expected an absolute path or a glob of such, found 'su'"},
        {"ignore: [/var/lib/docker]", "ignore: expected a path below /opt, found '/var/lib/docker'"},
        {"ignore: [/opt/]", "ignore: expected a path below /opt, found '/opt/'"},
        {"limit: 0", "limit: expected a number from 1 to 100000, found 0"},
    }));
    CHECK(test::objections("setuid: /opt\n" + attributes + "\n") == "setuid:/opt: " + message);
    CHECK(test::objections(type.schema().example).empty());
}
