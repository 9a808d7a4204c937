#include "cli/desk.hpp"
#include "support/by_schema.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <filesystem>

using namespace plumbline;
using test::Words;

namespace {

std::string one_file(const std::string& mode, const std::string& more = "") {
    return "plumbline: 1\nstandard: demo\nresources:\n  - file: DIR/motd\n    mode: \"" + mode + "\"\n" +
           more;
}

/// git(1) in the desk's folder, as nobody in particular.
void git(const test::Desk& desk, const std::string& words) {
    const auto ended = desk.shell("git -c user.name=J -c user.email=j@example.org " + words + " >&2", {});
    INFO(ended);
    REQUIRE(ended.status == 0);
}

/// A site whose standard is a folder in a git repository, in two commits: the first is tagged v1, the second
/// is on the branch main.
void write_repository(const test::Desk& desk) {
    desk.directory("site/standard");
    desk.file("site/plumbline.yaml", "plumbline: 1\nstandard: standard\ninventory: hosts\n");
    desk.file("site/hosts", "web1\nweb2\n");
    desk.file("site/standard/standard.yaml",
              "plumbline: 1\nstandard: demo\nversion: \"1\"\ninclude: [base.yaml]\n"
              "resources: []\n");
    desk.file("site/standard/base.yaml",
              "plumbline: 1\nresources:\n  - file: /etc/motd\n    mode: \"0644\"\n");
    git(desk, "init -q -b main");
    git(desk, "add -A");
    git(desk, "commit -q -m one");
    git(desk, "tag v1");
    desk.file("site/standard/base.yaml",
              "plumbline: 1\nresources:\n  - file: /etc/motd\n    mode: \"0600\"\n");
    git(desk, "commit -q -a -m two");
}

/// What was left in the folder for temporary files.
std::size_t leftovers(const test::Desk& desk) {
    const std::filesystem::directory_iterator all(desk.path("tmp"));
    return static_cast<std::size_t>(std::distance(begin(all), end(all)));
}

} // namespace

TEST_CASE("diff tells what changes between two files, and says so by its exit status") {
    const test::Desk desk;
    desk.file("old.yaml", one_file("0644"));
    desk.file("new.yaml", one_file("0600"));
    const auto changed = desk.run({"diff", "old.yaml", "new.yaml"});
    CHECK(changed.status == 2);
    CHECK(changed.errors.empty());
    CHECK(changed.output.find("demo → demo\nof 1 host: something changes for all; 1 resource changed\n") ==
          0);
    CHECK(changed.output.find("\nmedium    file:DIR/motd  changes  (new.yaml:4)\n  mode  0644 → 0600\n") !=
          std::string::npos);
    desk.file("new.yaml", "# as before\n" + one_file("0644"));
    const auto same = desk.run({"diff", "old.yaml", "new.yaml"});
    CHECK(same.status == 0);
    CHECK(same.output.find("of 1 host: nothing changes for any of them\n") != std::string::npos);
}

TEST_CASE("diff in Markdown and JSON") {
    const test::Desk desk;
    desk.file("old.yaml", one_file("0644"));
    desk.file("new.yaml", one_file("0600"));
    const auto ticket = desk.run({"diff", "old.yaml", "new.yaml", "--format", "markdown"});
    CHECK(ticket.status == 2);
    CHECK(ticket.output.find("# demo → demo\n") == 0);
    const auto told =
        nlohmann::json::parse(desk.run({"diff", "old.yaml", "new.yaml", "--format", "json"}).output);
    const auto schema = desk.run({"schema", "--diff"});
    CHECK(schema.status == 0);
    CHECK(test::objections(nlohmann::json::parse(schema.output), told).empty());
    CHECK(told["from"]["origin"] == "old.yaml");
    CHECK(told["changes"][0]["hosts"] == nlohmann::json{"localhost"});
}

TEST_CASE("a revision is that of the site's standard, or of a path of the repository") {
    const test::Desk desk;
    write_repository(desk);
    desk.directory("tmp");
    const auto [from, to, more] = GENERATE(table<std::string, std::string, Words>({
        {"v1", "main", {"--site", "site"}},
        {"HEAD~1", "HEAD", {"--site", "site"}},
        {"v1", "site/standard", {"--site", "site"}},
        {"v1:site/standard", "HEAD", {"--site", "site"}},
        {"v1", "main", {"-s", "site/standard", "-i", "site/hosts"}},
        {"v1:site/standard", "main:site/standard/standard.yaml", {"-i", "site/hosts"}},
    }));
    CAPTURE(from, to);
    Words words{"diff", from, to, "--format", "json"};
    words.insert(words.end(), more.begin(), more.end());
    const auto ended = desk.run(words, {"TMPDIR=" + desk.path("tmp")});
    INFO(ended);
    REQUIRE(ended.status == 2);
    const auto told = nlohmann::json::parse(ended.output);
    CHECK(told["from"]["origin"] == from);
    CHECK(told["to"]["origin"] == to);
    CHECK(told["changes"].size() == 1);
    CHECK(told["changes"][0]["declared_from"] == "base.yaml:3");
    CHECK(told["changes"][0]["hosts"] == nlohmann::json{"web1", "web2"});
    CHECK(leftovers(desk) == 0);
}

TEST_CASE("the digest of a revision is that of the same folder on disk") {
    const test::Desk desk;
    write_repository(desk);
    const auto same = desk.run({"diff", "--site", "site", "main", "site/standard"});
    CHECK(same.status == 0);
    CHECK(same.output.find("both are the same standard, byte for byte\n") != std::string::npos);
}

TEST_CASE("what is wrong with both standards is said at once, each by the names of its own files") {
    const test::Desk desk;
    write_repository(desk);
    desk.directory("tmp");
    desk.file("site/standard/base.yaml",
              "plumbline: 1\nresources:\n  - file: /etc/motd\n    mod: \"0600\"\n");
    git(desk, "commit -q -a -m three");
    desk.directory("draft");
    desk.file("draft/standard.yaml", "plumbline: 1\nstandard: demo\nresources:\n  - file: relative\n");
    const auto wrong = desk.run({"diff", "--site", "site", "main", "draft"}, {"TMPDIR=" + desk.path("tmp")});
    CHECK(wrong.status == 1);
    CHECK(wrong.output.empty());
    CHECK(wrong.errors.find("main:base.yaml:4:5: error: ") != std::string::npos);
    CHECK(wrong.errors.find("draft/standard.yaml:4:11: error: ") != std::string::npos);
    CHECK(wrong.errors.find("plumbline-") == std::string::npos);
    const auto named =
        desk.run({"diff", "--site", "site", "main:site/standard", "main:site/standard/standard.yaml"});
    CHECK(named.errors.find("main:site/standard/base.yaml:4:5: error: ") != std::string::npos);
    CHECK(leftovers(desk) == 0);
}

TEST_CASE("an undefined variable of either standard is said before anything is told") {
    const test::Desk desk;
    desk.file("old.yaml", one_file("0644", "  - file: \"/{{ a }}\"\n"));
    desk.file("new.yaml", one_file("0600", "  - file: \"/{{ b }}\"\n"));
    const auto wrong = desk.run({"diff", "old.yaml", "new.yaml"});
    CHECK(wrong.status == 1);
    CHECK(wrong.errors.find("old.yaml:6:11: error: ") != std::string::npos);
    CHECK(wrong.errors.find("new.yaml:6:11: error: ") != std::string::npos);
}

TEST_CASE("what is neither a path nor a revision is refused") {
    const test::Desk desk;
    write_repository(desk);
    const auto [words, message] = GENERATE(table<Words, std::string>({
        {{"diff", "nowhere", "main", "--site", "site"},
         "plumbline: 'nowhere' is no file and no folder, and no revision of git that can be read: "},
        {{"diff", "main", "main"},
         "plumbline: 'main' is no file and no folder, and no revision of git that can be read: a revision "
         "alone "
         "means the site's standard, and there is none: name it with -s PATH, or write main:PATH\n"},
        {{"diff", ":x", "main", "--site", "site"},
         "plumbline: ':x' is no file and no folder, and no revision of git that can be read: before the "
         "colon a "
         "revision is expected\n"},
        {{"diff", "main:nothing", "main", "--site", "site"},
         "plumbline: 'main:nothing' is no file and no folder, and no revision of git that can be read: "},
    }));
    const auto refused = desk.run(words);
    INFO(refused);
    CHECK(refused.status == 1);
    CHECK(refused.errors.find(message) == 0);
}

TEST_CASE("the history tells how many hosts would drift, where there is one") {
    const test::Desk desk;
    desk.file("motd", "hello\n", 0644);
    desk.file("plumbline.yaml", "plumbline: 1\ninventory: hosts.ini\nstandard: standard.yaml\n"
                                "history: sqlite:///DIR/history.db\n");
    desk.file("hosts.ini", "web1 ansible_connection=local\nweb2 ansible_connection=local\n");
    desk.file("standard.yaml", one_file("0644"));
    desk.file("new.yaml", one_file("0600"));
    const Words diff{"diff", "standard.yaml", "new.yaml"};
    auto asked = diff;
    asked.emplace_back("--impact");
    auto unasked = diff;
    unasked.emplace_back("--no-impact");

    CHECK(desk.run(diff).output.find("impact") == std::string::npos);
    CHECK(desk.run(asked).status == 1);
    REQUIRE(desk.run({"audit", "--limit", "web1"}).status == 0);
    const auto before = desk.read("history.db");
    for (const auto& words : {diff, asked}) {
        const auto told = desk.run(words);
        CHECK(told.status == 2);
        CHECK(told.output.find("\n  impact:   1 would drift, 1 can't be told\n") != std::string::npos);
        CHECK(told.output.find("\nno host was touched: impact is told by the last audits, the oldest of ") !=
              std::string::npos);
        CHECK(told.output.find("\nthe history has no audit of 1 host that changes\n") != std::string::npos);
    }
    CHECK(desk.run(unasked).output.find("impact") == std::string::npos);
    CHECK(desk.read("history.db") == before);
}
