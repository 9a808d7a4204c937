#pragma once

#include "blame/blame.hpp"

#include <string>

namespace plumbline::blame {

/// How a record is about a resource.
struct Bearing {
    enum class Strength {
        none,
        around, ///< a folder that it is in, by a command that goes below it
        exact   ///< the very path, package, account, unit or word
    };
    Strength strength = Strength::none;
    std::string what = {}; ///< as a reader should see it: "/etc/motd"

    explicit operator bool() const { return strength != Strength::none; }
};

[[nodiscard]] Bearing bearing_of(const Record& record, const Inquiry& inquiry);

} // namespace plumbline::blame
