#include "support/declared.hpp"
#include "support/desired.hpp"
#include "support/verdict.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using test::Lines;

namespace {

const resource::Type& type = *resource::find_type("directory");
const std::string path = "/etc/app";
const std::string folder = "41ed,0,0,4096,1,1,5,2,2049,root:root";

/// A real answer of the kind tree: a file, one with other bits and owner, a directory with a file in it, a
/// link.
const std::string tree = "//f+644,0,0,1,1.5,1.5,6,1,2049,root:root/a.conf\n"
                         "//f+600,1,0,1,1.5,1.5,7,1,2049,daemon:root/b key\n"
                         "//d+700,0,0,1,1.5,1.5,8,2,2049,root:root/d\n"
                         "//f+644,0,0,1,1.5,1.5,9,1,2049,root:root/d/c.pub\n"
                         "//l+777,0,0,1,1.5,1.5,10,1,2049,root:root/l\n";

probe::Answers answers(const resource::Desired& desired, probe::Answer tree_answer) {
    probe::Answers answers;
    answers.add({"stat", {path}}, probe::Answered{folder});
    for (const probe::Question& question : type.queries(desired)) {
        if (question.kind == "tree") {
            answers.add(question, tree_answer);
        }
    }
    return answers;
}

Lines differences(const resource::Desired& desired, const std::string& text) {
    return test::differences(type, desired, answers(desired, probe::Answered{text}));
}

resource::Desired desired(const test::Texts& texts) {
    return test::desired(type, path, texts);
}

} // namespace

TEST_CASE("a directory's own properties need no look below it") {
    const auto one = desired({{"mode", "0700"}, {"owner", "root"}});
    CHECK(type.queries(one) == probe::Queries{{"stat", {path}}});
    CHECK(differences(one, "") == Lines{"mode is 0755, should be 0700"});
    CHECK(test::would(type, one, answers(one, probe::Absent{})) == Lines{"set mode 0700 (now 0755)"});
}

TEST_CASE("each path below that differs is named") {
    const auto [texts, outcome] = GENERATE(table<test::Texts, Lines>({
        {{{"recurse.files.mode", "0644"}}, {"recurse.files.mode of b key is 0600, should be 0644"}},
        {{{"recurse.files.owner", "root"}}, {"recurse.files.owner of b key is daemon, should be root"}},
        {{{"recurse.files.owner", "0"}}, {"recurse.files.owner of b key is daemon, should be 0"}},
        {{{"recurse.directories.mode", "0755"}}, {"recurse.directories.mode of d is 0700, should be 0755"}},
        {{{"recurse.files.group", "root"}, {"recurse.directories.owner", "root"}}, {}},
        {{{"recurse.files.mode", "0600"}, {"recurse.depth", "1"}},
         {"recurse.files.mode of a.conf is 0644, should be 0600"}},
        {{{"recurse.files.mode", "0600"}, {"recurse.ignore", base::List{"*.conf", "d/*.pub"}}}, {}},
        {{{"recurse.files.mode", "0600"}, {"recurse.ignore", "d"}},
         {"recurse.files.mode of a.conf is 0644, should be 0600"}},
    }));
    CHECK(differences(desired(texts), tree + "//=0/\n") == outcome);
}

TEST_CASE("an empty directory differs in nothing") {
    CHECK(differences(desired({{"recurse.files.mode", "0644"}, {"purge", "true"}}), "//=0/\n").empty());
}

TEST_CASE("purge names what nobody declared, once") {
    auto one = desired({{"purge", "true"}});
    CHECK(differences(one, tree + "//=0/\n") ==
          Lines{"purge of a.conf is file, should be absent", "purge of b key is file, should be absent",
                "purge of d is directory, should be absent", "purge of l is symlink, should be absent"});
    one.declared_below = {"/etc/app/a.conf", "/etc/app/d", "/etc/application"};
    one.attributes["keep"] = test::exactly("l");
    CHECK(differences(one, tree + "//=0/\n") ==
          Lines{"purge of b key is file, should be absent", "purge of d/c.pub is file, should be absent"});
    CHECK(test::would(type, one, answers(one, probe::Answered{tree + "//=0/\n"})) ==
          Lines{"remove file b key", "remove file d/c.pub"});
}

TEST_CASE("what is below is asked for no deeper than needed, and within the limit") {
    const auto [texts, depth, limit] = GENERATE(table<test::Texts, std::string, std::string>({
        {{{"purge", "true"}}, "1", "10000"},
        {{{"purge", "true"}, {"keep", "a/b"}, {"limit", "20"}}, "3", "20"},
        {{{"purge", "true"}, {"keep", "*.pem"}}, "2048", "10000"},
        {{{"recurse.files.mode", "0644"}}, "2048", "10000"},
        {{{"recurse.files.mode", "0644"}, {"recurse.depth", "2"}, {"purge", "true"}}, "2", "10000"},
    }));
    CHECK(type.queries(desired(texts)).at(1) == probe::Question{"tree", {path, depth, limit}});
}

TEST_CASE("what could not be looked at below is unknown, path by path") {
    const std::string unreadable = "//!/d\n" + tree + "//=1/\n";
    CHECK(
        differences(desired({{"recurse.files.mode", "0644"}}), unreadable) ==
        Lines{"recurse.files.mode of b key is 0600, should be 0644",
              "recurse.files.mode of d unknown: permission denied: what is below it could not be looked at"});
    CHECK(
        differences(desired({{"recurse.files.group", "root"}, {"recurse.depth", "1"}}), unreadable).empty());
    CHECK(
        differences(desired({{"recurse.files.group", "root"}, {"recurse.ignore", "d"}}), unreadable).empty());
    auto purge = desired({{"purge", "true"}, {"keep", base::List{"a.conf", "b key", "l"}}});
    CHECK(differences(purge, unreadable) == Lines{"purge of d is directory, should be absent"});
    purge.declared_below = {"/etc/app/d"};
    CHECK(differences(purge, unreadable) ==
          Lines{"purge of d/c.pub is file, should be absent",
                "purge of d unknown: permission denied: what is below it could not be looked at"});
}

TEST_CASE("what is mounted below is unknown, unless it is passed over") {
    const std::string mounted = "//d+755,0,0,1,1.5,1.5,8,2,77,root:root/m\n//=0/\n";
    CHECK(
        differences(desired({{"recurse.files.mode", "0644"}}), mounted) ==
        Lines{
            "recurse.files.mode of m unknown: another file system is mounted here, which was not looked at"});
    CHECK(differences(desired({{"recurse.files.mode", "0644"}, {"recurse.ignore", "m"}}), mounted).empty());
}

TEST_CASE("more below than the limit is unknown, and so is what ended badly or is no tree") {
    const auto one = desired({{"recurse.files.group", "root"}, {"limit", "3"}});
    CHECK(differences(one, tree + "//=0/\n") ==
          Lines{"recurse.files.group unknown: more entries than the limit of 3; raise `limit`"});
    CHECK(differences(desired({{"recurse.files.group", "root"}}), "//=1/\n") ==
          Lines{"recurse.files.group unknown: not everything below could be listed; audit again"});
    CHECK(differences(one, "nonsense") ==
          Lines{"recurse.files.group unknown: the directory changed while it was looked at; audit again"});
    CHECK(test::differences(type, one, answers(one, probe::CannotTell{"permission denied"})) ==
          Lines{"recurse.files.group unknown: permission denied"});
}

TEST_CASE("of a directory that is not there, or is none, nothing more is said") {
    const auto one = desired({{"mode", "0755"}, {"recurse.files.mode", "0644"}, {"purge", "true"}});
    probe::Answers nothing;
    nothing.add({"stat", {path}}, probe::Absent{});
    CHECK(test::differences(type, one, nothing) == Lines{"state is absent, should be present"});
    CHECK(test::would(type, one, nothing) == Lines{"create directory mode 0755"});
    nothing.add({"stat", {path}}, probe::Answered{"81a4,0,0,4096,1,1,5,2,2049,root:root"});
    CHECK(test::differences(type, one, nothing) == Lines{"kind is file, should be directory"});
    CHECK(test::would(type, one, nothing) == Lines{"replace file with directory mode 0755"});
}

TEST_CASE("what differs below would be set where one value is wanted") {
    auto one = desired({{"recurse.files.mode", "0644"}});
    const auto found = answers(one, probe::Answered{tree + "//=0/\n"});
    CHECK(test::would(type, one, found) == Lines{"set mode 0644 of b key (now 0600)"});
    one.attributes["recurse.files.mode"] = {resource::AtLeast{"0640"}};
    CHECK(test::differences(type, one, found) ==
          Lines{"recurse.files.mode of b key is 0600, should be at least 0640"});
    CHECK(test::would(type, one, found).empty());
}

TEST_CASE("combinations of a directory's attributes that say nothing are refused") {
    const auto [yaml, message] = GENERATE(table<std::string, std::string>({
        {"directory: /a\nrecurse: {files: {mode: \"0644\"}, depth: 2}\n", ""},
        {"directory: /a\npurge: true\nkeep: [\"*.local\"]\n", ""},
        {"directory: /a\nkeep: [x]\n", "directory:/a: keep says what purge leaves alone, but nothing is "
                                       "purged; add 'purge: true' or remove keep"},
        {"directory: /a\nrecurse: {depth: 2}\n",
         "directory:/a: recurse asks nothing of what is below; add files or directories to it"},
        {"directory: /a\nrecurse: {files: {mode: \"0644\"}, depth: 0}\n",
         "directory:/a: recurse.depth: expected a number from 1 to 2048, found 0"},
        {"directory: /a\nlimit: 10000000\n",
         "directory:/a: limit: expected a number from 1 to 1000000, found 10000000"},
        {"directory: /a\nstate: absent\npurge: true\n",
         "directory:/a: with 'state: absent' nothing else can be asked of it; remove purge"},
    }));
    CHECK(test::objections(yaml) == message);
    CHECK(test::objections(type.schema().example).empty());
}
