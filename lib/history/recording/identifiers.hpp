#pragma once

#include "history/store/database.hpp"
#include "standard/standard.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace plumbline::history {

/// The numbers that stand for a site, its hosts and the resources.
class Identifiers {
public:
    /// Reads what there is; within a transaction for writing, for the site gets its number.
    Identifiers(Database& database, const std::string& site);

    [[nodiscard]] std::int64_t site() const { return site_; }
    [[nodiscard]] std::optional<std::int64_t> host(const std::string& name) const;
    [[nodiscard]] std::optional<std::int64_t> resource(const standard::Identity& id) const;

    // With new ones where there are none; within a transaction for writing, after refresh().
    std::int64_t make_host(const std::string& name);
    std::int64_t make_resource(const standard::Identity& id);
    /// Reads what there is now: others have added some, and pruned some.
    void refresh();

private:
    Database& database_;
    std::int64_t site_ = 0;
    std::map<std::string, std::int64_t> hosts_;
    std::map<standard::Identity, std::int64_t> resources_;
};

/// One more than the greatest number of a table.
[[nodiscard]] std::int64_t next_number(Database& database, const std::string& table,
                                       const std::string& column = "id");

} // namespace plumbline::history
