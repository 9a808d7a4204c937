#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::resource::steps {

/// A text as its lines, each with the newline that it ends in; the last may have none. Numbers count from 1.
class Lines {
public:
    explicit Lines(std::string_view bytes);

    [[nodiscard]] std::size_t count() const { return lines_.size(); }
    /// Without its newline; a carriage return stays.
    [[nodiscard]] std::string_view at(std::size_t number) const;
    /// The line becomes this text; its newline stays.
    void replace(std::size_t number, std::string_view text);
    void remove(std::size_t number);
    /// A line of its own after this one; after 0: the first.
    void insert_after(std::size_t number, std::string_view text);
    void append(std::string_view text) { insert_after(count(), text); }

    [[nodiscard]] std::string bytes() const;

private:
    std::vector<std::string> lines_;
};

/// The bytes with one more line at their end.
[[nodiscard]] std::string with_line(std::string_view bytes, std::string_view line);

} // namespace plumbline::resource::steps
