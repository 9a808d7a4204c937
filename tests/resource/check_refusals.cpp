#include "resource/check.hpp"
#include "resource/checks/scalar.hpp"
#include "support/standard_text.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using test::declaration;
using test::lines;

namespace {

using Lines = std::vector<std::string>;

/// Everything that is said of a declaration that is wrong.
Lines complaints(const std::string& yaml) {
    base::Diagnostics diagnostics;
    const auto source = [](std::string_view, const base::Place&) { return std::optional<std::string>("x"); };
    CHECK_FALSE(resource::check(declaration(yaml), source, diagnostics));
    return lines(diagnostics);
}

struct Case {
    std::string yaml;
    std::string complaint;
};

void check(const std::vector<Case>& cases) {
    for (const auto& [yaml, complaint] : cases) {
        INFO(yaml);
        CHECK(complaints(yaml) == Lines{complaint});
    }
}

} // namespace

TEST_CASE("unknown names come with the nearest") {
    check({{"fiel: /a", "1:7: error: 'fiel' is no resource type | did you mean 'file'?"},
           {"file: /a\nownr: root", "2:1: error: 'ownr' is no attribute of file | did you mean 'owner'?"},
           {"file: /a\nserverity: high",
            "2:1: error: 'serverity' is no attribute of file | did you mean 'severity'?"},
           {"file: /a\nmode: {at_mots: \"0644\"}",
            "2:8: error: mode: 'at_mots' is no matcher for a mode | did you mean 'at_most'?"},
           {"directory: /a\nrecurse: {fils: {mode: \"0644\"}}",
            "2:11: error: 'fils' is no attribute of recurse | did you mean 'files'?"},
           {"file: /a\nwhen: {os.familiy: debian}",
            "2:8: error: when: 'os.familiy' is no fact | did you mean 'os.family'?"},
           {"file: /a\nstate: presnt", "2:8: error: state: expected one of: present, absent, found the plain "
                                       "presnt | did you mean 'present'?"},
           {"file: /a\nnotify: srvice:ssh",
            "2:9: error: notify: 'srvice' is no resource type | did you mean 'service'?"}});
}

TEST_CASE("a number where a text is meant wants quotes") {
    check({{"file: /a\nmode: 0644", "2:7: error: mode: expected a quoted text of 3 or 4 octal digits, found "
                                    "the plain 0644 | write \"0644\": "
                                    "YAML reads a plain 0644 as something other than a text"},
           {"package: a\nversion: 1.10", "2:10: error: version: expected a quoted text, found the plain 1.10 "
                                         "| write \"1.10\": YAML reads a plain "
                                         "1.10 as something other than a text"},
           {"file: /a\nowner: 007", "2:8: error: owner: expected a quoted text, found the plain 007 | write "
                                    "\"007\": YAML reads a plain 007 as "
                                    "something other than a text"},
           {"file: /a\nwhy: 5.2", "2:6: error: why: expected a quoted text, found the plain 5.2 | write "
                                  "\"5.2\": YAML reads a plain 5.2 as "
                                  "something other than a text"},
           {"file: /a\nowner: true", "2:8: error: owner: expected a quoted text, found the plain true | "
                                     "write \"true\": YAML reads a plain true "
                                     "as something other than a text"}});
}

TEST_CASE("a value of the wrong kind says what was expected") {
    check(
        {{"file: /a\nmode: \"0888\"",
          "2:7: error: mode: expected a quoted text of 3 or 4 octal digits, found '0888'"},
         {"file: /a\nmode: u=rw",
          "2:7: error: mode: expected a quoted text of 3 or 4 octal digits, found the plain u=rw"},
         {"file: /a\nsize: big", "2:7: error: size: expected a size, found the plain big | a number of "
                                 "bytes, or one with a unit: \"10 MiB\", "
                                 "\"4k\""},
         {"service: a\nenabled: yes", "2:10: error: enabled: expected true or false, found the plain yes"},
         {"file: /a\nowner: [root]", "2:8: error: owner: expected a text, found a list"},
         {"file: /a\nowner: ~", "2:1: error: owner: expected a text, found nothing"},
         {"file: /a\nsha256: abc", "2:9: error: sha256: expected 64 hexadecimal digits, found the plain abc "
                                   "| as sha256sum prints them"},
         {"directory: /a\nlimit: \"010\"",
          "2:8: error: limit: expected an integer, found '010' | decimal digits without leading zeros"},
         {"directory: /a\nrecurse: 5", "2:10: error: recurse: expected a mapping, found the plain 5"},
         {"directory: /a\nrecurse: {}", "2:10: error: recurse: expected at least one entry, found none"},
         {"file: /a\nenforce: always", "2:10: error: enforce: expected 'never', found the plain always"},
         {"file: /a\nrequires: ssh", "2:11: error: requires: expected TYPE:TITLE, found 'ssh' | name a "
                                     "resource as reports do: \"service:ssh\""},
         {"file: /a\nwhen: debian",
          "2:7: error: when: expected a mapping of facts, found the plain debian | when: {os.family: debian, "
          "os.version: \">= 12\"}"}});
}

TEST_CASE("a matcher that makes no sense is refused") {
    check({{"file: /a\nowner: {one_of: []}",
            "2:17: error: owner: expected a list of at least one value after 'one_of', found a list"},
           {"file: /a\nowner: {matches: \"a(\"}",
            "2:18: error: owner: expected an RE2 pattern, found 'a(' | missing ): a("},
           {"file: /a\nowner: {at_most: 5}", "2:9: error: owner: 'at_most' is no matcher for a text | one "
                                             "of: one_of, not, matches, contains, all_of, any_of"},
           {"file: /a\nmode: {at_most: \"0644\", at_least: \"0600\"}",
            "2:7: error: mode: expected a mode or one matcher, found a mapping | a matcher is one of: "
            "one_of, not, "
            "at_most, at_least, all_of, any_of"},
           {"package: a\nversion: \">= 1.2 <2\"", "2:10: error: version: expected comparisons, found '>= 1.2 "
                                                  "<2' | comparisons, joined by commas: \">= 1.2, < "
                                                  "2\""},
           {"package: a\nversion: \">= 1.2,\"", "2:10: error: version: expected comparisons, found '>= 1.2,' "
                                                "| comparisons, joined by commas: \">= 1.2, < 2\""},
           {"file: /a\ncontent: {contains: x}",
            "2:10: error: content: expected the content as a text, found a mapping"},
           {"directory: /a\nlimit: {at_most: 5}", "2:8: error: limit: expected an integer, found a mapping | "
                                                  "it says what to look at, so no matcher can stand "
                                                  "here"}});
}

TEST_CASE("a path has one spelling") {
    check({{"file: etc/motd",
            "1:7: error: file: expected an absolute path, found 'etc/motd' | a path begins with /"},
           {"file: /etc//motd",
            "1:7: error: file: expected a path in its shortest form, found '/etc//motd' | write /etc/motd"},
           {"file: /etc/./motd/",
            "1:7: error: file: expected a path in its shortest form, found '/etc/./motd/' | write /etc/motd"},
           {"file: /etc/../motd", "1:7: error: file: expected a path without '..', found '/etc/../motd'"}});
}

TEST_CASE("a variable brings no NUL byte into a path or a text") {
    const standard::Scalar scalar{std::string("/a\0b", 4), false};
    for (const auto kind : {resource::Kind::path, resource::Kind::text})
        CHECK(
            std::holds_alternative<resource::checks::Refusal>(resource::checks::canonical(kind, {}, scalar)));
}

TEST_CASE("content comes from one place") {
    check({{"file: /a\ncontent: x\nsource: files/a",
            "3:9: error: file:/a: both content and source are given | keep one of them"}});
}

TEST_CASE("what a type objects to is said with the resource") {
    check(
        {{"directory: /a\nkeep: [b]", "1:12: error: directory:/a: keep says what purge leaves alone, but "
                                      "nothing is purged; add 'purge: true' or "
                                      "remove keep"},
         {"directory: /a\nconsent: true", "1:12: error: directory:/a: consent is about what purge finds, but "
                                          "nothing is purged; add 'purge: true' or remove consent"}});
}

TEST_CASE("everything wrong is said at once") {
    CHECK(complaints("file: a\nmode: 0644\nownr: root\nsize: big\nseverity: bad").size() == 5);
}
