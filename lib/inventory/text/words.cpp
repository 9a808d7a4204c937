#include "inventory/text/words.hpp"

namespace plumbline::inventory {
namespace {

constexpr std::string_view blanks = " \t\r\n";

class Splitter {
public:
    Splitter(std::string_view line, Comments comments) : line_(line), comments_(comments) {}

    Words split() {
        while (at_ < line_.size() && result_.problem.empty()) {
            if (blanks.find(line_[at_]) != std::string_view::npos)
                ++at_;
            else if (comment_begins())
                break;
            else
                word();
        }
        return std::move(result_);
    }

private:
    [[nodiscard]] bool comment_begins() const { return comments_ == Comments::dropped && line_[at_] == '#'; }

    void fail(std::string problem, std::size_t at) {
        result_.problem = std::move(problem);
        result_.column = at + 1;
    }

    void word() {
        Word word{{}, at_ + 1};
        while (at_ < line_.size() && result_.problem.empty()) {
            const char c = line_[at_];
            if (blanks.find(c) != std::string_view::npos || comment_begins())
                break;
            if (c == '\'' || c == '"')
                quoted(word.text);
            else if (c == '\\')
                escaped(word.text);
            else
                word.text += line_[at_++];
        }
        result_.words.push_back(std::move(word));
    }

    void escaped(std::string& text) {
        if (at_ + 1 == line_.size())
            return fail("nothing follows this backslash", at_);
        text += line_[at_ + 1];
        at_ += 2;
    }

    /// Between double quotes a backslash takes away the meaning of a quote and of a backslash only.
    void quoted(std::string& text) {
        const auto opened = at_;
        const char quote = line_[at_++];
        while (at_ < line_.size() && line_[at_] != quote) {
            const bool escapes = quote == '"' && line_[at_] == '\\' && at_ + 1 < line_.size() &&
                                 (line_[at_ + 1] == '"' || line_[at_ + 1] == '\\');
            at_ += escapes ? 1U : 0U;
            text += line_[at_++];
        }
        if (at_ == line_.size())
            return fail("this quote is not closed", opened);
        ++at_;
    }

    std::string_view line_;
    Comments comments_;
    std::size_t at_ = 0;
    Words result_;
};

} // namespace

Words split_words(std::string_view line, Comments comments) {
    return Splitter(line, comments).split();
}

} // namespace plumbline::inventory
