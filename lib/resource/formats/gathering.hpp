// What the readers share: the limits, and entries as they are found.
#pragma once

#include "resource/formats/entries.hpp"

#include <optional>

namespace plumbline::resource::formats {

inline constexpr std::size_t most_bytes = 4 << 20; ///< of a file
inline constexpr std::size_t most_entries = 100'000;
inline constexpr std::size_t most_gathered = 16 << 20; ///< bytes of all sections, keys and values
inline constexpr std::size_t most_depth = 64;
inline constexpr std::size_t longest_path =
    4096; ///< bytes of a section or key; it is copied for all below it

/// What no format takes: too many bytes, or a NUL.
[[nodiscard]] std::optional<Malformed> refuse(std::string_view bytes);

/// "expected at most 64 levels, found more".
[[nodiscard]] Malformed too_deep(std::size_t line);

/// Entries in their order, until a limit is reached or something was malformed; then nothing is added.
class Gathering {
public:
    void add(Entry entry);
    /// Whether a path may have things below it; fails when it is too long.
    [[nodiscard]] bool admits(std::string_view path, std::size_t line);
    /// The first that is wrong counts.
    void fail(Malformed malformed);
    [[nodiscard]] bool failed() const { return malformed_.has_value(); }
    [[nodiscard]] Contents take() &&;

private:
    Entries entries_;
    std::size_t bytes_ = 0;
    std::optional<Malformed> malformed_;
};

} // namespace plumbline::resource::formats
