#include "base/child.hpp"
#include "base/error.hpp"
#include "resource/types/sudo/sudoers/sudoers.hpp"
#include "support/temporary_folder.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

using namespace plumbline;
using namespace plumbline::resource;
using Json = nlohmann::json;

namespace {

std::string run(const std::vector<std::string>& command) {
    try {
        return base::run_child(command, "", {.deadline = base::Deadline::after(base::Milliseconds(30'000))})
            .output;
    } catch (const base::Error& error) {
        FAIL("install the package sudo: " << error.what());
    }
    return "";
}

/// One member of a list of cvtsudoers(1): an object with what it is, and whether it is excepted.
std::string member(const Json& one) {
    const std::string no = one.value("negated", false) ? "!" : "";
    if (one.contains("usergroup")) {
        return no + (one.at("usergroup") == "ALL" ? "" : "%") + one.at("usergroup").get<std::string>();
    }
    if (one.contains("userid")) {
        return fmt::format("{}#{}", no, one.at("userid").get<int>());
    }
    if (one.contains("usergid")) {
        return fmt::format("{}%#{}", no, one.at("usergid").get<int>());
    }
    if (one.contains("netgroup")) {
        return no + "+" + one.at("netgroup").get<std::string>();
    }
    for (const char* key : {"username", "hostname", "networkaddr", "command"}) {
        if (one.contains(key)) {
            return no +
                   (one.contains("sha224") ? "sha224:" + one.at("sha224").get<std::string>() + " " : "") +
                   one.at(key).get<std::string>();
        }
    }
    FAIL("cvtsudoers says " << one.dump());
    return "";
}

base::List members(const Json& of, const char* key) {
    base::List list;
    for (const Json& one : of.value(key, Json::array())) {
        list.push_back(member(one));
    }
    return list;
}

bool asks_no_password(const Json& spec) {
    bool none = false;
    for (const Json& option : spec.value("Options", Json::array())) {
        none = option.contains("authenticate") ? !option.at("authenticate").get<bool>() : none;
    }
    return none;
}

/// A group whom to run as is named without "%".
std::string run_as(const Json& spec) {
    base::List groups;
    for (std::string group : members(spec, "runasgroups")) {
        groups.push_back(group.starts_with('%') ? group.substr(1) : group);
    }
    const base::List users = members(spec, "runasusers");
    if (users.empty() && groups.empty()) {
        return "root";
    }
    return fmt::format("{}{}{}", fmt::join(users, ", "), groups.empty() ? "" : ":", fmt::join(groups, ", "));
}

/// "USERS HOSTS=(AS) NOPASSWD COMMAND", one for each command.
base::List said_by_oracle(const std::string& path) {
    base::List said;
    const Json all = Json::parse(run({"cvtsudoers", "-e", "-f", "json", path}));
    for (const Json& rule : all.at("User_Specs")) {
        for (const Json& spec : rule.at("Cmnd_Specs")) {
            for (const std::string& command : members(spec, "Commands")) {
                said.push_back(fmt::format("{} {}=({}) {} {}", fmt::join(members(rule, "User_List"), ","),
                                           fmt::join(members(rule, "Host_List"), ","), run_as(spec),
                                           asks_no_password(spec), command));
            }
        }
    }
    return said;
}

/// The same of a grant; those of one rule for several users were told apart, so rules here name one each or
/// have exceptions.
base::List said_by_us(const std::string& bytes) {
    probe::FolderFile file{"/etc/sudoers", probe::FolderFile::State::given, {}, bytes};
    const auto sudoers = sudo::read_sudoers({file});
    INFO(sudoers.unclear);
    REQUIRE(sudoers.unclear.empty());
    base::List said;
    for (const sudo::Grant& grant : sudoers.grants) {
        for (const std::string& command : grant.commands) {
            said.push_back(fmt::format("{} {}=({}) {} {}", fmt::join(grant.users, ","),
                                       fmt::join(grant.hosts, ","), grant.as, grant.nopasswd, command));
        }
    }
    return said;
}

} // namespace

TEST_CASE("cvtsudoers reads the same rules") {
    const std::string text = GENERATE(
        as<std::string>(), "root\tALL=(ALL:ALL) ALL\n%sudo ALL=(ALL:ALL) NOPASSWD: ALL\n",
        "jane web1, 10.0.0.0/8, !web2 = (postgres, mysql) NOPASSWD: /usr/bin/psql, PASSWD: /bin/sh, "
        "!/bin/kill\n",
        "Cmnd_Alias SHELLS = /bin/sh, \\\n  /bin/bash : KILL = /bin/kill, !SHELLS\n"
        "Runas_Alias DB = postgres, mysql\nada ALL = (DB) SHELLS, !KILL\n",
        "User_Alias DEVS = ada, !bob, %dev : MORE = !DEVS, ALL\nMORE ALL = /bin/true\n",
        "ada ALL = NOEXEC: SETENV: /usr/bin/vim, (bob : staff) /bin/ls -l /tmp, NOPASSWD: /bin/cat : web1 = "
        "(:adm) "
        "ALL\n",
        "#1000 ALL = /bin/echo a b\n\"Jane Doe\" ALL=(root) sudoedit /etc/motd\n%#100 ALL=/usr/bin/\n+net "
        "ALL = (ALL, "
        "!root) /usr/bin/*\n",
        "carl ALL=(ALL)ALL,!/bin/su,!/bin/sh # trailing\n  # indented ALL=ALL\neve ALL = /bin/mount --opt=a "
        "/mnt\n",
        "Host_Alias WEB = web1, web2\nUser_Alias A = jane\nA !WEB = ! /bin/x, !!/bin/y, (#0) /bin/z \"\"\n",
        "Defaults env_reset # no\nDefaults:jane !authenticate\njane ALL=/bin/a   b\t c, \\\n\t/bin/d\n");
    const test::TemporaryFolder folder;
    const std::string path = folder.file("sudoers", text, 0440);
    INFO(text);
    CHECK(run({"visudo", "-c", "-q", "-f", path}).empty());
    CHECK(said_by_us(text) == said_by_oracle(path));
}
