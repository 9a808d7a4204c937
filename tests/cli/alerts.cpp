#include "cli/desk.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using test::Ended;

namespace {

/// All keys of each type of channel, as README's table has them.
constexpr std::string_view all_keys = R"(
channels:
  slack: {type: slack, url_file: url, ca_file: ca.pem, proxy: "http://127.0.0.1:3128"}
  teams: {type: teams, url_env: HOOK, ca_file: ca.pem, proxy: "http://127.0.0.1:3128"}
  pagerduty: {type: pagerduty, key_file: pagerduty, url: "http://127.0.0.1:9", ca_file: ca.pem,
              proxy: "http://127.0.0.1:3128"}
  opsgenie: {type: opsgenie, key_file: opsgenie, url: "https://api.eu.opsgenie.com", ca_file: ca.pem,
             proxy: "http://127.0.0.1:3128"}
  alertmanager: {type: alertmanager, url: "http://127.0.0.1:9093", hold: 4h, user: plumbline,
                 password_file: password, ca_file: ca.pem, proxy: "http://127.0.0.1:3128"}
  alertmanager-token: {type: alertmanager, url_file: url, token_file: password}
  webhook: {type: webhook, url: "https://example.org/hook", secret_file: webhook, headers: {X-Team: web},
            token_file: password, ca_file: ca.pem, proxy: "http://127.0.0.1:3128"}
  webhook-user: {type: webhook, url: "https://example.org/hook", secret_file: webhook, user: plumbline,
                 password_file: password}
  smtp: {type: email, from: audit@example.org, to: [ops@example.org], smtp: "smtp://mail.example.org:587",
         user: audit, password_file: password, tls: required, ca_file: ca.pem, reply_to: ops@example.org,
         list_id: drift.example.org}
  smtp-plain: {type: email, from: audit@example.org, to: ops@example.org, smtp: "smtp://127.0.0.1",
               tls: opportunistic}
  program: {type: email, from: audit@example.org, to: [ops@example.org], sendmail: /usr/bin/env,
            reply_to: ops@example.org, list_id: drift.example.org}
  syslog: {type: syslog, to: "unix:/dev/log", format: rfc5424, facility: local3, enterprise: 32473}
  syslog-elsewhere: {type: syslog, to: "tls://log.example.org:6514", ca_file: ca.pem, facility: daemon,
                     enterprise: 32473}
  syslog-by-itself: {type: syslog}
  journald: {type: journald, socket: /run/systemd/journal.web/socket}
  command: {type: command, run: [/usr/bin/env, WORD], template: {headline: "{{event}} {{concern}}
            {{severity}} {{host}} {{hosts}} {{resource}} {{what}} {{since}} {{site}} {{environment}}
            {{standard}} {{run}} {{page}} {{headline}}"}}
routes: [{to: [slack]}]
)";

void write_site(const test::Desk& desk, const std::string& every) {
    test::write_standard(desk);
    desk.file("plumbline.yaml", "plumbline: 1\nstandard: standard.yaml\ninventory: hosts.yaml\nevery: " +
                                    every + "\nalerts: alerts.yaml\n");
    desk.file("hosts.yaml", "all: {hosts: {web1: }}\n");
}

} // namespace

TEST_CASE("each channel takes the keys that are said to be its") {
    const test::Desk desk;
    write_site(desk, "1h");
    for (const auto& [name, secret] :
         {std::pair("url", "https://example.org/0123456789abcdef\n"),
          std::pair("password", "hunter2hunter2\n"),
          std::pair("pagerduty", "R0123456789ABCDEF0123456789ABCDE\n"),
          std::pair("opsgenie", "0b7d3a52-0cf7-4e2e-9b1f-0d0a5c0b3f11\n"),
          std::pair("webhook", "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=\n")})
        desk.file(name, secret, 0600);
    REQUIRE(
        desk.shell("openssl req -x509 -newkey ed25519 -nodes -subj /CN=ca -keyout k.pem -out ca.pem 2>&1", {})
            .status == 0);
    desk.file("alerts.yaml", std::string(all_keys));
    CHECK(desk.run({"validate"}, {"HOOK=https://example.org/0123456789abcdef"}) ==
          Ended{0, "demo 1: 2 resources declared, 1 host, nothing wrong\n", ""});
}

TEST_CASE("whoever forgets alerts between two audits of the site is refused with its alerts.yaml") {
    const test::Desk desk;
    write_site(desk, "6h");
    desk.file("alerts.yaml", "channels:\n  am: {type: alertmanager, url: 'http://127.0.0.1:9', hold: 3h}\n"
                             "routes: [{to: am}]\n");
    const std::string refusal = "alerts.yaml:2:61: error: 'hold' is 3h, and the site is audited every 6h: "
                                "what is still open would be "
                                "said to be over before the next audit\n"
                                "      am: {type: alertmanager, url: 'http://127.0.0.1:9', hold: 3h}\n"
                                "                                                                ^\n"
                                "    leave it out: then it is 18h\n";
    for (const test::Words& words : {test::Words{"validate"}, test::Words{"alert", "test"}})
        CHECK(desk.run(words) == Ended{1, "", refusal});
    desk.file("alerts.yaml", "channels: {am: {type: alertmanager, url: 'http://127.0.0.1:9', hold: 12h}}\n"
                             "routes: [{to: am}]\n");
    CHECK(desk.run({"validate"}) == Ended{0, "demo 1: 2 resources declared, 1 host, nothing wrong\n", ""});
}
