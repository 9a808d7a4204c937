#include "base/child.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "history/ledger.hpp"
#include "history/ledger/sample.hpp"
#include "history/store/sql.hpp"
#include "support/history_store.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using history::Address;
using history::SignatureRules;
using test::HistoryStore;
using test::SampleHistory;

namespace {

std::string make_key(const test::TemporaryFolder& folder, const std::string& name,
                     const std::string& passphrase = "") {
    const auto made = base::run_child(
        {"ssh-keygen", "-q", "-t", "ed25519", "-N", passphrase, "-C", name, "-f", folder.path(name)}, "",
        {base::Deadline::after(base::Milliseconds(20'000))});
    REQUIRE(made.code == 0);
    return folder.path(name);
}

std::string signer(const std::string& principal, const std::string& key) {
    return principal + " namespaces=\"plumbline-ledger\" " + base::read_file(key + ".pub", 4096);
}

std::string said(history::Database& database, const SignatureRules& rules) {
    std::string text;
    for (const auto& found : history::verify(database, std::nullopt, rules).discrepancies)
        text += found.where + ": " + found.found + "\n";
    return text;
}

} // namespace

TEST_CASE("the head is signed, and each signature is judged by the signers") {
    const HistoryStore store(Address::Kind::sqlite);
    auto database = store.open();
    const auto key = make_key(store.folder(), "site");
    const auto other = make_key(store.folder(), "other");
    SampleHistory sample(database, 5);
    static_cast<void>(sample.record_run());
    history::sign_entry(database, history::head_of(database), key);
    static_cast<void>(sample.record_run());
    const SignatureRules rules{signer("audit@example.org", key), {}, true};
    CHECK(said(database, rules) == "ledger entry 2 (run 2): none (plumbline history sign)\n");
    CHECK(history::sign_all(database, key) == 1);
    CHECK(history::sign_all(database, key) == 0);
    CHECK(said(database, rules).empty());
    CHECK(said(database, {}).empty());
    CHECK(history::verify(database, std::nullopt, rules).signed_entries == 2);

    CHECK_THAT(said(database, {signer("jane@example.org", other), {}, true}),
               Catch::StartsWith("signature of ledger entry 1 (run 1): one by a key of none of the signers"));

    database.sql()
        << "UPDATE ledger SET signature = (SELECT signature FROM ledger WHERE seq = 1) WHERE seq = "
           "2";
    CHECK(said(database, rules) == "signature of ledger entry 2 (run 2): "
                                   "Signature verification failed: incorrect signature\n");
}

TEST_CASE("a key with a passphrase and no agent fails at once, and says what to do") {
    const HistoryStore store(Address::Kind::sqlite);
    auto database = store.open();
    const auto key = make_key(store.folder(), "locked", "correct horse");
    SampleHistory sample(database, 6);
    static_cast<void>(sample.record_run());
    CHECK_THROWS_WITH(history::sign_entry(database, history::head_of(database), key),
                      Catch::StartsWith("cannot sign the ledger with " + key + ": ") &&
                          Catch::EndsWith("; load the key into an agent (ssh-add) that this command can "
                                          "reach, or use one without a passphrase"));
    CHECK(said(database, {}).empty());
}
