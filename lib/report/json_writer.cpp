#include "report/json_writer.hpp"

#include "base/escape.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace plumbline::report {
namespace {

bool is_plain(std::string_view bytes) {
    return std::ranges::all_of(
        bytes, [](char byte) { return byte >= ' ' && byte <= '~' && byte != '"' && byte != '\\'; });
}

/// The bytes are printable lines: of RFC 8259's escapes only these are left to be made.
void append_quoted(std::string& out, std::string_view printable) {
    out += '"';
    for (const char byte : printable) {
        switch (byte) {
        case '"':
            out += "\\\"";
            break;
        case '\\':
            out += "\\\\";
            break;
        case '\n':
            out += "\\n";
            break;
        case '\t':
            out += "\\t";
            break;
        default:
            out += byte;
            break;
        }
    }
    out += '"';
}

} // namespace

void append_json(std::string& out, std::string_view bytes) {
    if (!is_plain(bytes))
        return append_quoted(out, base::printable(bytes));
    out += '"';
    out += bytes;
    out += '"';
}

std::string& JsonObject::member(std::string_view key) {
    out_ += next_;
    next_ = separator_;
    append_json(out_, key);
    out_ += ": ";
    return out_;
}

void JsonObject::lines(std::string_view key, std::string_view value) {
    append_quoted(member(key), base::printable_lines(value));
}

void JsonObject::texts(std::string_view key, const base::List& values) {
    JsonArray array(member(key));
    for (const auto& value : values)
        append_json(array.element(), value);
}

void JsonObject::value(std::string_view key, const base::Value& value, bool ordered) {
    if (const auto* single = std::get_if<std::string>(&value))
        return text(key, *single);
    auto list = std::get<base::List>(value);
    if (!ordered)
        std::ranges::sort(list);
    texts(key, list);
}

void JsonObject::number(std::string_view key, std::size_t value) {
    member(key) += std::to_string(value);
}

void JsonObject::seconds(std::string_view key, double value) {
    member(key) += fmt::format("{:.3f}", std::isfinite(value) ? value : 0.0);
}

} // namespace plumbline::report
