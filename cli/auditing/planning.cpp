#include "auditing/planning.hpp"

#include <chrono>

namespace plumbline::cli {

Looking Planning::looking() {
    return {.heard =
                [this](const report::HostResult& host, const catalog::Catalog& catalog,
                       const probe::Answers& answers) {
                    in_flight_.insert_or_assign(host.name, InFlight{catalog, answers});
                },
            .more =
                [this](const report::HostResult& host) {
                    const auto found = in_flight_.find(host.name);
                    if (found == in_flight_.end())
                        return probe::Queries{};
                    return found->second.more = plan::ground_of(looked(host, found->second));
                },
            .told = [this](const report::HostResult& host,
                           const audit::Told& told) { add_answers(host.name, told); },
            .finished = [this](report::HostResult& host) { add(host); }};
}

void Planning::add_answers(const std::string& host, const audit::Told& told) {
    const auto found = in_flight_.find(host);
    const auto* answers = std::get_if<probe::Answers>(&told);
    if (found == in_flight_.end() || answers == nullptr)
        return;
    for (const auto& question : found->second.more)
        if (answers->has(question))
            found->second.answers.add(question, answers->to(question));
}

void Planning::add(report::HostResult& host) {
    const auto in_flight = in_flight_.extract(host.name);
    const InFlight nothing;
    plans_[host.name] = plan::prepare(looked(host, in_flight.empty() ? nothing : in_flight.mapped())).plan;
    host.facts.clear(); // a run over many needs little memory
    host.forget_in_sync();
}

plan::Plan Planning::finish(const report::RunRecord& run, base::Milliseconds max_age) {
    const auto made = std::chrono::floor<std::chrono::seconds>(run.started);
    plan::Plan plan{.id = run.id,
                    .made = made,
                    .expires = made + std::chrono::floor<std::chrono::seconds>(max_age),
                    .environment = run.environment,
                    .standard_name = run.standard_name,
                    .standard_version = run.standard_version,
                    .standard_digest = run.standard_digest,
                    .revision = run.revision,
                    .tags = run.tags,
                    .tool = run.tool};
    for (auto& [name, host] : plans_)
        plan.hosts.push_back(std::move(host));
    return plan;
}

} // namespace plumbline::cli
