// setting: which of the entries of a configuration counts for a key.
#pragma once

#include "resource/observed.hpp"
#include "resource/types/setting/files/gather.hpp"

namespace plumbline::resource::setting {

/// A key as a standard writes it: "PermitRootLogin", or with its section "[Match User bob] PermitRootLogin".
struct Key {
    std::string section;
    std::string name;
    bool operator==(const Key&) const = default;
};
[[nodiscard]] Key parse_key(std::string_view written, const std::string& usual_section);

/// What a configuration says of a key.
struct Said {
    std::vector<Placed> counts;    ///< the entries whose values count, in order
    std::vector<Placed> loses;     ///< those that others override
    std::vector<Placed> elsewhere; ///< the key in other sections
    std::string unreadable;        ///< why it can't be told; "" when it can
};
[[nodiscard]] Said look_up(const Lens& lens, const Gathered& gathered, const Key& key);

/// The values that count: a list where one is `wanted`, else one text.
[[nodiscard]] Reading reading_of(const Lens& lens, const Key& key, const std::vector<std::string>& values,
                                 bool list_wanted);

/// Whether a matcher is about a list's members.
[[nodiscard]] bool wants_list(const Matcher& matcher);
/// The matcher with its values in the one way to write them.
[[nodiscard]] Matcher canonical(const Lens& lens, const Key& key, Matcher matcher);

} // namespace plumbline::resource::setting
