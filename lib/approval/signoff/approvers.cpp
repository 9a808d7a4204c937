#include "approval/signoff/approvers.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <iterator>

namespace plumbline::approval {
namespace {

bool are_one(const Signer& left, const Signer& right, const blame::People& people) {
    const auto person = people.who("", "", left.key);
    return left.principal == right.principal || left.key == right.key ||
           (person && person == people.who("", "", right.key));
}

} // namespace

std::vector<Approver> approvers_of(const std::vector<Signer>& signatures, const blame::People& people) {
    std::vector<Approver> approvers;
    for (const auto& signature : signatures) {
        Approver joined{.name = {}, .signatures = {signature}};
        // a signature may show that two, who seemed to be two people until then, are one
        std::erase_if(approvers, [&](const Approver& known) {
            const bool is_one = std::ranges::any_of(
                known.signatures, [&](const Signer& one) { return are_one(one, signature, people); });
            if (is_one)
                std::ranges::copy(known.signatures, std::back_inserter(joined.signatures));
            return is_one;
        });
        approvers.push_back(std::move(joined));
    }
    for (auto& approver : approvers) {
        std::ranges::sort(approver.signatures);
        approver.name = approver.signatures.front().principal;
    }
    std::ranges::sort(approvers, {}, &Approver::name);
    return approvers;
}

std::string told_apart(const std::vector<Approver>& approvers) {
    std::vector<std::string> words;
    for (const auto& approver : approvers) {
        if (approver.signatures.size() < 2)
            continue;
        std::vector<std::string> by;
        for (const auto& signature : approver.signatures)
            by.push_back(fmt::format("{} with {}", signature.principal, signature.key));
        words.push_back(fmt::format("{} signatures are one person's: {}", by.size(), fmt::join(by, ", ")));
    }
    return fmt::format("{}", fmt::join(words, "; "));
}

} // namespace plumbline::approval
