#include "resource/formats/debian/apt_conf.hpp"

#include "resource/formats/gathering.hpp"

#include <algorithm>
#include <cctype>
#include <string>

namespace plumbline::resource::formats {
namespace {

/// A mark ({ } ;) or a word; quotes around a word are gone.
struct Token {
    char mark = 0; ///< 0 of a word
    std::string word = {};
    std::size_t line = 0;
};

class Scanner {
public:
    explicit Scanner(std::string_view bytes) : rest_(bytes) {}

    /// Nothing at the end; `wrong` is set when a quote or comment is not closed.
    std::optional<Token> next() {
        skip();
        if (rest_.empty() || !wrong.empty()) {
            return std::nullopt;
        }
        const char c = rest_.front();
        if (c == '{' || c == '}' || c == ';') {
            rest_.remove_prefix(1);
            return Token{c, {}, line_};
        }
        return c == '"' ? quoted() : plain();
    }

    [[nodiscard]] std::size_t line() const { return line_; }
    std::string wrong;

private:
    void drop(std::size_t count) {
        const auto gone = rest_.substr(0, count);
        line_ += static_cast<std::size_t>(std::count(gone.begin(), gone.end(), '\n'));
        rest_.remove_prefix(gone.size());
    }

    /// Blanks and comments; "#include" and "#clear" are none.
    void skip() {
        for (bool skipped = true; skipped;) {
            drop(std::min(rest_.find_first_not_of(" \t\r\n"), rest_.size()));
            const bool directive = rest_.starts_with("#clear") || rest_.starts_with("#include");
            const bool line = rest_.starts_with("//") || (rest_.starts_with('#') && !directive);
            const bool block = rest_.starts_with("/*");
            const auto end = block ? rest_.find("*/", 2) : rest_.find('\n');
            if (block && end == std::string_view::npos) {
                wrong = "a comment is not closed";
                return;
            }
            skipped = line || block;
            if (skipped) {
                drop(end == std::string_view::npos ? rest_.size() : end + (block ? 2 : 1));
            }
        }
    }

    std::optional<Token> quoted() {
        const auto end = rest_.find('"', 1);
        if (end == std::string_view::npos) {
            wrong = "a quote is not closed";
            return std::nullopt;
        }
        Token token{0, std::string(rest_.substr(1, end - 1)), line_};
        drop(end + 1);
        return token;
    }

    Token plain() {
        auto end = std::min(rest_.find_first_of(" \t\r\n{};\""), rest_.size());
        Token token{0, std::string(rest_.substr(0, end)), line_};
        drop(end);
        return token;
    }

    std::string_view rest_;
    std::size_t line_ = 1;
};

std::string joined(const std::string& scope, const std::string& name) {
    auto key = scope.empty() ? name : scope + "::" + name;
    while (key.ends_with(':')) {
        key.pop_back();
    }
    return key;
}

class Parser {
public:
    explicit Parser(std::string_view bytes) : scanner_(bytes) {}

    Contents parse() {
        while (auto token = scanner_.next()) {
            if (token->mark == 0) {
                words_.push_back(*std::move(token));
            } else if (token->mark == ';') {
                finish();
            } else if (token->mark == '{') {
                open(token->line);
            } else {
                close(token->line);
            }
        }
        if (!scanner_.wrong.empty()) {
            gathering_.fail({scanner_.line(), scanner_.wrong});
        } else if (!words_.empty()) {
            gathering_.fail({words_.front().line, "expected ';' after the value"});
        } else if (!scopes_.empty()) {
            gathering_.fail({scanner_.line(), "expected '}' before the end"});
        }
        return std::move(gathering_).take();
    }

private:
    [[nodiscard]] std::string scope() const { return scopes_.empty() ? "" : scopes_.back(); }

    /// NAME VALUE, or within a list VALUE alone.
    void finish() {
        if (words_.size() > 2) {
            gathering_.fail({words_[2].line, "expected ';' after the value"});
        } else if (words_.size() == 2) {
            gathering_.add({"", joined(scope(), words_[0].word), words_[1].word, words_[0].line});
        } else if (words_.size() == 1 && !scopes_.empty()) {
            gathering_.add({"", scope(), words_[0].word, words_[0].line});
        }
        words_.clear();
    }

    void open(std::size_t line) {
        const auto name = joined(scope(), words_.empty() ? "" : words_.front().word);
        words_.clear();
        if (scopes_.size() == most_depth) {
            gathering_.fail(too_deep(line));
        } else if (gathering_.admits(name, line)) {
            scopes_.push_back(name);
        } else {
            scopes_.emplace_back();
        }
    }

    void close(std::size_t line) {
        finish();
        if (scopes_.empty()) {
            gathering_.fail({line, "'}' without '{'"});
        } else {
            scopes_.pop_back();
        }
    }

    Scanner scanner_;
    std::vector<Token> words_;
    std::vector<std::string> scopes_;
    Gathering gathering_;
};

} // namespace

Contents read_apt_conf(std::string_view bytes) {
    if (auto refused = refuse(bytes)) {
        return *std::move(refused);
    }
    return Parser(bytes).parse();
}

} // namespace plumbline::resource::formats
