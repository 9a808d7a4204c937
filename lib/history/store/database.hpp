#pragma once

#include "base/clock.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace soci {
class session;
}

namespace plumbline::history {

/// Where a history is: "sqlite:///PATH" or "postgresql://USER@HOST/DATABASE" (a libpq connection URI).
struct Address {
    enum class Kind { sqlite, postgresql };
    Kind kind = Kind::sqlite;
    std::string text;   ///< as the user wrote it, without a password: for messages
    std::string place;  ///< the file, or the URI
    std::string secret; ///< the password in the URI; empty when there is none
};
/// Throws base::Error for what is neither.
[[nodiscard]] Address parse_address(std::string_view url);

enum class Access { read, write };

/// An open database with the tables of schema.cpp: the only place that knows which of the two it is. Errors
/// of the database leave as base::Error with the address in them, and what to do.
class Database {
public:
    /// With Access::write the database is made when there is none, and brought to this program's schema. A
    /// SQLite file is WAL with full synchronisation, mode 0600; a locked one is waited for, up to 10 seconds.
    /// Throws base::Error: cannot be made or reached, is no history, is damaged, is of a newer plumbline.
    Database(const Address& address, Access access);
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    [[nodiscard]] soci::session& sql();
    [[nodiscard]] const Address& address() const;

    /// Runs `steps` in one transaction that no other writer can be in at the same time; what it throws leaves
    /// nothing behind. A failure of the database is thrown as base::Error.
    template <typename Steps>
    void transaction(Steps&& steps) {
        checked([&] {
            begin(true);
            steps();
            commit();
        });
    }
    /// The same for reading: what is read belongs together, however long it takes.
    template <typename Steps>
    void snapshot(Steps&& steps) {
        checked([&] {
            begin_snapshot();
            steps();
            commit();
        });
    }

private:
    template <typename Steps>
    void checked(Steps&& steps) {
        try {
            steps();
        } catch (...) {
            fail();
        }
    }
    void make_tables();
    void check_format();
    void begin(bool has_tables);
    void begin_snapshot();
    void commit();
    /// Rolls back, and throws what is being handled again, a failure of the database as base::Error.
    [[noreturn]] void fail();

    struct Parts;
    std::unique_ptr<Parts> parts_;
};

// Instants are stored as milliseconds since the epoch.
[[nodiscard]] std::int64_t to_stored(base::Instant instant);
[[nodiscard]] base::Instant from_stored(std::int64_t milliseconds);

} // namespace plumbline::history
