#include "history/ledger/signature.hpp"

#include "history/ledger/columns.hpp"

#include "history/store/sql.hpp"

#include <string_view>
#include <vector>

namespace plumbline::history {
void sign_entry(Database& database, const std::string& digest, const std::filesystem::path& key) {
    long long unsigned_ones = 0;
    database.snapshot([&] {
        database.sql() << "SELECT count(*) FROM ledger WHERE digest = :digest AND signature IS NULL",
            soci::use(digest), soci::into(unsigned_ones);
    });
    if (unsigned_ones == 0)
        return;
    const auto signature = approval::sign(digest, approval::for_ledger, key);
    database.transaction([&] {
        database.sql() << "UPDATE ledger SET signature = :signature WHERE digest = :digest",
            soci::use(signature), soci::use(digest);
    });
}

std::size_t sign_all(Database& database, const std::filesystem::path& key) {
    std::vector<std::string> digests;
    database.snapshot([&] {
        Query query(database, "SELECT digest FROM ledger WHERE signature IS NULL ORDER BY seq", 1);
        query.run(0, 0, [&](const Columns& row) { digests.push_back(row.front().value_or("")); });
    });
    for (const auto& digest : digests)
        sign_entry(database, digest, key);
    return digests.size();
}

std::optional<std::string> SignatureCheck::refusal(const std::string& digest, const std::string& signature,
                                                   base::Instant at) {
    const auto judgement = judge_.judge(digest, signature, approval::for_ledger, at);
    if (judgement.signer)
        return std::nullopt;
    // whoever signed, an entry or its signature was edited: nothing to sign again
    if (judgement.failed == approval::Judgement::Rule::bytes)
        return "Signature verification failed: incorrect signature";
    constexpr std::string_view by = "is by ";
    return judgement.refusal.starts_with(by) ? "one by " + judgement.refusal.substr(by.size())
                                             : "one that " + judgement.refusal;
}

} // namespace plumbline::history
