#pragma once

#include "alert/alert.hpp"
#include "alert/json/record.hpp"

#include <type_traits>
#include <vector>

namespace plumbline::alert {

// What messages are made of, as objects, and back; what they read, they read strictly and throw base::Error.

[[nodiscard]] Json object_of(const Section& section);
[[nodiscard]] Json object_of(const Member& member);
[[nodiscard]] Json object_of(const Message& message);
[[nodiscard]] Section section_from(const Json& json);
[[nodiscard]] Member member_from(const Json& json);
[[nodiscard]] Message message_from(const Json& json);

/// A list of what `write` makes of each part.
template <typename Part>
[[nodiscard]] Json objects_of(const std::vector<Part>& parts,
                              Json (*write)(const std::type_identity_t<Part>&)) {
    auto array = Json::array();
    for (const auto& part : parts)
        array.push_back(write(part));
    return array;
}

} // namespace plumbline::alert
