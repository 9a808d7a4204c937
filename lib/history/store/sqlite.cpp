#include "history/store/engine.hpp"

#include "base/error.hpp"
#include "base/file.hpp"

#include "history/store/sql.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <string_view>
#include <thread>

namespace plumbline::history {
namespace {

namespace fs = std::filesystem;

/// A path as a URI that SQLite opens (https://www.sqlite.org/uri.html): SOCI would cut it at blanks.
std::string uri_of(const std::string& path, std::string_view mode) {
    constexpr std::string_view plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/";
    std::string uri = "dbname=file://";
    for (const char character : path)
        uri += plain.find(character) != std::string_view::npos
                   ? std::string(1, character)
                   : fmt::format("%{:02X}", static_cast<unsigned char>(character));
    return fmt::format("{}?{}", uri, mode);
}

std::string advice(const std::string& path) {
    return fmt::format("{}; name another place with --history, or use --history none", path);
}

/// Mode 0600 from its first moment on; its log and index take that over.
void make_file(const fs::path& path) {
    std::error_code failed;
    fs::create_directories(path.parent_path(), failed);
    if (failed)
        throw soci::soci_error(
            advice(fmt::format("cannot make {}: {}", path.parent_path().string(), failed.message())));
    constexpr mode_t own = S_IRUSR | S_IWUSR;
    const base::Descriptor file(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOCTTY, own));
    if (!file.is_open())
        throw soci::soci_error(advice(fmt::format("cannot open it to write: {}", std::strerror(errno))));
}

void check_readable(const fs::path& path) {
    const base::Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY));
    if (file.is_open())
        return;
    const auto reason = errno;
    throw soci::soci_error(reason == ENOENT ? "there is none yet: an audit makes it"
                                            : fmt::format("cannot read it: {}", std::strerror(reason)));
}

/// What was written last waits in a file beside it until it is carried over.
bool has_log(const std::string& path) {
    std::error_code failed;
    const auto size = fs::file_size(path + "-wal", failed);
    return !failed && size > 0;
}

bool is_locked(const std::string& message) {
    return message.find("database is locked") != std::string::npos;
}

class Sqlite final : public Engine {
public:
    explicit Sqlite(const Address& address) : path_(address.place) {}

    void open(soci::session& sql, Access access) override {
        if (access == Access::write) {
            make_file(path_);
            connect(sql, "mode=rw");
            keep_log(sql);
            sql << "PRAGMA synchronous = FULL";
            return;
        }
        check_readable(path_);
        connect(sql, "mode=ro");
        try {
            [[maybe_unused]] const bool readable = has_table(sql, "meta");
        } catch (const soci::soci_error&) {
            // a disk that can't be written has no place for the index of the log; without a log, none is
            // needed
            if (has_log(path_))
                throw;
            sql.close();
            connect(sql, "mode=ro&immutable=1");
        }
    }

    void hold_schema(soci::session&) override {} // BEGIN IMMEDIATE holds everything

    bool has_table(soci::session& sql, const std::string& name) override {
        int count = 0;
        sql << "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = :name", soci::use(name),
            soci::into(count);
        return count > 0;
    }

    void begin_writing(soci::session& sql, bool) override { sql << "BEGIN IMMEDIATE"; }
    void begin_reading(soci::session& sql) override { sql << "BEGIN"; }

    [[nodiscard]] std::string explain(const std::string& message) const override {
        const auto says = [&](std::string_view words) { return message.find(words) != std::string::npos; };
        if (is_locked(message))
            return fmt::format("another program has held it for 10 seconds; see which one (fuser -v {}), "
                               "then try again",
                               path_);
        if (says("file is not a database"))
            return advice("the file is no SQLite database");
        if (says("disk image is malformed"))
            return "the database is damaged; restore it from a backup, or move it away and a new one is made";
        if (says("database or disk is full"))
            return "no space is left on its disk; make room there";
        if (says("disk I/O error"))
            return "its disk fails, or is full (disk I/O error); see the kernel's log and df";
        if (says("readonly database") || says("unable to open database file"))
            return fmt::format("its folder or its disk can't be written: {}",
                               fs::path(path_).parent_path().string());
        return message;
    }

private:
    void connect(soci::session& sql, std::string_view mode) {
        sql.open("sqlite3", uri_of(path_, mode));
        sql << "PRAGMA busy_timeout = 10000";
        sql << "PRAGMA trusted_schema = OFF";
    }

    /// Readers then never wait for a writer, nor it for them. Left as it is where it is so already: to set it
    /// takes the whole database, and while another sets it too, SQLite doesn't wait.
    static void keep_log(soci::session& sql) {
        std::string mode;
        sql << "PRAGMA journal_mode", soci::into(mode);
        const auto patience = base::Deadline::after(base::Milliseconds(10'000));
        while (mode != "wal") {
            try {
                sql << "PRAGMA journal_mode = WAL", soci::into(mode);
                return;
            } catch (const soci::soci_error& error) {
                if (!is_locked(error.get_error_message()) || patience.passed())
                    throw;
                std::this_thread::sleep_for(base::Milliseconds(20));
            }
        }
    }

    std::string path_;
};

} // namespace

std::unique_ptr<Engine> sqlite_engine(const Address& address) {
    return std::make_unique<Sqlite>(address);
}

} // namespace plumbline::history
