#include "options.hpp"
#include "workspace.hpp"

#include "approval/agreements.hpp"
#include "approval/agreements/document.hpp"
#include "approval/signoff.hpp"
#include "approval/signoff/quorum.hpp"
#include "approval/signoff/subject.hpp"
#include "audit/process.hpp"
#include "base/error.hpp"
#include "base/escape.hpp"
#include "catalog/catalog.hpp"
#include "plan/faces/words.hpp"
#include "plan/plan.hpp"
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

struct SignOptions {
    Options shared;
    std::string path;
    std::optional<std::string> identity;
    std::optional<std::uint64_t> serial;
};

/// The key that was named, or the agent's only one.
class ChosenKey {
public:
    explicit ChosenKey(const std::optional<std::string>& identity)
        : of_agent_(identity ? nullptr : std::make_unique<approval::AgentKey>()),
          path_(identity ? fs::path(*identity) : of_agent_->path()) {}
    [[nodiscard]] const fs::path& path() const { return path_; }

private:
    std::unique_ptr<approval::AgentKey> of_agent_;
    fs::path path_;
};

/// The site, where there is one, says how many approvers it takes.
std::optional<site::Site> site_of(const SignOptions& options) {
    const auto folder = site::find_site(options.shared.site);
    if (!folder)
        return std::nullopt;
    base::Diagnostics diagnostics;
    auto site = site::load_site(*folder, diagnostics);
    settle(diagnostics);
    return site;
}

/// Only what would be accepted later is signed.
standard::Standard load_whole(const fs::path& path) {
    base::Diagnostics diagnostics;
    auto standard = standard::load_standard(path, diagnostics);
    if (standard)
        static_cast<void>(catalog::Compiler(*standard, diagnostics));
    settle(diagnostics);
    return std::move(*standard);
}

void refuse_what_nobody_finds_again(const std::optional<standard::Revision>& revision, const fs::path& path) {
    if (revision && revision->dirty)
        base::fail(
            "{} is not signed: expected all of it to be committed, so that what was signed can be found "
            "again, found {}; commit it first (git -C {} status .)",
            path.string(), revision->text(),
            fs::is_directory(path) ? path.string() : fs::absolute(path).parent_path().string());
}

/// By whose signatures it counts; nothing where no site names approvers.
std::optional<approval::SignOffRules> rules_of(const SignOptions& options) {
    const auto site = site_of(options);
    if (!site || !site->approval)
        return std::nullopt;
    base::Diagnostics diagnostics;
    auto approvers = audit::signer_rules_of(*site, diagnostics);
    auto people = site->people ? blame::People::load(*site->people, diagnostics) : blame::People{};
    settle(diagnostics);
    return approval::SignOffRules{std::move(*approvers),
                                  site->approval->quorum,
                                  std::move(people),
                                  std::chrono::system_clock::now(),
                                  {},
                                  {}};
}

void print_approvers(const std::vector<std::string>& people, std::size_t quorum,
                     const std::vector<std::string>& problems) {
    std::cout << base::printable(fmt::format("  approvers  {} of {}{}", people.size(), quorum,
                                             people.empty() ? "" : ": ") +
                                 fmt::format("{}", fmt::join(people, ", ")))
              << '\n';
    for (const auto& problem : problems)
        std::cout << "    " << base::printable(problem) << '\n';
}

/// How far the standard has come with the site's approvers, and whose signature does not count.
void print_progress(const standard::Standard& standard, const SignOptions& options) {
    const auto rules = rules_of(options);
    if (!rules)
        return;
    const auto signoff = approval::check_signoff(standard, options.path, *rules);
    print_approvers(signoff.signers, signoff.quorum, signoff.problems);
}

void print_signed(const std::string& what, const fs::path& signature) {
    std::cout << base::printable("signed " + what) << '\n'
              << base::printable("  signature  " + signature.string()) << '\n';
}

/// Nobody is to lose a signature without being told.
std::string list_words(const approval::Signed& made, std::size_t signatures_before) {
    if (!made.is_new)
        return ", of the same list as before";
    if (signatures_before == 0)
        return ", of a new list";
    return fmt::format(", of a new list: {} of the one before {} taken away",
                       report::counted(signatures_before, "signature"),
                       signatures_before == 1 ? "was" : "were");
}

int sign_standard(const SignOptions& options) {
    const auto standard = load_whole(options.path);
    const auto revision = standard::revision_of(standard, options.path);
    refuse_what_nobody_finds_again(revision, options.path);
    const auto before = approval::signatures_beside(approval::list_of(options.path)).size();
    const auto made =
        approval::sign_standard(standard, options.path, ChosenKey(options.identity).path(), options.serial);
    print_signed(fmt::format("the standard {}{}{}", standard.name, standard.version.empty() ? "" : " ",
                             standard.version),
                 made.signature);
    std::cout << "  digest     " << made.digest << '\n'
              << "  serial     " << made.serial << list_words(made, before) << '\n'
              << "  files      " << made.files << '\n';
    if (revision)
        std::cout << "  revision   " << revision->text() << '\n';
    print_progress(standard, options);
    return Exit::in_sync;
}

void refuse_serial(const SignOptions& options) {
    if (options.serial)
        base::fail("--serial is for a standard, and {} is none", options.path);
}

/// Whoever signs one that nobody may apply would have read it for nothing.
plan::PlanFile load_current_plan(const fs::path& path) {
    auto file = plan::read_plan_file(path);
    if (const auto why = plan::out_of_date(file.plan, std::chrono::system_clock::now()); !why.empty())
        base::fail("{} is not signed: {}", path.string(), why);
    return file;
}

int sign_plan(const SignOptions& options) {
    refuse_serial(options);
    const auto file = load_current_plan(options.path);
    const auto signature = approval::sign(file.bytes, approval::for_plan, ChosenKey(options.identity).path());
    print_signed("the plan for " + plan::title_of(file.plan),
                 approval::put_signature_beside(options.path, signature));
    std::cout << "  digest     " << file.digest << '\n'
              << "  expires    " << base::to_rfc3339(file.plan.expires) << '\n'
              << "  does       " << plan::verdict_of(file.plan) << '\n';
    const auto rules = rules_of(options);
    if (!rules)
        return Exit::in_sync;
    const auto command = fmt::format("`plumbline sign {}`", options.path);
    auto quorum = approval::quorum_of({options.path, file.bytes, approval::for_plan, command}, *rules);
    if (!quorum.is_reached())
        quorum.refusals.push_back(quorum.too_few);
    print_approvers(quorum.people, quorum.wanted, quorum.refusals);
    return Exit::in_sync;
}

approval::AgreementSources source_of(const SignOptions& options, Subject subject) {
    approval::AgreementSources sources;
    (subject == Subject::change ? sources.changes : sources.waivers) = {options.path};
    sources.now = std::chrono::system_clock::now();
    return sources;
}

int sign_agreement(const SignOptions& options, Subject subject) {
    refuse_serial(options);
    base::Diagnostics diagnostics;
    const auto documents = approval::read_documents({options.path}, diagnostics);
    static_cast<void>(approval::Agreements::load(source_of(options, subject), diagnostics));
    settle(diagnostics);
    const auto& bytes = documents.front().source->text;
    const auto signature =
        approval::sign(bytes, approval::purpose_of(subject), ChosenKey(options.identity).path());
    print_signed(
        fmt::format("the {} {}", subject == Subject::change ? "change" : "waivers file", options.path),
        approval::put_signature_beside(options.path, signature));
    std::cout << "  see        " << base::printable("plumbline verify " + options.path) << '\n';
    return Exit::in_sync;
}

int run_sign(const SignOptions& options) {
    const auto subject = approval::subject_of(options.path);
    if (subject == Subject::plan)
        return sign_plan(options);
    return subject == Subject::standard ? sign_standard(options) : sign_agreement(options, subject);
}

} // namespace

Command add_sign(CLI::App& app) {
    auto* command = app.add_subcommand(
        "sign",
        "Sign off a standard, an approved change, a file of waivers or a plan, with an SSH key or agent");
    auto options = std::make_shared<SignOptions>();
    command
        ->add_option("PATH", options->path,
                     "A standard (folder or file), a change, a file of waivers, or a plan")
        ->required();
    add_site_options(*command, options->shared);
    command
        ->add_option("--identity", options->identity,
                     "The SSH key: a private key, or a public key or certificate whose private key the agent "
                     "holds (default: the agent's only key)")
        ->type_name("KEY");
    command
        ->add_option("--serial", options->serial,
                     "The standard's serial number (default: the next where anything changed)")
        ->type_name("N");
    return {command, [options] { return run_sign(*options); }};
}

} // namespace plumbline::cli
