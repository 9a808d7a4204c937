#pragma once

#include "resource/text_file.hpp"

#include <cstdint>
#include <map>
#include <string>

namespace plumbline::resource {

/// Names of accounts by their numbers, as /etc/passwd has them; the first line of a number counts.
class UserNames {
public:
    [[nodiscard]] static probe::Question question();
    explicit UserNames(const probe::Answers& answers);

    /// The number as text where it has no name there.
    [[nodiscard]] std::string of(std::uint64_t uid) const;
    /// Why there are none: "" when there are.
    [[nodiscard]] const std::string& unreadable() const { return unreadable_; }

private:
    std::map<std::uint64_t, std::string> names_;
    std::string unreadable_;
};

} // namespace plumbline::resource
