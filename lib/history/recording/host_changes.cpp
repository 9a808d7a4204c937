#include "history/recording/host_changes.hpp"

#include "base/digest.hpp"
#include "history/store/sql.hpp"
#include "history/texts/append.hpp"
#include "history/texts/json_bytes.hpp"
#include "history/texts/run_text.hpp"

namespace plumbline::history {
namespace {

using Json = nlohmann::json;
using drift::Finding;
using drift::Status;

/// A row that is open.
struct Row {
    std::string declared; ///< digests of both texts
    std::string seen;
    std::string text; ///< what was seen, where it was not in sync
};

std::map<std::int64_t, Row> open_rows(Database& database, std::int64_t host) {
    std::int64_t resource = 0;
    Row row;
    soci::statement select =
        (database.sql().prepare << "SELECT o.resource, d.digest, s.digest, s.content FROM observations o"
                                   " JOIN blobs d ON d.id = o.declared JOIN blobs s ON s.id = o.seen"
                                   " WHERE o.host = :host AND o.closed IS NULL",
         soci::use(host), soci::into(resource), soci::into(row.declared), soci::into(row.seen),
         soci::into(row.text));
    std::map<std::int64_t, Row> rows;
    for (select.execute(); select.fetch();)
        rows[resource] = row;
    return rows;
}

/// The state of a host as it stands; empty when there is none.
std::string open_state(Database& database, std::int64_t host) {
    std::string text;
    database.sql() << "SELECT b.content FROM host_states h JOIN blobs b ON b.id = h.state"
                      " WHERE h.host = :host AND h.closed IS NULL",
        soci::use(host), soci::into(text);
    return text;
}

/// Whether what is a drift now was agreed on before, or has been out of sight since then.
bool has_lost_its_cover(const Finding& finding, const Row& before) {
    if (finding.status != Status::drift)
        return false;
    const auto then = read_seen(before.text, finding.desired);
    return then.status != Status::drift && (then.deviates() || !finding.uncovered.empty());
}

/// What had no drift and could not be checked in just this way before.
bool is_newly_unknown(const std::string& host, const Finding& finding, const Row* before) {
    if (!finding.has_unknown() || finding.deviates())
        return false;
    return before == nullptr || report::fingerprint(host, read_seen(before->text, finding.desired)) !=
                                    report::fingerprint(host, finding);
}

} // namespace

/// One host held against its rows.
class HostComparison {
public:
    HostComparison(HostChanges& changes, const report::HostResult& host, const OpenDrifts& open)
        : changes_(changes), standing_(changes.standing_), host_(host), open_(open),
          id_(standing_.identifiers.host(host.name)), change_{{"host", from_bytes(host.name)}} {
        if (!id_)
            return;
        if (const auto text = open_state(standing_.database, *id_); !text.empty())
            state_ = read_state(text);
        if (!host.error)
            rows_ = open_rows(standing_.database, *id_);
    }

    HostChanges::Found find() {
        find_state();
        if (host_.error)
            news_ = !state_ || !state_->host.error || state_->host.error->stage != host_.error->stage;
        else
            find_rows();
        const bool changed = change_.size() > 1;
        if (changed)
            changes_.spool_.add(change_);
        return {changed, news_};
    }

private:
    /// As a number where the host has a row of it, else as a name: pruning takes numbers that no row has.
    [[nodiscard]] Json number_of(const standard::Identity& id) const {
        if (const auto known = standing_.identifiers.resource(id); known && rows_.contains(*known))
            return *known;
        return Json::array({from_bytes(id.type), from_bytes(id.title)});
    }

    void find_state() {
        HostState now;
        now.host = shown(host_);
        Json order = Json::array();
        bool has_new = false;
        for (const auto& finding : host_.findings) {
            order.push_back(number_of(finding.desired->id));
            has_new = has_new || order.back().is_array();
        }
        const bool extends = host_.error || standing_.subject.coverage == Coverage::tagged;
        if (extends && state_) {
            if (!has_new)
                order = order_after(state_->order, order.get<std::vector<std::int64_t>>());
            else
                change_["before"] = state_->order;
        }
        if (!has_new) {
            now.order = order.get<std::vector<std::int64_t>>();
            if (state_ && state_text(now) == state_text(*state_))
                return;
        }
        now.order.clear();
        change_["state"] = state_text(now);
        change_["order"] = std::move(order);
    }

    /// What the state says of it.
    static report::HostResult shown(const report::HostResult& host) {
        report::HostResult kept;
        kept.address = host.address;
        kept.groups = host.groups;
        kept.error = host.error;
        kept.declared = host.declared;
        kept.facts = host.facts;
        kept.used = host.used;
        kept.remark = host.remark;
        return kept;
    }

    void find_rows() {
        std::set<std::int64_t> there;
        for (const auto& finding : host_.findings) {
            const auto resource = standing_.identifiers.resource(finding.desired->id);
            if (resource)
                there.insert(*resource);
            const auto row = resource ? rows_.find(*resource) : rows_.end();
            find_row(finding, row == rows_.end() ? nullptr : &row->second);
            find_event(finding, resource);
        }
        if (standing_.subject.coverage == Coverage::tagged)
            return;
        for (const auto& [resource, row] : rows_)
            if (!there.contains(resource))
                change_["closed"].push_back(resource);
        for (const auto& [resource, drift] : open_)
            if (!there.contains(resource))
                resolve(drift);
    }

    void find_row(const Finding& finding, const Row* before) {
        news_ = news_ || is_newly_unknown(host_.name, finding, before);
        const auto told = standing_.declarations.told(finding.desired);
        auto text = seen_text(finding);
        const auto seen = base::sha256(text);
        if (before != nullptr && before->declared == told.stored && before->seen == seen)
            return;
        news_ = news_ || (before != nullptr && has_lost_its_cover(finding, *before));
        changes_.keep_text(told.stored, told.text);
        changes_.keep_text(seen, text);
        change_["rows"].push_back({number_of(finding.desired->id), told.stored, seen, before != nullptr});
    }

    void find_event(const Finding& finding, std::optional<std::int64_t> resource) {
        const auto open = resource ? open_.find(*resource) : open_.end();
        if (open != open_.end() && (finding.status == Status::in_sync || finding.status == Status::skipped))
            return resolve(open->second);
        if (!finding.past || finding.past->news == drift::News::none)
            return;
        news_ = news_ || finding.status == Status::drift; // what was agreed on surprises nobody
        const bool is_new = finding.past->news == drift::News::opened;
        const auto until = is_new ? audits_of(last_visit(), standing_.subject.coverage, false)
                                  : open->second.stored.audits_until;
        const auto text = case_text(case_of(standing_, host_.name, finding, until));
        const auto body = base::sha256(text);
        changes_.keep_text(body, text);
        change_["events"].push_back(
            {finding.past->drift, is_new ? "opened" : "changed", number_of(finding.desired->id), body});
    }

    void resolve(const OpenDrift& drift) { change_["resolved"].push_back({drift.id, drift.body}); }

    [[nodiscard]] std::optional<Visit> last_visit() const {
        return id_ ? standing_.visits.last(*id_) : std::nullopt;
    }

    HostChanges& changes_;
    Standing& standing_;
    const report::HostResult& host_;
    const OpenDrifts& open_;
    std::optional<std::int64_t> id_;
    std::optional<HostState> state_;
    std::map<std::int64_t, Row> rows_;
    Json change_;
    bool news_ = false;
};

std::string digest_of(const report::HostResult& host, Declarations& declarations) {
    std::string bytes;
    append_text(bytes, host.address);
    append_number(bytes, host.groups.size());
    for (const auto& group : host.groups)
        append_text(bytes, group);
    append_text(bytes, host.remark);
    append_choice(bytes, host.used);
    append_number(bytes, host.declared);
    append_number(bytes, host.error ? 1 + static_cast<std::size_t>(host.error->stage) : 0);
    append_text(bytes, host.error ? host.error->message : "");
    for (const auto& [name, value] : host.facts)
        if (name != "now") {
            append_text(bytes, name);
            append_value(bytes, value);
        }
    append_number(bytes, host.findings.size());
    for (const auto& finding : host.findings) {
        append_text(bytes, declarations.bytes(finding.desired));
        append_seen(bytes, finding);
    }
    return base::sha256_hex(bytes);
}

std::set<std::string> texts_of(const Json& change) {
    std::set<std::string> digests;
    for (const auto& row : change.value("rows", Json::array())) {
        digests.insert(row.at(1).get<std::string>());
        digests.insert(row.at(2).get<std::string>());
    }
    for (const auto& event : change.value("events", Json::array()))
        digests.insert(event.at(3).get<std::string>());
    return digests;
}

HostChanges::Found HostChanges::find(const report::HostResult& host, const OpenDrifts& open) {
    return HostComparison(*this, host, open).find();
}

void HostChanges::keep_text(const std::string& digest, const std::string& text) {
    constexpr std::size_t most = 200'000; // past it a text may be kept twice, and is stored once all the same
    if (kept_.size() > most)
        kept_.clear();
    if (kept_.insert(digest).second)
        spool_.add({{"digest", digest}, {"text", text}});
}

} // namespace plumbline::history
