// What the kind folder says of a drop-in folder: its files of one suffix and what is in them.
#pragma once

#include "probe/status.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::probe {

/// A link is followed: its status and bytes are those of what it leads to.
struct FolderFile {
    enum class State {
        given,  ///< `bytes` is the whole of it
        large,  ///< over the limit of bytes
        closed, ///< permission denied
        other,  ///< not a regular file (a link to /dev/null masks, say)
        dangles ///< a link that leads nowhere
    };
    std::string name; ///< without the folder, any bytes
    State state = State::other;
    FileStatus status; ///< of a link that dangles, nothing is known
    std::string bytes;
    bool operator==(const FolderFile&) const = default;
};

/// The answer to `folder PATH SUFFIX LIMIT`: every name that ends in SUFFIX (empty: every one) and does not
/// begin with a dot, in the order of bytes; LIMIT is in bytes a file. Nothing when it is not one, or when its
/// parts don't fit together because a file changed while it was read.
[[nodiscard]] std::optional<std::vector<FolderFile>> parse_folder(std::string_view answer);

} // namespace plumbline::probe
