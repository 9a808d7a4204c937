#include "history/ledger/chain.hpp"
#include "history/ledger/checkpoint.hpp"
#include "history/ledger/diagnose.hpp"
#include "history/ledger/leftovers.hpp"

#include "base/clock.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace plumbline::history {

void Discrepancies::add(std::int64_t run, Discrepancy discrepancy) {
    constexpr std::size_t enough = 1000;
    if (found_.size() < enough)
        found_.emplace_back(run, std::move(discrepancy));
}

std::vector<Discrepancy> Discrepancies::in_order() && {
    std::stable_sort(found_.begin(), found_.end(),
                     [](const auto& left, const auto& right) { return left.first < right.first; });
    std::vector<Discrepancy> all;
    for (auto& [run, discrepancy] : found_)
        all.push_back(std::move(discrepancy));
    return all;
}

namespace {

/// Walks along the chain and holds each entry against the one before it and against the rows that it binds.
class Walk {
public:
    Walk(Database& database, const std::optional<std::string>& expected_head, const SignatureRules& rules)
        : database_(database), expected_head_(expected_head), signatures_(rules), source_(database),
          diagnosis_(database, source_, found_), checkpoint_(newest_checkpoint(database)),
          previous_(origin_of(database)) {}

    Verification run() {
        Query page(
            database_,
            fmt::format("SELECT {} FROM ledger WHERE seq > :after ORDER BY seq LIMIT 20", entry_columns),
            entry_column_count);
        std::int64_t last = -1;
        for (bool more = true; more;) {
            std::vector<StoredEntry> entries;
            page.run(last, 0, [&](const Columns& row) { entries.push_back(read_entry(row)); });
            more = !entries.empty();
            for (const auto& entry : entries) {
                last = entry.seq.value_or(last);
                take(entry);
            }
        }
        check_expected();
        check_unchained_runs(database_, found_);
        check_blobs(database_, found_);
        check_strays(database_, found_);
        check_meta(database_, found_);
        return {count_, signed_, head_, std::move(found_).in_order()};
    }

private:
    void take(const StoredEntry& entry) {
        ++count_;
        const bool whole = check_link(entry);
        check_signature(entry);
        if (whole && entry.run)
            check_rows(entry);
        if (whole && entry.seq == checkpoint_.seq)
            check_remains(entry);
        last_run_ = std::max(last_run_, entry.run.value_or(0));
        previous_ = entry.digest;
        previous_computed_ = entry.computed;
        head_ = entry.digest;
        head_at_ = entry.at;
        expected_seen_ = expected_seen_ || entry.digest == expected_head_;
    }

    /// One complaint an entry, the plainest.
    bool check_link(const StoredEntry& entry) {
        const auto expected_seq = seq_ + 1;
        const auto seq = entry.seq.value_or(expected_seq);
        seq_ = seq;
        const bool follows = entry.previous == previous_ || entry.previous == previous_computed_;
        if (entry.digest != entry.computed)
            add(entry, words(entry), entry.computed, entry.digest);
        else if (seq != expected_seq)
            found_.add(last_run_,
                       {"ledger", fmt::format("entry {}", expected_seq), fmt::format("entry {}", seq)});
        else if (!follows && count_ == 1)
            add(entry, "meta store", "the name with which the ledger began", "another one, or none");
        else if (!follows)
            add(entry, fmt::format("what comes before {}", words(entry)), entry.previous, previous_);
        return entry.digest == entry.computed;
    }

    void check_signature(const StoredEntry& entry) {
        if (!entry.signature) {
            if (signatures_.is_required())
                add(entry, words(entry), "a signature", "none (plumbline history sign)");
            return;
        }
        ++signed_;
        const auto at = from_stored(number_in(entry.at).value_or(0));
        if (const auto refusal = signatures_.refusal(entry.digest, *entry.signature, at))
            add(entry, fmt::format("signature of {}", words(entry)),
                fmt::format("a valid one over {}", entry.digest), *refusal);
    }

    void check_rows(const StoredEntry& entry) {
        if (*entry.run <= checkpoint_.through)
            return;
        const Span span{last_run_, *entry.run - 1, *entry.run};
        const auto bound = read_rows(entry.rows);
        const auto is = digest_rows(source_, span);
        if (bound.digest != is.digest)
            diagnosis_.rows_of(span, bound, is);
    }

    void check_remains(const StoredEntry& entry) {
        const auto is = digest_of_remains(source_, checkpoint_.through);
        if (entry.rows == is)
            return;
        Query bound(database_, "SELECT run, rows FROM ledger WHERE run > 0 AND run <= :last ORDER BY run", 2);
        bound.run(0, checkpoint_.through, [&](const Columns& row) {
            diagnosis_.remains_of(number_in(row[0]).value_or(0), read_rows(row[1].value_or("")));
        });
        add(entry, fmt::format("rows that pruning left of the runs up to {}", checkpoint_.through),
            entry.rows, is);
    }

    void check_expected() {
        if (!expected_head_ || expected_seen_)
            return;
        const auto at = head_at_.empty()
                            ? ""
                            : fmt::format(", the newest of {}",
                                          base::to_rfc3339(from_stored(number_in(head_at_).value_or(0))));
        found_.add(Discrepancies::no_run,
                   {"ledger", fmt::format("an entry {}", *expected_head_),
                    fmt::format("{} entries without it{}: an older copy, or its end was cut", count_, at)});
    }

    void add(const StoredEntry& entry, std::string where, std::string expected, std::string found) {
        found_.add(entry.run.value_or(last_run_), {std::move(where), std::move(expected), std::move(found)});
    }

    static std::string words(const StoredEntry& entry) {
        const auto what = entry.run ? fmt::format("run {}", *entry.run) : entry.kind;
        return fmt::format("ledger entry {} ({})", entry.seq.value_or(0), what);
    }

    Database& database_;
    const std::optional<std::string>& expected_head_;
    SignatureCheck signatures_;
    Discrepancies found_;
    RowSource source_;
    Diagnosis diagnosis_;
    Checkpoint checkpoint_;
    std::int64_t seq_ = 0;
    std::int64_t last_run_ = 0;
    std::size_t count_ = 0;
    std::size_t signed_ = 0;
    std::string previous_;
    std::string previous_computed_;
    std::string head_;
    std::string head_at_;
    bool expected_seen_ = false;
};

} // namespace

Verification verify(Database& database, const std::optional<std::string>& expected_head,
                    const SignatureRules& rules) {
    Verification verification;
    database.snapshot([&] { verification = Walk(database, expected_head, rules).run(); });
    return verification;
}

} // namespace plumbline::history
