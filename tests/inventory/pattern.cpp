// Host patterns are compared with what Ansible's own code selects.
#include "base/error.hpp"
#include "oracle.hpp"

#include <algorithm>
#include <functional>

namespace plumbline::inventory {
namespace {

using test::ask_ansible;
using test::in_cases;
using test::load;

using Names = std::vector<std::string>;

Names names_of(const std::vector<const Host*>& hosts) {
    Names names;
    for (const auto* host : hosts)
        names.push_back(host->name);
    return names;
}

const Names patterns{"all",
                     "*",
                     "web",
                     "db",
                     "db1",
                     "web:db",
                     "web:!web05.example.com",
                     "web:&front",
                     "prod:!web",
                     "!web:prod",
                     "&db",
                     "!db",
                     "!db:!web",
                     "web,db",
                     "web , db1 ,!web02.example.com",
                     "*.example.com",
                     "web0?.example.com",
                     "web0[1-3].example.com",
                     "web0[!1-3].example.com",
                     "db[34]-*",
                     "~web0[12]",
                     "~(web|edge)",
                     "~.*-x$",
                     "!~web.*",
                     "web[0]",
                     "web[1]",
                     "web[-1]",
                     "web[1:3]",
                     "web[2:]",
                     "web[2-4]",
                     "web[0:0]",
                     "web[3:2]",
                     "web[90:95]",
                     "web[99]",
                     "web[0]:db[0]",
                     "db:!db[0]",
                     "web*[1]",
                     "*[0]",
                     "nobody[0]",
                     "fe80::1",
                     "2001:db8::5",
                     "192.0.2.7",
                     "192.0.2.*",
                     "edge-a:22",
                     "ungrouped",
                     "ungr*",
                     "nobody",
                     "web:nobody",
                     "bastion",
                     "later",
                     "empty",
                     "edge-?",
                     "WEB",
                     "e*:!edge"};

TEST_CASE("patterns select the hosts that Ansible selects, in its order") {
    const auto sources = in_cases({"ini/hosts"});
    std::vector<std::string> command{"/usr/bin/python3", test::folder + "/oracle.py", sources[0], "--"};
    command.insert(command.end(), patterns.begin(), patterns.end());
    const auto answers = ask_ansible(command);
    const auto inventory = load(sources);
    for (const auto& pattern : patterns) {
        INFO(pattern);
        if (answers.at(pattern).is_null())
            CHECK_THROWS_AS(select(inventory, Pattern(pattern)), base::Error);
        else
            CHECK(names_of(select(inventory, Pattern(pattern))) == answers.at(pattern).get<Names>());
    }
}

TEST_CASE("one host is judged alone as it is among all") {
    const auto inventory = load(in_cases({"ini/hosts"}));
    for (const auto& text : patterns) {
        const Pattern pattern(text);
        if (pattern.counts())
            continue;
        const auto selected = select(inventory, pattern);
        for (const auto& [name, host] : inventory.hosts) {
            INFO(text << " on " << name);
            CHECK(pattern.matches(host) ==
                  (std::find(selected.begin(), selected.end(), &host) != selected.end()));
        }
    }
}

TEST_CASE("the command line of ansible selects the same hosts") {
    const auto sources = in_cases({"several/a/hosts", "several/b/hosts.yml"});
    const auto result =
        base::run_child({"env", "ANSIBLE_CONFIG=" + test::folder + "/empty.cfg", "LC_ALL=C.UTF-8", "ansible",
                         "-i", sources[0], "-i", sources[1], "web:&extra:!m2", "--list-hosts"},
                        "", {base::Deadline::after(std::chrono::seconds(100))});
    INFO("the package ansible-core has to be installed; ansible said:\n" << result.errors);
    REQUIRE(result.code == 0);
    std::string expected;
    const auto inventory = load(sources);
    const auto selected = select(inventory, Pattern("web:&extra:!m2"));
    for (const auto* host : selected)
        expected += "    " + host->name + "\n";
    CHECK(result.output == fmt::format("  hosts ({}):\n{}", selected.size(), expected));
}

std::string refusal_of(const std::function<void()>& action) {
    try {
        action();
    } catch (const base::Error& error) {
        return error.what();
    }
    return "nothing was refused";
}

TEST_CASE("what is no pattern is refused with the reason") {
    const std::vector<std::pair<std::string, std::string>> refused{
        {"", "host pattern: expected names, groups or globs, found ''; write all for every host"},
        {" , ,", "host pattern: expected names, groups or globs, found ' , ,'; write all for every host"},
        {"web:!", "host pattern: '!' stands alone, a name or a group has to follow it"},
        {"~(web", "host pattern: '~(web' is no regular expression that RE2 knows: missing ): (web"},
        {"~(?=web)",
         "host pattern: '~(?=web)' is no regular expression that RE2 knows: invalid perl operator: (?="},
    };
    for (const auto& [text, message] : refused)
        CHECK(refusal_of([&, written = text] { const Pattern pattern(written); }) == message);
}

TEST_CASE("a pattern that counts can't judge one host") {
    const Pattern pattern("web[0]");
    CHECK(pattern.counts());
    CHECK(refusal_of([&] {
              (void)pattern.matches(Host{"web1", {"all", "web"}, {}});
          }) == "host pattern: 'web[0]' counts hosts, which only --limit can do; name them or their group");
    const auto inventory = load(in_cases({"several/a/hosts"}));
    CHECK(refusal_of([&] { (void)select(inventory, Pattern("web[7]")); }) ==
          "host pattern: 'web[7]' counts past the end: it has 2 hosts");
}

TEST_CASE("terms that mean nothing are told") {
    const auto inventory = load(in_cases({"several/a/hosts"}));
    CHECK(unmatched(inventory, Pattern("web:!m1")).empty());
    CHECK(unmatched(inventory, Pattern("wbe:!m9:zzzzzz*")) ==
          Names{"no host and no group matches 'wbe'; did you mean 'web'?",
                "no host and no group matches 'zzzzzz*'",
                "no host and no group matches 'm9'; did you mean 'm1'?"});
}

} // namespace
} // namespace plumbline::inventory
