#pragma once

#include "history/store/database.hpp"

#include "history/store/sql.hpp"

#include <exception>
#include <string>

namespace plumbline::history {

/// Throws that a row can't be understood: which, why, and what to do.
[[noreturn]] void fail_damaged(const Database& database, const std::string& row, const std::string& why);

/// Runs `read`, which understands what a row holds; `row` says which one, for the message.
template <typename Row, typename Read>
auto understood(const Database& database, Row&& row, Read&& read) -> decltype(read()) {
    try {
        return read();
    } catch (const soci::soci_error&) {
        throw; // of the database, not of what is in it
    } catch (const std::exception& error) {
        fail_damaged(database, row(), error.what());
    }
}

} // namespace plumbline::history
