#include "history/recorder.hpp"

#include "history/ledger.hpp"
#include "history/ledger/run_body.hpp"
#include "history/recording/host_changes.hpp"
#include "history/recording/others.hpp"
#include "history/recording/run_news.hpp"
#include "history/recording/storing.hpp"
#include "history/store/sql.hpp"
#include "history/texts/json_bytes.hpp"

#include <algorithm>
#include <set>

namespace plumbline::history {
namespace {

using Json = nlohmann::json;

/// Of one host, until the run is over.
struct Added {
    double seconds = 0;
    std::string now;
    std::size_t audits = 0;
    std::int64_t audited = 0;
    std::string digest; ///< empty where it tells nothing: only some of its resources were looked at
    bool changed = false;
};

std::string now_of(const facts::Facts& facts) {
    const auto now = facts.find("now");
    return now == facts.end() ? "" : base::to_text(now->second);
}

bool has_new_drift(const report::HostResult& host) {
    return std::ranges::any_of(host.findings, [](const drift::Finding& finding) {
        return finding.past && finding.past->news != drift::News::none;
    });
}

bool has_drift(const report::HostResult& host) {
    return std::ranges::any_of(host.findings, &drift::Finding::deviates);
}

} // namespace

struct Recorder::Parts {
    Database& database;
    RunSubject subject;
    report::RunRecord run;
    Hints& hints;
    Declarations declarations{subject.secrecy};
    std::optional<Identifiers> identifiers = {};
    std::optional<Visits> visits = {};
    std::optional<Standing> standing = {};
    Spool spool = {};
    std::optional<HostChanges> changes = {};
    std::int64_t seq = 0;
    std::int64_t entry = 0; ///< the ledger's newest, when the run began
    std::map<std::string, OpenDrifts> recalled = {};
    std::map<std::string, Added> added = {};
    bool news = false;
    std::vector<std::string> remarks = {};

    void begin();
    void check_hints();
    void take_acknowledgements();
    void find_changes(const report::HostResult& host, Added& now);
    std::set<std::string> left_out(const Others& others);
    std::set<std::string> texts_but_of(const std::set<std::string>& left_out);
    void store(Storing& storing, const std::set<std::string>& left_out);
    std::string record(const report::Report& report, const std::set<std::string>& left_out);
    std::vector<Visit> visits_of(const report::Report& report, const std::set<std::string>& left_out);
    void learn(const std::set<std::string>& left_out, bool others);
};

void Recorder::Parts::begin() {
    database.transaction([&] {
        identifiers.emplace(database, subject.site);
        seq = next_number(database, "runs", "seq");
        entry = next_number(database, "ledger", "seq") - 1;
        const auto site = identifiers->site();
        const auto started = to_stored(run.started);
        database.sql() << "INSERT INTO runs (seq, id, site, started) VALUES (:seq, :id, :site, :started)",
            soci::use(seq), soci::use(run.id), soci::use(site), soci::use(started);
        check_hints();
        visits.emplace(database, site, seq);
        standing.emplace(Standing{database, subject, run, seq, *identifiers, *visits, declarations,
                                  token_mark(subject.secrecy)});
        take_acknowledgements();
    });
    changes.emplace(*standing, spool);
}

/// What is told by digests holds as of one run: the last that is recorded, or none.
void Recorder::Parts::check_hints() {
    std::string last;
    const auto site = identifiers->site();
    database.sql() << "SELECT r.id FROM ledger l JOIN runs r ON r.seq = l.run WHERE l.kind = 'run'"
                      " AND r.site = :site ORDER BY l.seq DESC LIMIT 1",
        soci::use(site), soci::into(last);
    if (last.empty() || hints.run != last)
        hints.digests.clear();
}

void Recorder::Parts::take_acknowledgements() {
    for (auto& one : acknowledgements(database))
        standing->acknowledged[one.drift] = std::move(one.acknowledgement);
}

void Recorder::Parts::find_changes(const report::HostResult& host, Added& now) {
    database.snapshot([&] {
        const auto id = identifiers->host(host.name);
        const auto last = id ? visits->last(*id) : std::nullopt;
        const bool audited = subject.coverage == Coverage::whole && !host.error;
        now.audits = audits_of(last, subject.coverage, host.error.has_value());
        now.audited = audited ? seq : (last ? last->audited : 0);
        const auto known = hints.digests.find(host.name);
        if (!now.digest.empty() && known != hints.digests.end() && known->second == now.digest &&
            !has_new_drift(host))
            return;
        if (id && !recalled.contains(host.name))
            recalled[host.name] = open_drifts(database, *id);
        const auto found = changes->find(host, recalled[host.name]);
        news = news || found.news;
        now.changed = found.changed;
    });
}

/// Hosts that another run recorded meanwhile: what this one found stands on rows that are no longer the last.
std::set<std::string> Recorder::Parts::left_out(const Others& others) {
    std::set<std::string> names;
    for (const auto& [name, host] : added) {
        const auto id = identifiers->host(name);
        if (!id || (!others.changed.contains(*id) && !(host.changed && others.later.contains(*id))))
            continue;
        names.insert(name);
        remarks.push_back(name + ": another run recorded it meanwhile, so this one did not");
    }
    return names;
}

std::vector<Visit> Recorder::Parts::visits_of(const report::Report& report,
                                              const std::set<std::string>& left_out) {
    std::vector<Visit> all;
    for (const auto& host : report.hosts) {
        const auto found = added.find(host.name);
        if (found == added.end() || left_out.contains(host.name))
            continue;
        const auto& one = found->second;
        all.push_back({identifiers->make_host(host.name), one.seconds, one.now, one.audits, one.audited});
    }
    return all;
}

/// What the hosts that are stored refer to.
std::set<std::string> Recorder::Parts::texts_but_of(const std::set<std::string>& left_out) {
    std::set<std::string> digests;
    spool.each([&](const Json& kept) {
        if (!kept.contains("text") && !left_out.contains(to_bytes(kept.at("host"))))
            digests.merge(texts_of(kept));
    });
    return digests;
}

/// Texts before the hosts whose rows name them, and none that no row will name.
void Recorder::Parts::store(Storing& storing, const std::set<std::string>& left_out) {
    const auto named = left_out.empty() ? std::set<std::string>() : texts_but_of(left_out);
    spool.each([&](const Json& kept) {
        if (!kept.contains("text")) {
            if (!left_out.contains(to_bytes(kept.at("host"))))
                storing.host(kept);
        } else if (left_out.empty() || named.contains(kept.at("digest").get<std::string>())) {
            storing.text(kept.at("digest"), kept.at("text"));
        }
    });
}

/// Within the transaction; the ledger's head.
std::string Recorder::Parts::record(const report::Report& report, const std::set<std::string>& left_out) {
    Storing storing(database, *identifiers, seq);
    store(storing, left_out);
    const auto record = storing.blob(record_text({report.run, report.host_counts(), report.resources()}));
    const auto scope = storing.blob(scope_text(visits_of(report, left_out), run.started));
    const auto finished = to_stored(report.run.finished);
    database.sql() << "UPDATE runs SET finished = :finished, record = :record, scope = :scope"
                      " WHERE seq = :seq",
        soci::use(finished), soci::use(record), soci::use(scope), soci::use(seq);
    const auto body = run_body_of(report, subject.site, subject.coverage == Coverage::whole);
    return append(database, {"run", report.run.finished, seq, text_of(body), digest_of_rows(database, seq)});
}

/// For the next run, when this one is recorded.
void Recorder::Parts::learn(const std::set<std::string>& left_out, bool others) {
    if (others)
        hints.digests.clear();
    hints.run = run.id;
    for (const auto& [name, host] : added) {
        if (left_out.contains(name) || (host.digest.empty() && host.changed))
            hints.digests.erase(name);
        else if (!host.digest.empty())
            hints.digests[name] = host.digest;
    }
}

Recorder::Recorder(Database& database, const RunSubject& subject, const report::RunRecord& run, Hints& hints)
    : parts_(new Parts{database, subject, run, hints}) {
    parts_->begin();
}

Recorder::~Recorder() = default;

void Recorder::recall(report::HostResult& host) {
    if (!has_drift(host))
        return;
    parts_->database.snapshot([&] { parts_->recalled[host.name] = fill_in_past(*parts_->standing, host); });
}

void Recorder::add(const report::HostResult& host) {
    auto& parts = *parts_;
    auto& now = parts.added[host.name];
    now.seconds = host.seconds;
    now.now = now_of(host.facts);
    if (parts.subject.coverage == Coverage::whole || host.error)
        now.digest = digest_of(host, parts.declarations);
    parts.find_changes(host, now);
    parts.recalled.erase(host.name);
}

bool Recorder::has_news() const {
    return parts_->news;
}

void Recorder::finish(report::Report& report) {
    auto& parts = *parts_;
    std::string head;
    std::set<std::string> left_out;
    bool others = false;
    parts.remarks.clear();
    parts.database.transaction([&] {
        parts.identifiers->refresh();
        const auto meanwhile =
            others_since(parts.database, parts.identifiers->site(), parts.seq, parts.entry);
        others = meanwhile.any;
        left_out = parts.left_out(meanwhile);
        parts.news =
            parts.news || has_run_news(parts.database, parts.identifiers->site(), parts.seq, report.run);
        head = parts.record(report, left_out);
    });
    report.run.ledger_head = head;
    parts.learn(left_out, others);
}

const std::vector<std::string>& Recorder::remarks() const {
    return parts_->remarks;
}

} // namespace plumbline::history
