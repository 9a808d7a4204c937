#include "support/desired.hpp"
#include "support/judge.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using namespace plumbline::resource;
using test::Lines;
using test::Texts;
using test::Verdict;

namespace {

const Type& type = *find_type("package");

Verdict judge(const std::string& title, const Texts& texts, const std::string& answer) {
    return test::judge(type, test::desired(type, title, texts), {probe::Answered{answer}});
}

const char* telnet_removed = "dpkg\ttelnet = amd64 deinstall ok config-files 0.17+2.4-2\n";
const char* telnet = "dpkg\ttelnet = amd64 install ok installed 0.17+2.4-2\n";

} // namespace

TEST_CASE("a package that is installed is in sync") {
    const auto verdict = judge("telnet", {}, telnet);
    CHECK(verdict.properties == Lines{"state: in sync", "status: in sync"});
    CHECK(verdict.would.empty());
}

TEST_CASE("a package that is missing is said once") {
    const auto verdict = judge("telnet", {{"version", "0.17"}, {"held", "true"}}, "dpkg\n");
    CHECK(verdict.properties == Lines{"state: present / absent"});
    CHECK(verdict.would == Lines{"install telnet = 0.17"});
}

TEST_CASE("removed with configuration left is absent but not purged") {
    const auto absent = judge("telnet", {{"state", "absent"}}, telnet_removed);
    CHECK(absent.properties == Lines{"state: in sync"});
    const auto purged = judge("telnet", {{"state", "purged"}}, telnet_removed);
    CHECK(purged.properties == Lines{"state: purged / absent"});
    CHECK(purged.remarks == Lines{"its configuration files are left"});
    CHECK(purged.would == Lines{"purge telnet, whose configuration is left"});
    CHECK(judge("telnet", {}, telnet_removed).properties == Lines{"state: present / absent"});
}

TEST_CASE("a package without a trace is absent and purged") {
    for (const char* state : {"absent", "purged"}) {
        for (const char* answer :
             {"dpkg\n", "dpkg\ttelnet = amd64 unknown ok not-installed \n", "rpm\n", "apk\n"}) {
            CHECK(judge("telnet", {{"state", state}}, answer).properties == Lines{"state: in sync"});
        }
    }
}

TEST_CASE("a package that should be gone is named with its version") {
    const auto absent = judge("telnet", {{"state", "absent"}}, telnet);
    CHECK(absent.properties == Lines{"state: absent / present"});
    CHECK(absent.would == Lines{"remove telnet 0.17+2.4-2 (keeps its configuration)"});
    CHECK(judge("telnet", {{"state", "purged"}}, telnet).would == Lines{"purge telnet 0.17+2.4-2"});
    CHECK(judge("telnet", {{"state", "absent"}}, "rpm\ttelnet = x86_64 1:0.17-85.el9\n").would ==
          Lines{"remove telnet 1:0.17-85.el9"});
}

TEST_CASE("a package that is half there drifts in its status") {
    struct Case {
        const char* state;
        const char* would;
    };
    for (const Case& one :
         {Case{"ok half-configured", "configure nginx (now half-configured)"},
          Case{"ok unpacked", "configure nginx (now unpacked)"},
          Case{"ok triggers-pending", "configure nginx (now triggers-pending)"},
          Case{"ok half-installed", "reinstall nginx (now half-installed)"},
          Case{"reinstreq unpacked", "reinstall nginx (now unpacked, reinstallation required)"}}) {
        const auto verdict =
            judge("nginx", {}, std::string("dpkg\tnginx = amd64 install ") + one.state + " 1.22.1-9\n");
        REQUIRE(verdict.properties.size() == 2);
        CHECK(verdict.properties[0] == "state: in sync");
        CHECK(verdict.properties[1].starts_with("status: installed / "));
        CHECK(verdict.would == Lines{one.would});
    }
}

TEST_CASE("versions compare as the host's package manager compares them") {
    Desired desired = test::desired(type, "openssh-server");
    desired.attributes["version"] = {Range{{{Comparison::Operator::at_least, "1:9.2"}}}};
    const auto judge_line = [&](const char* answer) {
        return test::judge(type, desired, {probe::Answered{answer}});
    };
    CHECK(judge_line("dpkg\topenssh-server = amd64 install ok installed 1:9.2p1-2\n").properties.back() ==
          "status: in sync");
    CHECK(judge_line("dpkg\topenssh-server = amd64 install ok installed 1:9.2p1-2\n").properties[1] ==
          "version: in sync");
    CHECK(judge_line("dpkg\topenssh-server = amd64 install ok installed 1:9.2~rc1-1\n").properties[1] ==
          "version: >= 1:9.2 / 1:9.2~rc1-1");
    const auto old = judge_line("dpkg\topenssh-server = amd64 install ok installed 9.9-1\n");
    CHECK(old.properties[1] == "version: >= 1:9.2 / 9.9-1");
    CHECK(old.would == Lines{"install openssh-server >= 1:9.2 (now 9.9-1)"});
}

TEST_CASE("one of several installed versions is enough, else the newest is said") {
    const char* kernels = "rpm\tkernel = noarch 5.14.0-9.el9\tkernel = noarch 5.14.0-12.el9\n";
    CHECK(judge("kernel", {{"version", "5.14.0-9.el9"}}, kernels).properties[1] == "version: in sync");
    const auto missing = judge("kernel", {{"version", "5.14.0-13.el9"}}, kernels);
    CHECK(missing.properties ==
          Lines{"state: in sync", "version: 5.14.0-13.el9 / 5.14.0-12.el9", "status: in sync"});
    CHECK(missing.remarks == Lines{"2 versions are installed: 5.14.0-12.el9, 5.14.0-9.el9"});
}

TEST_CASE("an architecture is looked at alone when it is asked for") {
    const char* libc = "dpkg\tlibc6 = amd64 install ok installed 2.36-9\n";
    for (const auto& [title, texts] :
         {std::pair<std::string, Texts>{"libc6", {{"arch", "i386"}}}, {"libc6:i386", {}}}) {
        const auto verdict = judge(title, texts, libc);
        CHECK(verdict.properties == Lines{"state: present / absent"});
        CHECK(verdict.remarks == Lines{"installed for amd64"});
    }
    CHECK(judge("libc6:amd64", {}, libc).properties[0] == "state: in sync");
    CHECK(judge("adduser", {{"arch", "amd64"}}, "dpkg\tadduser = all install ok installed 3.134\n")
              .properties[0] == "state: in sync");
}

TEST_CASE("holds are told apart") {
    const char* held = "dpkg\ttelnet = amd64 hold ok installed 0.17\n";
    CHECK(judge("telnet", {{"held", "true"}}, held).properties[0] == "held: in sync");
    CHECK(judge("telnet", {{"held", "false"}}, held).would == Lines{"release the hold on telnet"});
    const auto free = judge("telnet", {{"held", "true"}}, telnet);
    CHECK(free.properties[0] == "held: true / false");
    CHECK(free.would == Lines{"hold telnet"});
}

TEST_CASE("version locks of rpm are read only where they are asked for") {
    const Desired desired = test::desired(type, "bash", {{"held", "true"}});
    const auto queries = type.queries(desired);
    REQUIRE(queries == probe::Queries{{"package", {"bash"}}, {"package_locks", {}}});
    const auto locked = [&](probe::Answer files) {
        const probe::Answered bash{"rpm\tbash = x86_64 5.1.8-6.el9\n"};
        return test::judge(type, desired, {bash, std::move(files)}).properties[0];
    };
    CHECK(locked(probe::Answered{"bash-0:5.1.8-6.el9.*\n"}) == "held: in sync");
    CHECK(locked(probe::Absent{}) == "held: true / false");
    CHECK(locked(probe::CannotTell{"permission denied: /etc/dnf/plugins/versionlock.list"}) ==
          "held: unknown, permission denied: /etc/dnf/plugins/versionlock.list");
}

TEST_CASE("a host without a package database is unknown, never absent") {
    const Desired desired = test::desired(type, "telnet", {{"state", "absent"}});
    CHECK(test::judge(type, desired, {probe::CannotTell{"the host has no dpkg, rpm or apk"}}).properties ==
          Lines{"state: unknown, the host has no dpkg, rpm or apk"});
    CHECK(judge("telnet", {{"state", "absent"}}, "?\n").properties ==
          Lines{"state: unknown, the package database gave no answer of the expected form"});
}

TEST_CASE("a provider is asked by name") {
    const Desired desired = test::desired(type, "bash", {{"provider", "rpm"}});
    CHECK(type.queries(desired) == probe::Queries{{"rpm", {"bash"}}});
}

TEST_CASE("names that no package can have and attributes of a package that should be gone are refused") {
    const auto objection = [](const std::string& title, const Texts& texts = {}) {
        return type.object_to(test::desired(type, title, texts));
    };
    for (const char* title : {"-y", "+x", "a b", "a\nb", "caf\xc3\xa9", "a*", "a'b", "/bin/sh", ":amd64"}) {
        INFO(title);
        CHECK(objection(title) ==
              "a package's name consists of letters, digits and . _ + - : and begins with none of + - :");
    }
    for (const char* title : {"libstdc++6", "libc6:i386", "7zip", ".build-deps", "NetworkManager"}) {
        CHECK(objection(title).empty());
    }
    CHECK(objection("telnet", {{"state", "absent"}, {"version", "1"}}) ==
          "'version' says nothing of a package whose state is absent");
    CHECK(objection("telnet", {{"state", "purged"}, {"held", "true"}}) ==
          "'held' says nothing of a package whose state is purged");
}
