#include "signing/plans.hpp"

#include "base/error.hpp"
#include "plan/faces/words.hpp"
#include "plan/plan.hpp"
#include "report/words.hpp"
#include "signing/signatures.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <vector>

namespace plumbline::cli {
namespace {

using Problems = std::vector<std::string>;

void print_plan(const plan::PlanFile& file) {
    print(fmt::format("  for {}: {}", plan::title_of(file.plan), plan::verdict_of(file.plan)));
    print("  " + file.digest);
    print(fmt::format("  made {}, expires {}", base::to_rfc3339(file.plan.made),
                      base::to_rfc3339(file.plan.expires)));
}

void check_approval(const plan::PlanFile& file, const approval::SignOffRules& rules, Problems& problems) {
    const approval::Signable signable{file.path, file.bytes, approval::for_plan,
                                      fmt::format("`plumbline sign {}`", file.path.string())};
    print_signatures(signable, rules.signatures, rules.at);
    const auto quorum = approval::quorum_of(signable, rules);
    if (quorum.is_reached())
        print(fmt::format("  approved by {} ({} of {})", fmt::join(quorum.people, ", "), quorum.people.size(),
                          quorum.wanted));
    else
        problems.push_back(quorum.too_few);
}

void check_standard(const plan::Plan& plan, const std::string& standard, Problems& problems) {
    if (!standard.empty() && standard != plan.standard_digest)
        problems.push_back(fmt::format("expected a plan of the site's standard, {}, found one of {}; make it "
                                       "anew with `plumbline plan`",
                                       standard, plan.standard_digest));
}

Problems problems_of(const std::filesystem::path& path, const approval::SignOffRules& rules,
                     const std::string& standard) {
    Problems problems;
    try {
        const auto file = plan::read_plan_file(path);
        print_plan(file);
        if (auto why = plan::out_of_date(file.plan, rules.at); !why.empty())
            problems.push_back(std::move(why));
        check_standard(file.plan, standard, problems);
        check_approval(file, rules, problems);
    } catch (const base::Error& error) {
        problems.push_back(report::one_line(error.what()));
    }
    return problems;
}

} // namespace

bool verify_plan(const std::filesystem::path& path, const approval::SignOffRules& rules,
                 const std::string& standard) {
    print("plan " + path.string());
    const auto problems = problems_of(path, rules, standard);
    if (problems.empty())
        return true;
    print("  NOT TO BE APPLIED:");
    for (const auto& problem : problems)
        print("    " + problem);
    return false;
}

} // namespace plumbline::cli
