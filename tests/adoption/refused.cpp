#include "adoption/trial.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using test::Actual;
using test::is;
using test::is_missing;
using test::Trial;

namespace {

const std::string head = "plumbline: 1\nstandard: web-tier\n";

struct Refused {
    std::string name;
    Trial::Files files;
    std::string id;
    std::vector<Actual> actual;
    std::string reason; ///< after "drift … can't be adopted: ", without the folder
};

std::string alone(const std::string& resources) {
    return head + "resources:\n" + resources;
}

const std::string by_hand = "; change that by hand, or use --host-only for an override for web1 alone";

const std::vector<Refused> cases{
    {"a variable of the standard",
     {{"standard.yaml",
       head +
           "vars:\n  web_mode: \"0644\"\nresources:\n  - file: /etc/motd\n    mode: \"{{ web_mode }}\"\n"}},
     "file:/etc/motd",
     {is("mode", "0600")},
     "mode comes from the variable web_mode at FOLDER/standard.yaml:4, which other resources may name too" +
         by_hand},
    {"a variable of the inventory",
     {{"standard.yaml", alone("  - user: deploy\n    shell: \"{{ login_shell }}\"\n")}},
     "user:deploy",
     {is("shell", "/bin/zsh")},
     "shell comes from the variable login_shell, which the inventory gives web1, which other resources may "
     "name "
     "too" +
         by_hand},
    {"an override for several hosts",
     {{"standard.yaml",
       alone("  - file: /etc/motd\n    mode: \"0644\"\noverride:\n  - to: web*\n    resource: "
             "file:/etc/motd\n    set: {mode: \"0640\"}\n    why: CHG-1\n")}},
     "file:/etc/motd",
     {is("mode", "0600")},
     "mode comes from the override at FOLDER/standard.yaml:7, which is for web*" + by_hand},
    {"a template",
     {{"standard.yaml",
       alone("  - template: /etc/motd\n    source: files/motd.mustache\n    vars: {x: y}\n")},
      {"files/motd.mustache", "on {{ x }}\n"}},
     "template:/etc/motd",
     {is("content", "off y\n")},
     "content is made from the template files/motd.mustache, named at FOLDER/standard.yaml:5" + by_hand},
    {"a secret",
     {{"standard.yaml", alone("  - file: /etc/motd\n    sensitive: true\n    mode: \"0644\"\n")}},
     "file:/etc/motd",
     {is("mode", "0600")},
     "mode: its value is a secret, which no report and no history holds: write it into the standard by hand"},
    {"binary content",
     {{"standard.yaml", alone("  - file: /etc/motd\n    content: \"a\\n\"\n")}},
     "file:/etc/motd",
     {is("content", std::string("a\0b\n", 4))},
     "content: it is binary, and the history holds no diff of it: take the file from the host and put it "
     "into the "
     "standard by hand"},
    {"content whose diff is cut",
     {{"standard.yaml", alone("  - file: /etc/motd\n    content: \"a\\n\"\n")}},
     "file:/etc/motd",
     {is("content", std::string(2000, 'x') + "\n")},
     "content: the diff that the history holds is cut: take the file from the host and put it into the "
     "standard by "
     "hand"},
    {"content with braces",
     {{"standard.yaml", alone("  - file: /etc/motd\n    content: \"a\\n\"\n")}},
     "file:/etc/motd",
     {is("content", "{{ a }}\n")},
     "content holds {{ on the host, which a standard takes for a variable: put the text into a file of the "
     "standard, "
     "as source"},
    {"something else of the kind",
     {{"standard.yaml", alone("  - file: /etc/motd\n    mode: \"0644\"\n")}},
     "file:/etc/motd",
     {is("kind", "symlink")},
     "kind: the host has a symlink there: declare that instead, by hand"},
    {"one thing of many below a directory",
     {{"standard.yaml", alone("  - directory: /srv\n    recurse:\n      files: {mode: \"0644\"}\n")}},
     "directory:/srv",
     {is("recurse.files.mode", "0600", "a")},
     "recurse.files.mode of a: recurse.files.mode speaks of many things at once, and no one of them can be "
     "excepted: "
     "declare a by itself, or let the standard ask less"},
    {"what exclusive found",
     {{"standard.yaml", alone("  - sudo: nothing else\n    exclusive: true\n")}},
     "sudo:nothing else",
     {is("exclusive", "present", "jane ALL=(ALL) ALL")},
     "exclusive of jane ALL=(ALL) ALL: what the host has beside what is declared is not recorded in the form "
     "of a "
     "declaration: declare it by hand"},
    {"several lines",
     {{"standard.yaml", alone("  - line: /etc/hosts\n    text: 10.0.0.1 db\n    match: db\n")}},
     "line:/etc/hosts",
     {is("text", "10.0.0.2 db", "line 2"), is("text", "10.0.0.3 db", "line 3")},
     "text of line 2: several lines differ, and a line resource can name only one; text of line 3: several "
     "lines "
     "differ, and a line resource can name only one"},
    {"a value that an anchor shares",
     {{"standard.yaml",
       alone("  - file: /etc/motd\n    mode: &m \"0644\"\n  - file: /etc/issue\n    mode: *m\n")}},
     "file:/etc/motd",
     {is("mode", "0600")},
     "standard.yaml:5: this value has an anchor and is used elsewhere too: write it out there first"},
    {"a live value that is not the one after a reboot",
     {{"standard.yaml", alone("  - sysctl: net.ipv4.ip_forward\n    value: 0\n")}},
     "sysctl:net.ipv4.ip_forward",
     {is("value", "1"), is("persisted", "0")},
     "it would still drift: persisted is 0, would have to be 1"},
    {"a property that follows no change",
     {{"standard.yaml",
       alone("  - setting: /etc/ssh/sshd_config\n    values: {Port: \"22\"}\n    in_force: true\n")}},
     "setting:/etc/ssh/sshd_config",
     {is("values.Port", "22"), is("in_force.Port", "2222")},
     "in_force.Port: no attribute of setting says this alone: edit the standard by hand"},
};

std::string without_folder(std::string text, const std::string& folder) {
    for (auto at = text.find(folder); at != std::string::npos; at = text.find(folder))
        text.replace(at, folder.size(), "FOLDER");
    return text;
}

} // namespace

TEST_CASE("what can't be edited is refused with its place and what to do") {
    for (const auto& one : cases) {
        INFO(one.name);
        Trial trial(one.files);
        for (const char* host : {"web1", "web2", "db1"})
            trial.host(host).variables["login_shell"] = std::string("/bin/sh");
        trial.audit({{"web1", {{one.id, one.actual}}}});
        CHECK(without_folder(trial.refusal({{"web1", one.id}}), trial.path()) ==
              "drift 7Q4K2M9XAB (" + one.id + " on web1) can't be adopted: " + one.reason);
    }
}

TEST_CASE("what is refused of several drifts is said of each, and nothing is printed") {
    Trial trial(
        {{"standard.yaml", alone("  - file: /etc/motd\n    mode: \"0644\"\n  - file: /etc/issue\n    mode: "
                                 "\"0644\"\n  - group: adm\n")}});
    trial.audit(
        {{"web1", {{"file:/etc/motd", {is("kind", "fifo")}}, {"file:/etc/issue", {is("mode", "0600")}}}}});
    CHECK(trial.refusal({{"web1", "file:/etc/motd"}, {"web1", "file:/etc/issue"}, {"web1", "group:adm"}}) ==
          "drift 7Q4K2M9XAB (file:/etc/motd on web1) can't be adopted: kind: the host has a fifo there: "
          "declare that "
          "instead, by hand\n"
          "drift 7Q4K2M9XAB (group:adm on web1) can't be adopted: it is not seen to drift any more: in-sync "
          "at the "
          "last audit");
}

TEST_CASE("a drift that was seen under another declaration is refused") {
    Trial trial({{"standard.yaml", alone("  - file: /etc/motd\n    mode: \"0644\"\n")}});
    trial.audit({{"web1", {{"file:/etc/motd", {is("mode", "0600")}}}}});
    trial.write("standard.yaml", alone("  - file: /etc/motd\n    mode: \"0640\"\n"));
    CHECK(without_folder(trial.refusal({{"web1", "file:/etc/motd"}}), trial.path()) ==
          "drift 7Q4K2M9XAB (file:/etc/motd on web1) can't be adopted: the standard says something else of "
          "it now "
          "(FOLDER/standard.yaml:4) than when it was last seen (1970-01-01T00:00:00Z): audit again");
}

TEST_CASE("an edit that would change what nobody meant is refused") {
    Trial trial({{"standard.yaml",
                  alone("  - file: /etc/motd\n    source: files/text\n  - file: /etc/issue\n    source: "
                        "files/text\n")},
                 {"files/text", "hello\n"}});
    trial.audit({{"web1", {{"file:/etc/motd", {is("content", "bye\n")}}}}});
    trial.forget("db1");
    CHECK(trial.refusal({{"web1", "file:/etc/motd"}}) ==
          "the edit would change file:/etc/issue too (on db1, web1, web2), which nobody asked for: it shares "
          "what is "
          "edited; use --host-only, or edit by hand");
}
