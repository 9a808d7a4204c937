#pragma once

#include "base/clock.hpp"

#include <string>

namespace plumbline::drift {

/// What was agreed on about a drift: a waiver that accepts it, or an approved change that it is part of.
struct Cover {
    enum class Kind { waiver, change };
    Kind kind = Kind::waiver;
    std::string id;      ///< the ticket: "CHG-0123"
    std::string place;   ///< where it is written: "waivers/motd.yaml:4"
    std::string by;      ///< who approved it
    std::string reason;  ///< why
    base::Instant until; ///< its end: not covered from then on
    bool operator==(const Cover&) const = default;
};

} // namespace plumbline::drift
