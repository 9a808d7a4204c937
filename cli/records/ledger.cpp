#include "records/ledger.hpp"

#include "records/own_signers.hpp"
#include "records/recorded.hpp"

#include "base/error.hpp"
#include "base/escape.hpp"
#include "history/ledger.hpp"
#include "history/upkeep/backup.hpp"
#include "report/words.hpp"

#include <fmt/format.h>

#include <iostream>
#include <memory>

namespace plumbline::cli {
namespace {

struct LedgerOptions {
    Options shared;
    std::optional<std::string> expected;
    std::optional<std::string> signers;
    std::string file;
    bool replace = false;
};

/// Who may have signed: the file that was named, else the site's approvers and the key that it signs with.
history::SignatureRules rules_for(const LedgerOptions& options, const std::optional<site::Site>& site) {
    const auto own = own_signers(site, options.signers, approval::for_ledger);
    return {own.rules.allowed, own.rules.revoked, own.required};
}

void check_form(const std::optional<std::string>& head) {
    constexpr std::size_t length = 71; // "sha256:" and 64 digits
    if (head && (!head->starts_with("sha256:") || head->size() != length))
        base::fail("--expect takes a head as reports print it, sha256: and 64 digits, and found '{}'", *head);
}

/// "128 entries, 120 of them signed; head sha256:…".
std::string summary_of(const history::Verification& verification) {
    return fmt::format(
        "{}, {} signed; head {}",
        verification.entries == 1 ? "1 entry" : fmt::format("{} entries", verification.entries),
        verification.signed_entries == 0 ? "none" : std::to_string(verification.signed_entries),
        verification.head.empty() ? "none" : verification.head);
}

int run_verify(const LedgerOptions& options) {
    constexpr std::size_t most = 20;
    check_form(options.expected);
    const auto opened = open_history(options.shared, history::Access::read);
    const auto verification =
        history::verify(*opened.database, options.expected, rules_for(options, opened.file));
    const auto& all = verification.discrepancies;
    if (all.empty()) {
        std::cout << "the history is as it was recorded: " << summary_of(verification) << '\n';
        return Exit::in_sync;
    }
    for (std::size_t i = 0; i < std::min(all.size(), most); ++i)
        std::cout << base::printable(all[i].where) << "\n    expected " << base::printable(all[i].expected)
                  << "\n    found    " << base::printable(all[i].found) << '\n';
    if (all.size() > most)
        std::cout << fmt::format("and {} more\n", all.size() - most);
    std::cout << "the history is not as it was recorded: " << report::counted(all.size(), "row") << "; "
              << summary_of(verification) << '\n';
    return Exit::run_failed;
}

int run_backup(const LedgerOptions& options) {
    const auto opened = open_history(options.shared, history::Access::read);
    const auto made = history::backup(*opened.database, options.file);
    std::cout << base::printable(options.file) << ": a whole history: " << summary_of(made) << '\n';
    return Exit::in_sync;
}

int run_restore(const LedgerOptions& options) {
    const auto opened = open_history(options.shared, history::Access::write, Absent::is_made);
    const auto head =
        history::restore(*opened.database, options.file, options.replace, std::chrono::system_clock::now());
    std::cout << "restored from " << base::printable(options.file) << "; head " << head << '\n';
    sign_for(opened.file, *opened.database, head);
    return Exit::in_sync;
}

int run_sign(const LedgerOptions& options) {
    const auto opened = open_history(options.shared, history::Access::write);
    if (!opened.file || !opened.file->ledger_key)
        base::fail("there is no key to sign the ledger with: name its private SSH key as `ledger_key` in the "
                   "plumbline.yaml of --site DIR");
    const auto all = history::verify(*opened.database, std::nullopt).discrepancies;
    if (!all.empty())
        base::fail("not signed, for the history is not as it was recorded: {}: expected {}, found {}; see "
                   "`plumbline history verify`",
                   all.front().where, all.front().expected, all.front().found);
    const auto count = history::sign_all(*opened.database, *opened.file->ledger_key);
    std::cout << (count == 1 ? "signed 1 entry" : fmt::format("signed {} entries", count)) << '\n';
    return Exit::in_sync;
}

using Run = int (*)(const LedgerOptions&);

Command add_part(CLI::App& history, const char* name, const char* what, Run run,
                 const std::function<void(CLI::App&, LedgerOptions&)>& add_options) {
    auto* command = history.add_subcommand(name, what);
    auto options = std::make_shared<LedgerOptions>();
    add_recorded_options(*command, options->shared);
    add_options(*command, *options);
    return {command, [options, run] { return run(*options); }};
}

void add_file(CLI::App& command, LedgerOptions& options, const char* what) {
    command.add_option("FILE", options.file, what)->required();
}

} // namespace

void sign_for(const std::optional<site::Site>& site, history::Database& database, const std::string& head) {
    if (site && site->ledger_key)
        history::sign_entry(database, head, *site->ledger_key);
}

Command add_ledger_verify(CLI::App& history) {
    return add_part(history, "verify", "Check that nobody edited, added or took away what was recorded",
                    run_verify, [](CLI::App& command, LedgerOptions& options) {
                        command
                            .add_option("--expect", options.expected,
                                        "A head that a report or alert told: it must be in the ledger")
                            ->type_name("HEAD");
                        command
                            .add_option(
                                "--signers", options.signers,
                                "Who may have signed, as ssh-keygen's ALLOWED SIGNERS; each entry must "
                                "then be signed (default: the site's)")
                            ->type_name("FILE");
                    });
}

Command add_backup(CLI::App& history) {
    return add_part(history, "backup", "Copy the whole history into a file, also while audits run",
                    run_backup, [](CLI::App& command, LedgerOptions& options) {
                        add_file(command, options, "The SQLite file to write; an older one is replaced");
                    });
}

Command add_restore(CLI::App& history) {
    return add_part(history, "restore", "Put a backup in the place of the history", run_restore,
                    [](CLI::App& command, LedgerOptions& options) {
                        add_file(command, options, "What `plumbline history backup` wrote");
                        command.add_flag("--replace", options.replace, "Also where the history holds runs");
                    });
}

Command add_ledger_sign(CLI::App& history) {
    return add_part(history, "sign", "Sign what is not signed yet with the site's ledger_key", run_sign,
                    [](CLI::App&, LedgerOptions&) {});
}

} // namespace plumbline::cli
