#include "base/escape.hpp"
#include "base/text.hpp"
#include "enforce/gate/gate.hpp"
#include "report/words.hpp"

#include <fmt/format.h>

namespace plumbline::enforce {
namespace {

std::string one_rule(const Consent& consent, const plan::PlanFile& file, const plan::Plan& chosen) {
    if (consent.digest && *consent.digest != file.digest)
        return fmt::format("--approve: expected the digest of this plan, {}, found {}; read the plan that is "
                           "there (`plumbline plan --show {}`)",
                           file.digest, *consent.digest, file.path.string());
    if (consent.typed && base::trim(*consent.typed) != summary_of(chosen))
        return fmt::format("expected '{}' typed back, found '{}'; nothing was done", summary_of(chosen),
                           *consent.typed);
    if (!consent.digest && !consent.typed)
        return fmt::format("expected somebody at a terminal to agree, or --approve with the plan's digest, "
                           "found neither; --approve {}",
                           file.digest);
    return {};
}

} // namespace

std::string summary_of(const plan::Plan& chosen) {
    return fmt::format("apply {} on {}", report::counted(changes_of(chosen), "change"),
                       report::counted(chosen.hosts.size(), "host"));
}

Refusals refusals_of_consent(const Consent& consent, const plan::PlanFile& file, const plan::Plan& chosen) {
    const auto words = one_rule(consent, file, chosen);
    if (words.empty())
        return {};
    return {{"consent", base::printable(words)}};
}

} // namespace plumbline::enforce
