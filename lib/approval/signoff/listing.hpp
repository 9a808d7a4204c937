#pragma once

#include "standard/tree/digest.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::approval {

/// What a standard is made of, as its listing says (standard/tree/digest.hpp).
struct Listing {
    standard::Fingerprints files;
    standard::Links links;
};

/// Reads a listing back, strictly: in the very form that it is written in, sorted, each name once. `line` is
/// the number of its first. Throws base::Error: "line 7: expected …, found …".
[[nodiscard]] Listing read_listing(std::string_view text, std::size_t line = 1);

/// How what was found differs from what was signed, one line each, by path; of many the first, and how many
/// more.
[[nodiscard]] std::vector<std::string> differences(const Listing& was_signed, const Listing& found);

/// Why a path can't be signed, as the end of "PATH …"; empty where it can.
[[nodiscard]] std::string_view oddity_of(std::string_view path);

} // namespace plumbline::approval
