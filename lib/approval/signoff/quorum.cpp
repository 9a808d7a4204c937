#include "approval/signoff/quorum.hpp"

#include "approval/signoff/approvers.hpp"
#include "base/error.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace plumbline::approval {
namespace {

std::string others(std::size_t count) {
    return count == 1 ? "another approver" : fmt::format("{} other approvers", count);
}
std::string after_semicolon(const std::string& words) {
    return words.empty() ? "" : "; " + words;
}

std::vector<Signer> judge(const Signable& signable, const SignOffRules& rules,
                          std::vector<std::string>& refusals) {
    std::vector<Signer> signers;
    if (rules.signatures.allowed.empty())
        base::fail("nobody is named whose signature counts: the allowed signers are empty; name the "
                   "approvers there, one line each: jane@example.org ssh-ed25519 AAAA…");
    for (auto& [path, judgement] :
         judge_beside(signable.file, signable.bytes, signable.purpose, rules.signatures, rules.at)) {
        if (judgement.signer)
            signers.push_back(std::move(*judgement.signer));
        else
            refusals.push_back(fmt::format("{} {}", path.filename().string(), judgement.refusal));
    }
    return signers;
}

} // namespace

std::string counted_approvers(std::size_t count) {
    return count == 1 ? "1 approver" : fmt::format("{} approvers", count);
}

Quorum quorum_of(const Signable& signable, const SignOffRules& rules) {
    Quorum quorum{.wanted = std::max<std::size_t>(rules.quorum, 1)};
    std::vector<Signer> signers;
    try {
        signers = judge(signable, rules, quorum.refusals);
    } catch (const base::Error& error) {
        quorum.refusals.emplace_back(error.what());
    }
    const auto found = approvers_of(signers, rules.people);
    for (const auto& approver : found)
        quorum.people.push_back(approver.name);
    if (found.size() < quorum.wanted)
        quorum.too_few = fmt::format(
            "too few signatures: expected {}, found {}{}{}; have {} sign with {}",
            counted_approvers(quorum.wanted), found.size(),
            found.empty() ? "" : fmt::format(" ({})", fmt::join(quorum.people, ", ")),
            after_semicolon(told_apart(found)), others(quorum.wanted - found.size()), signable.sign);
    return quorum;
}

} // namespace plumbline::approval
