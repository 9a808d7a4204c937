#pragma once

#include "base/value.hpp"
#include "resource/matcher.hpp"

#include <map>
#include <string>
#include <variant>
#include <vector>

namespace plumbline::resource {

// What a look at one property found. The three are never collapsed into each other.
struct Present {
    base::Value value;
    bool operator==(const Present&) const = default;
};
struct Missing {
    bool operator==(const Missing&) const = default;
};
struct Unreadable {
    std::string reason;
    bool operator==(const Unreadable&) const = default;
};
using Reading = std::variant<Present, Missing, Unreadable>;

/// One property of the resource, or of one thing below it (`subject`: a path below a directory, an entry of a
/// list).
struct Observation {
    std::string property;
    std::string subject = {}; ///< "" for the resource itself
    Reading reading;
    std::string place = {}; ///< where the value stands, for the remedy: "/etc/ssh/sshd_config:33"
    bool operator==(const Observation&) const = default;
};

/// The bytes behind a property that is compared by digest.
struct Fetched {
    std::string bytes;
    std::string remark; ///< why they are not all: "first 1 MiB of 20 MiB"; empty when whole
    bool operator==(const Fetched&) const = default;
};

/// All that was seen of a resource. A property that is expected but not observed counts as unreadable.
struct Observed {
    std::vector<Observation> observations;
    std::map<std::string, Fetched> contents = {}; ///< by property
    VersionOrder version_order = VersionOrder::none;
    std::vector<std::string> remarks = {}; ///< worth knowing beside a drift: "link target does not exist"
    /// Properties with subjects of which every subject was looked at and only what deviates is an
    /// observation: with no observation they are in sync.
    std::vector<std::string> searched = {};
};

/// Where a property's value counts, for what can differ there: in a file, in what runs, or after the next
/// boot. `none` where there is only one such place.
enum class Plane { none, disk, now, boot };

/// What a property must be. For one with subjects, every subject that was seen must hold.
struct Expectation {
    std::string property;
    Kind kind = Kind::text;
    Matcher matcher;
    /// Instead of a value: the thing must not be there (an entry that nobody declared, `state: absent`).
    bool forbidden = false;
    Plane plane = Plane::none;
};
using Expectations = std::vector<Expectation>;

/// What is known of a resource that could not be looked at: each property that is expected is unreadable.
[[nodiscard]] Observed unreadable(const Expectations& expectations, const std::string& reason);

/// How a hidden value stands to what the run before saw in its place.
enum class Since { unknown, same, changed };

/// One property, compared.
struct Compared {
    enum class Status { in_sync, drift, unknown };
    std::string property;
    std::string subject = {};
    Status status = Status::unknown;
    std::string expected = {}; ///< as reports print it
    base::Value actual = {};   ///< "absent" when missing
    std::string reason = {};   ///< why unknown
    Plane plane = Plane::none;
    bool ordered = false; ///< the order of a list means something
    bool hidden = false;  ///< a secret: `expected` and `actual` are tokens
    Since since = Since::unknown;
    bool operator==(const Compared&) const = default;
};

/// Compares each expectation with each observation of its property, in the order of the expectations.
/// Properties that are Missing while `state` or `kind` is not as it should be are left out: an absence is
/// said once. Missing counts as the text "absent".
[[nodiscard]] std::vector<Compared> compare(const Expectations& expectations, const Observed& observed);

} // namespace plumbline::resource
