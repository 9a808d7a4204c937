#include "resource/all_accounts.hpp"

#include "resource/understand.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace plumbline::resource {

namespace {

void remark_sources(const probe::Databases& databases, Observed& observed) {
    base::List others = databases.sources;
    std::erase_if(others, [](const std::string& one) {
        return one == "files" || one == "systemd" || one.starts_with('[');
    });
    if (!others.empty()) {
        observed.remarks.push_back(fmt::format(
            "passwd has other sources than files ({}), which may not list all their accounts to getent",
            fmt::join(others, ", ")));
    }
}

} // namespace

const probe::Question& all_accounts_question() {
    static const probe::Question question{"databases", {}};
    return question;
}

Observed observe_all_accounts(const probe::Answers& answers, const Expectations& expected,
                              const std::function<Observed(const probe::Databases&)>& there) {
    return understand(
        answers.to(all_accounts_question()), expected, "the host's list of accounts is not whole",
        probe::parse_databases,
        [&](const probe::Databases& databases) {
            Observed observed = there(databases);
            remark_sources(databases, observed);
            return observed;
        },
        [&] { return unreadable(expected, "the host lists no accounts"); });
}

} // namespace plumbline::resource
