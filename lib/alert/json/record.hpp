#pragma once

#include "base/clock.hpp"
#include "base/error.hpp"
#include "resource/desired.hpp"

#include <nlohmann/json.hpp>

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::alert {

using Json = nlohmann::json;

/// Reads an object strictly: each key must be there, be of its kind, and be asked for before done(). Throws
/// base::Error.
class Record {
public:
    explicit Record(const Json& json);

    [[nodiscard]] const Json& at(std::string_view key);
    [[nodiscard]] std::string text(std::string_view key);
    [[nodiscard]] std::size_t count(std::string_view key);
    [[nodiscard]] bool flag(std::string_view key);
    [[nodiscard]] base::Instant instant(std::string_view key);
    [[nodiscard]] std::optional<base::Instant> instant_if_any(std::string_view key);
    [[nodiscard]] resource::Severity severity(std::string_view key);
    [[nodiscard]] std::vector<std::string> texts(std::string_view key);
    [[nodiscard]] std::map<std::string, std::string> texts_by_name(std::string_view key);
    /// A word that `parse` knows.
    template <typename Parse>
    [[nodiscard]] auto word(std::string_view key, Parse&& parse) {
        const auto found = text(key);
        if (const auto value = parse(found))
            return *value;
        base::fail("expected a known word at '{}', found '{}'", key, found);
    }
    /// A list of what `read` makes of each element.
    template <typename Read>
    [[nodiscard]] auto list(std::string_view key, Read&& read) {
        std::vector<decltype(read(std::declval<const Json&>()))> all;
        for (const auto& element : array(key))
            all.push_back(read(element));
        return all;
    }
    /// Refuses keys that were not asked for.
    void done() const;

private:
    [[nodiscard]] const Json& array(std::string_view key);

    const Json& json_;
    std::set<std::string, std::less<>> asked_;
};

/// Nanoseconds since 1970: exact.
[[nodiscard]] Json to_json(base::Instant instant);

/// What `read` makes of the text. Throws base::Error where it is no JSON, or not what was expected.
template <typename Read>
auto parsed(std::string_view text, Read&& read) {
    try {
        return read(Json::parse(text));
    } catch (const Json::exception& error) {
        base::fail("expected what plumbline writes, found: {}", error.what());
    }
}

/// One line of JSON; bytes that are no UTF-8 become U+FFFD.
[[nodiscard]] std::string to_text(const Json& json);

} // namespace plumbline::alert
