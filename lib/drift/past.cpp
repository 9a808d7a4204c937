#include "drift/past.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace plumbline::drift {
namespace {

constexpr std::array<std::pair<Cause, std::string_view>, 5> causes{{
    {Cause::unknown, "unknown"},
    {Cause::first_seen, "first-seen"},
    {Cause::standard_changed, "standard-changed"},
    {Cause::host_changed, "host-changed"},
    {Cause::both, "both"},
}};

struct Step {
    Certainty certainty;
    std::string_view name;
    double weight;
};
constexpr std::array<Step, 4> certainties{{
    {Certainty::unknown, "unknown", 0},
    {Certainty::possible, "possible", 0.3},
    {Certainty::likely, "likely", 0.7},
    {Certainty::certain, "certain", 1},
}};

const Step& step_of(Certainty certainty) {
    return *std::ranges::find(certainties, certainty, &Step::certainty);
}

} // namespace

std::string_view name(Cause cause) {
    return std::ranges::find(causes, cause, &std::pair<Cause, std::string_view>::first)->second;
}

std::optional<Cause> parse_cause(std::string_view word) {
    for (const auto& [cause, name] : causes)
        if (name == word)
            return cause;
    return std::nullopt;
}

std::string_view name(Certainty certainty) {
    return step_of(certainty).name;
}

std::optional<Certainty> parse_certainty(std::string_view word) {
    for (const auto& step : certainties)
        if (step.name == word)
            return step.certainty;
    return std::nullopt;
}

double weight(Certainty certainty) {
    return step_of(certainty).weight;
}

} // namespace plumbline::drift
