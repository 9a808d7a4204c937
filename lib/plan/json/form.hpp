#pragma once

#include "base/words.hpp"
#include "plan/outline.hpp"

#include <nlohmann/json.hpp>

#include <array>
#include <string_view>

namespace plumbline::plan {

using Json = nlohmann::ordered_json;

inline constexpr std::string_view format_name = "plumbline.plan/1";

/// The words of a step's operation, as they may stand in a plan.
inline constexpr std::array<std::string_view, 6> operations{"write-file", "set-attributes", "make-folder",
                                                            "make-link",  "remove",         "run"};
inline constexpr base::Words<resource::Plane, 4> planes{{{resource::Plane::none, ""},
                                                         {resource::Plane::disk, "disk"},
                                                         {resource::Plane::now, "now"},
                                                         {resource::Plane::boot, "boot"}}};

/// All of a plan but its digest, in the order of the format. Texts are as they are; bytes that are no UTF-8
/// stand as base::printable() has them.
[[nodiscard]] Json form_of(const Plan& plan);

} // namespace plumbline::plan
