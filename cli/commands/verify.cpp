#include "options.hpp"
#include "records/own_signers.hpp"
#include "records/packets.hpp"
#include "records/recorded.hpp"
#include "signing/plans.hpp"
#include "signing/signatures.hpp"
#include "workspace.hpp"

#include "approval/agreements/document.hpp"
#include "approval/signature/for_packet.hpp"
#include "approval/signoff.hpp"
#include "approval/signoff/list.hpp"
#include "approval/signoff/subject.hpp"
#include "audit/process.hpp"
#include "base/error.hpp"
#include "base/escape.hpp"
#include "base/file.hpp"
#include "packet/check.hpp"
#include "report/words.hpp"
#include "standard/git/revision.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <iostream>
#include <memory>

namespace plumbline::cli {
namespace {

namespace fs = std::filesystem;
using approval::Subject;

struct VerifyOptions {
    Options shared;
    std::optional<std::string> path;
    std::optional<std::string> signers;
    std::optional<std::string> revoked;
    std::optional<std::size_t> quorum;
};

/// What is verified, by the rules of the site and of the options together.
struct Verification {
    Workspace workspace;
    site::Site site;
    approval::SignerRules signers;
    base::Instant now;
};

/// The site's approvers; each option wins over what the site says.
site::Approval approval_of(const VerifyOptions& options, const site::Site& site) {
    if (!options.signers && !site.approval)
        base::fail(
            "nobody is named whose signature counts: name the approvers with --signers FILE, or in the "
            "site's plumbline.yaml (approval: {{signers: allowed_signers}})");
    auto approval = site.approval.value_or(site::Approval{});
    if (options.signers)
        approval.signers = *options.signers;
    if (options.revoked)
        approval.revoked = *options.revoked;
    approval.quorum = options.quorum.value_or(approval.quorum);
    return approval;
}

/// Only what was named is verified, else all that the site has.
void choose(Verification& chosen, const VerifyOptions& options) {
    if (!options.path)
        return;
    const auto subject = approval::subject_of(*options.path);
    if (subject == Subject::plan)
        return; // held against the site's own standard
    chosen.workspace.standard.reset();
    chosen.site.waivers.clear();
    chosen.site.changes.clear();
    chosen.site.calendar.reset();
    if (subject == Subject::standard)
        chosen.workspace.standard = *options.path;
    else
        (subject == Subject::change ? chosen.site.changes : chosen.site.waivers) = {*options.path};
}

Verification prepare(const VerifyOptions& options) {
    base::Diagnostics diagnostics;
    Verification chosen{.workspace = open_workspace(options.shared, diagnostics),
                        .site = {},
                        .signers = {},
                        .now = std::chrono::system_clock::now()};
    chosen.site = chosen.workspace.site.value_or(site::Site{});
    chosen.site.approval = approval_of(options, chosen.site);
    choose(chosen, options);
    const auto approvers = audit::signer_rules_of(chosen.site, diagnostics);
    settle(diagnostics);
    chosen.signers = approvers.value_or(approval::SignerRules{});
    return chosen;
}

/// The runs of the site, where any are recorded.
struct History {
    std::unique_ptr<history::Database> database;
    audit::Records records;
};

History history_of(const Workspace& workspace, const Options& options) {
    History opened;
    const auto address = history_address(workspace, options);
    const bool is_none =
        !address || (address->kind == history::Address::Kind::sqlite && !fs::exists(address->place));
    if (is_none)
        return opened;
    opened.records.site = subject_of(workspace);
    try {
        opened.database = std::make_unique<history::Database>(*address, history::Access::read);
        opened.records.database = opened.database.get();
    } catch (const base::Error& error) {
        opened.records.unknown = error.what();
    }
    return opened;
}

void print_list(const fs::path& list, const Verification& chosen) {
    std::error_code absent;
    if (!fs::exists(list, absent))
        return;
    try {
        print_signatures({list, base::read_file(list, approval::largest_list), approval::for_standard, {}},
                         chosen.signers, chosen.now);
    } catch (const base::Error& error) {
        print(fmt::format("  {}", error.what()));
    }
}

bool print_verdict(const approval::SignOff& signoff) {
    if (!signoff.is_wanting()) {
        print(fmt::format("  signed off by {} ({} of {}), serial {}", fmt::join(signoff.signers, ", "),
                          signoff.signers.size(), signoff.quorum, signoff.serial));
        return true;
    }
    print(fmt::format("  NOT SIGNED OFF ({}):", name(signoff.status)));
    for (const auto& problem : signoff.problems)
        print("    " + problem);
    return false;
}

bool verify_standard(const Verification& chosen, const audit::Process& process, const Options& options) {
    base::Diagnostics diagnostics;
    const auto standard = open_standard(chosen.workspace, diagnostics);
    settle(diagnostics);
    const auto& path = *chosen.workspace.standard;
    print(fmt::format("standard {}{}{} ({})", standard.name, standard.version.empty() ? "" : " ",
                      standard.version, path.string()));
    print("  " + standard.digest);
    if (const auto revision = standard::revision_of(standard, path))
        print(fmt::format("  {}{}{}", revision->text(), revision->author.empty() ? "" : ", by ",
                          revision->author));
    print_list(approval::list_of(path), chosen);
    const auto opened = history_of(chosen.workspace, options);
    return print_verdict(process.signoff_of({standard, path}, opened.records));
}

/// How many files there are.
std::size_t verify_files(const std::vector<fs::path>& sources, Subject subject, const Verification& chosen,
                         base::Diagnostics& diagnostics) {
    const auto documents = approval::read_documents(sources, diagnostics);
    for (const auto& document : documents) {
        print(
            fmt::format("{} {}", subject == Subject::change ? "change" : "waivers", document.path.string()));
        print_signatures({document.path, document.source->text, approval::purpose_of(subject), {}},
                         chosen.signers, chosen.now);
    }
    return documents.size();
}

/// Whether nothing of it lacks the signatures that it needs.
bool verify_agreements(const Verification& chosen, const audit::Process& process) {
    base::Diagnostics diagnostics;
    const auto count = verify_files(chosen.site.changes, Subject::change, chosen, diagnostics) +
                       verify_files(chosen.site.waivers, Subject::waivers, chosen, diagnostics);
    settle(diagnostics);
    bool all_signed = true;
    for (const auto& notice : process.notices({}, false))
        if (notice.state == approval::Notice::State::not_signed) {
            print(fmt::format("NOT SIGNED: {} ({}): {}", notice.subject, notice.place, notice.words));
            all_signed = false;
        }
    if (count > 0 && all_signed)
        print(fmt::format("changes and waivers: {}, signed as they must be", report::counted(count, "file")));
    return all_signed;
}

/// Its own key signs a packet, not the approvers' quorum.
int run_verify_packet(const VerifyOptions& options) {
    base::Diagnostics diagnostics;
    const auto workspace = open_workspace(options.shared, diagnostics);
    settle(diagnostics);
    auto signers = own_signers(workspace.site, options.signers, approval::for_packet);
    if (options.revoked)
        signers.rules.revoked = *options.revoked;
    const bool is_good = verify_packet(*options.path, signers, std::chrono::system_clock::now());
    return is_good ? Exit::in_sync : Exit::not_signed_off;
}

int run_verify_plan(const VerifyOptions& options) {
    const auto chosen = prepare(options);
    base::Diagnostics diagnostics;
    auto people =
        chosen.site.people ? blame::People::load(*chosen.site.people, diagnostics) : blame::People{};
    const auto standard =
        chosen.workspace.standard ? open_standard(chosen.workspace, diagnostics).digest : std::string();
    settle(diagnostics);
    const approval::SignOffRules rules{
        chosen.signers, chosen.site.approval->quorum, std::move(people), chosen.now, {}, {}};
    return verify_plan(*options.path, rules, standard) ? Exit::in_sync : Exit::not_signed_off;
}

int run_verify(const VerifyOptions& options) {
    if (options.path && packet::is_packet(*options.path))
        return run_verify_packet(options);
    if (options.path && approval::subject_of(*options.path) == Subject::plan)
        return run_verify_plan(options);
    const auto chosen = prepare(options);
    base::Diagnostics diagnostics;
    auto people =
        chosen.site.people ? blame::People::load(*chosen.site.people, diagnostics) : blame::People{};
    const audit::Process process(chosen.site, std::move(people), chosen.now, diagnostics);
    settle(diagnostics);
    const bool is_law = !chosen.workspace.standard || verify_standard(chosen, process, options.shared);
    const bool are_signed = verify_agreements(chosen, process);
    return is_law && are_signed ? Exit::in_sync : Exit::not_signed_off;
}

} // namespace

Command add_verify(CLI::App& app) {
    auto* command = app.add_subcommand("verify", "Judge the signatures of a standard, a change, waivers, a "
                                                 "plan or a packet, rule by rule; 8 where they "
                                                 "are wanting");
    auto options = std::make_shared<VerifyOptions>();
    command->add_option("PATH", options->path,
                        "A standard, a change, a file of waivers, a plan or the folder of a packet (default: "
                        "all that the site "
                        "has)");
    add_recorded_options(*command, options->shared);
    command
        ->add_option("--signers", options->signers,
                     "Whose signatures count, as ssh-keygen's ALLOWED SIGNERS (default: the site's)")
        ->type_name("FILE");
    command
        ->add_option("--revoked", options->revoked,
                     "Keys that count no more: a KRL, or public keys (default: the site's)")
        ->type_name("FILE");
    command
        ->add_option("--quorum", options->quorum, "How many approvers it takes (default: the site's, or 1)")
        ->check(CLI::Range(1, 100))
        ->type_name("N");
    return {command, [options] { return run_verify(*options); }};
}

} // namespace plumbline::cli
