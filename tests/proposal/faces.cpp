#include "proposal/faces/markup.hpp"
#include "proposal/proposed.hpp"
#include "support/by_schema.hpp"
#include "support/standard_text.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace plumbline;
using test::Files;
using test::host;

namespace {

Files standard(const std::string& version, const std::string& resources, const std::string& db) {
    return {{"standard.yaml", "plumbline: 1\nstandard: acme\nversion: \"" + version +
                                  "\"\nprofiles: {base: base.yaml, db: db.yaml}\napply:\n  - profiles: base\n"
                                  "  - profiles: db\n    to: db\nresources:\n  - service: ssh\n"},
            {"base.yaml", "plumbline: 1\nresources:\n" + resources},
            {"db.yaml", "plumbline: 1\nresources:\n  - package: " + db + "\n"}};
}

proposal::Proposal sample() {
    const std::string motd = "  - file: /etc/motd\n    content: \"";
    const std::string before = motd +
                               "hello\\n\"\n    severity: low\n    why: \"a | b @team\"\n"
                               "  - file: /etc/old\n    mode: \"0644\"\n  - file: /etc/ssh/sshd_config\n"
                               "    mode: \"0644\"\n    notify: service:ssh\n";
    const std::string after = motd + "good day\\n\"\n    severity: low\n    why: \"a | b @team\"\n"
                                     "  - file: /etc/ssh/sshd_config\n    mode: \"0600\"\n"
                                     "    severity: high\n    notify: service:ssh\n";
    std::vector<inventory::Host> hosts{host("db1", {"db"})};
    for (const auto* name : {"web1", "web2", "web3", "web4"})
        hosts.push_back(host(name));
    auto proposal = test::compared(standard("1", before, "mysql"), standard("2", after, "mariadb"), hosts);
    proposal.from.digest = "sha256:" + std::string(64, 'a');
    proposal.to.digest = "sha256:" + std::string(64, 'b');
    proposal.changes[0].outlook = {.drifts = 3, .rights = 0, .dropped = 0, .stays = 1, .untold = 1};
    proposal.observations = {.asked = base::Instant(std::chrono::hours(24 * 365 + 3)),
                             .oldest = base::Instant(std::chrono::hours(24 * 365)),
                             .oldest_host = "web2",
                             .never_audited = 1};
    return proposal;
}

} // namespace

TEST_CASE("a reviewer reads the verdict, each change once with its hosts, and what a change file needs") {
    const std::string expected = R"(acme 1 → acme 2
of 5 hosts: something changes for all; 1 resource added, 2 removed, 2 changed; putting right may notify service:ssh on 5 hosts
from  sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa  old
to    sha256:bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb  new

high      file:/etc/ssh/sshd_config  changes on all 5 hosts  (base.yaml:7)
  mode      0644 → 0600
  severity  medium → high
  notifies: service:ssh
  impact:   3 would drift, 1 can't be told, 1 stays as it is

medium    package:mariadb  is added on 1 of 5 hosts: db1  (db.yaml:3)
  state  present

medium    file:/etc/old  is no longer asked on all 5 hosts  (was base.yaml:7)
  asked:    mode 0644; state present

medium    package:mysql  is no longer asked on 1 of 5 hosts: db1  (was db.yaml:3)
  asked:    state present

low       file:/etc/motd  changes on all 5 hosts  (base.yaml:3)
  content
    --- from
    +++ to
    @@ -1,1 +1,1 @@
    -hello
    +good day
  why:      a | b @team

3 files differ: 3 changed (base.yaml, db.yaml, standard.yaml)

no host was touched: impact is told by the last audits, the oldest of 1971-01-01T00:00:00Z (web2, 3h
ago)
the history has no audit of 1 host that changes

for the change file that covers it:
  covers:
    - standard:
        from: sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
        to: sha256:bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb
)";
    CHECK(proposal::as_text(sample(), {}) == expected);
}

TEST_CASE("a ticket has the same as headings, tables and folded hosts") {
    const std::string expected = R"(# acme 1 → acme 2

of 5 hosts: something changes for all; 1 resource added, 2 removed, 2 changed; putting right may notify service:ssh on 5 hosts

|  | from | to |
| --- | --- | --- |
| asked for as | `old` | `new` |
| standard | `acme 1` | `acme 2` |
| digest | `sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa` | `sha256:bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb` |

| severity | resource | what | hosts | notifies | impact |
| --- | --- | --- | --- | --- | --- |
| high | `file:/etc/ssh/sshd_config` | changes | 5 of 5 | `service:ssh` | 3 would drift, 1 can't be told, 1 stays as it is |
| medium | `package:mariadb` | is added | 1 of 5 |  |  |
| medium | `file:/etc/old` | is no longer asked | 5 of 5 |  |  |
| medium | `package:mysql` | is no longer asked | 1 of 5 |  |  |
| low | `file:/etc/motd` | changes | 5 of 5 |  |  |

## high: `file:/etc/ssh/sshd_config` changes on all 5 hosts

- declared at: `base.yaml:7`
- putting it right notifies: `service:ssh`
- impact: 3 would drift, 1 can't be told, 1 stays as it is

| what | from | to |
| --- | --- | --- |
| `mode` | `0644` | `0600` |
| `severity` | `medium` | `high` |

<details><summary>5 hosts</summary>

`db1`, `web1`, `web2`, `web3`, `web4`

</details>

## medium: `package:mariadb` is added on 1 of 5 hosts

- declared at: `db.yaml:3`

| what | from | to |
| --- | --- | --- |
| `state` | not checked | `present` |

Hosts: `db1`

)";
    const auto told = proposal::as_markdown(sample());
    CHECK(told.substr(0, expected.size()) == expected);
    const std::string end = R"(## low: `file:/etc/motd` changes on all 5 hosts

- why: a &#124; b `@`team
- declared at: `base.yaml:3`

`content`:

```diff
--- from
+++ to
@@ -1,1 +1,1 @@
-hello
+good day
```

<details><summary>5 hosts</summary>

`db1`, `web1`, `web2`, `web3`, `web4`

</details>

3 files differ: 3 changed (base.yaml, db.yaml, standard.yaml)

no host was touched: impact is told by the last audits, the oldest of 1971-01-01T00:00:00Z (web2, 3h ago)

the history has no audit of 1 host that changes

For the change file that covers it:

```yaml
covers:
  - standard:
      from: sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
      to: sha256:bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb
```
)";
    const auto at = told.find("## low:");
    REQUIRE(at != std::string::npos);
    CHECK(told.substr(at) == end);
}

TEST_CASE("what is quoted in Markdown is no markup, mention or link") {
    const auto [text, as_prose, as_code] = GENERATE(table<std::string, std::string, std::string>({
        {"plain text", "plain text", "`plain text`"},
        {"", "", "*empty*"},
        {"a_b *c* [d](e)", "a&#95;b &#42;c&#42; &#91;d&#93;(e)", "`a_b *c* [d](e)`"},
        {"<script>alert(1)</script>", "&#60;script&#62;alert(1)&#60;/script&#62;",
         "`<script>alert(1)</script>`"},
        {"<details>", "&#60;details&#62;", "`<details>`"},
        {"a | b", "a &#124; b", "<code>a &#124; b</code>"},
        {"<b>|`x`", "&#60;b&#62;&#124;&#96;x&#96;", "<code>&#60;b&#62;&#124;&#96;x&#96;</code>"},
        {"`x`", "&#96;x&#96;", "`` `x` ``"},
        {"a``b", "a&#96;&#96;b", "```a``b```"},
        {" x ", " x ", "`  x  `"},
        {"line\n# heading", "line&#92;n&#35; heading", "`line\\n# heading`"},
        {"@ops http://evil www.evil", "`@`ops http&#58;//evil www&#46;evil", "`@ops http://evil www.evil`"},
        {"\x1b[31mred\xff", "&#92;x1b&#91;31mred&#92;xff", "`\\x1b[31mred\\xff`"},
        {"&lt; \\| ~~x~~", "&#38;lt; &#92;&#124; &#126;&#126;x&#126;&#126;",
         "<code>&#38;lt; &#92;&#124; &#126;&#126;x&#126;&#126;</code>"},
    }));
    CHECK(proposal::prose(text) == as_prose);
    CHECK(proposal::code(text) == as_code);
}

TEST_CASE("a block of code has a fence that nothing in it closes") {
    CHECK(proposal::code_block("diff", "+a\n") == "```diff\n+a\n```\n");
    CHECK(proposal::code_block("diff", "+```\n+````\n") == "`````diff\n+```\n+````\n`````\n");
    CHECK(proposal::code_block("", "a") == "```\na\n```\n");
}

TEST_CASE("nothing of a standard or a host becomes markup in a ticket") {
    const auto payload = std::string("</details>|`@all`<img src=x onerror=1>");
    const auto with = [&](const std::string& mode, const std::string& fences) {
        auto files = test::with_resources("  - file: \"/" + payload + "\"\n    mode: \"" + mode +
                                          "\"\n    content: \"" + fences + "\"\n    why: \"" + payload +
                                          "\"\n    contact: \"" + payload + "\"\n");
        return files;
    };
    const auto proposal =
        test::compared(with("0644", "```\\n"), with("0600", "````\\n</details>\\n"), {host(payload)});
    const auto told = proposal::as_markdown(proposal);
    INFO(told);
    const auto block = told.find("`````diff\n");
    REQUIRE(block != std::string::npos);
    CHECK(told.find("\n`````\n", block) != std::string::npos);
    const auto outside = told.substr(0, block) + told.substr(told.find("\n`````\n", block));
    CHECK(outside.find("<img") == std::string::npos);
    CHECK(outside.find("</details>") == std::string::npos);
}

TEST_CASE("the JSON of a proposal holds to its schema") {
    using nlohmann::json;
    const auto told = json::parse(proposal::as_json(sample()));
    const auto schema = json::parse(proposal::json_schema());
    CHECK(test::objections(schema, told).empty());
    const json summary{{"hosts", 5},
                       {"touched", 5},
                       {"added", 1},
                       {"removed", 2},
                       {"changed", 2},
                       {"moved", 0},
                       {"restarts", {{"service:ssh", 5}}}};
    CHECK(told["summary"] == summary);
    const auto& first = told["changes"][0];
    CHECK(first["id"] == "file:/etc/ssh/sshd_config");
    CHECK(first["alterations"][0] ==
          json{{"name", "mode"}, {"aspect", "property"}, {"from", "0644"}, {"to", "0600"}});
    CHECK(first["impact"] == json{{"drifts", 3}, {"rights", 0}, {"dropped", 0}, {"stays", 1}, {"untold", 1}});
    CHECK(first["hosts"] == json{"db1", "web1", "web2", "web3", "web4"});
    CHECK(told["observed"]["oldest_host"] == "web2");
    for (const auto* key : {"format", "from", "summary", "changes"}) {
        auto without = told;
        without.erase(key);
        CHECK_FALSE(test::objections(schema, without).empty());
    }
}

TEST_CASE("two standards that are the same say so") {
    auto proposal =
        test::compared(test::with_resources("  - file: /a\n"), test::with_resources("  - file: /a\n"));
    const auto told = proposal::as_text(proposal, {});
    CHECK(told.find("of 1 host: nothing changes for any of them\n") != std::string::npos);
    CHECK(told.find("both are the same standard, byte for byte\n") != std::string::npos);
    CHECK(told.find("covers") == std::string::npos);
    CHECK(proposal::as_markdown(proposal).find("Both are the same standard, byte for byte.\n") !=
          std::string::npos);
}

TEST_CASE("the snippet for a change file is YAML of the form that it takes") {
    const auto element = test::element(proposal::covers_snippet(sample()));
    const auto& covers = *element.find("covers")->sequence();
    REQUIRE(covers.size() == 1);
    CHECK(covers[0].find("standard")->find("from")->scalar()->text == "sha256:" + std::string(64, 'a'));
    CHECK(covers[0].find("standard")->find("to")->scalar()->text == "sha256:" + std::string(64, 'b'));
}
