#include "base/text.hpp"
#include "resource/templates/template.hpp"

#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>

namespace plumbline::resource::templates {

namespace {

/// What stands between the delimiters of a tag.
struct Tag {
    std::size_t begin = 0; ///< of the tag in the text
    std::size_t end = 0;   ///< behind it
    char sign = ' ';       ///< one of "#^/&!>=", '{' for three braces, ' ' for a plain value
    std::string name;
};

} // namespace

/// Reads a template tag by tag, and writes it anew as tags alone.
class Scanner {
public:
    Scanner(base::SourcePtr source, base::Diagnostics& diagnostics)
        : source_(std::move(source)), text_(source_->text), diagnostics_(diagnostics) {}

    std::optional<Template> scan() {
        const std::size_t errors = diagnostics_.errors();
        std::size_t copied = 0;
        for (auto tag = next(0); tag; tag = next(copied)) {
            const auto [begin, end] = extent(*tag);
            add_text(text_.substr(copied, begin - copied));
            take(*tag);
            copied = end;
        }
        for (const Section& open : sections_) {
            complain(open.begin, fmt::format("the section '{}' has no end", open.name),
                     fmt::format("end it with {}/{}{}", opening_, open.name, closing_));
        }
        if (diagnostics_.errors() > errors) {
            return std::nullopt;
        }
        add_text(text_.substr(copied));
        return std::move(outcome_);
    }

private:
    struct Section {
        std::string name;
        std::size_t begin;
        bool inverted;
    };

    /// The place of a byte. Mostly they come in their order, so that lines are counted once.
    base::Place place_of(std::size_t offset) {
        if (offset < counted_) {
            counted_ = 0;
            line_ = 1;
        }
        const std::string_view passed = text_.substr(counted_, offset - counted_);
        line_ += static_cast<std::size_t>(std::ranges::count(passed, '\n'));
        counted_ = offset;
        const std::size_t newline = text_.substr(0, offset).rfind('\n');
        const std::size_t column = newline == std::string_view::npos ? offset + 1 : offset - newline;
        return {source_, line_, column};
    }

    void complain(std::size_t offset, std::string message, std::string hint = {}) {
        diagnostics_.error(place_of(offset), std::move(message), std::move(hint));
    }

    /// The first tag from `from` on; nothing when there is none, or it has no end, which is said.
    std::optional<Tag> next(std::size_t from) {
        const std::size_t begin = text_.find(opening_, from);
        if (begin == std::string_view::npos) {
            return std::nullopt;
        }
        std::size_t inside = begin + opening_.size();
        const bool has_three = opening_ == "{{" && text_.substr(inside, 1) == "{";
        const std::string closing = has_three ? "}}}" : closing_;
        inside += has_three ? 1 : 0;
        const std::size_t end = text_.find(closing, inside);
        if (end == std::string_view::npos) {
            complain(begin, fmt::format("expected '{}' after '{}', found the end of the template", closing,
                                        text_.substr(begin, inside - begin)));
            return std::nullopt;
        }
        Tag tag{begin, end + closing.size(), has_three ? '{' : ' ', {}};
        std::string_view contents = base::trim(text_.substr(inside, end - inside));
        if (!has_three && !contents.empty() &&
            std::string_view("#^/&!>=").find(contents.front()) != std::string_view::npos) {
            tag.sign = contents.front();
            contents = base::trim(contents.substr(1));
        }
        tag.name = std::string(contents);
        return tag;
    }

    /// What goes with the tag: alone on a line and no value, it takes the whole line along (mustache(5)).
    [[nodiscard]] std::pair<std::size_t, std::size_t> extent(const Tag& tag) const {
        const std::size_t before = text_.substr(0, tag.begin).find_last_not_of(" \t");
        const bool begins_line = before == std::string_view::npos || text_[before] == '\n';
        const std::size_t after = text_.find_first_not_of(" \t\r", tag.end);
        const bool ends_line = after == std::string_view::npos || text_[after] == '\n';
        if (!begins_line || !ends_line || tag.sign == '{' || tag.sign == '&' || tag.sign == ' ') {
            return {tag.begin, tag.end};
        }
        return {before == std::string_view::npos ? 0 : before + 1,
                after == std::string_view::npos ? text_.size() : after + 1};
    }

    void add_text(std::string_view text) {
        if (!text.empty()) {
            outcome_.text_ += fmt::format("{{{{&t{}}}}}", outcome_.chunks_.size());
            outcome_.chunks_.emplace_back(text);
        }
    }

    void take(const Tag& tag) {
        switch (tag.sign) {
        case '!':
            return;
        case '=':
            return change_delimiters(tag);
        case '>':
            return complain(tag.begin, fmt::format("a template can't include another: '{}'", tag.name),
                            "write what it holds here, or give the other file a resource of its own");
        case '#':
        case '^':
            return open_section(tag);
        case '/':
            return close_section(tag);
        default:
            return add_value(tag);
        }
    }

    void change_delimiters(const Tag& tag) {
        static const RE2 form("([^\\s=]+)\\s+([^\\s=]+)\\s*=");
        std::string opening;
        std::string closing;
        if (!RE2::FullMatch(tag.name, form, &opening, &closing)) {
            return complain(tag.begin, "expected two delimiters", "write them as {{=<% %>=}}");
        }
        opening_ = std::move(opening);
        closing_ = std::move(closing);
    }

    /// Whether it is the name of a variable or fact; what it is else, is said.
    bool is_name(const Tag& tag) {
        static const RE2 form("[A-Za-z_][A-Za-z0-9_.-]*");
        if (RE2::FullMatch(tag.name, form)) {
            return true;
        }
        complain(tag.begin, fmt::format("expected the name of a variable or fact, found '{}'", tag.name),
                 "a template holds no expressions");
        return false;
    }

    /// "&v2", "#s2": the sign, and the name's number as a value or section.
    void write(char sign, const std::string& name) {
        const auto number = outcome_.numbers_.try_emplace(name, outcome_.numbers_.size()).first->second;
        outcome_.text_ += fmt::format("{{{{{}{}{}}}}}", sign, sign == '&' ? 'v' : 's', number);
    }

    void open_section(const Tag& tag) {
        sections_.push_back({tag.name, tag.begin, tag.sign == '^'});
        if (is_name(tag)) {
            outcome_.uses_.push_back({Use::Form::section, tag.name, place_of(tag.begin)});
            write(tag.sign, tag.name);
        }
    }

    void close_section(const Tag& tag) {
        if (sections_.empty()) {
            complain(tag.begin, fmt::format("the section '{}' ends but has not begun", tag.name));
            return;
        }
        const Section open = sections_.back();
        sections_.pop_back();
        if (open.name != tag.name) {
            complain(
                tag.begin,
                fmt::format("expected the end of the section '{}', found that of '{}'", open.name, tag.name),
                fmt::format("'{}' begins in line {}", open.name, place_of(open.begin).line));
        }
        write('/', open.name);
    }

    void add_value(const Tag& tag) {
        if (tag.name == ".") {
            const bool has_item = !sections_.empty() && !sections_.back().inverted;
            outcome_.uses_.push_back(
                {Use::Form::item, has_item ? sections_.back().name : "", place_of(tag.begin)});
            outcome_.text_ += "{{&.}}";
        } else if (is_name(tag)) {
            outcome_.uses_.push_back({Use::Form::value, tag.name, place_of(tag.begin)});
            write('&', tag.name);
        }
    }

    base::SourcePtr source_;
    std::string_view text_;
    base::Diagnostics& diagnostics_;
    Template outcome_;
    std::vector<Section> sections_;
    std::size_t counted_ = 0; ///< bytes of which the lines are counted
    std::size_t line_ = 1;
    std::string opening_ = "{{";
    std::string closing_ = "}}";
};

std::optional<Template> Template::parse(base::SourcePtr source, base::Diagnostics& diagnostics) {
    return Scanner(std::move(source), diagnostics).scan();
}

} // namespace plumbline::resource::templates
