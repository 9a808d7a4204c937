#include "resource/formats/gathering.hpp"
#include "resource/formats/nested/path.hpp"
#include "resource/formats/readers.hpp"

#include <nlohmann/json.hpp>

#include <iterator>

namespace plumbline::resource::formats {

namespace {

using Json = nlohmann::json;

/// How far the parser has read: the lines that end before the last byte that it took, so that a number's line
/// is its own though the parser looks at the byte behind it.
class Position {
public:
    void pass(char byte) {
        line_ += last_ == '\n' ? 1 : 0;
        last_ = byte;
    }
    [[nodiscard]] std::size_t line() const { return line_; }

private:
    std::size_t line_ = 1;
    char last_ = 0;
};

/// Tells the position of each byte that it goes beyond.
class Watched {
public:
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char*;
    using reference = const char&;

    Watched(const char* at, Position* position) : at_(at), position_(position) {}
    reference operator*() const { return *at_; }
    Watched& operator++() {
        position_->pass(*at_++);
        return *this;
    }
    Watched operator++(int) {
        const Watched before = *this;
        ++*this;
        return before;
    }
    bool operator==(const Watched& other) const { return at_ == other.at_; }

private:
    const char* at_;
    Position* position_;
};

/// The parser's words after "syntax error", without what it read last, which may be long.
std::string reason(const std::string& message) {
    const std::size_t from = message.find("while parsing ");
    std::string text = from == std::string::npos ? message : message.substr(from);
    constexpr std::size_t longest = 200;
    return text.substr(0, std::min(text.find("; last read"), longest));
}

class Builder {
public:
    explicit Builder(const Position& position) : position_(position) {}

    // What nlohmann's sax_parse calls; false ends it.
    bool null() { return value("null"); }
    bool boolean(bool truth) { return value(truth ? "true" : "false"); }
    bool number_integer(Json::number_integer_t number) { return value(std::to_string(number)); }
    bool number_unsigned(Json::number_unsigned_t number) { return value(std::to_string(number)); }
    bool number_float(Json::number_float_t /*number*/, const std::string& text) { return value(text); }
    bool string(std::string& text) { return value(std::move(text)); }
    bool binary(Json::binary_t& /*bytes*/) { return false; } // JSON has none
    bool start_object(std::size_t /*size*/) { return open(false); }
    bool start_array(std::size_t /*size*/) { return open(true); }
    bool end_object() { return close(); }
    bool end_array() { return close(); }
    bool key(std::string& text) {
        open_.back().key = below(open_.back().path, text);
        return gathering_.admits(open_.back().key, position_.line());
    }
    bool parse_error(std::size_t /*offset*/, const std::string& /*last*/, const Json::exception& error) {
        gathering_.fail({position_.line(), "expected JSON: " + reason(error.what())});
        return false;
    }

    Contents end() && { return std::move(gathering_).take(); }

private:
    /// An object or array whose end has not come.
    struct Open {
        std::string path;
        bool list = false;
        std::size_t count = 0; ///< of a list, the values so far
        std::string key = {};  ///< of an object, the path of the value that comes
    };

    /// The path of the value that comes; `plain` values of a list have that of the list.
    std::string path_of_next(bool plain) {
        if (open_.empty()) {
            return "";
        }
        Open& around = open_.back();
        if (!around.list) {
            return around.key;
        }
        ++around.count;
        return plain && !around.path.empty() ? around.path : nth(around.path, around.count);
    }

    bool value(std::string text) {
        gathering_.add({"", path_of_next(true), std::move(text), position_.line()});
        return !gathering_.failed();
    }

    bool open(bool list) {
        if (open_.size() == most_depth) {
            gathering_.fail(too_deep(position_.line()));
            return false;
        }
        std::string path = path_of_next(false);
        open_.push_back({std::move(path), list});
        return true;
    }

    bool close() {
        open_.pop_back();
        return true;
    }

    const Position& position_;
    Gathering gathering_;
    std::vector<Open> open_;
};

} // namespace

Contents read_json(std::string_view bytes) {
    if (auto refused = refuse(bytes)) {
        return *refused;
    }
    Position position;
    Builder builder(position);
    const char* end = bytes.data() + bytes.size();
    const bool whole = Json::sax_parse(Watched(bytes.data(), &position), Watched(end, &position), &builder);
    Contents contents = std::move(builder).end();
    if (!whole && std::holds_alternative<Entries>(contents)) {
        return Malformed{position.line(), "expected JSON"};
    }
    return contents;
}

} // namespace plumbline::resource::formats
