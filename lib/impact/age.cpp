#include "impact/age.hpp"

#include <fmt/format.h>

namespace plumbline::impact {

std::string age_words(base::Instant when, const std::string& host, base::Instant asked) {
    const auto age = std::chrono::floor<std::chrono::minutes>(asked - when);
    return fmt::format("{} ({}, {} ago)", base::to_rfc3339(when), host,
                       age.count() < 1 ? "less than 1m" : base::to_text(base::Milliseconds(age)));
}

} // namespace plumbline::impact
