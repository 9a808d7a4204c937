#include "alert/settings/settings.hpp"
#include "alert/settings/types.hpp"
#include "support/refusals.hpp"
#include "support/temporary_folder.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using namespace std::chrono_literals;
using alert::Settings;
using alert::Trigger;

namespace {

Settings load(const test::TemporaryFolder& folder, std::string_view yaml, unsigned mode = 0644) {
    base::Diagnostics diagnostics;
    auto settings = alert::load_settings(folder.file("alerts.yaml", yaml, mode), std::nullopt, diagnostics,
                                         test::types_read());
    INFO(base::render(diagnostics));
    REQUIRE(diagnostics.all().empty());
    REQUIRE(settings);
    return std::move(*settings);
}

std::string complaints(const test::TemporaryFolder& folder, std::string_view yaml, unsigned mode = 0644) {
    base::Diagnostics diagnostics;
    const auto path = folder.file("alerts.yaml", yaml, mode);
    CHECK_FALSE(alert::load_settings(path, std::nullopt, diagnostics, test::types_read()));
    CHECK(diagnostics.has_errors());
    return test::without(base::render(diagnostics), folder.path() + "/");
}

constexpr std::string_view plain_route = "routes: [{to: [a]}]\n";

const test::ReadChannel& channel(const Settings& settings, const std::string& name) {
    return dynamic_cast<const test::ReadChannel&>(*settings.channels.at(name));
}

} // namespace

TEST_CASE("settings: what is not said has its default") {
    const test::TemporaryFolder folder;
    const auto settings = load(folder, "channels: {a: {type: plain}}\nroutes: [{to: a}]\n");
    CHECK(settings.channels.size() == 1);
    CHECK(settings.unreachable_after == 3);
    CHECK(settings.storm == 10);
    CHECK(settings.deliver == 2min);
    CHECK(settings.page.empty());
    CHECK(settings.headlines.empty());
    REQUIRE(settings.routes.size() == 1);
    const auto& route = settings.routes.front();
    CHECK(route.name == "route 1");
    CHECK(route.severity == resource::Severity::info);
    CHECK(route.events.empty());
    CHECK_FALSE(route.hosts);
    CHECK_FALSE(route.goes_on);
    CHECK_FALSE(route.digest);
    CHECK_FALSE(route.quiet);
    CHECK_FALSE(route.remind);
    CHECK(route.to == std::vector<std::string>{"a"});
}

TEST_CASE("settings: every key is taken") {
    const test::TemporaryFolder folder;
    const auto settings = load(folder, R"(plumbline: 1
channels:
  a: {type: plain, template: {headline: "{{severity}} {{host}}"}}
  b: {type: mail}
providers:
  both: [b, a]
unreachable_after: 5
storm: 20
page: https://reports.example.org/{{run}}.html
deliver: 90s
routes:
  - name: pages
    severity: high
    event: [drift, unreachable]
    hosts: "web:!web1"
    tags: [pci, edge]
    cause: [host-changed, both]
    contact: ops@example.org
    to: [both, a]
    continue: true
    digest: daily
    quiet: "22:00-06:30 Europe/London"
    remind: 1d
    escalate:
      - {after: 4h, to: a}
      - {after: 1d, to: [b, both]}
  - {to: b, quiet: "01:00-02:00"}
)");
    CHECK(settings.unreachable_after == 5);
    CHECK(settings.storm == 20);
    CHECK(settings.deliver == 90s);
    CHECK(settings.page == "https://reports.example.org/{{run}}.html");
    CHECK(settings.headlines.at("a").names() == std::set<std::string>{"severity", "host"});
    CHECK(settings.channels_of("both") == std::vector<std::string>{"b", "a"});
    CHECK(settings.channels_of("a") == std::vector<std::string>{"a"});
    CHECK(settings.channels_of("gone").empty());
    const auto& route = settings.routes.front();
    CHECK(route.name == "pages");
    CHECK(route.severity == resource::Severity::high);
    CHECK(route.events == std::set<Trigger>{Trigger::new_, Trigger::worse, Trigger::mutated,
                                            Trigger::still_open, Trigger::unreachable});
    CHECK(route.hosts->text() == "web:!web1");
    CHECK(route.tags == std::set<std::string>{"pci", "edge"});
    CHECK(route.causes == std::set<drift::Cause>{drift::Cause::host_changed, drift::Cause::both});
    CHECK(route.contacts == std::set<std::string>{"ops@example.org"});
    CHECK(route.to == std::vector<std::string>{"both", "a"});
    CHECK(route.goes_on);
    CHECK(route.digest == alert::Digest::daily);
    CHECK(route.quiet->from == 22h);
    CHECK(route.quiet->until == 6h + 30min);
    CHECK(route.quiet->zone == "Europe/London");
    CHECK(route.remind == 24h);
    REQUIRE(route.escalate.size() == 2);
    CHECK(route.escalate.front().after == 4h);
    CHECK(route.escalate.back().after == 24h);
    CHECK(route.escalate.back().to == std::vector<std::string>{"b", "both"});
    CHECK(settings.routes.back().quiet->zone == "UTC");
}

TEST_CASE("settings: what is wrong is said at its place, with what to do") {
    const test::TemporaryFolder folder;
    test::expect_refusals(PLUMBLINE_SOURCE "/tests/malformed/alerts", [&](const auto& path) {
        // the mode decides whether lines are shown; a checkout's is anybody's guess
        return complaints(folder, test::whole_file(path));
    });
}

TEST_CASE("settings: a file that others may write is refused") {
    const test::TemporaryFolder folder;
    CHECK(complaints(folder, "channels: {a: {type: plain}}\nroutes: [{to: a}]\n", 0666) ==
          "alerts.yaml: error: its mode is 0666: others than its owner may write it\n"
          "    chmod go-w " +
              std::string("alerts.yaml\n"));
}

TEST_CASE("settings: a secret is read from where it is said to be") {
    const test::TemporaryFolder folder;
    folder.directory("secrets", 0700);
    folder.file("secrets/key", "s3cret\n", 0600);
    ::setenv("PLUMBLINE_TEST_KEY", "fr0m-env", 1);
    const auto settings = load(folder, R"(channels:
  a: {type: chat, key_file: secrets/key, folder: spool/../out, timeout: 20s}
  b: {type: chat, key_env: PLUMBLINE_TEST_KEY}
  c: {type: chat, key: "inl1ne"}
  d: {type: mail}
routes: [{to: a}]
)",
                               0600);
    ::unsetenv("PLUMBLINE_TEST_KEY");
    CHECK(channel(settings, "a").secret == "s3cret");
    CHECK(channel(settings, "a").path == folder.path("out"));
    CHECK(channel(settings, "a").timeout == 20s);
    CHECK(channel(settings, "b").secret == "fr0m-env");
    CHECK(channel(settings, "c").secret == "inl1ne");
    CHECK(channel(settings, "d").secret == "none");
}

TEST_CASE("settings: a secret that is not to be had, or is not one, is refused") {
    const test::TemporaryFolder folder;
    folder.file("open", "s3cret\n", 0640);
    folder.file("empty", "\n", 0600);
    folder.file("lines", "s3cret\nmore\n", 0600);
    folder.file("bytes", "s3cret\xff", 0600);
    folder.directory("folder", 0700);
    ::setenv("PLUMBLINE_TEST_EMPTY", "", 1);
    ::unsetenv("PLUMBLINE_TEST_UNSET");
    struct Row {
        std::string keys;
        std::size_t column;
        std::string message;
    };
    const std::string alone = "    it must hold the secret alone, on one line\n";
    const std::string of_file = "    a file with the secret alone, of mode 0600\n";
    const std::vector<Row> rows{
        {"key_file: open", 38, "the secret open is open to others than its owner\n    chmod 600 open\n"},
        {"key_file: empty", 38, "empty is empty\n    put the secret there\n"},
        {"key_file: lines", 38,
         "lines holds a line break, a control character or what is not UTF-8\n" + alone},
        {"key_file: bytes", 38,
         "bytes holds a line break, a control character or what is not UTF-8\n" + alone},
        {"key_file: gone", 38, "cannot read gone: No such file or directory\n" + of_file},
        {"key_file: folder", 38, "cannot read folder: not a regular file\n" + of_file},
        {"key_env: PLUMBLINE_TEST_UNSET", 37,
         "the environment variable PLUMBLINE_TEST_UNSET is not set\n"
         "    set it for every command that reads the site, the hourly audit's above all\n"},
        {"key_env: PLUMBLINE_TEST_EMPTY", 37,
         "the environment variable PLUMBLINE_TEST_EMPTY is empty\n    put the secret there\n"},
        {"key: \"\"", 33, "'key' is empty\n    put the secret there\n"},
        {"key: 12345", 33, "'key' must be a text, found a number\n    write it in quotes\n"},
        {"key: [s3cret]", 33, "'key' must be a text, found a list\n"},
        {"key: s3cret, key_file: open", 15,
         "'key' is given more than once\n    keep one of 'key_file', 'key_env' and 'key'\n"},
        {"timeout: 5s", 15,
         "the secret 'key' is missing\n"
         "    'key_file' names a file that holds it, 'key_env' an environment variable\n"},
    };
    for (const auto& row : rows) {
        INFO(row.keys);
        // of mode 0600, so that no line is shown
        CHECK(complaints(folder, "channels: {a: {type: chat, " + row.keys + "}}\n" + std::string(plain_route),
                         0600) == "alerts.yaml:1:" + std::to_string(row.column) + ": error: " + row.message);
    }
    ::unsetenv("PLUMBLINE_TEST_EMPTY");
}

TEST_CASE("settings: a secret in a file that others can read is refused, and no line of it is shown") {
    const test::TemporaryFolder folder;
    const auto said = complaints(folder, "channels: {a: {type: chat, key: s3cret, colour: red}}\n" +
                                             std::string(plain_route));
    CHECK(said ==
          "alerts.yaml:1:33: error: 'key' is a secret, and others can read alerts.yaml\n"
          "    put it into a file of mode 0600 that 'key_file' names, or into the environment variable "
          "that 'key_env' names\n"
          "alerts.yaml:1:41: error: the channel 'a' has no key 'colour'\n"
          "    one of: folder, key, key_env, key_file, template, timeout, type\n");
}

TEST_CASE("settings: a private file that is no YAML shows no line either") {
    const test::TemporaryFolder folder;
    const auto said = complaints(folder, "channels: {a: {type: chat, key: \"s3cret}}\n", 0600);
    CHECK(said.find("s3cret") == std::string::npos);
    CHECK(said.starts_with("alerts.yaml:"));
}

TEST_CASE("settings: of the channels that there are, these forget and these track incidents") {
    const test::TemporaryFolder folder;
    base::Diagnostics diagnostics;
    const auto path = folder.file("alerts.yaml", R"(channels:
  am: {type: alertmanager, url: "http://127.0.0.1:9093"}
  oncall: {type: pagerduty, key: R0123456789ABCDEF0123456789ABCDE}
  jira: {type: opsgenie, key: 0b7d3a52-0cf7-4e2e-9b1f-0d0a5c0b3f11}
  log: {type: slack, url: "https://example.org/hook"}
routes: [{to: am}]
)",
                                  0600);
    const auto settings = alert::load_settings(path, std::nullopt, diagnostics);
    INFO(base::render(diagnostics));
    REQUIRE(settings);
    std::string said;
    for (const auto& [name, channel] : settings->channels)
        said += name + (channel->forgets() ? " forgets" : "") + (channel->tracks() ? " tracks" : "") + "\n";
    CHECK(said == "am forgets\njira tracks\nlog\noncall tracks\n");
}
