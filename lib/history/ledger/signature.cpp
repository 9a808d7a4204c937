#include "history/ledger/signature.hpp"

#include "base/child.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "base/text.hpp"
#include "history/ledger/columns.hpp"

#include "history/store/sql.hpp"

#include <fmt/chrono.h>

#include <cstdlib>
#include <vector>

namespace plumbline::history {
namespace {

namespace fs = std::filesystem;

using Words = std::vector<std::string>;

base::ChildResult ssh_keygen(const Words& words, const std::string& input) {
    // in a session of its own there is no terminal to ask for a passphrase
    Words argv{"env", "SSH_ASKPASS_REQUIRE=never", "setsid", "-w", "ssh-keygen", "-Y"};
    argv.insert(argv.end(), words.begin(), words.end());
    return base::run_child(argv, input, {base::Deadline::after(base::Milliseconds(10'000))});
}

bool went_well(const base::ChildResult& result) {
    return result.end == base::ChildResult::End::exited && result.code == 0;
}

std::string complaint_of(const base::ChildResult& result) {
    if (result.end == base::ChildResult::End::timed_out)
        return "ssh-keygen did not end within 10 seconds";
    const auto said = base::trim(result.errors.empty() ? result.output : result.errors);
    return said.empty() ? fmt::format("ssh-keygen ended with {}", result.code)
                        : std::string(base::trim(base::lines(said).front()));
}

std::string sign(const std::string& digest, const fs::path& key) {
    const auto result = ssh_keygen({"sign", "-f", key.string(), "-n", signature_namespace}, digest);
    if (went_well(result) && result.output.starts_with("-----BEGIN SSH SIGNATURE-----"))
        return result.output;
    const auto why = complaint_of(result);
    const bool is_locked = why.find("passphrase") != std::string::npos;
    base::fail("cannot sign the ledger with {}: {}{}", key.string(), why,
               is_locked ? "; load the key into an agent (ssh-add) that this command can reach, or use one "
                           "without a passphrase"
                         : "");
}

std::string timestamp(base::Instant instant) {
    return fmt::format("{:%Y%m%d%H%M%SZ}", fmt::gmtime(std::chrono::system_clock::to_time_t(instant)));
}

fs::path new_folder() {
    auto name = (fs::temp_directory_path() / "plumbline-verify-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr)
        base::fail("cannot make a folder in {} to check signatures", fs::temp_directory_path().string());
    return name;
}

} // namespace

void sign_entry(Database& database, const std::string& digest, const fs::path& key) {
    long long unsigned_ones = 0;
    database.snapshot([&] {
        database.sql() << "SELECT count(*) FROM ledger WHERE digest = :digest AND signature IS NULL",
            soci::use(digest), soci::into(unsigned_ones);
    });
    if (unsigned_ones == 0)
        return;
    const auto signature = sign(digest, key);
    database.transaction([&] {
        database.sql() << "UPDATE ledger SET signature = :signature WHERE digest = :digest",
            soci::use(signature), soci::use(digest);
    });
}

std::size_t sign_all(Database& database, const fs::path& key) {
    std::vector<std::string> digests;
    database.snapshot([&] {
        Query query(database, "SELECT digest FROM ledger WHERE signature IS NULL ORDER BY seq", 1);
        query.run(0, 0, [&](const Columns& row) { digests.push_back(row.front().value_or("")); });
    });
    for (const auto& digest : digests)
        sign_entry(database, digest, key);
    return digests.size();
}

SignatureCheck::SignatureCheck(SignatureRules rules) : rules_(std::move(rules)), folder_(new_folder()) {
    base::write_atomically(folder_ / "signers", rules_.signers);
}

SignatureCheck::~SignatureCheck() {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
}

std::optional<std::string> SignatureCheck::refusal(const std::string& digest, const std::string& signature,
                                                   base::Instant at) {
    const auto file = folder_ / "signature";
    base::write_atomically(file, signature);
    if (rules_.signers.empty()) {
        const auto result =
            ssh_keygen({"check-novalidate", "-n", signature_namespace, "-s", file.string()}, digest);
        return went_well(result) ? std::nullopt : std::optional(complaint_of(result));
    }
    if (!principal_.empty() && !verify_as(principal_, digest, at))
        return std::nullopt;
    const auto known = ssh_keygen({"find-principals", "-s", file.string(), "-f", folder_ / "signers", "-O",
                                   "verify-time=" + timestamp(at)},
                                  "");
    const auto lines = base::lines(known.output);
    if (!went_well(known) || lines.empty())
        return fmt::format("one by a key of none of the signers ({})", complaint_of(known));
    principal_ = lines.front().substr(0, lines.front().find(','));
    return verify_as(principal_, digest, at);
}

std::optional<std::string> SignatureCheck::verify_as(const std::string& principal, const std::string& digest,
                                                     base::Instant at) const {
    Words words{"verify",
                "-f",
                folder_ / "signers",
                "-I",
                principal,
                "-n",
                signature_namespace,
                "-s",
                folder_ / "signature",
                "-O",
                "verify-time=" + timestamp(at)};
    if (rules_.revoked)
        words.insert(words.end(), {"-r", rules_.revoked->string()});
    const auto result = ssh_keygen(words, digest);
    return went_well(result) ? std::nullopt : std::optional(complaint_of(result));
}

} // namespace plumbline::history
