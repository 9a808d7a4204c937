#pragma once

#include <string_view>

namespace plumbline::approval {

/// What the signature of a change packet is for, beside those of signature.hpp.
inline constexpr std::string_view for_packet = "plumbline-packet";

} // namespace plumbline::approval
