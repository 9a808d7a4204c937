#include "approval/agreements/endorsement.hpp"

#include "approval/signoff/approvers.hpp"
#include "base/error.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

namespace plumbline::approval {
namespace {

constexpr std::string_view nobody =
    "the site names no approvers, so that nobody's signature counts; name them in plumbline.yaml: "
    "approval: {signers: allowed_signers}";

/// What was refused, after a colon; how to sign where there was nothing.
std::string why_not(const Endorsement& endorsement) {
    if (!endorsement.refusals.empty())
        return fmt::format("; refused: {}", fmt::join(endorsement.refusals, "; "));
    return fmt::format("; plumbline sign {}", endorsement.file);
}

} // namespace

std::vector<std::string> Endorsement::names() const {
    std::set<std::string> names;
    for (const auto& signer : signers)
        names.insert(signer.principal);
    return {names.begin(), names.end()};
}

std::string Endorsement::lacks(std::string_view approver) const {
    if (!judged)
        return std::string(nobody);
    if (std::ranges::any_of(signers, [&](const Signer& one) { return one.principal == approver; }))
        return {};
    if (signers.empty())
        return fmt::format("expected a signature of {}, its approver, found none that counts{}", approver,
                           why_not(*this));
    return fmt::format("expected a signature of {}, its approver, found one of {}{}", approver,
                       fmt::join(names(), ", "), why_not(*this));
}

std::string Endorsement::lacks(std::size_t quorum) const {
    if (!judged)
        return std::string(nobody);
    std::vector<std::string> people;
    for (const auto& approver : approvers_of(signers, {}))
        people.push_back(approver.name);
    if (people.size() >= quorum)
        return {};
    const auto found = people.empty() ? std::string("none that counts")
                                      : fmt::format("{} ({})", people.size(), fmt::join(people, ", "));
    return fmt::format("expected signatures of {} {}, found {}{}", quorum,
                       quorum == 1 ? "approver" : "approvers", found, why_not(*this));
}

Endorser::Endorser(const std::optional<SignerRules>& rules, base::Instant now)
    : judge_(rules ? std::make_unique<SignatureJudge>(*rules) : nullptr), now_(now) {}

Endorsement Endorser::judge(const Document& document, std::string_view purpose) {
    Endorsement endorsement{.file = document.name, .judged = judge_ != nullptr};
    if (!judge_)
        return endorsement;
    try {
        for (const auto& signature : signatures_beside(document.path)) {
            auto judged = judge_->judge(document.source->text, signature.text, purpose, now_);
            if (judged.signer)
                endorsement.signers.push_back(std::move(*judged.signer));
            else
                endorsement.refusals.push_back(
                    fmt::format("{} {}", signature.path.filename().string(), judged.refusal));
        }
    } catch (const base::Error& error) {
        endorsement.refusals.emplace_back(error.what());
    }
    std::ranges::sort(endorsement.signers);
    return endorsement;
}

} // namespace plumbline::approval
