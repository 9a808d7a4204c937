#include "drift/finding.hpp"
#include "drift/judge.hpp"

namespace plumbline::drift {
namespace {

/// What the host said instead of a value; it can't hold one.
std::set<std::string> excuses(const catalog::Resource& resource, const probe::Answers& answers) {
    std::set<std::string> reasons;
    for (const auto& question : resource.type->queries(*resource.desired))
        if (const auto* cannot = std::get_if<probe::CannotTell>(&answers.to(question)))
            reasons.insert(cannot->reason);
    return reasons;
}

} // namespace

std::vector<Finding> find(const catalog::Catalog& catalog, const facts::Facts& facts,
                          const probe::Answers& answers, const Secrecy& secrecy) {
    std::vector<Finding> findings;
    findings.reserve(catalog.resources.size());
    for (const auto& resource : catalog.resources) {
        const Sight sight{
            .observed = [&](const auto& desired) { return resource.type->observe(desired, answers); },
            .excuses = [&] { return excuses(resource, answers); },
        };
        findings.push_back(judge(catalog, resource, facts, sight, secrecy));
    }
    return findings;
}

} // namespace plumbline::drift
