#include "base/nearest.hpp"
#include "inventory/format/formats.hpp"
#include "inventory/text/values.hpp"
#include "inventory/text/words.hpp"

#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>

namespace plumbline::inventory {
namespace {

constexpr std::size_t most_errors = 100; ///< of one file; the rest would be more of the same
constexpr std::string_view blanks = " \t\r\v\f";

enum class Section { hosts, children, vars };

re2::StringPiece piece(std::string_view text) {
    return {text.data(), text.size()};
}

/// A line without blanks at its ends, and where it begins.
struct Line {
    std::string_view text;
    std::size_t column = 1;
};

Line trimmed(std::string_view text, std::size_t column = 1) {
    const auto begin = text.find_first_not_of(blanks);
    if (begin == std::string_view::npos)
        return {{}, column};
    return {text.substr(begin, text.find_last_not_of(blanks) - begin + 1), column + begin};
}

class IniReader {
public:
    IniReader(const base::SourcePtr& source, Draft& draft, base::Diagnostics& diagnostics)
        : source_(source), draft_(draft), diagnostics_(diagnostics), errors_before_(diagnostics.errors()) {
        for (const auto& group : draft.groups())
            declared_.insert(group.name);
    }

    void read() {
        std::string_view rest = source_->text;
        while (!rest.empty() && diagnostics_.errors() < errors_before_ + most_errors) {
            const auto end = rest.find('\n');
            ++number_;
            read_line(trimmed(rest.substr(0, end)));
            rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
        }
        check_mentions();
    }

private:
    /// A group that [group:vars] or a parent names, to be declared anywhere in the file.
    struct Mention {
        std::string group;
        base::Place place;
        std::string message;
    };

    [[nodiscard]] base::Place place(std::size_t column) const { return {source_, number_, column}; }

    void read_line(const Line& line) {
        if (line.text.empty() || line.text.front() == '#' || line.text.front() == ';')
            return;
        if (line.text.front() == '[' && read_section(line))
            return;
        if (!group_)
            return; // the section's own line is refused already
        switch (section_) {
        case Section::hosts:
            return read_hosts(line);
        case Section::children:
            return read_child(line);
        case Section::vars:
            return read_variable(line);
        }
    }

    bool read_section(const Line& line) {
        static const RE2 header(R"(\[([^:\]\s]+)(?::([^\]]*))?\]\s*(?:#.*)?)");
        std::string name, kind;
        if (!RE2::FullMatch(piece(line.text), header, &name, &kind)) {
            if (line.text.back() != ']' || line.text.find_first_of("]") != line.text.size() - 1)
                return false;
            refuse_section(place(line.column), fmt::format("expected [GROUP], found '{}'", line.text),
                           "a group's name holds no blanks and no ':'");
            return true;
        }
        const auto section = section_of(kind);
        if (!section) {
            const auto column = line.column + name.size() + 2;
            refuse_section(place(column), fmt::format("unknown kind of section '{}'", kind),
                           base::suggestion(kind, {"children", "vars"}));
            return true;
        }
        open_section(name, *section, place(line.column + 1));
        return true;
    }

    static std::optional<Section> section_of(std::string_view kind) {
        if (kind.empty() || kind == "hosts")
            return Section::hosts;
        if (kind == "children")
            return Section::children;
        return kind == "vars" ? std::optional(Section::vars) : std::nullopt;
    }

    void refuse_section(base::Place at, std::string message, std::string hint) {
        diagnostics_.error(std::move(at), std::move(message), std::move(hint));
        group_.reset();
    }

    void open_section(const std::string& name, Section section, const base::Place& at) {
        section_ = section;
        group_ = draft_.add_group(name, at);
        if (section != Section::vars)
            declared_.insert(name);
        else
            mentions_.push_back(
                {name, at, fmt::format("[{}:vars] is for a group that is nowhere declared", name)});
    }

    void read_hosts(const Line& line) {
        const auto split = split_words(line.text, Comments::dropped);
        if (!split.problem.empty())
            return diagnostics_.error(place(line.column + split.column - 1), split.problem);
        const auto& first = split.words.front();
        const auto room = most_hosts - std::min(most_hosts, draft_.hosts().size()) + 1;
        const auto expanded = expand_hosts(first.text, room);
        if (!expanded.problem.empty())
            return diagnostics_.error(place(line.column + first.column - 1), expanded.problem);
        const auto variables = read_inline(split.words, line.column - 1);
        for (const auto& name : expanded.names) {
            const auto host = draft_.add_host(name, *group_, expanded.port, place(line.column));
            if (!host)
                return;
            for (const auto& [variable, value] : variables)
                draft_.set_variable(*host, variable, value);
        }
    }

    std::vector<std::pair<std::string, base::Value>> read_inline(const std::vector<Word>& words,
                                                                 std::size_t indent) {
        std::vector<std::pair<std::string, base::Value>> variables;
        for (auto word = words.begin() + 1; word != words.end(); ++word) {
            const auto equals = word->text.find('=');
            const auto name = word->text.substr(0, equals);
            if (equals == std::string::npos || name.empty())
                diagnostics_.error(place(indent + word->column),
                                   fmt::format("expected NAME=VALUE, found '{}'", word->text),
                                   "quote a value that holds blanks");
            else if (is_taken(name, word->text.substr(equals + 1), indent + word->column))
                variables.emplace_back(name, to_value(read_literal(word->text.substr(equals + 1))));
        }
        return variables;
    }

    bool is_taken(std::string_view name, std::string_view value, std::size_t column) {
        const auto refusal = refusal_of(value);
        if (refusal)
            diagnostics_.error(place(column), fmt::format("'{}' holds {}", name, refusal->message),
                               refusal->hint);
        return !refusal;
    }

    void read_child(const Line& line) {
        static const RE2 group_name(R"(([^:\]\s]+)\s*(?:#.*)?)");
        std::string name;
        if (!RE2::FullMatch(piece(line.text), group_name, &name))
            return diagnostics_.error(place(line.column),
                                      fmt::format("expected a group's name, found '{}'", line.text),
                                      "variables of a group belong into [GROUP:vars]");
        const auto child = draft_.add_group(name, place(line.column));
        if (!child)
            return;
        draft_.add_child(*group_, *child, place(line.column));
        mentions_.push_back(
            {name, place(line.column),
             fmt::format("'{}' is a child of '{}' but nowhere declared", name, draft_.group(*group_).name)});
    }

    void read_variable(const Line& line) {
        const auto equals = line.text.find('=');
        const auto name = trimmed(line.text.substr(0, equals)).text;
        if (equals == std::string_view::npos || name.empty())
            return diagnostics_.error(place(line.column),
                                      fmt::format("expected NAME = VALUE, found '{}'", line.text));
        const auto value = trimmed(line.text.substr(equals + 1), line.column + equals + 1);
        if (is_taken(name, value.text, value.column))
            draft_.set_variable(*group_, std::string(name), to_value(read_literal(value.text)),
                                place(value.column));
    }

    void check_mentions() {
        const std::vector<std::string> names(declared_.begin(), declared_.end());
        for (const auto& mention : mentions_)
            if (!declared_.contains(mention.group)) {
                const auto near = base::nearest(mention.group, names);
                diagnostics_.error(mention.place, mention.message,
                                   near ? fmt::format("did you mean '{}'?", *near)
                                        : fmt::format("add a section [{}]", mention.group));
            }
    }

    const base::SourcePtr& source_;
    Draft& draft_;
    base::Diagnostics& diagnostics_;
    std::size_t errors_before_;
    std::size_t number_ = 0;
    Section section_ = Section::hosts;
    std::optional<GroupId> group_ = Draft::ungrouped;
    std::set<std::string> declared_;
    std::vector<Mention> mentions_;
};

} // namespace

void read_ini(const base::SourcePtr& source, Draft& draft, base::Diagnostics& diagnostics) {
    IniReader(source, draft, diagnostics).read();
}

} // namespace plumbline::inventory
