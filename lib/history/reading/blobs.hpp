#pragma once

#include "history/reading/understood.hpp"
#include "history/store/database.hpp"
#include "history/texts/record_text.hpp"

#include "history/store/sql.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace plumbline::history {

/// Texts by id. What many rows share is read and understood once; memory is bounded however many there are.
class Blobs {
public:
    explicit Blobs(Database& database);

    /// Throws base::Error when there is none.
    [[nodiscard]] std::string content(std::int64_t id);
    [[nodiscard]] std::shared_ptr<const resource::Desired> declared(std::int64_t id);
    /// The digest of what such a declaration compares.
    [[nodiscard]] std::string declaration_digest(std::int64_t declared);
    /// The finding that a row holds.
    [[nodiscard]] drift::Finding finding(std::int64_t declared, std::int64_t seen);

private:
    Database& database_;
    long long id_ = 0;
    std::string content_;
    soci::indicator found_ = soci::i_null;
    soci::statement select_;
    std::map<std::int64_t, std::shared_ptr<const resource::Desired>> declared_;
    std::map<std::int64_t, std::string> digests_;
    std::map<std::int64_t, std::shared_ptr<const drift::Finding>> seen_;
};

} // namespace plumbline::history
