#pragma once

#include "plan/json/form.hpp"

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::plan {

/// A JSON object that is read member by member. Every failure is a base::Error with the place and what was
/// expected there: "changes[2].steps[0].digest: expected a digest (sha256:…), found 'x'".
class Fields {
public:
    Fields(const Json& object, std::string place);

    [[nodiscard]] std::string text(const char* key);
    [[nodiscard]] std::string text_if_any(const char* key);
    [[nodiscard]] std::string digest(const char* key);
    [[nodiscard]] base::Instant time(const char* key);
    [[nodiscard]] standard::Identity identity(const char* key);
    [[nodiscard]] base::List texts_if_any(const char* key);
    /// From 1.
    [[nodiscard]] std::size_t number(const char* key);
    [[nodiscard]] std::vector<std::size_t> numbers_if_any(const char* key);
    [[nodiscard]] bool flag(const char* key);
    [[nodiscard]] base::Value value(const char* key);
    [[nodiscard]] Fields object(const char* key);

    /// The objects of a list, which is not there where there is none of them.
    template <typename Read>
    [[nodiscard]] auto all_if_any(const char* key, Read&& read) {
        std::vector<decltype(read(std::declval<Fields&>()))> entries;
        const auto* list = find(key);
        for (std::size_t i = 0; i < size_of(list, key); ++i) {
            Fields fields((*list)[i], place_of(key, i));
            entries.push_back(read(fields));
            fields.refuse_others();
        }
        return entries;
    }

    /// Throws for members that nobody asked for.
    void refuse_others() const;
    [[noreturn]] void refuse(std::string_view key, const std::string& expected) const;

private:
    [[nodiscard]] const Json* find(const char* key);
    [[nodiscard]] const Json& require(const char* key, const std::string& expected);
    [[nodiscard]] std::string text_in(const Json& value, const std::string& place) const;
    [[nodiscard]] std::size_t number_in(const Json& value, const std::string& place) const;
    /// Of a list, which must be one; 0 where there is none.
    [[nodiscard]] std::size_t size_of(const Json* list, const char* key) const;
    [[nodiscard]] std::string place_of(std::string_view key) const;
    [[nodiscard]] std::string place_of(std::string_view key, std::size_t i) const;

    const Json& object_;
    std::string place_;
    std::set<std::string, std::less<>> asked_;
};

/// Throws base::Error: "PLACE: expected …, found …"; what was found is escaped and cut.
[[noreturn]] void refuse(const std::string& place, const std::string& expected, const Json* found);

} // namespace plumbline::plan
