#pragma once

#include "history/store/database.hpp"
#include "support/postgresql_server.hpp"
#include "support/temporary_folder.hpp"

#include <string>

namespace plumbline::test {

/// A place for a history, empty, of either kind: GENERATE(as<Kind>(), Kind::sqlite, Kind::postgresql).
class HistoryStore {
public:
    explicit HistoryStore(history::Address::Kind kind)
        : url_(kind == history::Address::Kind::sqlite ? "sqlite://" + folder_.path("history.db")
                                                      : PostgresqlServer::shared().new_database()) {}

    [[nodiscard]] const std::string& url() const { return url_; }
    [[nodiscard]] history::Address address() const { return history::parse_address(url_); }
    [[nodiscard]] history::Database open(history::Access access = history::Access::write) const {
        return {address(), access};
    }
    [[nodiscard]] const TemporaryFolder& folder() const { return folder_; }

private:
    TemporaryFolder folder_;
    std::string url_;
};

} // namespace plumbline::test
