#pragma once

#include "base/value.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace plumbline::report {

/// A JSON string of what base::printable makes of the bytes: valid UTF-8, inert on any terminal.
void append_json(std::string& out, std::string_view bytes);

/// A JSON object that is written member by member, in order, and closed when it goes. Texts are escaped as
/// printable.
class JsonObject {
public:
    /// `separator` stands between members: ", " or a line break and indentation.
    explicit JsonObject(std::string& out, std::string_view separator = ", ")
        : out_(out), separator_(separator) {
        out_ += '{';
    }
    JsonObject(const JsonObject&) = delete;
    JsonObject& operator=(const JsonObject&) = delete;
    ~JsonObject() { out_ += '}'; }

    /// Begins a member; its value is what is appended next.
    std::string& member(std::string_view key);

    void text(std::string_view key, std::string_view value) { append_json(member(key), value); }
    /// The newlines and tabs of the value stay newlines and tabs.
    void lines(std::string_view key, std::string_view value);
    void texts(std::string_view key, const base::List& values);
    void text_if_any(std::string_view key, std::string_view value) {
        if (!value.empty())
            text(key, value);
    }
    void texts_if_any(std::string_view key, const base::List& values) {
        if (!values.empty())
            texts(key, values);
    }
    /// Lists in the order of their texts, unless they have one of their own.
    void value(std::string_view key, const base::Value& value, bool ordered = false);
    void number(std::string_view key, std::size_t value);
    void flag(std::string_view key, bool value) { member(key) += value ? "true" : "false"; }
    /// With three decimals, always with a point.
    void seconds(std::string_view key, double value);

private:
    std::string& out_;
    std::string_view separator_;
    std::string_view next_;
};

/// A JSON array, in the same manner; `lead` stands before the first element.
class JsonArray {
public:
    explicit JsonArray(std::string& out, std::string_view separator = ", ", std::string_view lead = "")
        : out_(out), separator_(separator), next_(lead) {
        out_ += '[';
    }
    JsonArray(const JsonArray&) = delete;
    JsonArray& operator=(const JsonArray&) = delete;
    ~JsonArray() { out_ += ']'; }

    /// Begins an element, which is what is appended next.
    std::string& element() {
        out_ += next_;
        next_ = separator_;
        return out_;
    }

private:
    std::string& out_;
    std::string_view separator_;
    std::string_view next_;
};

} // namespace plumbline::report
