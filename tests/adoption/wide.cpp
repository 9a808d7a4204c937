#include "adoption/trial.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using test::head_of;
using test::is;
using test::is_missing;
using test::Trial;

namespace {

const std::string head = "plumbline: 1\nstandard: acme\n";

std::string text_of(const std::vector<std::string>& lines) {
    std::string text;
    for (const auto& line : lines)
        text += line + "\n";
    return text;
}

/// Without what names the test's own folder.
std::string told(const std::string& patch) {
    auto lines = head_of(patch);
    std::erase_if(lines, [](const std::string& line) { return line.starts_with("paths are relative"); });
    return text_of(lines);
}

} // namespace

TEST_CASE("the head says whom it concerns") {
    Trial trial({{"standard.yaml", head + "resources:\n  - file: /etc/motd\n    mode: \"0644\"\n"}});
    trial.audit({{"web1", {{"file:/etc/motd", {is("mode", "0600")}}}},
                 {"db1", {{"file:/etc/motd", {is("mode", "0600")}}}}});
    CHECK(told(trial.adopt({{"web1", "file:/etc/motd"}})) ==
          "plumbline adopt: what these hosts have becomes the standard\n"
          "7Q4K2M9XAB (file:/etc/motd on web1), seen 1970-01-01T00:00:00Z\n"
          "  mode is 0600, the standard said 0644\n"
          "file:/etc/motd also applies to 2 other hosts: db1, web2; with --host-only an override for the "
          "drift's host "
          "alone\n"
          "  would drift then: web2\n"
          "  would be right then: db1\n"
          "tried: under the edited standard these drifts are gone, and nothing else that was seen of these "
          "hosts "
          "changes\n"
          "a sign-off of the standard does not cover it: sign again after the review\n");
    trial.forget("web2");
    CHECK_THAT(told(trial.adopt({{"web1", "file:/etc/motd"}, {"db1", "file:/etc/motd"}})),
               Catch::Contains(
                   "file:/etc/motd also applies to 1 other host: web2; with --host-only an override for the "
                   "drift's host alone\n  can't be told without an audit: web2\n"));
}

TEST_CASE("where the paths of a patch begin") {
    Trial trial({{"standard.yaml", head + "resources:\n  - file: /etc/motd\n    mode: \"0644\"\n"}});
    trial.audit({{"web1", {{"file:/etc/motd", {is("mode", "0600")}}}}});
    const auto patch = trial.adopt({{"web1", "file:/etc/motd"}});
    CHECK_THAT(patch, Catch::Contains("# paths are relative to the standard's folder: in " + trial.path() +
                                      ", git apply FILE or patch -p1 <FILE\n"));
    CHECK_THAT(patch,
               Catch::Contains("\ndiff --git a/standard.yaml b/standard.yaml\n--- a/standard.yaml\n+++ "
                               "b/standard.yaml\n@@ -2,4 +2,4 @@\n"));
    CHECK_THAT(patch, Catch::EndsWith("   - file: /etc/motd\n-    mode: \"0644\"\n+    mode: \"0600\"\n"));
}

TEST_CASE("a profile's file, an included one and the file of a source are edited where they are") {
    Trial trial({{"standard.yaml",
                  head + "profiles:\n  base: profiles/base.yaml\napply:\n  - profiles: [base]\n    to: "
                         "web\n"},
                 {"profiles/base.yaml", "include: [ssh.yaml]\nresources:\n  - file: /etc/motd\n    source: "
                                        "files/motd\n"},
                 {"profiles/ssh.yaml", "# sshd\nresources:\n  - user: sshd\n    shell: /bin/false\n"},
                 {"files/motd", "one\ntwo\nthree\n"}});
    trial.audit({{"web1",
                  {{"file:/etc/motd", {is("content", "one\nthree\nfour")}},
                   {"user:sshd", {is("shell", "/usr/sbin/nologin")}}}}});
    trial.apply(trial.adopt({{"web1", "file:/etc/motd"}, {"web1", "user:sshd"}}), "git apply");
    CHECK(trial.text("files/motd") == "one\nthree\nfour");
    CHECK(trial.text("profiles/ssh.yaml") ==
          "# sshd\nresources:\n  - user: sshd\n    shell: /usr/sbin/nologin\n");
}

TEST_CASE("a patch in git begins at the top of the work tree") {
    Trial trial({{"standard.yaml", head + "resources:\n  - file: /etc/motd\n    mode: \"0644\"\n"}});
    std::filesystem::create_directory(trial.path() + "/.git");
    trial.audit({{"web1", {{"file:/etc/motd", {is("mode", "0600")}}}}});
    CHECK_THAT(
        trial.adopt({{"web1", "file:/etc/motd"}}),
        Catch::Contains("# paths are relative to the top of the git work tree: in " + trial.path() + ", "));
}

TEST_CASE("an override for one host alone") {
    struct Case {
        std::string name;
        std::string before;
        std::string id;
        std::vector<test::Actual> actual;
        std::string added;
    };
    const std::vector<Case> cases{
        {"of what a variable gives",
         "vars:\n  m: \"0644\"\nresources:\n  - file: /etc/motd\n    mode: \"{{ m }}\"\n",
         "file:/etc/motd",
         {is("mode", "0600")},
         "override:\n  - to: web1\n    resource: file:/etc/motd\n    set:\n      mode: \"0600\"\n    why: "
         "INC-7\n"},
        {"of one key of a table, which is written out whole",
         "resources:\n  - setting: /etc/ssh/sshd_config\n    values:\n      PermitRootLogin: \"no\" # CIS\n  "
         "    "
         "MaxAuthTries: {at_most: 4}\n",
         "setting:/etc/ssh/sshd_config",
         {is("values.MaxAuthTries", "6")},
         "override:\n  - to: web1\n    resource: setting:/etc/ssh/sshd_config\n    set:\n      values: "
         "{PermitRootLogin: \"no\", MaxAuthTries: 6}\n    why: INC-7\n"},
        {"of content of several lines",
         "resources:\n  - file: /etc/motd\n    content: \"a\\n\"\n",
         "file:/etc/motd",
         {is("content", "a\nb\n")},
         "override:\n  - to: web1\n    resource: file:/etc/motd\n    set:\n      content: |\n        a\n     "
         "   b\n    "
         "why: INC-7\n"},
        {"after those that are there",
         "override:\n# who is special\n- to: db1\n  resource: file:/etc/motd\n  set: {mode: \"0640\"}\n  "
         "why: CHG-1 # "
         "old\n\nresources:\n  - file: /etc/motd\n    mode: \"0644\"\n",
         "file:/etc/motd",
         {is("mode", "0600")},
         ""},
    };
    for (const auto& one : cases) {
        INFO(one.name);
        Trial trial({{"standard.yaml", head + one.before}});
        const std::map<std::string, test::Actuals> actuals{{"web1", {{one.id, one.actual}}}};
        trial.audit(actuals);
        trial.apply(trial.adopt({{"web1", one.id}}, "INC-7"), "git apply");
        if (!one.added.empty())
            CHECK(trial.text("standard.yaml") == head + one.before + one.added);
        else
            CHECK(trial.text("standard.yaml") ==
                  head + "override:\n# who is special\n- to: db1\n  resource: file:/etc/motd\n  set: {mode: "
                         "\"0640\"}\n  "
                         "why: CHG-1 # old\n- to: web1\n  resource: file:/etc/motd\n  set:\n    mode: "
                         "\"0600\"\n  why: "
                         "INC-7\n\nresources:\n  - file: /etc/motd\n    mode: \"0644\"\n");
        CHECK(trial.verdicts("web1", actuals.at("web1")).at(one.id) == drift::Status::in_sync);
    }
}

TEST_CASE("an override for one host alone of a file's or a template's content is a file beside it") {
    for (const char* type : {"file", "template"}) {
        INFO(type);
        Trial trial({{"standard.yaml", head + "vars: {x: y}\nresources:\n  - " + type +
                                           ": /etc/motd\n    source: files/motd\n"},
                     {"files/motd", "on\n"}});
        const auto id = std::string(type) + ":/etc/motd";
        const std::map<std::string, test::Actuals> actuals{{"web1", {{id, {is("content", "off\n")}}}}};
        trial.audit(actuals);
        trial.apply(trial.adopt({{"web1", id}}, "INC-7"), "git apply");
        CHECK(trial.text("files/motd") == "on\n");
        CHECK(trial.text("files/motd.web1") == "off\n");
        CHECK_THAT(trial.text("standard.yaml"), Catch::Contains("      source: files/motd.web1\n"));
        CHECK(trial.verdicts("web1", actuals.at("web1")).at(id) == drift::Status::in_sync);
    }
}

TEST_CASE("an override that is for the host alone already is edited where it is") {
    Trial trial({{"standard.yaml",
                  head + "resources:\n  - file: /etc/motd\n    mode: \"0644\"\noverride:\n  - to: web1\n "
                         "   resource: file:/etc/motd\n    set: {mode: \"0640\"} # for now\n    why: "
                         "CHG-1\n"}});
    trial.audit({{"web1", {{"file:/etc/motd", {is("mode", "0600")}}}}});
    trial.apply(trial.adopt({{"web1", "file:/etc/motd"}}), "git apply");
    CHECK(trial.text("standard.yaml") ==
          head +
              "resources:\n  - file: /etc/motd\n    mode: \"0644\"\noverride:\n  - to: web1\n    resource: "
              "file:/etc/motd\n    set: {mode: \"0600\"} # for now\n    why: CHG-1\n");
}
