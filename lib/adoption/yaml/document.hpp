#pragma once

#include "adoption/yaml/extent.hpp"
#include "standard/element.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::adoption::yaml {

/// A value with the part of the text that writes it, anchor and tag included.
struct Spot {
    const standard::Element* element = nullptr;
    std::size_t begin = 0;
    std::size_t end = 0;
    Surroundings around;
    std::size_t before = 0; ///< past the colon or dash that it follows

    [[nodiscard]] bool operator==(const Spot& other) const { return begin == other.begin; }
};

/// One YAML file with its text: where each of its values stands.
class Document {
public:
    /// Throws base::Error with what the strict reader refuses.
    Document(std::string name, std::string text);

    [[nodiscard]] const std::string& name() const { return name_; }
    [[nodiscard]] const std::string& text() const { return text_; }

    [[nodiscard]] Spot root() const;
    /// The value of that key; nothing when the spot is no mapping, or lacks it.
    [[nodiscard]] std::optional<Spot> find(const Spot& mapping, std::string_view key) const;
    /// Along several keys.
    [[nodiscard]] std::optional<Spot> find(Spot mapping, const std::vector<std::string>& path) const;
    /// Where the key itself begins.
    [[nodiscard]] std::size_t key_of(const Spot& mapping, std::string_view key) const;
    [[nodiscard]] std::vector<Spot> entries(const Spot& mapping) const;
    [[nodiscard]] std::vector<Spot> items(const Spot& sequence) const;

    [[nodiscard]] std::string_view written(const Spot& spot) const;
    [[nodiscard]] bool is_flow(const Spot& spot) const; ///< [] or {}
    [[nodiscard]] bool is_alias(const Spot& spot) const;
    [[nodiscard]] bool is_anchored(const Spot& spot) const;
    /// Of the line's beginning, from 0.
    [[nodiscard]] std::size_t column(std::size_t offset) const;
    /// "standard.yaml:7"
    [[nodiscard]] std::string place(const Spot& spot) const;

private:
    [[nodiscard]] std::size_t offset(const base::Place& place) const;
    [[nodiscard]] Spot spot(const standard::Element& element, std::size_t before,
                            const Surroundings& around) const;
    [[nodiscard]] Spot entry(const Spot& mapping, const standard::Entry& entry) const;
    [[nodiscard]] std::size_t end_of(const Spot& begun) const;

    std::string name_;
    std::string text_;
    standard::Element root_;
    std::vector<std::size_t> lines_; ///< where each begins
};

} // namespace plumbline::adoption::yaml
