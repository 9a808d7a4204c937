#include "resource/formats/gathering.hpp"
#include "resource/formats/nested/path.hpp"
#include "resource/formats/readers.hpp"

#include <toml++/toml.h>

#include <algorithm>
#include <sstream>

namespace plumbline::resource::formats {

namespace {

/// An entry and where it stands: the library keeps tables in the order of names.
struct Found {
    std::size_t line = 0;
    std::size_t column = 0;
    std::string path;
    const toml::node* value = nullptr;
};

std::string text_of(const toml::node& value) {
    if (const auto* text = value.as_string()) {
        return text->get();
    }
    if (const auto* number = value.as_integer()) {
        return std::to_string(number->get()); // not as 0x10
    }
    std::ostringstream out;
    value.visit([&](const auto& one) {
        if constexpr (toml::is_value<decltype(one)>) {
            out << one;
        }
    });
    return out.str();
}

class Walk {
public:
    /// Throws Malformed.
    void gather(const toml::node& value, const std::string& path, std::size_t depth) {
        check(value, path, depth);
        if (const auto* table = value.as_table()) {
            for (const auto& [key, one] : *table) {
                gather(one, below(path, key.str()), depth + 1);
            }
        } else if (const auto* list = value.as_array()) {
            std::size_t number = 0;
            for (const toml::node& one : *list) {
                ++number;
                gather(one, one.is_value() ? path : nth(path, number), depth + 1);
            }
        } else {
            all_.push_back({value.source().begin.line, value.source().begin.column, path, &value});
        }
    }

    /// In the order of the file.
    [[nodiscard]] std::vector<Found> take() && {
        std::stable_sort(all_.begin(), all_.end(), stands_before);
        return std::move(all_);
    }

private:
    static bool stands_before(const Found& left, const Found& right) {
        return std::pair(left.line, left.column) < std::pair(right.line, right.column);
    }

    void check(const toml::node& value, const std::string& path, std::size_t depth) {
        const std::size_t line = value.source().begin.line;
        if (depth > most_depth) {
            throw too_deep(line);
        }
        if (!bounds_.admits(path, line)) {
            throw std::get<Malformed>(std::move(bounds_).take());
        }
        if (value.is_value()) {
            // gathering in the order of names must not cost more than the result may
            bounds_.add({"", path, "", line});
        }
    }

    std::vector<Found> all_;
    Gathering bounds_;
};

} // namespace

Contents read_toml(std::string_view bytes) {
    if (auto refused = refuse(bytes)) {
        return *refused;
    }
    Gathering gathering;
    try {
        const toml::table root = toml::parse(bytes);
        Walk walk;
        walk.gather(root, "", 0);
        for (Found& one : std::move(walk).take()) {
            gathering.add({"", std::move(one.path), text_of(*one.value), one.line});
        }
    } catch (const toml::parse_error& error) {
        return Malformed{error.source().begin.line, std::string(error.description())};
    } catch (const Malformed& malformed) {
        return malformed;
    }
    return std::move(gathering).take();
}

} // namespace plumbline::resource::formats
