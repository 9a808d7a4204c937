#include "drift/sensitive.hpp"

#include "base/digest.hpp"

#include <algorithm>

namespace plumbline::drift {
namespace {

using resource::Compared;

bool is_digest(std::string_view text) {
    return text.starts_with("sha256:") && text.size() == 71 &&
           text.find_first_not_of("0123456789abcdef", 7) == std::string_view::npos;
}

std::string digest_of(std::string_view text) {
    const bool says_nothing = text.empty() || text == "absent" || is_digest(text);
    return says_nothing ? std::string(text) : base::sha256(text);
}

std::string without_value(const std::string& reason, const std::set<std::string>& harmless) {
    if (reason.empty() || harmless.contains(reason))
        return reason;
    return "the reason is not shown: it may hold a value, and the resource is sensitive";
}

void hide(Compared& compared) {
    compared.subject = digest_of(compared.subject);
    if (compared.property == "state" || compared.property == "kind")
        return;
    compared.expected = digest_of(compared.expected);
    compared.actual = digest_of(base::to_text(compared.actual));
}

} // namespace

void hide_values(Finding& finding, const std::set<std::string>& harmless) {
    finding.reason = without_value(finding.reason, harmless);
    finding.diff.clear();
    finding.remarks.clear();
    for (auto& compared : finding.properties) {
        hide(compared);
        compared.reason = without_value(compared.reason, harmless);
    }
}

std::string words_without_values(const resource::Action& action) {
    std::string words = action.verb;
    std::ranges::replace(words, '-', ' ');
    const auto property = action.arguments.find("property");
    if (property != action.arguments.end())
        words += " " + property->second;
    return words + " (values are not shown: the resource is sensitive)";
}

} // namespace plumbline::drift
