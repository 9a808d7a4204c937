#include "resource/formats/gathering.hpp"
#include "resource/formats/readers.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <map>

namespace plumbline::resource::formats {

namespace {

bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/// The words of nginx's configuration as ngx_conf_read_token() tells them apart.
class Lexer {
public:
    explicit Lexer(std::string_view bytes) : rest_(bytes) {}

    enum class Kind { word, semicolon, opening, closing, end, wrong };
    struct Token {
        Kind kind = Kind::end;
        std::string text = {}; ///< of a word, without quotes; or what is wrong
    };

    Token next() {
        skip();
        if (rest_.empty()) {
            return {};
        }
        switch (rest_.front()) {
        case ';':
            pass();
            return {Kind::semicolon};
        case '{':
            pass();
            return {Kind::opening};
        case '}':
            pass();
            return {Kind::closing};
        case '"':
        case '\'':
            return quoted();
        default:
            return {Kind::word, bare()};
        }
    }

    /// All up to the brace that closes the block which has just been opened; nothing when none does.
    std::optional<std::string> take_block() {
        std::string text;
        for (std::size_t open = 1; !rest_.empty();) {
            const char c = pass();
            open += c == '{' ? 1 : 0;
            open -= c == '}' ? 1 : 0;
            if (open == 0) {
                return text;
            }
            text += c;
        }
        return std::nullopt;
    }

    [[nodiscard]] std::size_t line() const { return line_; }

private:
    char pass() {
        const char c = rest_.front();
        line_ += c == '\n' ? 1 : 0;
        rest_.remove_prefix(1);
        return c;
    }

    void skip() {
        while (!rest_.empty() && (is_blank(rest_.front()) || rest_.front() == '#')) {
            if (rest_.front() == '#') {
                rest_.remove_prefix(std::min(rest_.find('\n'), rest_.size()));
            } else {
                pass();
            }
        }
    }

    /// A backslash and what it protects.
    std::string escaped() {
        pass();
        if (rest_.empty()) {
            return "\\";
        }
        const char c = pass();
        switch (c) {
        case '"':
        case '\'':
        case '\\':
            return {c};
        case 't':
            return "\t";
        case 'r':
            return "\r";
        case 'n':
            return "\n";
        default:
            return {'\\', c};
        }
    }

    /// Up to a blank, ";" or "{", but for that of ${name}.
    std::string bare() {
        std::string text;
        while (!rest_.empty() && !is_blank(rest_.front()) && rest_.front() != ';') {
            if (rest_.front() == '{' && !text.ends_with('$')) {
                break;
            }
            if (rest_.front() == '\\') {
                text += escaped();
            } else {
                text += pass();
            }
        }
        return text;
    }

    Token quoted() {
        const std::size_t begin = line_;
        const char quote = pass();
        std::string text;
        while (!rest_.empty() && rest_.front() != quote) {
            if (rest_.front() == '\\') {
                text += escaped();
            } else {
                text += pass();
            }
        }
        if (rest_.empty()) {
            return {Kind::wrong,
                    fmt::format("expected {} to end the text that begins on line {}", quote, begin)};
        }
        pass();
        const bool ends = rest_.empty() || is_blank(rest_.front()) ||
                          std::string_view(";{)").find(rest_.front()) != std::string_view::npos;
        return ends ? Token{Kind::word, std::move(text)}
                    : Token{Kind::wrong, fmt::format("expected a blank, ';' or '{{' after {}", quote)};
    }

    std::string_view rest_;
    std::size_t line_ = 1;
};

class Reading {
public:
    explicit Reading(std::string_view bytes) : lexer_(bytes) {}

    Contents all() && {
        while (!gathering_.failed() && step()) {
        }
        return std::move(gathering_).take();
    }

private:
    using Kind = Lexer::Kind;
    /// A block whose end has not come.
    struct Block {
        std::string path;
        std::size_t line = 0;
        std::map<std::string, std::size_t, std::less<>> names = {}; ///< of the blocks in it, how often
    };

    /// Takes a token; false at the end.
    bool step() {
        Lexer::Token token = lexer_.next();
        switch (token.kind) {
        case Kind::word:
            if (words_.empty()) {
                line_ = lexer_.line();
            }
            words_.push_back(std::move(token.text));
            return true;
        case Kind::semicolon:
            return directive();
        case Kind::opening:
            return open();
        case Kind::closing:
            return close();
        case Kind::end:
            return end();
        case Kind::wrong:
            return fail(std::move(token.text));
        }
        return false;
    }

    bool fail(std::string message) {
        gathering_.fail({lexer_.line(), std::move(message)});
        return false;
    }

    bool directive() {
        if (words_.empty()) {
            return fail("expected a directive, found ';'");
        }
        const std::string key = words_.front();
        words_.erase(words_.begin());
        add(key, fmt::format("{}", fmt::join(words_, " ")));
        return true;
    }

    void add(const std::string& key, std::string value) {
        gathering_.add({blocks_.back().path, key, std::move(value), line_});
        words_.clear();
    }

    bool open() {
        if (words_.empty()) {
            return fail("expected the name of a block, found '{'");
        }
        if (words_.front().ends_with("_by_lua_block")) {
            auto code = lexer_.take_block();
            if (!code) {
                return fail("expected '}' to end the block of Lua");
            }
            words_.push_back(std::move(*code));
            return directive();
        }
        if (blocks_.size() > most_depth) {
            gathering_.fail(too_deep(lexer_.line()));
            return false;
        }
        std::string path = path_of_block(fmt::format("{}", fmt::join(words_, " ")));
        words_.clear();
        const bool admitted = gathering_.admits(path, line_);
        blocks_.push_back({std::move(path), line_});
        return admitted;
    }

    std::string path_of_block(std::string name) {
        Block& around = blocks_.back();
        const std::size_t number = ++around.names[name];
        if (number > 1 || name == "server") {
            name += fmt::format("[{}]", number);
        }
        return around.path.empty() ? name : around.path + "." + name;
    }

    bool close() {
        if (!words_.empty()) {
            return fail("expected ';' after the directive, found '}'");
        }
        if (blocks_.size() == 1) {
            return fail("expected a directive, found '}'");
        }
        blocks_.pop_back();
        return true;
    }

    bool end() {
        if (!words_.empty()) {
            return fail("expected ';' or '{' after the directive, found the end of the file");
        }
        if (blocks_.size() > 1) {
            return fail(
                fmt::format("expected '}}' to end the block that begins on line {}", blocks_.back().line));
        }
        return false;
    }

    Lexer lexer_;
    Gathering gathering_;
    std::vector<Block> blocks_{{}};
    std::vector<std::string> words_;
    std::size_t line_ = 0; ///< of the first word
};

} // namespace

Contents read_nginx(std::string_view bytes) {
    if (auto refused = refuse(bytes)) {
        return *refused;
    }
    return Reading(bytes).all();
}

} // namespace plumbline::resource::formats
