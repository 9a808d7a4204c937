#include "packet/contents/files.hpp"
#include "packet/made.hpp"

#include <catch2/catch.hpp>

#include <fmt/format.h>

using namespace plumbline;
using test::bytes_of;
using test::TemporaryFolder;

TEST_CASE("a packet is the report, what changes, one diff a change, and the digests of them all") {
    const TemporaryFolder folder;
    const auto place = folder.path("packet");
    const auto report = test::three_changes();
    test::make_packet(place, report);
    CHECK(test::names_in(place) == std::set<std::string>{"MANIFEST", "changes.json", "changes.md",
                                                         "diffs/001-file-etc-ssh-sshd_config.diff",
                                                         "diffs/002-directory-etc-cron.d.diff",
                                                         "diffs/003-file-etc-motd.diff", "index.html",
                                                         "report.json", "summary.md"});
    CHECK(bytes_of(place + "/report.json") == report::as_json(report));
    CHECK(bytes_of(place + "/summary.md") ==
          "# Change packet: `acme-production 2026.11.2 (production)`\n"
          "\n"
          "**2 hosts, 3 changes, worst risk: connectivity.**\n"
          "\n"
          "- **begin reading:** change 1, `file:/etc/ssh/sshd_config` on `web1`, in `changes.md`; then the "
          "others in "
          "their order, the riskiest first\n"
          "- **mind:** 1 host could not be checked, or not wholly\n"
          "- **mind:** 1 resource could not be checked\n"
          "- **mind:** 1 difference is accepted by waivers\n"
          "- **run:** `01KAH5W2N0ABCDEFGHJKMNPQRS`, 2026-11-20T13:00:02Z to 2026-11-20T13:00:06Z\n"
          "- **standard digest:** `sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa`\n"
          "- **sign-off of the standard:** not-required\n"
          "- **contact:** `platform@example.org`\n"
          "- **this packet:** **not signed**: nothing shows who made it; `plumbline verify DIR` tells "
          "whether it is "
          "whole\n"
          "\n"
          "## Changes\n"
          "\n"
          "1. **connectivity, restart** pending `file:/etc/ssh/sshd_config` on `web1`\n"
          "   - would: `write content (1 line)`\n"
          "   - connectivity: `decides who can log in by SSH: /etc/ssh/sshd_config`\n"
          "   - connectivity: `is what the host is reached by: ssh`\n"
          "   - restart: `is notified, which restarts it: service:ssh`\n"
          "   - **can't be taken back wholly**: keep what is named in `changes.md` before\n"
          "2. **purge** low `directory:/etc/cron.d` on `web1`\n"
          "   - would: `remove file left`\n"
          "   - purge: `is there now, and is removed: left`\n"
          "   - **can't be taken back wholly**: keep what is named in `changes.md` before\n"
          "3. **none** high `file:/etc/motd` on `web1`, `web2`\n"
          "   - would: `set mode 0644 (now 0600)`\n"
          "\n"
          "## Files\n"
          "\n"
          "- `changes.md`, `changes.json`: each change with its risk and its way back\n"
          "- `diffs/`: each change as a unified diff\n"
          "- `index.html`, `report.json`: the whole report\n"
          "- `MANIFEST`: digests of all files, for `sha256sum -c MANIFEST`\n");
    CHECK(bytes_of(place + "/changes.md") ==
          "# Changes of `acme-production 2026.11.2 (production)`\n"
          "\n"
          "## Change 1: connectivity, restart\n"
          "\n"
          "### pending `file:/etc/ssh/sshd_config`\n"
          "\n"
          "- `content`: now `sha256:a`, standard `sha256:b`\n"
          "- **1 host:** `web1`\n"
          "- **would:** `write content (1 line)`\n"
          "- **then notify:** `service:ssh`\n"
          "- **declared:** `profiles/base.yaml:7`\n"
          "\n"
          "```diff\n--- actual\n+++ standard\n@@ -1 +1 @@\n-a\n+b\n```\n"
          "\n"
          "#### Risk\n"
          "\n"
          "- **connectivity:** `decides who can log in by SSH: /etc/ssh/sshd_config`\n"
          "- **connectivity:** `is what the host is reached by: ssh`\n"
          "- **restart:** `is notified, which restarts it: service:ssh`\n"
          "\n"
          "#### Going back\n"
          "\n"
          "- `put the content sha256:a of /etc/ssh/sshd_config back: plumbline keeps its digest alone, and "
          "the lines "
          "that the diff shows, as they print; take a copy before` **(in part)**\n"
          "- `restart service:ssh again, so that it runs with what was put back`\n"
          "\n"
          "## Change 2: purge\n"
          "\n"
          "### low `directory:/etc/cron.d`\n"
          "\n"
          "- `purge` `left`: now `file`, standard `absent`\n"
          "- **1 host:** `web1`\n"
          "- **would:** `remove file left`\n"
          "- **declared:** `profiles/base.yaml:9`\n"
          "\n"
          "#### Risk\n"
          "\n"
          "- **purge:** `is there now, and is removed: left`\n"
          "\n"
          "#### Going back\n"
          "\n"
          "- `put left back from a backup: its content is not kept; take one before` **(not from what is "
          "recorded)**\n"
          "\n"
          "## Change 3: none\n"
          "\n"
          "### high `file:/etc/motd`\n"
          "\n"
          "- `mode`: now `0600`, standard `0644`\n"
          "- **2 hosts:** `web1`, `web2`\n"
          "- **would:** `set mode 0644 (now 0600)`\n"
          "- **declared:** `profiles/base.yaml:3`\n"
          "\n"
          "#### Risk\n"
          "\n"
          "- none is known\n"
          "\n"
          "#### Going back\n"
          "\n"
          "- `set mode back to 0600`\n");
    CHECK(
        bytes_of(place + "/diffs/001-file-etc-ssh-sshd_config.diff") ==
        "--- actual\n+++ standard\n@@ -1,1 +1,1 @@ file:/etc/ssh/sshd_config\n-content: sha256:a\n+content: "
        "sha256:b\n--- actual\n+++ standard\n@@ -1 +1 @@\n-a\n+b\n");
    CHECK(bytes_of(place + "/diffs/002-directory-etc-cron.d.diff") ==
          "--- actual\n+++ standard\n@@ -1,1 +1,1 @@ directory:/etc/cron.d\n-purge of left: file\n+purge of "
          "left: "
          "absent\n");
}

TEST_CASE("changes.json has each change for programs") {
    const auto report = test::three_changes();
    const auto json = packet::changes_json(report, packet::changes_of(report), true);
    const auto at = json.find("    {\"number\": 2");
    REQUIRE(at != std::string::npos);
    CHECK(
        json.substr(0, json.find("    {\"number\": 1")) ==
        "{\"format\": \"plumbline.packet/1\",\n"
        " \"signed\": true,\n"
        " \"run\": {\"id\": \"01KAH5W2N0ABCDEFGHJKMNPQRS\", \"started\": \"2026-11-20T13:00:02Z\", "
        "\"finished\": "
        "\"2026-11-20T13:00:06Z\", \"standard\": \"acme-production\", \"version\": \"2026.11.2\", "
        "\"environment\": "
        "\"production\", \"digest\": "
        "\"sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\", "
        "\"signoff\": \"not-required\"},\n"
        " \"summary\": {\"hosts\": 2, \"changes\": 3, \"worst_risk\": \"connectivity\", \"caveats\": [\"1 "
        "host could "
        "not be checked, or not wholly\", \"1 resource could not be checked\", \"1 difference is accepted by "
        "waivers\"]},\n"
        " \"changes\": [\n");
    CHECK(
        json.substr(at) ==
        "    {\"number\": 2,\n"
        "     \"resource\": \"directory:/etc/cron.d\",\n"
        "     \"type\": \"directory\",\n"
        "     \"title\": \"/etc/cron.d\",\n"
        "     \"status\": \"drift\",\n"
        "     \"severity\": \"low\",\n"
        "     \"declared\": \"profiles/base.yaml:9\",\n"
        "     \"hosts\": [\"web1\"],\n"
        "     \"properties\": [{\"name\": \"purge\", \"subject\": \"left\", \"status\": \"drift\", "
        "\"expected\": "
        "\"absent\", \"actual\": \"file\"}],\n"
        "     \"would\": [\"remove file left\"],\n"
        "     \"restarts\": [],\n"
        "     \"risks\": [{\"class\": \"purge\", \"reason\": \"is there now, and is removed\", \"concerns\": "
        "[\"left\"]}],\n"
        "     \"rollback\": [{\"property\": \"purge\", \"subject\": \"left\", \"words\": \"put left back "
        "from a backup: "
        "its content is not kept; take one before\", \"extent\": \"none\"}],\n"
        "     \"diff\": \"diffs/002-directory-etc-cron.d.diff\"},\n"
        "    {\"number\": 3,\n"
        "     \"resource\": \"file:/etc/motd\",\n"
        "     \"type\": \"file\",\n"
        "     \"title\": \"/etc/motd\",\n"
        "     \"status\": \"drift\",\n"
        "     \"severity\": \"high\",\n"
        "     \"declared\": \"profiles/base.yaml:3\",\n"
        "     \"hosts\": [\"web1\", \"web2\"],\n"
        "     \"properties\": [{\"name\": \"mode\", \"status\": \"drift\", \"expected\": \"0644\", "
        "\"actual\": "
        "\"0600\"}, {\"name\": \"owner\", \"status\": \"in-sync\", \"expected\": \"root\", \"actual\": "
        "\"root\"}],\n"
        "     \"would\": [\"set mode 0644 (now 0600)\"],\n"
        "     \"restarts\": [],\n"
        "     \"risks\": [],\n"
        "     \"rollback\": [{\"property\": \"mode\", \"words\": \"set mode back to 0600\", \"extent\": "
        "\"whole\"}],\n"
        "     \"diff\": \"diffs/003-file-etc-motd.diff\"}]}\n");
}

TEST_CASE("what is told alike but is taken back otherwise is two changes") {
    auto report = test::report_of({});
    for (const auto* version : {"1.0", "2.0"}) {
        auto host = test::host(std::string("web") + version,
                               {test::Made("package", "telnet", drift::Status::drift, 3)
                                    .property("state", test::Status::drift, "absent", "present")
                                    .would("remove telnet")});
        host.findings.front().observed.observations.push_back(
            {.property = "version", .reading = resource::Present{std::string(version)}});
        report.hosts.push_back(std::move(host));
    }
    const auto changes = packet::changes_of(report);
    REQUIRE(changes.size() == 2);
    CHECK(changes[0].group.hosts == report::Texts{"web1.0"});
    CHECK(changes[1].group.hosts == report::Texts{"web2.0"});
}

TEST_CASE("a run in which nothing drifts is a packet that says so") {
    const auto report =
        test::report_of({test::host("web1", {test::Made("file", "/a", drift::Status::in_sync, 1)})});
    CHECK(packet::outline_of(report, "DIR", std::nullopt) ==
          "packet DIR: 0 hosts, 0 changes, worst risk none\n"
          "  NOT SIGNED: the site has no ledger_key; nothing shows who made it\n");
    CHECK(packet::changes_markdown(report, {}) ==
          "# Changes of `acme-production 2026.11.2 (production)`\n\nNothing would be changed.\n\n");
}

TEST_CASE("the outline says what a reviewer sees first") {
    CHECK(packet::outline_of(test::three_changes(), "DIR", "keys/site") ==
          "packet DIR: 2 hosts, 3 changes, worst risk connectivity\n"
          "  mind: 1 host could not be checked, or not wholly\n"
          "  mind: 1 resource could not be checked\n"
          "  mind: 1 difference is accepted by waivers\n"
          "  begin reading: DIR/summary.md, then change 1 (connectivity, restart): file:/etc/ssh/sshd_config "
          "on web1\n"
          "  signed with keys/site\n");
}
