#pragma once

#include "base/diagnostic.hpp"

#include <yaml-cpp/mark.h>

#include <cstddef>
#include <optional>
#include <string_view>

namespace plumbline::standard {

/// The text behind the events: where a mark stands, and what yaml-cpp's events do not tell.
class Layout {
public:
    explicit Layout(base::SourcePtr source) : source_(std::move(source)) {}

    [[nodiscard]] base::Place place(const YAML::Mark& mark) const;
    [[nodiscard]] base::Place whole_file() const { return {source_, 0, 0}; }

    /// To be called for each event in turn. The first tab in the indentation before it, once a line.
    [[nodiscard]] std::optional<base::Place> pass(const YAML::Mark& mark);
    /// Whether a tab was found on the line of the mark.
    [[nodiscard]] bool has_tab(const YAML::Mark& mark) const { return tab_line_ == mark.line; }

    /// Where an empty entry of a list stands, whose event bears the mark of what follows: the last that was
    /// passed.
    [[nodiscard]] base::Place place_of_empty(const YAML::Mark& mark) const;
    /// Whether the quotes that open at the mark, after an anchor and a tag, are closed; true where none open.
    [[nodiscard]] bool closes_quotes(const YAML::Mark& mark) const;

private:
    [[nodiscard]] std::size_t offset(const YAML::Mark& mark) const;

    base::SourcePtr source_;
    std::size_t seen_ = 0;       ///< offset of the last event
    std::size_t before_ = 0;     ///< offset of the one before
    bool in_indentation_ = true; ///< nothing but indentation stood on this line up to `seen_`
    std::optional<int> tab_line_;
};

} // namespace plumbline::standard
