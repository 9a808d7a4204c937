#include "transport/resolver.hpp"

#include "support.hpp"
#include "transport/config/host_lines.hpp"
#include "transport/stop.hpp"

#include <catch2/catch.hpp>

namespace plumbline::test {
namespace {

using namespace transport;

Destination host(const std::string& name, const std::string& config) {
    Destination destination;
    destination.host = name;
    destination.ssh_config = config;
    return destination;
}

const std::vector<std::string> names{"a",    "b",       "web1", "web2",          "web3", "db1",
                                     "WEB1", "db1.lan", "c",    "a.example.com", "d",    "10.0.0.1"};

struct Case {
    std::string what;
    std::string text;
    std::size_t most_asked;
};

TEST_CASE("an answer that hosts share is the one that ssh gives for each") {
    const Folder folder;
    const auto more = folder.write("more.d/web", "Host web*\n Port 2200\n");
    static_cast<void>(folder.write("more.d/db", "Host db*\n Port 3300\n"));
    const auto glob = (folder.path() / "more.d").string() + "/*";
    const std::vector<Case> cases{
        {"an empty file", "", 2},
        {"options for all", "User me\nPort 2222\n", 2},
        {"blocks", "Host web*\n User web\n IdentityFile ~/.ssh/%h\nHost *\n User me\n", 4},
        {"negation", "Host web* !web2\n User web\nHost !db1 *\n Port 3\n", 6},
        {"keyword with = and capitals", "HOST=web1 web2\n  usER = web\n", 4},
        {"a comment behind", "Host a # b c\n User x\n", 12},
        {"a literal name", "Host web*\n HostName 192.0.2.7\n", 4},
        {"a literal name that is the first host's", "HostName a\n", 12},
        {"the name in the address", "Host web* db*\n HostName %h.example.com\n", 8},
        {"the name elsewhere", "UserKnownHostsFile /tmp/%h\nIdentityAgent /tmp/agent-%n\n", 12},
        {"a control path with everything", "ControlPath /tmp/%C\n", 2},
        {"included", "Include " + more + "\nUser me\n", 4},
        {"included by a pattern", "Host *\n Include " + glob + "\n User me\n", 6},
        {"match", "Match host web*\n User web\n", 12},
        {"quoted", "Host \"web1\" web2\n User web\n", 12},
        {"jumps", "Host web*\n ProxyJump gate-%h\n", 4},
    };
    for (const auto& [what, text, most_asked] : cases) {
        INFO(what);
        const auto config = folder.write("config", text);
        Resolver sharing;
        for (const auto& name : names) {
            INFO(name);
            Resolver fresh;
            CHECK(sharing.options(host(name, config)) == fresh.options(host(name, config)));
        }
        CHECK(sharing.asked() <= most_asked);
    }
}

TEST_CASE("a thousand hosts without an ssh_config ask ssh twice, and once more for each other port") {
    std::vector<Destination> hosts;
    for (int i = 0; i < 1'000; ++i)
        hosts.push_back(host("host" + std::to_string(i), "none"));
    hosts.push_back(hosts.front());
    hosts.back().port = "2222";
    Resolver resolver;
    resolver.prefetch(hosts);
    CHECK(resolver.asked() == 3);
    for (const auto& destination : hosts)
        CHECK(resolver.options(destination).host_name == destination.host);
    CHECK(resolver.asked() == 3);
    CHECK(resolver.options(hosts.back()).port == "2222");
}

TEST_CASE("an answer of ssh -G is read with tilde and tokens expanded") {
    const Folder folder;
    const auto config =
        folder.write("config", "Host web\n HostName %h.example.com\n User %%me\n Port 2022\n"
                               " IdentityFile ~/.ssh/%h-%n-%p%%\n IdentityFile /keys/%d/%i\n"
                               " UserKnownHostsFile ~/.ssh/kh_%h /b\n GlobalKnownHostsFile /c\n"
                               " HostKeyAlias Web-Alias\n IdentitiesOnly yes\n ProxyJump j-%h\n");
    Resolver resolver;
    const auto options = resolver.options(host("web", config));
    const auto home = home_of("");
    CHECK(options.host_name == "web.example.com");
    CHECK(options.port == "2022");
    CHECK(options.identities == std::vector<std::string>{home + "/.ssh/web.example.com-web-2022%",
                                                         "/keys/" + home + "/" + std::to_string(::getuid())});
    CHECK(options.known_hosts == std::vector<std::string>{home + "/.ssh/kh_web.example.com", "/b", "/c"});
    CHECK(options.host_key_alias == "web-alias");
    CHECK(options.identities_only);
    CHECK(options.proxy_jump == "j-web.example.com");
}

TEST_CASE("what the inventory says is what ssh is called with") {
    auto destination = host("web", "/etc/my config");
    destination.address = "192.0.2.1";
    destination.port = "2222";
    destination.user = "me";
    destination.identities = {"/a", "/b"};
    destination.ssh_arguments = {"-o", "ProxyJump=gate"};
    CHECK(ssh_words(destination) == std::vector<std::string>{"-F", "/etc/my config", "-p", "2222", "-l", "me",
                                                             "-i", "/a", "-i", "/b", "-o", "ProxyJump=gate",
                                                             "--", "192.0.2.1"});
}

TEST_CASE("a host's name can't be an option, and a broken ssh_config is named") {
    const Folder folder;
    Resolver resolver;
    CHECK_THROWS_WITH(resolver.options(host("-oProxyCommand=x", "none")),
                      "expected a host name, found '-oProxyCommand=x'");
    CHECK_THROWS_WITH(resolver.options(host("", "none")), "expected a host name, found ''");
    const auto config = folder.write("config", "Nonsense yes\n");
    CHECK_THROWS_WITH(resolver.options(host("web", config)),
                      "ssh -G refuses web: " + config + ": line 1: Bad configuration option: nonsense; " +
                          config + ": terminating, 1 bad configuration options");
}

} // namespace
} // namespace plumbline::test
