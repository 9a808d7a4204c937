#pragma once

#include "report/report.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::report {

using Texts = std::vector<std::string>;

/// Backticks, one more than stand together anywhere in the text, and at least so many.
[[nodiscard]] std::string fence_for(std::string_view text, std::size_t least);
/// Printable text, not empty, as a code span.
[[nodiscard]] std::string code_span(std::string_view text);
/// Bytes as a code span: there no markup, HTML, link, mention or reference is seen. Long ones are cut.
[[nodiscard]] std::string code(std::string_view bytes);
/// At most so many of them, and how many more there are.
[[nodiscard]] std::string codes(const Texts& texts, std::size_t most);

/// Grows line by line. What plumbline did not write itself goes through code(), or into a block.
class Document {
public:
    /// Markdown as it is.
    void line(std::string_view markdown) { text_.append(markdown).append("\n"); }
    void heading(std::string_view markdown);
    void point(std::string_view label, std::string_view markdown);
    /// A point for each of the texts, as code.
    void points(std::string_view label, const Texts& texts);
    void point_if_any(std::string_view label, std::string_view bytes);
    /// A code block of its own, whatever its lines say. Long ones are cut.
    void block(std::string_view kind, std::string_view bytes);

    [[nodiscard]] const std::string& text() const { return text_; }

private:
    std::string text_;
};

} // namespace plumbline::report
