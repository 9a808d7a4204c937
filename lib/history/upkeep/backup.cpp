#include "history/upkeep/backup.hpp"

#include "base/digest.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "history/upkeep/copy.hpp"
#include "report/words.hpp"

#include "history/store/sql.hpp"

#include <fcntl.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

namespace plumbline::history {
namespace {

namespace fs = std::filesystem;

/// A file in the making, gone unless it is put in its place.
class Draft {
public:
    explicit Draft(const fs::path& place)
        : place_(place), path_(place.string() + ".new-" + base::random_hex(4)) {}
    Draft(const Draft&) = delete;
    Draft& operator=(const Draft&) = delete;
    ~Draft() {
        std::error_code ignored;
        for (const auto* suffix : {"", "-wal", "-shm", "-journal"})
            fs::remove(path_.string() + suffix, ignored);
    }

    [[nodiscard]] Address address() const {
        return {Address::Kind::sqlite, "sqlite://" + place_.string(), path_.string(), {}};
    }

    void put_in_place() const {
        sync(path_);
        fs::rename(path_, place_);
        sync(place_.parent_path());
    }

private:
    static void sync(const fs::path& path) {
        const base::Descriptor open(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
        if (!open.is_open() || ::fsync(open.get()) != 0)
            base::fail("cannot write {} to the disk", path.string());
    }

    fs::path place_;
    fs::path path_;
};

void check_place(const Database& from, const fs::path& place) {
    std::error_code ignored;
    if (from.address().kind == Address::Kind::sqlite && fs::equivalent(place, from.address().place, ignored))
        base::fail("expected another file for the backup, found the history itself: {}", place.string());
    if (fs::exists(place, ignored) && !fs::is_regular_file(place, ignored))
        base::fail("expected a file for the backup, found something else: {}", place.string());
    if (!fs::is_directory(place.parent_path(), ignored))
        base::fail("expected a folder for the backup, found none: {}", place.parent_path().string());
}

void check_whole(const Verification& verification, const std::string& what) {
    if (verification.discrepancies.empty())
        return;
    const auto& [where, expected, found] = verification.discrepancies.front();
    base::fail("{} does not verify: {}: expected {}, found {}; see `plumbline history verify`", what, where,
               expected, found);
}

std::size_t runs_in(Database& database) {
    long long count = 0;
    database.sql() << "SELECT count(*) FROM runs", soci::into(count);
    return static_cast<std::size_t>(count);
}

void check_may_replace(Database& into, bool replace) {
    const auto runs = runs_in(into);
    if (runs > 0 && !replace)
        base::fail("the history {} holds {}: restore into an empty one, or put the backup in its place with "
                   "--replace",
                   into.address().text, report::counted(runs, "run"));
}

} // namespace

Verification backup(Database& from, const fs::path& file) {
    const auto place = fs::absolute(file).lexically_normal();
    check_place(from, place);
    const Draft draft(place);
    Verification verification;
    {
        Database copy(draft.address(), Access::write);
        from.snapshot([&] { copy.transaction([&] { copy_rows(from, copy); }); });
        verification = verify(copy, std::nullopt);
        check_whole(verification, "the history " + from.address().text);
        copy.sql() << "PRAGMA journal_mode = DELETE"; // one file, that a disk which can't be written serves
    }
    draft.put_in_place();
    return verification;
}

std::string restore(Database& into, const fs::path& file, bool replace, base::Instant now) {
    const auto place = fs::absolute(file).lexically_normal();
    Database from({Address::Kind::sqlite, "sqlite://" + place.string(), place.string(), {}}, Access::read);
    check_whole(verify(from, std::nullopt), "the backup " + place.string());
    std::string head;
    from.snapshot([&] {
        into.transaction([&] {
            check_may_replace(into, replace);
            const nlohmann::json body{
                {"file", place.filename().string()}, {"head", head_of(from)}, {"replaced", head_of(into)}};
            copy_rows(from, into);
            head = append(into, {"restore", now, std::nullopt, body.dump(), ""});
        });
    });
    check_whole(verify(into, std::nullopt), "what was restored into " + into.address().text);
    return head;
}

} // namespace plumbline::history
