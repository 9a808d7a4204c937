#include "history/reading/blobs.hpp"

#include "base/error.hpp"

namespace plumbline::history {
namespace {

/// Understood texts that are kept: more than the resources of a large standard, some megabytes.
constexpr std::size_t most_kept = 5000;

template <typename Kept, typename Make>
const Kept& kept(std::map<std::int64_t, Kept>& all, std::int64_t id, Make&& make) {
    const auto known = all.find(id);
    if (known != all.end())
        return known->second;
    if (all.size() >= most_kept)
        all.clear();
    return all.emplace(id, make()).first->second;
}

} // namespace

Blobs::Blobs(Database& database)
    : database_(database), select_((database.sql().prepare << "SELECT content FROM blobs WHERE id = :id",
                                    soci::use(id_), soci::into(content_, found_))) {}

std::string Blobs::content(std::int64_t id) {
    id_ = id;
    if (!select_.execute(true))
        base::fail("there is no blob {}", id);
    auto content = content_;
    while (select_.fetch()) { // an unfinished statement would hold SQLite's snapshot
    }
    return content;
}

std::shared_ptr<const resource::Desired> Blobs::declared(std::int64_t id) {
    return kept(declared_, id, [&] { return read_declared(content(id)); });
}

std::string Blobs::declaration_digest(std::int64_t declared) {
    return kept(digests_, declared, [&] { return read_declaration(content(declared)).digest; });
}

drift::Finding Blobs::finding(std::int64_t declared_id, std::int64_t seen_id) {
    auto desired = declared(declared_id);
    auto finding = *kept(seen_, seen_id, [&] {
        return std::make_shared<const drift::Finding>(read_seen(content(seen_id), desired));
    });
    finding.desired = std::move(desired);
    return finding;
}

} // namespace plumbline::history
