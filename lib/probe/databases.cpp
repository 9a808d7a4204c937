#include "probe/databases.hpp"

#include "base/text.hpp"
#include "probe/fields.hpp"

#include <algorithm>

namespace plumbline::probe {
namespace {

/// Nothing for what is no word for a password; a word without a value says that shadow(5) has it.
std::optional<std::optional<Password>> read_word(std::string_view word) {
    if (word == "shadow")
        return std::optional<Password>();
    if (const auto password = parse_password(word))
        return std::optional<std::optional<Password>>(std::in_place, password);
    return std::nullopt;
}

std::string_view file_of(std::string_view letter) {
    if (letter == "p")
        return "/etc/passwd";
    if (letter == "g")
        return "/etc/group";
    return letter == "s" ? "/etc/shadow" : "getent passwd";
}

/// Takes in the lines of an answer; false for one that is no part of one.
class Reader {
public:
    [[nodiscard]] bool read(std::string_view line) {
        if (line == ".") {
            whole_ = true;
            return true;
        }
        if (line.size() < 2 || line[1] != ' ')
            return read_home(line);
        const std::string_view rest = line.substr(2);
        switch (line[0]) {
        case 'p':
        case 'e':
            return read_account(rest, line[0] == 'p');
        case 'g':
            return read_group(rest);
        case 's':
            return read_shadow(rest);
        case 'x':
            return read_odd(rest);
        case 'S':
            databases_.shadow_unreadable = rest;
            return true;
        case 'n':
            for (const std::string_view word : base::words(rest))
                databases_.sources.emplace_back(word);
            return true;
        case 'd':
            databases_.hidden_homes.emplace(rest);
            return true;
        default:
            return false;
        }
    }

    [[nodiscard]] std::optional<Databases> result() && {
        return whole_ ? std::optional(std::move(databases_)) : std::nullopt;
    }

private:
    /// Whatever does not have a number where one must be is of another form than its file.
    void note_odd(std::string_view file, std::string_view name) {
        databases_.odd_lines.push_back(std::string(file) + ", the line of '" + std::string(name) + "'");
    }

    [[nodiscard]] bool read_account(std::string_view rest, bool in_file) {
        const auto fields = split(rest, ':');
        if (fields.size() != 6)
            return false;
        const auto word = read_word(fields[1]);
        ListedAccount account{std::string(fields[0]), word.value_or(std::nullopt), 0,      0,
                              std::string(fields[4]), std::string(fields[5]),      in_file};
        const bool numbers = read_number(fields[2], account.uid) && read_number(fields[3], account.gid);
        if (!numbers || account.name.empty())
            note_odd(file_of(in_file ? "p" : "e"), fields[0]);
        else if (in_file || !is_in_file(account.name))
            databases_.accounts.push_back(std::move(account));
        return word.has_value();
    }

    [[nodiscard]] bool is_in_file(const std::string& name) const {
        return std::any_of(databases_.accounts.begin(), databases_.accounts.end(),
                           [&](const ListedAccount& one) { return one.in_file && one.name == name; });
    }

    [[nodiscard]] bool read_group(std::string_view rest) {
        const auto fields = split(rest, ':');
        if (fields.size() != 3)
            return false;
        auto group = parse_group(std::string(fields[0]) + "::" + std::string(fields[1]) + ':' +
                                 std::string(fields[2]));
        if (group)
            databases_.groups.push_back(std::move(*group));
        else
            note_odd(file_of("g"), fields[0]);
        return true;
    }

    [[nodiscard]] bool read_shadow(std::string_view rest) {
        const auto fields = split(rest, ':');
        const auto word = fields.size() == 2 ? read_word(fields[1]) : std::nullopt;
        if (word)
            databases_.shadow.emplace(fields[0], *word);
        return word.has_value();
    }

    [[nodiscard]] bool read_odd(std::string_view rest) {
        const auto words = split(rest, ' ');
        if (words.size() == 2)
            databases_.odd_lines.push_back(std::string(file_of(words[0])) + ':' + std::string(words[1]));
        return words.size() == 2;
    }

    [[nodiscard]] bool read_home(std::string_view line) {
        const std::size_t slash = line.find('/');
        if (slash == std::string_view::npos)
            return false;
        auto status = parse_status(line.substr(0, slash));
        if (status)
            databases_.homes.emplace(line.substr(slash + 1), std::move(*status));
        return status.has_value();
    }

    Databases databases_;
    bool whole_ = false;
};

} // namespace

std::optional<Databases> parse_databases(std::string_view answer) {
    Reader reader;
    for (const std::string_view line : base::lines(answer))
        if (!line.empty() && !reader.read(line))
            return std::nullopt;
    return std::move(reader).result();
}

} // namespace plumbline::probe
