#include "enforce/record/journal.hpp"

#include "base/error.hpp"
#include "enforce/record/earlier.hpp"
#include "plan/samples.hpp"
#include "support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <sys/stat.h>

using namespace plumbline;
using enforce::Journal;
using enforce::Outcome;
using enforce::ResourceOutcome;

namespace {

const std::string run = "01JDENF0RCE000000000000000";

enforce::Undertaking undertaking() {
    return {run,
            "jane",
            test::moment("2026-11-20T14:00:00Z"),
            "/srv/site/plan.json",
            "sha256:1",
            test::sample_plan()};
}

ResourceOutcome file_of(const std::string& title, const std::vector<std::size_t>& steps,
                        Outcome outcome = Outcome::skipped) {
    return {.id = {"file", title}, .outcome = outcome, .steps = steps};
}

/// A journal that is written, and the file that comes of it.
class Written {
public:
    Written() : journal(folder.path(), undertaking()) {}
    [[nodiscard]] std::string path() const { return enforce::journal_of(folder.path(), run); }
    [[nodiscard]] std::string bytes() const { return base::read_file(path(), 1 << 20); }
    [[nodiscard]] enforce::Undertaken read() const { return enforce::read_journal_file(path()); }
    [[nodiscard]] enforce::Undertaken read(const std::string& other) const {
        folder.file("other.jsonl", other);
        return enforce::read_journal_file(folder.path("other.jsonl"));
    }
    /// Of web1: "file:/etc/f 1,2 ended back refresh".
    [[nodiscard]] std::vector<std::string> told() const {
        std::vector<std::string> lines;
        const auto undertaken = read();
        for (const auto& done : undertaken.hosts.at("web1")) {
            auto line = done.resource.id.text();
            for (const auto step : done.resource.steps)
                line += fmt::format(" {}", step);
            line += done.ended ? " ended" : " begun";
            lines.push_back(line + (done.taken_back ? " back" : "") + (done.is_refresh ? " refresh" : ""));
        }
        return lines;
    }

    test::TemporaryFolder folder;
    Journal journal;
};

using Lines = std::vector<std::string>;

} // namespace

TEST_CASE("a run's journal says what it is about, and what came of it") {
    Written written;
    auto f = file_of("/etc/f", {1, 2});
    written.journal.begins("web1", f);
    CHECK(written.told() == Lines{"file:/etc/f 1 2 begun"});
    f.outcome = Outcome::applied;
    f.reached = {{.property = "mode", .subject = "x", .actual = std::string("0644")}};
    written.journal.ended("web1", f);
    written.journal.refreshing("web1", {.id = {"service", "ssh"}, .steps = {3}});
    CHECK(written.told() == Lines{"file:/etc/f 1 2 ended", "service:ssh 3 begun refresh"});
    written.journal.refreshed("web1", {.id = {"service", "ssh"}, .outcome = Outcome::applied, .steps = {3}});
    written.journal.taken_back("web1", f);
    CHECK_FALSE(written.read().finished);
    written.journal.host_ended({.name = "web1", .error = "auth: refused"});
    written.journal.finished();
    CHECK(written.told() == Lines{"file:/etc/f 1 2 ended back", "service:ssh 3 ended refresh"});

    const auto undertaken = written.read();
    CHECK(undertaken.finished);
    CHECK(undertaken.undertaking.run == run);
    CHECK(undertaken.undertaking.by == "jane");
    CHECK(undertaken.undertaking.began == undertaking().began);
    CHECK(undertaken.undertaking.plan_file == "/srv/site/plan.json");
    CHECK(undertaken.undertaking.plan == test::sample_plan());
    const auto& reached = undertaken.hosts.at("web1").front().resource.reached;
    REQUIRE(reached.size() == 1);
    CHECK(base::to_text(reached.front().actual) == "0644");
}

TEST_CASE("a journal is its owner's alone, and there is one of each run") {
    const Written written;
    struct stat seen {};
    REQUIRE(::stat(written.path().c_str(), &seen) == 0);
    CHECK((seen.st_mode & 0777U) == 0600U);
    CHECK_THROWS_WITH(Journal(written.folder.path(), undertaking()),
                      written.path() + ": the run's journal can't be written: File exists");
}

TEST_CASE("cut anywhere, a journal tells what was written whole") {
    Written written;
    const auto head = written.bytes().size();
    written.journal.begins("web1", file_of("/etc/f", {1}));
    const auto begun = written.bytes().size();
    written.journal.ended("web1", file_of("/etc/f", {1}, Outcome::applied));
    const auto whole = written.bytes();
    for (std::size_t size = head; size <= whole.size(); ++size) {
        const auto undertaken = written.read(whole.substr(0, size));
        const auto expected = size < begun ? 0U : 1U;
        const auto found = undertaken.hosts.contains("web1") ? undertaken.hosts.at("web1").size() : 0U;
        REQUIRE(found == expected);
        if (found == 1)
            REQUIRE(undertaken.hosts.at("web1").front().ended == (size == whole.size()));
    }
    CHECK_THROWS_AS(written.read(whole.substr(0, head / 2)), base::Error);
}

TEST_CASE("a journal that is gone on with ends the line that was cut") {
    Written written;
    written.journal.begins("web1", file_of("/etc/f", {1}));
    written.folder.file("cut.jsonl", written.bytes() + R"({"event":"ended","host":"we)");
    Journal again(written.folder.path("cut.jsonl"));
    again.ended("web1", file_of("/etc/f", {1}, Outcome::applied));
    const auto undertaken = enforce::read_journal_file(written.folder.path("cut.jsonl"));
    REQUIRE(undertaken.hosts.at("web1").size() == 1);
    CHECK(undertaken.hosts.at("web1").front().ended);
}

TEST_CASE("what a host says comes back byte for byte") {
    Written written;
    const std::string hostile = std::string("\xff\xfe\"\n\x1b[31m\\ \0", 14) + "\xf0\x9f\x92\xa9{}";
    auto f = file_of("/etc/" + hostile.substr(0, 10), {1}, Outcome::failed);
    f.words = hostile;
    f.reached = {{.property = hostile, .subject = hostile, .actual = hostile}};
    written.journal.ended("web1", f);
    const auto told = written.read().hosts.at("web1").front().resource;
    CHECK(told.id == f.id);
    CHECK(told.words == hostile);
    CHECK(told.reached.front().property == hostile);
    CHECK(told.reached.front().subject == hostile);
    CHECK(base::to_text(told.reached.front().actual) == hostile);
}

TEST_CASE("what is no journal of this version is refused with its line") {
    const Written written;
    const auto head = written.bytes();
    struct Row {
        std::string bytes;
        std::string words;
    };
    auto newer = head;
    newer.replace(newer.find("plumbline.enforced/1"), 20, "plumbline.enforced/2");
    const std::string event = R"({"event":"begins","host":"web1","type":"file","title":"L2Y=","steps":[1],)";
    const auto row = GENERATE_COPY(
        Row{newer, ":1: is no line of a run's journal: expected format plumbline.enforced/1, found "
                   "\"plumbline.enforced/2\""},
        Row{"hello\n",
            ": expected a run's journal, found no first line of one: a run that was killed before it "
            "wrote that changed nothing"},
        Row{"", ": expected a run's journal, found no first line of one"},
        Row{R"({"format":"plum)", ": expected a run's journal, found no first line of one"},
        Row{head + "[]\n", ":2: is no line of a run's journal: "},
        Row{head + R"({"event":"danced","host":"web1"})" + "\n",
            ":2: is no line of a run's journal: 'danced' is no event of a run"},
        Row{head + event + R"("outcome":"fine","words":"","reached":[]})" + "\n",
            ":2: is no line of a run's journal: 'fine' is no outcome"},
        Row{head + event + R"("outcome":"applied","words":"%%%","reached":[]})" + "\n",
            ":2: is no line of a run's journal: "},
        Row{head + event + R"("outcome":"applied","words":"","reached":[[1]]})" + "\n",
            ":2: is no line of a run's journal: "});
    CAPTURE(row.bytes.size(), row.words);
    CHECK_THROWS_WITH(written.read(row.bytes), Catch::Contains(row.words));
}

TEST_CASE("what a run did before it was cut") {
    Written written;
    written.journal.begins("web1", file_of("/etc/cut", {1, 2}));
    written.journal.ended("web1", file_of("/etc/done", {3}, Outcome::applied));
    written.journal.ended("web1", file_of("/etc/failed", {4}, Outcome::failed));
    written.journal.ended("web1", file_of("/etc/back", {5}, Outcome::applied));
    written.journal.taken_back("web1", file_of("/etc/back", {5}, Outcome::applied));
    written.journal.refreshed("web1", {.id = {"service", "ssh"}, .outcome = Outcome::applied, .steps = {6}});
    written.journal.refreshing("web1", {.id = {"service", "cron"}, .steps = {7}});
    const auto earlier = enforce::earlier_of(written.read()).at("web1");
    using Ids = std::set<standard::Identity>;
    CHECK(earlier.begun == Ids{{"file", "/etc/cut"}});
    CHECK(earlier.applied == Ids{{"file", "/etc/done"}});
    CHECK(earlier.refreshed == Ids{{"service", "ssh"}});
    CHECK(earlier.next_step == 8);
}
