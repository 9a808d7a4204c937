#pragma once

#include "resource/desired.hpp"
#include "resource/observed.hpp"

namespace plumbline::resource {

/// For a list property beside an attribute `exclusive`: unless that is true, the list says what must be among
/// the members, not all that they are.
void expect_among(Expectations& expectations, const Desired& desired, std::string_view property);

/// How a list differs from the one that is wanted; `extra` only counts where `exclusive` is true.
struct Membership {
    base::List missing;
    base::List extra;
};
[[nodiscard]] Membership compare_members(const Desired& desired, std::string_view property,
                                         const base::Value& actual);

} // namespace plumbline::resource
