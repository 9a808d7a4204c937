#pragma once

#include "base/diagnostic.hpp"
#include "standard/element.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::standard {

/// A text with the place where it stands.
struct Text {
    std::string text;
    base::Place place;
};

/// The element as a text; numbers, booleans and nothing are refused with the hint to quote them. `what` names
/// it in messages: "'version'", "a title".
[[nodiscard]] std::optional<Text> read_text(const Element& element, std::string_view what,
                                            base::Diagnostics& diagnostics);

/// The element as a list of texts; one text alone is a list of one. What is no text is refused and left out.
[[nodiscard]] std::vector<Text> read_texts(const Element& element, std::string_view what,
                                           base::Diagnostics& diagnostics);

/// Refuses a `plumbline:` that is another version of the language than the one that is read here.
void check_language(const Element& version, base::Diagnostics& diagnostics);

/// A mapping, read strictly: each key is taken once, by name, and
/// whatever was never asked for is unknown. A value of the wrong form is refused and then counts as absent.
class Form {
public:
    /// `what` names the mapping: "an override". Refused unless it is a mapping, and then it has no keys.
    Form(Element element, std::string_view what, base::Diagnostics& diagnostics);

    [[nodiscard]] const base::Place& place() const { return place_; }

    [[nodiscard]] std::optional<Element> take(std::string_view key);
    [[nodiscard]] std::optional<Text> take_text(std::string_view key);
    [[nodiscard]] std::vector<Text> take_texts(std::string_view key);
    [[nodiscard]] std::optional<bool> take_boolean(std::string_view key);
    /// A whole number within these bounds.
    [[nodiscard]] std::optional<std::size_t> take_count(std::string_view key, std::size_t least,
                                                        std::size_t most);
    /// One of a few words.
    [[nodiscard]] std::optional<std::string> take_word(std::string_view key,
                                                       const std::vector<std::string>& words);
    /// The elements of a list; anything else is refused.
    [[nodiscard]] Sequence take_list(std::string_view key);
    /// The entries of a mapping; anything else is refused.
    [[nodiscard]] Mapping take_entries(std::string_view key);

    /// As the same without require; absence is refused too.
    [[nodiscard]] std::optional<Element> require(std::string_view key);
    [[nodiscard]] std::optional<Text> require_text(std::string_view key);

    /// Takes a key away that has no place here, and tells where it stood; it is not suggested for another.
    [[nodiscard]] std::optional<base::Place> drop(std::string_view key);

    /// Refuses every key that was not taken, with the nearest that could have been.
    void refuse_others();

private:
    [[nodiscard]] Mapping::iterator find(std::string_view key);
    template <typename Content>
    [[nodiscard]] Content take_all(std::string_view key, std::string_view wanted);

    base::Place place_;
    std::string what_;
    base::Diagnostics& diagnostics_;
    Mapping entries_;     ///< those that have not been taken
    bool broken_ = false; ///< no mapping: that has been said, and is enough
    std::vector<std::string> known_;
};

} // namespace plumbline::standard
