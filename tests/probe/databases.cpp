#include "probe/databases.hpp"

#include "asking.hpp"
#include "support/probe_part.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <pwd.h>

using namespace plumbline;
using namespace plumbline::probe;

namespace {

const std::string passwd_file = "root:x:0:0:root:/root:/bin/bash\n"
                                "old:$1$salt$hash:500:100::/gone:\n"
                                "open::501:100::/srv/open:/bin/sh\n"
                                "off:*:502:100::/srv/open:/usr/sbin/nologin\n"
                                "+::::::\n"
                                "broken:x:1\n";
const std::string shadow_file = "root:$y$j9T$salt$secrethash:19700:0:99999:7:::\n"
                                "none:*:19700:0:99999:7:::\nlocked:!$6$x$y:19700:0:99999:7:::\n"
                                "empty::19700:0:99999:7:::\nshort:x\n";

struct FakeRoot : Scratch {
    FakeRoot() {
        std::filesystem::create_directories(*this / "etc");
        write("etc/passwd", passwd_file);
        write("etc/group", "root:x:0:\nstaff:x:100:old,open\nodd\n");
        write("etc/shadow", shadow_file);
    }
    [[nodiscard]] std::string answer() const {
        const std::string said = test::run_part(
            "probe_databases 0", path(), {"/etc/passwd", "/etc/group", "/etc/shadow", "/etc/nsswitch.conf"});
        const std::string frame = test::part_frame("ok 0");
        REQUIRE(said.starts_with(frame));
        return said.substr(frame.size());
    }
};

} // namespace

TEST_CASE("the databases are read line by line, and no hash leaves the host") {
    const std::string answer = FakeRoot().answer();
    CHECK(answer.find("hash") == std::string::npos);
    const auto databases = parse_databases(answer);
    REQUIRE(databases);
    CHECK(databases->accounts ==
          std::vector<ListedAccount>{
              {"root", std::nullopt, 0, 0, "/bin/bash", "/root", true},
              {"old", Password::set, 500, 100, "", "/gone", true},
              {"open", Password::empty, 501, 100, "/bin/sh", "/srv/open", true},
              {"off", Password::none, 502, 100, "/usr/sbin/nologin", "/srv/open", true}});
    CHECK(databases->groups == std::vector<Group>{{"root", 0, {}}, {"staff", 100, {"old", "open"}}});
    CHECK(databases->shadow == std::map<std::string, std::optional<Password>>{{"root", Password::set},
                                                                              {"none", Password::none},
                                                                              {"locked", Password::locked},
                                                                              {"empty", Password::empty}});
    CHECK(databases->odd_lines ==
          base::List{"/etc/passwd, the line of '+'", "/etc/passwd:6", "/etc/group:3", "/etc/shadow:5"});
    CHECK(databases->sources == base::List{"files"});
    CHECK(databases->homes.at("/root").kind == FileKind::directory);
    CHECK_FALSE(databases->homes.contains("/gone"));
}

TEST_CASE("every shell lists this machine's accounts as the C library does") {
    for (const Command& shell : shells()) {
        INFO(shell.front());
        const auto answers = ask(shell, {{"databases", {}}});
        const auto* answer = std::get_if<Answered>(&answers.to({"databases", {}}));
        REQUIRE(answer != nullptr);
        const auto databases = parse_databases(answer->bytes);
        REQUIRE(databases);
        std::size_t count = 0;
        setpwent();
        while (const passwd* one = getpwent()) {
            const ListedAccount& listed = databases->accounts.at(count++);
            CHECK(listed.name == one->pw_name);
            CHECK(listed.uid == one->pw_uid);
            CHECK(listed.home == one->pw_dir);
            CHECK(listed.shell == one->pw_shell);
        }
        endpwent();
        CHECK(databases->accounts.size() == count);
        CHECK(databases->homes.contains("/root"));
    }
}

TEST_CASE("what is no whole list of accounts is none") {
    const std::string answer =
        GENERATE(as<std::string>(), "", "p root:shadow:0:0:/bin/sh:/root\n",
                 "p root:x:0:0:/bin/sh:/root\n.\n", "p root:shadow:0:0:/root\n.\n", "g root:0\n.\n",
                 "s root:$6$hash\n.\n", "x p\n.\n", "?\n.\n", "41ed,0,0\n.\n", "41ed,0,0/root\n.\n");
    CHECK_FALSE(parse_databases(answer));
}

TEST_CASE("accounts that only another source lists are told apart, and once") {
    const auto databases =
        parse_databases("p root:shadow:0:0:/bin/sh:/root\n.\ne root:none:0:0:/bin/sh:/root\n"
                        "e ldap:none:9000:9000:/bin/sh:/home/ldap\nn files ldap\n");
    REQUIRE(databases);
    REQUIRE(databases->accounts.size() == 2);
    CHECK(databases->accounts[1].name == "ldap");
    CHECK_FALSE(databases->accounts[1].in_file);
    CHECK(databases->sources == base::List{"files", "ldap"});
}
