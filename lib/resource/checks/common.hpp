#pragma once

#include "resource/checks/value.hpp"
#include "resource/desired.hpp"

namespace plumbline::resource::checks {

/// The attributes that every resource takes, whatever its type.
[[nodiscard]] const std::vector<Attribute>& common_attributes();

/// Puts one of them into the desired resource, or says what is wrong with it.
void check_common(const Attribute& attribute, const standard::Element& element, Desired& desired,
                  base::Diagnostics& diagnostics);

} // namespace plumbline::resource::checks
