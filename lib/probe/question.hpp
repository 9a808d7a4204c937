// probe: the one constant script, the query that goes to it as data, the framed transcript that comes back.
// Knows how to ask and how to read an answer's frame; must not know what an answer means for a resource.
#pragma once

#include <compare>
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace plumbline::probe {

/// One thing asked of a host: a kind that the script has a function for (probe_KIND), and arguments of any
/// bytes. Equal questions of several resources are asked once.
struct Question {
    std::string kind; ///< [a-z_]+
    std::vector<std::string> arguments;

    auto operator<=>(const Question&) const = default;
};
using Queries = std::vector<Question>;

/// What the script said: the bytes, or nothing there, or why it can't tell. Never collapsed.
struct Answered {
    std::string bytes;
};
struct Absent {};
struct CannotTell {
    std::string reason; ///< from the script's fixed list of words, or the tool's first line
};
using Answer = std::variant<Answered, Absent, CannotTell>;

/// The answers of one host. A question that was not asked or not answered is CannotTell, never Absent.
class Answers {
public:
    void add(const Question& question, Answer answer);
    [[nodiscard]] const Answer& to(const Question& question) const;
    [[nodiscard]] bool has(const Question& question) const { return answers_.count(question) > 0; }
    [[nodiscard]] std::size_t size() const { return answers_.size(); }

private:
    std::map<Question, Answer> answers_;
};

} // namespace plumbline::probe
