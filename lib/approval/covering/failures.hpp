#pragma once

#include "approval/covering/verdict.hpp"

#include <cstddef>
#include <string>
#include <utility>

namespace plumbline::approval {

/// The rules by which an agreement fails, gathered one by one.
class Failures {
public:
    void add(Verdict::Rule rule, std::string words) {
        if (count_++ == 0)
            first_ = {{}, rule, std::move(words)};
    }

    [[nodiscard]] std::size_t count() const { return count_; }
    /// The first, or a verdict without one.
    [[nodiscard]] const Verdict& first() const { return first_; }

    /// With no failure, what is covered; with one, that one; with more, nothing.
    [[nodiscard]] Verdict verdict(std::set<std::size_t> covers) const {
        if (count_ == 0)
            return {std::move(covers)};
        return count_ == 1 ? first_ : Verdict{};
    }

private:
    std::size_t count_ = 0;
    Verdict first_;
};

/// "is for the hosts 'web', and db1 is none of them".
[[nodiscard]] std::string other_hosts(const inventory::Pattern& pattern, const inventory::Host& host);
/// What is agreed on by value, but may not be for a value that is hidden.
[[nodiscard]] std::string hidden_text(const Accepted& accepted);

} // namespace plumbline::approval
