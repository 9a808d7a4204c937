// setting: how a file could be edited so that a key is set, without knowing its format: in the ways in which
// its other lines are written. Which of them is right is proved by reading the file again.
#pragma once

#include "resource/formats/entries.hpp"
#include "resource/types/setting/files/lookup.hpp"

#include <string>
#include <vector>

namespace plumbline::resource::setting {

/// A key that is to have these values, of a file with these bytes and entries.
struct Assignment {
    Key key;
    base::List values; ///< as they are written
    std::string bytes;
    std::vector<Placed> entries; ///< of the file
};

/// The file with other values on these lines (from 1, in order), the likeliest first.
[[nodiscard]] std::vector<std::string> with_other_values(const Assignment& assignment,
                                                         const std::vector<Placed>& on);
/// The file with the key added, the likeliest first.
[[nodiscard]] std::vector<std::string> with_added_key(const Assignment& assignment);

} // namespace plumbline::resource::setting
