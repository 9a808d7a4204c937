#pragma once

#include <compare>
#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::base {

/// One file that was read, kept so that a diagnostic can show its line.
struct Source {
    std::string name; ///< as the user knows it: the path given, or "<stdin>"
    std::string text;
};
using SourcePtr = std::shared_ptr<const Source>;

/// Where something stands. Lines and columns count from 1, columns in bytes; 0 means "the whole file".
struct Place {
    SourcePtr source;
    std::size_t line = 0;
    std::size_t column = 0;

    /// "profiles/base.yaml:12:5", or without what is not known.
    [[nodiscard]] std::string text() const;
    /// "profiles/base.yaml:12", the form of reports.
    [[nodiscard]] std::string file_and_line() const;
};

enum class Gravity { error, warning };

struct Diagnostic {
    Gravity gravity = Gravity::error;
    Place place;
    std::string message; ///< lower case: what was expected, what was found
    std::string hint;    ///< what to do next; may be empty
};

/// Collects what is wrong with the user's input, so that all of it is said at once.
class Diagnostics {
public:
    void error(Place place, std::string message, std::string hint = {});
    void warning(Place place, std::string message, std::string hint = {});
    /// All that others collected, after what is here.
    void add(const Diagnostics& others);

    [[nodiscard]] bool has_errors() const { return errors_ > 0; }
    [[nodiscard]] std::size_t errors() const { return errors_; }
    [[nodiscard]] const std::vector<Diagnostic>& all() const { return all_; }

private:
    std::vector<Diagnostic> all_;
    std::size_t errors_ = 0;
};

/// "file:line:column: error: message", the line, a caret below it, the hint; escaped for a terminal.
[[nodiscard]] std::string render(const Diagnostic& diagnostic);
/// Every diagnostic in the order of file and line, each said once.
[[nodiscard]] std::string render(const Diagnostics& diagnostics);

} // namespace plumbline::base
