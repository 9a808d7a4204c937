#include "history/recording/identifiers.hpp"

#include "history/store/sql.hpp"
#include "history/texts/json_bytes.hpp"

namespace plumbline::history {

std::int64_t next_number(Database& database, const std::string& table, const std::string& column) {
    std::int64_t last = 0;
    database.sql() << "SELECT coalesce(max(" + column + "), 0) FROM " + table, soci::into(last);
    return last + 1;
}

Identifiers::Identifiers(Database& database, const std::string& site) : database_(database) {
    const auto name = encode_text(site);
    auto found = soci::i_null;
    database.sql() << "SELECT max(id) FROM sites WHERE name = :name", soci::use(name),
        soci::into(site_, found);
    if (found == soci::i_null) {
        site_ = next_number(database, "sites");
        database.sql() << "INSERT INTO sites (id, name) VALUES (:id, :name)", soci::use(site_),
            soci::use(name);
    }
    refresh();
}

std::optional<std::int64_t> Identifiers::host(const std::string& name) const {
    const auto found = hosts_.find(name);
    return found == hosts_.end() ? std::nullopt : std::optional(found->second);
}

std::optional<std::int64_t> Identifiers::resource(const standard::Identity& id) const {
    const auto found = resources_.find(id);
    return found == resources_.end() ? std::nullopt : std::optional(found->second);
}

void Identifiers::refresh() {
    hosts_.clear();
    resources_.clear();
    std::int64_t id = 0;
    std::string name, type;
    soci::statement hosts = (database_.sql().prepare << "SELECT id, name FROM hosts WHERE site = :site",
                             soci::use(site_), soci::into(id), soci::into(name));
    for (hosts.execute(); hosts.fetch();)
        hosts_[decode_text(name)] = id;
    soci::statement resources = (database_.sql().prepare << "SELECT id, type, title FROM resources",
                                 soci::into(id), soci::into(type), soci::into(name));
    for (resources.execute(); resources.fetch();)
        resources_[{type, decode_text(name)}] = id;
}

std::int64_t Identifiers::make_host(const std::string& name) {
    if (const auto known = host(name))
        return *known;
    const auto id = next_number(database_, "hosts");
    const auto stored = encode_text(name);
    database_.sql() << "INSERT INTO hosts (id, site, name) VALUES (:id, :site, :name)", soci::use(id),
        soci::use(site_), soci::use(stored);
    return hosts_[name] = id;
}

std::int64_t Identifiers::make_resource(const standard::Identity& identity) {
    if (const auto known = resource(identity))
        return *known;
    const auto id = next_number(database_, "resources");
    const auto title = encode_text(identity.title);
    database_.sql() << "INSERT INTO resources (id, type, title) VALUES (:id, :type, :title)", soci::use(id),
        soci::use(identity.type), soci::use(title);
    return resources_[identity] = id;
}

} // namespace plumbline::history
