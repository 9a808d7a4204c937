#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace plumbline::approval {

inline constexpr std::size_t largest_list = 16 << 20; ///< bytes: 10,000 files and more

/// What is signed of a standard: `plumbline.signoff/1`, `serial N`, `digest sha256:…`, and its listing.
struct SignedList {
    std::uint64_t serial = 0;
    std::string digest; ///< of the listing, and so of the standard
    std::string listing;
};
[[nodiscard]] std::string text_of(const SignedList& list);

/// Reads one strictly: a digest that is not its listing's, a symbolic link or an odd name is refused, too.
/// Throws base::Error: "line 3: expected …, found …".
[[nodiscard]] SignedList read_list(std::string_view text);

} // namespace plumbline::approval
