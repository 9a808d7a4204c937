#include "enforcing/telling/outcomes.hpp"

#include "options.hpp"

#include "base/escape.hpp"
#include "report/words.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <iostream>

namespace plumbline::cli {
namespace {

using enforce::HostOutcome;
using enforce::Outcome;
using enforce::ResourceOutcome;

std::string word_of(Outcome outcome, const std::string& done) {
    return outcome == Outcome::applied ? done : std::string(name(outcome));
}

void print_resource(const ResourceOutcome& resource, const std::string& done) {
    const auto words = resource.words.empty() ? "" : ": " + resource.words;
    std::cout << base::printable(
                     fmt::format("  {:<10} {}{}", word_of(resource.outcome, done), resource.id.text(), words))
              << '\n';
}

std::string counts_of(const std::vector<HostOutcome>& outcomes, const std::string& done) {
    std::vector<std::string> counts;
    for (const auto outcome :
         {Outcome::applied, Outcome::already, Outcome::refused, Outcome::failed, Outcome::skipped}) {
        std::size_t count = 0;
        for (const auto& host : outcomes)
            count += host.count(outcome);
        if (count > 0)
            counts.push_back(fmt::format("{} {}", count, word_of(outcome, done)));
    }
    return counts.empty() ? "nothing to do" : fmt::format("{}", fmt::join(counts, ", "));
}

} // namespace

void print_outcomes(const std::vector<HostOutcome>& outcomes, const std::string& done) {
    for (const auto& host : outcomes) {
        std::cout << base::printable(host.name) << '\n';
        for (const auto& resource : host.resources)
            print_resource(resource, done);
        for (const auto& refresh : host.refreshes)
            print_resource(refresh, done);
        if (!host.error.empty())
            std::cout << "  FAILED     " << base::printable(host.error) << '\n';
    }
    std::cout << fmt::format("\n{}: {}\n", report::counted(outcomes.size(), "host"),
                             counts_of(outcomes, done));
}

int status_of(const std::vector<HostOutcome>& outcomes) {
    int status = Exit::in_sync;
    for (const auto& host : outcomes) {
        if (!host.error.empty())
            status |= Exit::unchecked;
        if (host.count(Outcome::applied) + host.count(Outcome::already) != host.resources.size())
            status |= Exit::drifted;
        if (!host.succeeded())
            status |= host.error.empty() ? Exit::drifted : Exit::unchecked;
    }
    return status;
}

} // namespace plumbline::cli
