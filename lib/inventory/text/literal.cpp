#include "inventory/text/escapes.hpp"
#include "inventory/text/values.hpp"

#include <cctype>
#include <charconv>
#include <cstdlib>

namespace plumbline::inventory {
namespace {

bool is_alnum(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

/// Python's literals on one line, as ast.literal_eval takes them (Python 3 language reference, 2.4 and 6.2):
/// strings, numbers, True, False, None, lists, tuples, sets and dictionaries of such. Any other text is no
/// literal.
class Literal {
public:
    explicit Literal(std::string_view text) : text_(text) {}

    std::optional<Json> read() {
        skip_blanks();
        auto value = read_value();
        if (value && next_is(','))
            value = read_rest(Json::array({*value}), '\0');
        if (!value || !at_end())
            return std::nullopt;
        return value;
    }

private:
    static constexpr int deepest = 64;

    void skip_blanks() {
        while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t'))
            ++at_;
    }
    [[nodiscard]] char peek(std::size_t ahead = 0) const {
        return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
    }
    bool next_is(char c) {
        skip_blanks();
        return peek() == c && at_ < text_.size();
    }
    bool take(char c) {
        const bool found = next_is(c);
        at_ += found ? 1U : 0U;
        return found;
    }
    bool at_end() {
        skip_blanks();
        return at_ == text_.size() || text_[at_] == '#';
    }

    std::optional<Json> read_value() {
        skip_blanks();
        const char c = peek();
        if (c == '(' || c == '[' || c == '{')
            return read_container(c);
        if (c == '-' || c == '+' || c == '.' || std::isdigit(static_cast<unsigned char>(c)) != 0)
            return read_number();
        if (string_begins())
            return read_strings();
        return read_name();
    }

    std::optional<Json> read_name() {
        const auto begin = at_;
        while (is_alnum(peek()))
            ++at_;
        const auto name = text_.substr(begin, at_ - begin);
        if (name == "True" || name == "False")
            return Json(name == "True");
        return name == "None" ? std::optional<Json>(Json(nullptr)) : std::nullopt;
    }

    std::optional<Json> read_container(char open) {
        if (++depth_ > deepest)
            return std::nullopt;
        ++at_;
        auto value = open == '('   ? read_parentheses()
                     : open == '[' ? read_rest(Json::array(), ']')
                                   : read_braces();
        --depth_;
        return value;
    }

    /// (1) is 1, () and (1,) are tuples.
    std::optional<Json> read_parentheses() {
        if (next_is(')'))
            return read_rest(Json::array(), ')');
        auto first = read_value();
        if (!first || take(')'))
            return first;
        return next_is(',') ? read_rest(Json::array({*first}), ')') : std::nullopt;
    }

    /// The members up to `close`; after those already read a comma has to stand. '\0' closes at the end of
    /// the text.
    std::optional<Json> read_rest(Json list, char close) {
        while (true) {
            if (!list.empty() && !take(','))
                return ends(close) ? std::optional(std::move(list)) : std::nullopt;
            if (ends(close))
                return list;
            auto member = read_value();
            if (!member)
                return std::nullopt;
            list.push_back(std::move(*member));
        }
    }

    bool ends(char close) { return close == '\0' ? at_end() : take(close); }

    std::optional<Json> read_braces() {
        if (take('}'))
            return Json::object();
        auto first = read_value();
        if (!first || first->is_structured())
            return std::nullopt;
        if (!next_is(':'))
            return read_rest(Json::array({*first}), '}');
        return read_dictionary(*std::move(first));
    }

    std::optional<Json> read_dictionary(Json key) {
        Json object = Json::object();
        while (true) {
            auto value = take(':') ? read_value() : std::nullopt;
            if (!value || key.is_structured())
                return std::nullopt;
            object[key.is_string() ? key.get<std::string>() : key.dump()] = std::move(*value);
            const bool more = take(',');
            if (take('}'))
                return object;
            auto next = more ? read_value() : std::nullopt;
            if (!next)
                return std::nullopt;
            key = std::move(*next);
        }
    }

    [[nodiscard]] bool string_begins() const {
        std::size_t prefix = 0;
        while (prefix < 3 && std::string_view("rRbBuU").find(peek(prefix)) != std::string_view::npos &&
               peek(prefix) != 0)
            ++prefix;
        return prefix < 3 && (peek(prefix) == '\'' || peek(prefix) == '"');
    }

    /// Neighbouring strings are one.
    std::optional<Json> read_strings() {
        std::string text;
        while (string_begins()) {
            if (!read_string(text))
                return std::nullopt;
            skip_blanks();
        }
        return Json(std::move(text));
    }

    bool read_string(std::string& text) {
        bool raw = false;
        for (; peek() != '\'' && peek() != '"'; ++at_)
            raw = raw || peek() == 'r' || peek() == 'R';
        const std::size_t width = peek(1) == peek() && peek(2) == peek() ? 3 : 1;
        const auto close = text_.substr(at_, width);
        at_ += width;
        while (at_ < text_.size() && text_.substr(at_, width) != close) {
            if (peek() == '\\' && !read_escape(text_, at_, raw, text))
                return false;
            if (at_ < text_.size() && peek() != '\\' && text_.substr(at_, width) != close)
                text += text_[at_++];
        }
        const bool closed = text_.substr(at_, width) == close && at_ < text_.size();
        at_ += width;
        return closed;
    }

    /// One number with at most one sign. "0644", "1.2.3", "5h" and "1+2" are none.
    std::optional<Json> read_number() {
        std::string text;
        if (peek() == '-' || peek() == '+') {
            text = peek() == '-' ? "-" : "";
            ++at_;
            skip_blanks();
        }
        const auto begin = at_;
        while (is_alnum(peek()) || peek() == '.' ||
               ((peek() == '-' || peek() == '+') && exponent_precedes(begin)))
            ++at_;
        const auto written = text_.substr(begin, at_ - begin);
        for (std::size_t i = 0; i < written.size(); ++i) {
            if (written[i] == '_' &&
                (i == 0 || i + 1 == written.size() || !is_alnum(written[i - 1]) || written[i - 1] == '_'))
                return std::nullopt;
            if (written[i] != '_')
                text += written[i];
        }
        return number_of(text);
    }

    [[nodiscard]] bool exponent_precedes(std::size_t begin) const {
        const auto so_far = text_.substr(begin, at_ - begin);
        return so_far.size() > 1 && (so_far.back() == 'e' || so_far.back() == 'E') &&
               so_far.find_first_of("xX") == so_far.npos;
    }

    static std::optional<Json> number_of(const std::string& text) {
        const std::size_t sign = text.starts_with('-') ? 1 : 0;
        const auto digits = std::string_view(text).substr(sign);
        if (digits.find_first_not_of("0123456789.eE+-") == std::string_view::npos &&
            digits.find_first_of(".eE") != digits.npos)
            return real_of(text);
        int base = 10;
        if (digits.size() > 2 && digits[0] == '0') {
            const char mark = static_cast<char>(std::tolower(static_cast<unsigned char>(digits[1])));
            base = mark == 'x' ? 16 : mark == 'o' ? 8 : mark == 'b' ? 2 : 10;
        }
        if (base == 10 && digits.size() > 1 && digits[0] == '0' &&
            digits.find_first_not_of('0') != digits.npos)
            return std::nullopt;
        const auto plain = text.substr(0, sign) + std::string(digits.substr(base == 10 ? 0 : 2));
        std::int64_t number = 0;
        const auto [end, error] = std::from_chars(plain.data(), plain.data() + plain.size(), number, base);
        if (end != plain.data() + plain.size() || plain.size() == sign)
            return std::nullopt;
        return error == std::errc() ? Json(number) : Json(text);
    }

    static std::optional<Json> real_of(const std::string& text) {
        char* end = nullptr;
        const double number = std::strtod(text.c_str(), &end);
        if (end != text.c_str() + text.size())
            return std::nullopt;
        return Json(number);
    }

    std::string_view text_;
    std::size_t at_ = 0;
    int depth_ = 0;
};

} // namespace

Json read_literal(std::string_view text) {
    auto literal = Literal(text).read();
    return literal ? *std::move(literal) : Json(text);
}

} // namespace plumbline::inventory
