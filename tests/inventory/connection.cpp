#include "inventory/connection.hpp"

#include "base/error.hpp"

#include <catch2/catch.hpp>

namespace plumbline::inventory {
namespace {

using Kind = Connection::Kind;

Host host_with(base::Values variables, std::string name = "web1") {
    return {std::move(name), {"all"}, std::move(variables)};
}

TEST_CASE("a host without variables leaves everything open") {
    CHECK(connection_of(host_with({})) == Connection{});
}

TEST_CASE("the connection variables of Ansible are understood") {
    const auto connection =
        connection_of(host_with({{"ansible_host", "192.0.2.1"},
                                 {"ansible_port", "2222"},
                                 {"ansible_user", "CORP\\deploy"},
                                 {"ansible_ssh_private_key_file", "~/.ssh/id work"},
                                 {"ansible_ssh_common_args", "-o ProxyJump=gate -o 'User Known=a b'"},
                                 {"ansible_ssh_extra_args", "-4"},
                                 {"ansible_become", "true"}}));
    CHECK(connection == Connection{Kind::ssh,
                                   "192.0.2.1",
                                   2222,
                                   "CORP\\deploy",
                                   "~/.ssh/id work",
                                   {"-o", "ProxyJump=gate", "-o", "User Known=a b", "-4"},
                                   true});
}

TEST_CASE("older names, other spellings and empty values are understood") {
    CHECK(
        connection_of(host_with(
            {{"ansible_ssh_host", "fe80::1%eth0"}, {"ansible_ssh_port", "22"}, {"ansible_ssh_user", "a"}})) ==
        Connection{Kind::ssh, "fe80::1%eth0", 22, "a", {}, {}, {}});
    CHECK(connection_of(host_with({{"ansible_connection", "local"}, {"ansible_become", "no"}},
                                  "anything é")) == Connection{Kind::local, {}, {}, {}, {}, {}, false});
    CHECK(connection_of(host_with(
              {{"ansible_host", ""}, {"ansible_port", ""}, {"ansible_user", ""}, {"ansible_become", ""}})) ==
          Connection{});
    CHECK(connection_of(host_with({{"ansible_become", "yes"},
                                   {"ansible_become_method", "sudo"},
                                   {"ansible_become_user", "root"}}))
              .sudo == true);
}

TEST_CASE("what can't be used is refused by host and variable") {
    const std::vector<std::pair<base::Values, std::string>> table{
        {{{"ansible_connection", "docker"}},
         "host 'web1': ansible_connection: expected ssh or local, the ways in which plumbline reaches a "
         "host, found 'docker'"},
        {{{"ansible_host", "-oProxyCommand=id"}},
         "host 'web1': ansible_host: an address can't begin with '-': '-oProxyCommand=id' would be read as "
         "an option"},
        {{{"ansible_host", "a b"}}, "host 'web1': ansible_host: an address can't hold ' ': 'a b'"},
        {{{"ansible_host", "a;id"}}, "host 'web1': ansible_host: an address can't hold ';': 'a;id'"},
        {{{"ansible_host", "a\nb"}}, "host 'web1': ansible_host: an address can't hold '\\n': 'a\\nb'"},
        {{{"ansible_port", "0"}}, "host 'web1': ansible_port: expected a number from 1 to 65535, found '0'"},
        {{{"ansible_port", "22 "}},
         "host 'web1': ansible_port: expected a number from 1 to 65535, found '22 '"},
        {{{"ansible_ssh_port", "ssh"}},
         "host 'web1': ansible_ssh_port: expected a number from 1 to 65535, found 'ssh'"},
        {{{"ansible_user", "-l"}},
         "host 'web1': ansible_user: a user can't begin with '-': '-l' would be read as an option"},
        {{{"ansible_user", "a`id`"}}, "host 'web1': ansible_user: a user can't hold '`': 'a`id`'"},
        {{{"ansible_ssh_private_key_file", "-x"}},
         "host 'web1': ansible_ssh_private_key_file: expected the path of a private key, found '-x'"},
        {{{"ansible_ssh_common_args", "-o 'a"}},
         "host 'web1': ansible_ssh_common_args: this quote is not closed"},
        {{{"ansible_ssh_extra_args", "-4\n-6"}},
         "host 'web1': ansible_ssh_extra_args: expected options of ssh on one line, found '-4\\n-6'"},
        {{{"ansible_become", "maybe"}}, "host 'web1': ansible_become: expected true or false, found 'maybe'"},
        {{{"ansible_become", "true"}, {"ansible_become_method", "doas"}},
         "host 'web1': ansible_become_method: expected sudo, the only way in which plumbline becomes another "
         "user, found 'doas'"},
        {{{"ansible_become", "true"}, {"ansible_become_user", "postgres"}},
         "host 'web1': ansible_become_user: expected root, the only user that plumbline becomes, found "
         "'postgres'"},
    };
    for (const auto& [variables, message] : table) {
        try {
            (void)connection_of(host_with(variables));
            FAIL("not refused: " << message);
        } catch (const base::Error& error) {
            CHECK(std::string(error.what()) == message);
        }
    }
}

TEST_CASE("a name that is no address needs one") {
    CHECK(connection_of(host_with({{"ansible_host", "192.0.2.1"}}, "müller")).address == "192.0.2.1");
    try {
        (void)connection_of(host_with({}, "müller"));
        FAIL("not refused");
    } catch (const base::Error& error) {
        CHECK(std::string(error.what()) ==
              "host 'müller': an address can't hold invisible or foreign characters: "
              "'müller'; set ansible_host to its address");
    }
}

} // namespace
} // namespace plumbline::inventory
