#include "history/upkeep/backup.hpp"

#include "history/ledger/sample.hpp"
#include "history/store/sql.hpp"
#include "support/history_store.hpp"

#include <catch2/catch.hpp>

#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>

using namespace plumbline;
using history::Access;
using history::Address;
using history::Database;
using test::HistoryStore;
using test::SampleHistory;
using Kind = Address::Kind;

namespace {

const auto now = SampleHistory::time_of(100);

bool is_whole(Database& database, const std::string& head) {
    return history::verify(database, head).discrepancies.empty();
}

std::size_t files_in(const std::string& folder) {
    std::size_t count = 0;
    for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(folder))
        ++count;
    return count;
}

/// Another process that records one run after the other until this goes out of scope.
class Recording {
public:
    explicit Recording(const HistoryStore& store) : process_(::fork()) {
        if (process_ != 0)
            return;
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        auto database = store.open();
        SampleHistory sample(database, 24);
        for (;;)
            static_cast<void>(sample.record_run());
    }
    Recording(const Recording&) = delete;
    Recording& operator=(const Recording&) = delete;
    ~Recording() {
        ::kill(process_, SIGKILL);
        ::waitpid(process_, nullptr, 0);
    }

private:
    pid_t process_;
};

} // namespace

TEST_CASE("a backup is restored into either kind of database, and its heads stay in the chain") {
    const auto from_kind = GENERATE(as<Kind>(), Kind::sqlite, Kind::postgresql);
    const auto into_kind = GENERATE(as<Kind>(), Kind::sqlite, Kind::postgresql);
    const HistoryStore store(from_kind);
    const test::TemporaryFolder folder;
    const auto file = folder.path("history.backup");
    auto database = store.open();
    SampleHistory sample(database, 21);
    const auto first = sample.record_run();
    sample.begin_run();
    const auto second = sample.record_run();
    const auto made = history::backup(database, file);
    CHECK(made.head == second);
    CHECK(made.entries == 2);
    CHECK(files_in(folder.path()) == 1);
    struct stat status {};
    REQUIRE(::stat(file.c_str(), &status) == 0);
    CHECK((status.st_mode & 07777U) == 0600);

    const HistoryStore other(into_kind);
    auto restored = other.open();
    const auto head = history::restore(restored, file, false, now);
    CHECK(history::head_of(restored) == head);
    CHECK(is_whole(restored, first));
    CHECK(is_whole(restored, second));
    CHECK(is_whole(restored, head));
}

TEST_CASE("a backup replaces newer runs only when that is asked for") {
    const HistoryStore store(Kind::sqlite);
    const auto file = store.folder().path("copy");
    auto database = store.open();
    SampleHistory sample(database, 22);
    const auto first = sample.record_run();
    static_cast<void>(history::backup(database, file));
    const auto second = sample.record_run();
    CHECK_THROWS_WITH(history::restore(database, file, false, now),
                      "the history " + store.url() +
                          " holds 2 runs: restore into an empty one, or put the backup in its place with "
                          "--replace");
    CHECK(is_whole(database, second));
    static_cast<void>(history::restore(database, file, true, now));
    CHECK(is_whole(database, first));
    CHECK_FALSE(is_whole(database, second));
}

TEST_CASE("an edited history is not backed up over a good backup, and an edited backup is not restored") {
    const HistoryStore store(Kind::sqlite);
    const auto file = store.folder().path("copy");
    auto database = store.open();
    SampleHistory sample(database, 23);
    const auto head = sample.record_run();
    static_cast<void>(history::backup(database, file));
    database.sql() << "UPDATE hosts SET name = 'web9' WHERE id = 2";
    CHECK_THROWS_WITH(history::backup(database, file),
                      "the history " + store.url() +
                          " does not verify: state of web9, opened by run 1: expected the row as the run "
                          "recorded it, found an edited one; see `plumbline history verify`");
    const HistoryStore other(Kind::sqlite);
    auto restored = other.open();
    {
        Database copy({Address::Kind::sqlite, file, file, {}}, Access::write);
        CHECK(is_whole(copy, head));
        copy.sql() << "DELETE FROM observations";
    }
    CHECK_THROWS_WITH(history::restore(restored, file, false, now),
                      "the backup " + file +
                          " does not verify: observations opened by run 1: expected 20 rows, found 0 rows; "
                          "see `plumbline history verify`");
    CHECK(history::head_of(restored).empty());
}

TEST_CASE("the history itself, a folder and a place without one are no files for a backup") {
    const HistoryStore store(Kind::sqlite);
    auto database = store.open();
    const auto place = store.address().place;
    CHECK_THROWS_WITH(history::backup(database, place),
                      "expected another file for the backup, found the history itself: " + place);
    CHECK_THROWS_WITH(history::backup(database, store.folder().path()),
                      "expected a file for the backup, found something else: " + store.folder().path());
    CHECK_THROWS_WITH(history::backup(database, store.folder().path("no/copy")),
                      "expected a folder for the backup, found none: " + store.folder().path("no"));
}

TEST_CASE("backups are whole while another process records") {
    const HistoryStore store(Kind::sqlite);
    { auto database = store.open(); }
    const Recording recording(store);
    auto database = store.open(Access::read);
    std::size_t entries = 0;
    for (int copies = 0; copies < 8 || entries < 10; ++copies) {
        const auto made = history::backup(database, store.folder().path("copy"));
        CHECK(made.discrepancies.empty());
        CHECK(made.entries >= entries);
        entries = made.entries;
        REQUIRE(copies < 1000);
    }
}
