#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace plumbline::drift {

struct DiffLimits {
    std::size_t bytes = 1 << 20;   ///< of either side; beyond, only the sizes are said
    std::size_t lines = 400;       ///< of the result
    std::size_t columns = 1000;    ///< bytes of one line
    std::size_t result = 64 << 10; ///< bytes of the result; what is cut by any of these is said in it
};

/// A unified diff from what is to what should be (libgit2): printable text that ends with a newline, or
/// nothing when the two are equal. Made visible: binary content, a missing final newline, CRLF, blanks at the
/// end of a changed line. `remark` says why `actual` is only the beginning of what is there; then nothing is
/// claimed of what comes after it.
[[nodiscard]] std::string text_diff(std::string_view actual, std::string_view standard,
                                    std::string_view remark, const DiffLimits& limits = {});

} // namespace plumbline::drift
