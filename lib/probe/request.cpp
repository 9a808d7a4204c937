#include "base/error.hpp"
#include "probe/script.hpp"
#include "probe/transcript.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace plumbline::probe {
namespace {

/// A line's words are held in the host shell's memory and, as paths, in one argument list: below any ARG_MAX.
constexpr std::size_t questions_a_line = 200;
constexpr std::size_t bytes_a_line = 64 << 10;

bool stands_for_itself(char byte) {
    return (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') ||
           std::string_view("_./:@%+=,-").find(byte) != std::string_view::npos;
}

bool is_kind(std::string_view kind) {
    return !kind.empty() && std::all_of(kind.begin(), kind.end(), [](char byte) {
        return (byte >= 'a' && byte <= 'z') || byte == '_';
    });
}

bool is_nonce(std::string_view nonce) {
    return nonce.size() == 32 && nonce.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

/// Questions of one kind and number of arguments, each as its id and its arguments.
using Shape = std::pair<std::string, std::size_t>;
using Words = std::vector<std::string>;

std::string words_of(std::size_t id, const Question& question) {
    std::string words = fmt::format(" {}", id);
    for (const std::string& argument : question.arguments)
        words += ' ' + encode(argument);
    return words;
}

std::map<Shape, Words> group(const Queries& queries) {
    std::map<Shape, Words> groups;
    std::set<Question> asked;
    for (std::size_t id = 0; id < queries.size(); ++id) {
        const Question& question = queries[id];
        if (!is_kind(question.kind))
            base::fail("a kind of question is written in [a-z_], not '{}'", question.kind);
        if (can_be_asked(question) && asked.insert(question).second)
            groups[{question.kind, question.arguments.size()}].push_back(words_of(id, question));
    }
    return groups;
}

std::string lines_of(const std::string& kind, const Words& questions) {
    std::string lines;
    std::size_t count = questions_a_line;
    std::size_t bytes = 0;
    for (const std::string& words : questions) {
        if (count == questions_a_line || bytes + words.size() > bytes_a_line) {
            lines += '\n' + kind;
            count = bytes = 0;
        }
        lines += words;
        ++count;
        bytes += words.size();
    }
    return lines;
}

} // namespace

std::string encode(std::string_view bytes) {
    if (bytes.empty())
        return "\\";
    std::string word;
    for (const char byte : bytes) {
        if (stands_for_itself(byte))
            word += byte;
        else
            word += fmt::format("\\0{:03o}", static_cast<unsigned char>(byte));
    }
    return word;
}

bool can_be_asked(const Question& question) {
    return std::none_of(question.arguments.begin(), question.arguments.end(),
                        [](const std::string& argument) { return argument.find('\0') != std::string::npos; });
}

std::string request(const Queries& queries, std::string_view nonce) {
    if (!is_nonce(nonce))
        base::fail("a nonce is 32 hexadecimal digits, not '{}'", nonce);
    std::string questions;
    for (const auto& [shape, words] : group(queries))
        questions += lines_of(shape.first, words);
    if (!questions.empty())
        questions.erase(0, 1);
    const bool demands = std::any_of(queries.begin(), queries.end(),
                                     [](const Question& question) { return is_on_demand(question.kind); });
    return fmt::format("{}{}plumbline_probe {} '{}' </dev/null\n", script(), demands ? on_demand() : "",
                       nonce, questions);
}

} // namespace plumbline::probe
