#include "cli/desk.hpp"
#include "cli/listener.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using test::Ended;
using test::Words;

namespace {

using Cases = std::vector<std::pair<Words, std::string>>;

/// Each command line must end with 1, print nothing, and say this alone.
void expect_refusals(const test::Desk& desk, const Cases& cases) {
    for (const auto& [arguments, message] : cases) {
        CAPTURE(arguments);
        CHECK(desk.run(arguments) == Ended{1, "", message});
    }
}

} // namespace

TEST_CASE("an option that can't be understood ends the run with 1 and is said") {
    const test::Desk desk;
    test::write_standard(desk);
    const std::string ask = "Run with --help for more information.\n";
    const Cases cases{
        {{}, "A subcommand is required\n" + ask},
        {{"adit"}, "plumbline: there is no command 'adit': did you mean 'audit'?\n"},
        {{"frobnicate"},
         "plumbline: there is no command 'frobnicate': one of: audit, validate, facts, hosts, probe, "
         "schema, types, show, history, ack, blame, impact, waive, adopt, diff, plan, sign, verify, alert, "
         "enforce, rollback\n"},
        {{"audit", "--bogus"}, "The following argument was not expected: --bogus\n" + ask},
        {{"audit", "--format", "xml"},
         "--format: xml not in {text,html,json,jsonl,markdown,junit,sarif,csv,prometheus,nagios}\n" + ask},
        {{"audit", "--by", "both"}, "--by: both not in {host,resource}\n" + ask},
        {{"audit", "--fail-on", "never"}, "--fail-on: never not in {info,low,medium,high,critical}\n" + ask},
        {{"audit", "--parallel", "0"}, "--parallel: Value 0 not in range 1 to 1024\n" + ask},
        {{"audit", "--deadline", "soon"},
         "plumbline: --deadline takes a duration such as 90s, 10m or 1h30m, and found 'soon'\n"},
        {{"audit", "--deadline", "0s"},
         "plumbline: --deadline takes a duration such as 90s, 10m or 1h30m, and found '0s'\n"},
        {{"audit", "--output", "json"},
         "plumbline: --output takes FORMAT=PATH, such as json=report.json, and found 'json'\n"},
        {{"audit", "--output", "xml=report"},
         "plumbline: --output knows no format 'xml': one of: text, html, json, jsonl, markdown, junit, "
         "sarif, csv, "
         "prometheus, nagios\n"},
        {{"audit", "--output", "jsno=report"},
         "plumbline: --output knows no format 'jsno': did you mean 'json'?\n"},
        {{"audit", "--output", "json=none/report.json"},
         "plumbline: --output json=none/report.json: there is no folder DIR/none\n"},
        {{"audit", "--output", "json=."},
         "plumbline: --output json=.: expected a file, or nothing yet, found something else\n"},
        {{"audit", "-s", "standard.yaml", "--history", "mysql://audit@db/history"},
         "plumbline: expected a history of sqlite:///PATH, postgresql://USER@HOST/DATABASE or none, found "
         "'mysql://audit@db/history'\n"},
        {{"audit", "-s", "standard.yaml", "--tags", "text,txet"},
         "error: no resource of these hosts has the tag 'txet'\n    did you mean 'text'?\n"},
        {{"probe", "--authorized-keys", "standard.yaml"},
         "plumbline: standard.yaml is not an OpenSSH public key: expected a line such as "
         "'ssh-ed25519 AAAA… "
         "comment'\n"},
        {{"probe", "--authorized-keys", "none.pub"},
         "plumbline: cannot read none.pub: No such file or directory\n"},
    };
    expect_refusals(desk, cases);
}

TEST_CASE("a standard, an inventory or a site that is not there is named") {
    const test::Desk desk;
    test::write_standard(desk);
    desk.file("plumbline.yaml", "plumbline: 1\n");
    const Cases cases{
        {{"audit"},
         "plumbline: no standard: give one with -s PATH, or name one in the site's plumbline.yaml "
         "(--site "
         "DIR)\n"},
        {{"audit", "-s", "none.yaml"},
         "error: cannot read the standard none.yaml: No such file or directory\n"},
        {{"audit", "-s", "standard.yaml", "-i", "none.ini"},
         "error: cannot read none.ini: No such file or directory\n    check the path that is given as "
         "inventory\n"},
        {{"audit", "--site", "none"},
         "none/plumbline.yaml: error: cannot read none/plumbline.yaml: No such file or directory\n"},
    };
    expect_refusals(desk, cases);
}

namespace {

/// What is wrong with hosts.ini, standard.yaml and site/plumbline.yaml below, in their order.
constexpr auto everything = R"(hosts.ini:2:8: error: this quote is not closed
    web2 x="
           ^
hosts.ini:3:1: error: a range is written [begin:end] or [begin:end:step], found '[bad'
    [bad
    ^
site/plumbline.yaml:2:1: error: a site has no key 'standrad'
    standrad: x
    ^
    did you mean 'standard'?
site/plumbline.yaml:3:20: error: 'parallel' must be a whole number from 1 to 1024, found a text
    limits: {parallel: many}
                       ^
standard.yaml:4:10: error: 'fil' is no resource type
      - fil: /x
             ^
    did you mean 'file'?
standard.yaml:6:11: error: mode: expected a quoted text of 3 or 4 octal digits, found the plain 644
        mode: 644
              ^
    write "644": YAML reads a plain 644 as something other than a text
)";

} // namespace

TEST_CASE(
    "all that is wrong with the input is said at once, by file, line and column, before any connection") {
    const test::Desk desk;
    test::Listener listener;
    desk.file("standard.yaml",
              "plumbline: 1\nstandard: demo\nresources:\n  - fil: /x\n  - file: /y\n    mode: 644\n");
    desk.file("hosts.ini", listener.inventory() + "web2 x=\"\n[bad\n");
    desk.directory("site");
    desk.file("site/plumbline.yaml", "plumbline: 1\nstandrad: x\nlimits: {parallel: many}\n");
    for (const auto* command : {"audit", "validate"}) {
        CAPTURE(command);
        CHECK(desk.run({command, "--site", "site", "-s", "standard.yaml", "-i", "hosts.ini"}) ==
              Ended{1, "", everything});
    }
    CHECK(listener.connections() == 0);
}

TEST_CASE("one broken file of several is enough to make no connection") {
    const test::Desk desk;
    test::Listener listener;
    test::write_standard(desk);
    desk.file("good.ini", listener.inventory());
    desk.file("bad.ini", listener.inventory() + "[bad\n");
    desk.file("alias.yaml", "plumbline: 1\nstandard: *nothing\nresources: []\n");
    desk.file("undefined.yaml", "plumbline: 1\nstandard: demo\nresources:\n  - file: \"/{{ nowhere }}\"\n");
    const Cases cases{
        {{"audit", "-s", "standard.yaml", "-i", "good.ini", "-i", "bad.ini"},
         "bad.ini:2:1: error: a range is written [begin:end] or [begin:end:step], found '[bad'\n    "
         "[bad\n   "
         " "
         "^\n"},
        {{"audit", "-s", "alias.yaml", "-i", "good.ini"},
         "alias.yaml:2:11: error: this alias names no anchor above it\n    standard: *nothing\n          "
         "    "
         "^\n"
         "    a text that begins with '*' must be in quotes\n"},
        {{"audit", "-s", "undefined.yaml", "-i", "good.ini"},
         "undefined.yaml:4:11: error: the variable 'nowhere' is not defined\n      - file: \"/{{ nowhere "
         "}}\"\n"
         "              ^\n    define it in the profile, the standard or the inventory; for host "
         "silent\n"},
        {{"audit", "-s", "standard.yaml", "-i", "good.ini", "nothing*", "silnet"},
         "error: no host and no group matches 'nothing*'\n"
         "error: no host and no group matches 'silnet'; did you mean 'silent'?\n"},
        {{"audit", "-s", "standard.yaml", "-i", "good.ini", "--known-hosts", "none", "--identity", "no-key",
          "--ssh-config", "no-config"},
         "error: cannot read the known_hosts file none: No such file or directory\n"
         "error: cannot read the private key no-key: No such file or directory\n"
         "error: cannot read ssh's configuration no-config: No such file or directory\n"},
        {{"audit", "-s", "standard.yaml", "-i", "good.ini", "--limit", "other"},
         "error: no host and no group matches 'other'\n"},
        {{"audit", "-s", "standard.yaml", "-i", "good.ini", "silent:!silent"},
         "error: no host to look at: the inventory is empty, or the patterns leave none\n"},
        {{"audit", "-s", "standard.yaml", "web*"},
         "command line: error: 'web*' names no host: an address can't hold '*': 'web*'\n"
         "    write HOST, USER@HOST, HOST:PORT or [IPV6]:PORT\n"},
    };
    expect_refusals(desk, cases);
    CHECK(listener.connections() == 0);
}
