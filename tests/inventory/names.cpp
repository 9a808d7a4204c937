// Plain names on the command line, standard input, programs, folders, limits.
#include "oracle.hpp"
#include "support/temporary_folder.hpp"

#include <unistd.h>

#include <chrono>

namespace plumbline::inventory {
namespace {

using plumbline::test::TemporaryFolder;
using test::load;

base::Values variables_of(const std::string& written, const std::string& name) {
    const auto inventory = load({}, {written});
    REQUIRE(inventory.hosts.size() == 1);
    REQUIRE(inventory.hosts.contains(name));
    CHECK(inventory.hosts.at(name).groups == std::set<std::string>{"all", "ungrouped"});
    return inventory.hosts.at(name).variables;
}

TEST_CASE("plain names are hosts when there is no inventory") {
    CHECK((variables_of("web1", "web1") == base::Values{}));
    CHECK((variables_of("root@web1", "web1") == base::Values{{"ansible_user", "root"}}));
    CHECK((variables_of("web1:2222", "web1") == base::Values{{"ansible_port", "2222"}}));
    CHECK((variables_of("a@b@[::1]:22", "::1") ==
           base::Values{{"ansible_user", "a@b"}, {"ansible_port", "22"}}));
    CHECK((variables_of("[fe80::1%eth0]", "fe80::1%eth0") == base::Values{}));
    CHECK((variables_of("2001:db8::1", "2001:db8::1") == base::Values{}));
    CHECK((variables_of("localhost", "localhost") == base::Values{{"ansible_connection", "local"}}));
    CHECK((variables_of("me@localhost", "localhost") == base::Values{{"ansible_user", "me"}}));
    CHECK((variables_of("127.0.0.1:2200", "127.0.0.1") == base::Values{{"ansible_port", "2200"}}));
}

TEST_CASE("a plain name that could harm is refused") {
    const std::vector<std::pair<std::string, std::string>> table{
        {"-oProxyCommand=id",
         "an address can't begin with '-': '-oProxyCommand=id' would be read as an option"},
        {"-l@web1", "a user can't begin with '-': '-l' would be read as an option"},
        {"@web1", "a user was expected, found nothing"},
        {"root@", "an address was expected, found nothing"},
        {"web1:0", "a port is a number from 1 to 65535, found '0'"},
        {"web 1", "an address can't hold ' ': 'web 1'"},
    };
    for (const auto& [name, reason] : table) {
        base::Diagnostics diagnostics;
        CHECK(load_inventory({{}, {name}}, diagnostics).hosts.empty());
        CHECK(base::render(diagnostics) ==
              fmt::format("command line: error: '{}' names no host: {}\n    write HOST, USER@HOST, "
                          "HOST:PORT or [IPV6]:PORT\n",
                          name, reason));
    }
}

TEST_CASE("localhost needs no entry, but has to be named") {
    const TemporaryFolder folder;
    const auto hosts = folder.file("hosts", "web1\n");
    CHECK(load({hosts}, {"web1"}).hosts.size() == 1);
    CHECK(load({hosts}, {"localhost"}).hosts.at("localhost").variable("ansible_connection") == "local");
    const auto listed = folder.file("listed", "localhost ansible_port=22\n");
    CHECK_FALSE(load({listed}, {"localhost"}).hosts.at("localhost").variable("ansible_connection"));
}

/// Gives the text as standard input while it lives.
class StandardInput {
public:
    explicit StandardInput(std::string_view text) : saved_(::dup(STDIN_FILENO)) {
        int ends[2];
        REQUIRE(::pipe(ends) == 0);
        REQUIRE(::write(ends[1], text.data(), text.size()) == static_cast<ssize_t>(text.size()));
        ::close(ends[1]);
        ::dup2(ends[0], STDIN_FILENO);
        ::close(ends[0]);
    }
    StandardInput(const StandardInput&) = delete;
    StandardInput& operator=(const StandardInput&) = delete;
    ~StandardInput() {
        ::dup2(saved_, STDIN_FILENO);
        ::close(saved_);
    }

private:
    int saved_;
};

TEST_CASE("standard input is INI, YAML or JSON, as it shows itself") {
    for (const auto* text :
         {"# hosts\n[web]\nx a=1\n", "web:\n  hosts:\n    x: {a: 1}\n", "---\nweb: {hosts: {x: {a: 1}}}\n",
          "{\"web\": [\"x\"], \"_meta\": {\"hostvars\": {\"x\": {\"a\": 1}}}}"}) {
        INFO(text);
        const StandardInput input(text);
        const auto inventory = load({"-"});
        REQUIRE(inventory.hosts.size() == 1);
        CHECK(inventory.hosts.at("x").groups == std::set<std::string>{"all", "web"});
        CHECK(inventory.hosts.at("x").variable("a") == "1");
    }
}

TEST_CASE("standard input can be given once") {
    const StandardInput input("x\n");
    base::Diagnostics diagnostics;
    (void)load_inventory({{"-", "-"}, {}}, diagnostics);
    CHECK(base::render(diagnostics) ==
          "command line: error: '-' is given twice, but standard input can be read once only\n");
}

TEST_CASE("an inventory program that fails is said to have failed") {
    const std::vector<std::pair<std::string, std::string>> table{
        {"echo broken >&2; echo more >&2; exit 3",
         "the script ended with status 3: broken\n    run it by hand to see what it prints"},
        {"kill -9 $$", "the script was ended by signal 9\n    run it by hand to see what it prints"},
        {"head -c 9000000 /dev/zero",
         "the script printed more than 8388608 bytes\n    run it by hand to see what it prints"},
        {"echo '[]'", "expected groups as a mapping, found a list"},
        {"echo '{\"web\": 1}'", "expected the hosts of group 'web' as a list of names, found a number"},
    };
    const TemporaryFolder folder;
    for (const auto& [body, reason] : table) {
        const auto script = folder.file("hosts.sh", "#!/bin/sh\n" + body + "\n", 0755);
        base::Diagnostics diagnostics;
        CHECK(load_inventory({{script}, {}}, diagnostics).hosts.empty());
        CHECK(base::render(diagnostics) == fmt::format("{} --list: error: {}\n", script, reason));
    }
}

TEST_CASE("in a folder a file that Ansible skips is told, when it looks like an inventory") {
    const TemporaryFolder folder;
    folder.file("a.ini", "x\n");
    folder.file("b", "y\n");
    base::Diagnostics diagnostics;
    CHECK(load_inventory({{folder.path()}, {}}, diagnostics).host_order == std::vector<std::string>{"y"});
    CHECK(base::render(diagnostics) ==
          folder.path("a.ini") + ": warning: skipped: in a folder, Ansible reads no files that end in "
                                 ".ini or .cfg\n    give it a name without that end\n");
}

TEST_CASE("no more than a hundred thousand hosts are taken") {
    const TemporaryFolder folder;
    base::Diagnostics diagnostics;
    const auto hosts = folder.file("hosts", "a[1:60000]\nb[1:60000]\n");
    CHECK(load_inventory({{hosts}, {}}, diagnostics).hosts.size() == 60'000);
    CHECK(base::render(diagnostics) ==
          hosts +
              ":2:1: error: the range '1:60000' is too large: at most 40001 hosts\n    b[1:60000]\n    ^\n");
}

TEST_CASE("groups deeper than 64 are refused") {
    const TemporaryFolder folder;
    std::string text;
    for (int depth = 0; depth < 70; ++depth)
        text += fmt::format("[g{}:children]\ng{}\n", depth, depth + 1);
    base::Diagnostics diagnostics;
    const auto hosts = folder.file("hosts", text + "[g70]\nx\n");
    (void)load_inventory({{hosts}, {}}, diagnostics);
    CHECK(base::render(diagnostics) ==
          hosts + ":126:1: error: groups are nested more than 64 deep at 'g63'\n    g63\n    ^\n");
}

TEST_CASE("ten thousand hosts load at once") {
    const TemporaryFolder folder;
    std::string text = "[web]\n";
    for (int number = 0; number < 10'000; ++number)
        text += fmt::format("web{:05}.example.com ansible_host=10.0.{}.{} rack=r{} note='a b'\n", number,
                            number / 250, number % 250, number % 40);
    const auto hosts = folder.file("hosts", text + "[site:children]\nweb\n[site:vars]\nenv=prod\n");
    const auto begin = std::chrono::steady_clock::now();
    const auto inventory = load({hosts});
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
    CHECK(inventory.hosts.size() == 10'000);
    CHECK(took.count() < 5.0); // the goal is 0.5 s in a release build on an idle machine
}

} // namespace
} // namespace plumbline::inventory
