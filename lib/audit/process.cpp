#include "audit/process.hpp"

#include "approval/keys/allowed_signers.hpp"
#include "approval/keys/revoked_keys.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "history/approvals.hpp"
#include "standard/guarded.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <utility>

namespace plumbline::audit {
namespace {

using approval::SignOff;

constexpr std::size_t longest_list = 1 << 20;

/// A question to a history: its answer, or why there is none.
template <typename Ask>
std::string why_unanswered(Ask&& ask) {
    try {
        ask();
        return {};
    } catch (const base::Error& error) {
        return error.what();
    }
}

std::string in_words(const base::Diagnostic& diagnostic) {
    const auto place = diagnostic.place.text();
    auto words = place.empty() ? diagnostic.message : place + ": " + diagnostic.message;
    return diagnostic.hint.empty() ? words : words + ": " + diagnostic.hint;
}

std::vector<std::string> in_words(const base::Diagnostics& diagnostics) {
    std::vector<std::string> words;
    for (const auto& one : diagnostics.all())
        if (one.gravity == base::Gravity::error)
            words.push_back(in_words(one));
    return words;
}

approval::AgreementSources
sources_of(const site::Site& site, const std::optional<approval::SignerRules>& approvers, base::Instant now) {
    approval::AgreementSources sources;
    sources.waivers = site.waivers;
    sources.changes = site.changes;
    sources.calendar = site.calendar;
    sources.signers = approvers;
    sources.quorum = site.approval ? site.approval->quorum : 1;
    sources.unsigned_waivers = site.unsigned_waivers;
    sources.now = now;
    return sources;
}

std::string read_approvers(const std::filesystem::path& file, base::Diagnostics& diagnostics) {
    try {
        auto source = std::make_shared<base::Source>(file.string(), base::read_file(file, longest_list));
        standard::refuse_if_others_may_write(file, source, diagnostics);
        if (diagnostics.has_errors())
            return {};
        const auto read = approval::read_allowed_signers(source->text);
        for (const auto line : read.unread)
            diagnostics.error({source, line, 0}, "this is no line of a list of signers",
                              "PRINCIPALS [OPTIONS] KEYTYPE KEY: ALLOWED SIGNERS in ssh-keygen(1)");
        if (read.signers.empty() && read.unread.empty())
            diagnostics.error({source, 0, 0}, "it names no approver", "add the line of at least one");
        return source->text;
    } catch (const base::Error& error) {
        diagnostics.error({}, fmt::format("the approvers can't be read: {}", error.what()),
                          "`signers` of `approval` in plumbline.yaml names their file");
        return {};
    }
}

void check_revoked(const std::filesystem::path& file, base::Diagnostics& diagnostics) {
    try {
        const auto source = std::make_shared<base::Source>(file.string(), "");
        standard::refuse_if_others_may_write(file, source, diagnostics);
        approval::check_revoked_keys(file);
    } catch (const base::Error& error) {
        diagnostics.error({}, fmt::format("the revoked keys can't be read: {}", error.what()),
                          "`revoked` of `approval` in plumbline.yaml names a KRL, or a file of public keys");
    }
}

/// One more rule has failed.
void fail(SignOff& signoff, std::string problem) {
    signoff.problems.push_back(std::move(problem));
    if (signoff.status != SignOff::Status::missing)
        signoff.status = SignOff::Status::invalid;
}

} // namespace

std::optional<approval::SignerRules> signer_rules_of(const site::Site& site, base::Diagnostics& diagnostics) {
    if (!site.approval)
        return std::nullopt;
    approval::SignerRules rules;
    base::Diagnostics own;
    rules.allowed = read_approvers(site.approval->signers, own);
    rules.revoked = site.approval->revoked;
    if (rules.revoked)
        check_revoked(*rules.revoked, own);
    diagnostics.add(own);
    return rules.allowed.empty() ? std::nullopt : std::optional(std::move(rules));
}

Process::Process(const site::Site& site, blame::People people, base::Instant now,
                 base::Diagnostics& diagnostics)
    : approval_(site.approval), people_(std::move(people)),
      has_changes_(!site.changes.empty()), moment_{now, {}, {}} {
    base::Diagnostics of_approvers;
    approvers_ = signer_rules_of(site, of_approvers);
    unreadable_ = in_words(of_approvers);
    agreements_ = approval::Agreements::load(sources_of(site, approvers_, now), diagnostics);
}

approval::PromotionRule Process::promotion(const site::Promotion& wanted, const std::string& digest,
                                           const Records& records) const {
    approval::PromotionRule rule{wanted.environment, wanted.within, {}, {}};
    rule.unknown = why_unanswered([&] {
        std::unique_ptr<history::Database> elsewhere;
        if (wanted.history)
            elsewhere = std::make_unique<history::Database>(history::parse_address(*wanted.history),
                                                            history::Access::read);
        auto* database = elsewhere ? elsewhere.get() : records.database;
        if (database == nullptr)
            base::fail("{}", records.unknown.empty() ? "no history is kept" : records.unknown);
        rule.proof = history::proof_of(*database, wanted.environment, digest);
    });
    return rule;
}

SignOff Process::signoff_of(const Draft& draft, const Records& records) const {
    if (!approval_)
        return {};
    if (!approvers_)
        return {SignOff::Status::invalid, {}, approval_->quorum, 0, unreadable_};
    approval::SignOffRules rules{*approvers_, approval_->quorum, people_, moment_.now, {}, {}};
    auto unknown = records.unknown;
    if (records.database != nullptr)
        unknown =
            why_unanswered([&] { rules.in_force = history::in_force(*records.database, records.site); });
    if (approval_->promote_from)
        rules.promotion = promotion(*approval_->promote_from, draft.standard.digest, records);
    auto signoff = approval::check_signoff(draft.standard, draft.path, rules);
    if (!unknown.empty())
        fail(signoff, "whether a newer standard was in force is not known, for the history can't be asked: " +
                          unknown);
    return signoff;
}

SignOff Process::begin(const Draft& draft, const Records& records) {
    moment_.standard = draft.standard.digest;
    moment_.standard_before.reset();
    if (has_changes_ && records.database != nullptr)
        static_cast<void>(why_unanswered([&] { // then no change of the standard is known to cover anything
            moment_.standard_before =
                history::standard_before(*records.database, records.site, draft.standard.digest);
        }));
    return signoff_of(draft, records);
}

void Process::apply(const inventory::Host& host, report::HostResult& result) {
    agreements_.apply(host, result.findings, moment_);
}

std::vector<approval::Notice> Process::notices(const report::Report& report, bool whole) const {
    const bool all_answered = std::ranges::none_of(
        report.hosts, [](const report::HostResult& host) { return host.error.has_value(); });
    return agreements_.notices(whole && all_answered);
}

} // namespace plumbline::audit
