#include "resource/types/firewall/nft_words.hpp"

#include "base/text.hpp"
#include "resource/matcher.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <optional>

namespace plumbline::resource::firewall {

namespace {

using Sort = Word::Sort;

/// What has no order gets that of numbers and texts.
void put_in_order(std::vector<std::string>& texts) {
    std::ranges::sort(texts, [](const std::string& left, const std::string& right) {
        const int order = compare_versions(left, right, VersionOrder::none);
        return order != 0 ? order < 0 : left < right;
    });
}

/// Cuts a text into words.
class Cutter {
public:
    explicit Cutter(std::string_view text) : text_(text) {}

    Words all() {
        while (at_ < text_.size()) {
            step(text_[at_]);
        }
        flush();
        return std::move(words_);
    }

private:
    void step(char c) {
        if (c == '"') {
            return quoted();
        }
        if (c == '#') {
            at_ = std::min(text_.find('\n', at_), text_.size());
            return;
        }
        ++at_;
        if (c == '\\' && at_ < text_.size() && text_[at_] == '\n') {
            ++at_, ++line_;
            return flush();
        }
        if (const auto sort = sort_of(c)) {
            mark(*sort);
            line_ += c == '\n' ? 1 : 0;
        } else if (c == ' ' || c == '\t' || c == '\r') {
            flush();
        } else {
            plain_ += c;
        }
    }

    static std::optional<Sort> sort_of(char c) {
        switch (c) {
        case '{':
            return Sort::open;
        case '}':
            return Sort::close;
        case ',':
            return Sort::comma;
        case ';':
        case '\n':
            return Sort::end;
        default:
            return std::nullopt;
        }
    }

    void quoted() {
        flush();
        const std::size_t end = std::min(text_.find('"', at_ + 1), text_.size());
        words_.push_back({Sort::quoted, std::string(text_.substr(at_ + 1, end - at_ - 1)), line_});
        line_ += static_cast<std::size_t>(std::ranges::count(words_.back().text, '\n'));
        at_ = std::min(end + 1, text_.size());
    }

    void mark(Sort sort) {
        flush();
        words_.push_back({sort, "", line_});
    }

    void flush() {
        if (!plain_.empty()) {
            words_.push_back({Sort::plain, std::move(plain_), line_});
            plain_.clear();
        }
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::size_t line_ = 1;
    std::string plain_;
    Words words_;
};

/// Quotes only matter around what would else be several words.
std::string shown(const Word& word) {
    constexpr std::string_view plain =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.:/@*+-";
    const bool bare = word.sort != Sort::quoted ||
                      (!word.text.empty() && word.text.find_first_not_of(plain) == std::string::npos);
    return bare ? word.text : '"' + word.text + '"';
}

/// The standard priorities of nft(8), of all families but bridge.
std::optional<int> priority(const std::string& name) {
    static const std::map<std::string, int> names{{"raw", -300}, {"mangle", -150}, {"dstnat", -100},
                                                  {"filter", 0}, {"security", 50}, {"srcnat", 100}};
    const auto found = names.find(name);
    return found == names.end() ? std::nullopt : std::optional(found->second);
}

/// Writes one statement anew.
class Writer {
public:
    explicit Writer(const Words& words) : words_(words) {}

    std::string all() {
        std::vector<std::string> parts;
        while (at_ < words_.size()) {
            take(parts);
        }
        return fmt::format("{}", fmt::join(parts, " "));
    }

private:
    void take(std::vector<std::string>& parts) {
        const Word& word = words_[at_++];
        if (word.sort == Sort::open) {
            parts.push_back(set());
        } else if (word.sort == Sort::close) {
            parts.emplace_back("}"); // of no brace before it
        } else if (word.sort == Sort::comma) {
            take_with_comma(parts);
        } else if (word.sort != Sort::end && !skips(word, parts)) {
            parts.push_back(shown(word));
        }
    }

    /// "a,b" is "b,a": the word after a comma joins those before.
    void take_with_comma(std::vector<std::string>& parts) {
        if (parts.empty() || at_ >= words_.size() || words_[at_].sort != Sort::plain) {
            return;
        }
        std::vector<std::string> texts;
        for (const auto text : base::split(parts.back(), ',')) {
            texts.emplace_back(text);
        }
        texts.push_back(shown(words_[at_++]));
        put_in_order(texts);
        parts.back() = fmt::format("{}", fmt::join(texts, ","));
    }

    /// What counts or ages, and what is written in another way.
    bool skips(const Word& word, std::vector<std::string>& parts) {
        if (word.sort != Sort::plain) {
            return false;
        }
        const auto is = [&](std::size_t ahead, std::string_view text) {
            return at_ + ahead < words_.size() && words_[at_ + ahead].text == text;
        };
        if (word.text == "counter" && is(0, "packets") && is(2, "bytes")) {
            at_ = std::min(at_ + 4, words_.size());
            parts.emplace_back("counter");
            return true;
        }
        if (word.text == "expires" && at_ < words_.size() && words_[at_].sort == Sort::plain) {
            ++at_;
            return true;
        }
        return word.text == "priority" && take_priority(parts);
    }

    /// "filter", "srcnat + 10", "0", "-5"
    bool take_priority(std::vector<std::string>& parts) {
        const auto number = at_ < words_.size() ? priority(words_[at_].text) : std::nullopt;
        if (!number) {
            return false;
        }
        ++at_;
        int offset = 0;
        if (at_ + 1 < words_.size() && (words_[at_].text == "+" || words_[at_].text == "-")) {
            offset = base::to_integer<int>(words_[at_ + 1].text).value_or(0);
            offset = words_[at_].text == "-" ? -offset : offset;
            at_ += 2;
        }
        parts.push_back(fmt::format("priority {}", *number + offset));
        return true;
    }

    /// "{ a, b }", after its opening brace
    std::string set() {
        std::vector<std::string> elements;
        std::vector<std::string> parts;
        const auto end_element = [&] {
            if (!parts.empty()) {
                elements.push_back(fmt::format("{}", fmt::join(parts, " ")));
                parts.clear();
            }
        };
        while (at_ < words_.size() && words_[at_].sort != Sort::close) {
            if (words_[at_].sort == Sort::comma) {
                ++at_;
                end_element();
            } else {
                take(parts);
            }
        }
        ++at_;
        end_element();
        put_in_order(elements);
        return fmt::format("{{ {} }}", fmt::join(elements, ", "));
    }

    const Words& words_;
    std::size_t at_ = 0;
};

} // namespace

Words nft_words(std::string_view text) {
    return Cutter(text).all();
}

std::string canonical(const Words& statement) {
    return Writer(statement).all();
}

} // namespace plumbline::resource::firewall
