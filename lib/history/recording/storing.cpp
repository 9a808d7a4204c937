#include "history/recording/storing.hpp"

#include "base/digest.hpp"
#include "base/error.hpp"
#include "history/store/sql.hpp"
#include "history/texts/json_bytes.hpp"
#include "history/texts/run_text.hpp"

#include <unordered_map>

namespace plumbline::history {
namespace {

using Json = nlohmann::json;

} // namespace

/// The statements, prepared once, and what they are given.
struct Storing::Parts {
    Database& database;
    Identifiers& identifiers;
    std::int64_t run;
    std::int64_t next_blob;
    std::unordered_map<std::string, std::int64_t> blobs = {}; ///< by digest; some of them

    std::int64_t host = 0, resource = 0, declared = 0, seen = 0, blob = 0;
    std::string digest = {}, content = {}, drift = {}, kind = {};

    soci::session& sql = database.sql();
    soci::statement find_blob =
        (sql.prepare << "SELECT id FROM blobs WHERE digest = :digest", soci::use(digest), soci::into(blob));
    soci::statement add_blob =
        (sql.prepare << "INSERT INTO blobs (id, digest, content) VALUES (:id, :digest, :content)",
         soci::use(next_blob), soci::use(digest), soci::use(content));
    soci::statement close_state =
        (sql.prepare << "UPDATE host_states SET closed = :run WHERE host = :host AND closed IS NULL",
         soci::use(run), soci::use(host));
    soci::statement add_state =
        (sql.prepare << "INSERT INTO host_states (host, opened, state) VALUES (:host, :run, :state)",
         soci::use(host), soci::use(run), soci::use(blob));
    soci::statement close_row = (sql.prepare << "UPDATE observations SET closed = :run WHERE host = :host"
                                                " AND resource = :resource AND closed IS NULL",
                                 soci::use(run), soci::use(host), soci::use(resource));
    soci::statement add_row =
        (sql.prepare << "INSERT INTO observations (host, resource, opened, declared, seen)"
                        " VALUES (:host, :resource, :run, :declared, :seen)",
         soci::use(host), soci::use(resource), soci::use(run), soci::use(declared), soci::use(seen));
    soci::statement add_drift =
        (sql.prepare
             << "INSERT INTO drifts (id, host, resource, opened) VALUES (:id, :host, :resource, :run)",
         soci::use(drift), soci::use(host), soci::use(resource), soci::use(run));
    soci::statement close_drift =
        (sql.prepare << "UPDATE drifts SET closed = :run WHERE id = :id", soci::use(run), soci::use(drift));
    soci::statement add_event =
        (sql.prepare
             << "INSERT INTO drift_events (drift, run, kind, body) VALUES (:drift, :run, :kind, :body)",
         soci::use(drift), soci::use(run), soci::use(kind), soci::use(blob));

    /// The blob of `digest`, if there is one.
    bool find() {
        const auto known = blobs.find(digest);
        if (known != blobs.end()) {
            blob = known->second;
            return true;
        }
        bool found = false;
        for (find_blob.execute(); find_blob.fetch();)
            found = true;
        if (found)
            remember();
        return found;
    }

    void remember() {
        constexpr std::size_t most = 200'000;
        if (blobs.size() > most)
            blobs.clear();
        blobs[digest] = blob;
    }

    std::int64_t blob_of(const std::string& of) {
        digest = of;
        if (!find())
            base::fail("the text {} of this run was not kept", of);
        return blob;
    }
};

Storing::Storing(Database& database, Identifiers& identifiers, std::int64_t run)
    : parts_(new Parts{database, identifiers, run, next_number(database, "blobs")}) {}

Storing::~Storing() = default;

std::int64_t Storing::blob(const std::string& content) {
    text(base::sha256(content), content);
    return parts_->blob;
}

void Storing::text(const std::string& digest, const std::string& text) {
    auto& parts = *parts_;
    parts.digest = digest;
    if (parts.find())
        return;
    parts.content = text;
    parts.add_blob.execute(true);
    parts.blob = parts.next_blob++;
    parts.remember();
}

void Storing::host(const Json& change) {
    const auto id = parts_->identifiers.make_host(to_bytes(change.at("host")));
    state(id, change);
    rows(id, change);
    drifts(id, change);
}

std::int64_t Storing::resource(const Json& number) {
    if (number.is_number_integer())
        return number.get<std::int64_t>();
    return parts_->identifiers.make_resource({to_bytes(number.at(0)), to_bytes(number.at(1))});
}

void Storing::state(std::int64_t host, const Json& change) {
    if (!change.contains("state"))
        return;
    auto state = read_state(change.at("state").get<std::string>());
    for (const auto& number : change.at("order"))
        state.order.push_back(resource(number));
    if (const auto before = change.find("before"); before != change.end())
        state.order = order_after(before->get<std::vector<std::int64_t>>(), state.order);
    auto& parts = *parts_;
    parts.host = host;
    parts.close_state.execute(true);
    blob(state_text(state));
    parts.add_state.execute(true);
}

void Storing::rows(std::int64_t host, const Json& change) {
    auto& parts = *parts_;
    parts.host = host;
    for (const auto& row : change.value("rows", Json::array())) {
        parts.resource = resource(row.at(0));
        parts.declared = parts.blob_of(row.at(1).get<std::string>());
        parts.seen = parts.blob_of(row.at(2).get<std::string>());
        if (row.at(3).get<bool>())
            parts.close_row.execute(true);
        parts.add_row.execute(true);
    }
    for (const auto& closed : change.value("closed", Json::array())) {
        parts.resource = closed.get<std::int64_t>();
        parts.close_row.execute(true);
    }
}

void Storing::drifts(std::int64_t host, const Json& change) {
    auto& parts = *parts_;
    parts.host = host;
    for (const auto& event : change.value("events", Json::array())) {
        parts.drift = event.at(0).get<std::string>();
        parts.kind = event.at(1).get<std::string>();
        parts.resource = resource(event.at(2));
        if (parts.kind == "opened")
            parts.add_drift.execute(true);
        parts.blob = parts.blob_of(event.at(3).get<std::string>());
        parts.add_event.execute(true);
    }
    parts.kind = "resolved";
    for (const auto& resolved : change.value("resolved", Json::array())) {
        parts.drift = resolved.at(0).get<std::string>();
        parts.blob = resolved.at(1).get<std::int64_t>();
        parts.close_drift.execute(true);
        parts.add_event.execute(true);
    }
}

} // namespace plumbline::history
