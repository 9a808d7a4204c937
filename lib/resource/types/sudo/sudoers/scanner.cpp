#include "resource/types/sudo/sudoers/scanner.hpp"

#include <algorithm>

namespace plumbline::resource::sudo {

namespace {

constexpr std::string_view blanks = " \t";
constexpr std::string_view capitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";

bool is_blank(char c) {
    return blanks.find(c) != std::string_view::npos;
}

} // namespace

void Scanner::skip_blanks() {
    rest_.remove_prefix(std::min(rest_.find_first_not_of(blanks), rest_.size()));
}

bool Scanner::take(char wanted) {
    if (next() != wanted || rest_.empty()) {
        return false;
    }
    rest_.remove_prefix(1);
    skip_blanks();
    return true;
}

bool Scanner::read_negations() {
    bool negated = false;
    while (take('!')) {
        negated = !negated;
    }
    return negated;
}

/// User, group, netgroup, host or alias; in quotes, or with a backslash before what is special.
std::string Scanner::read_member() {
    std::string member;
    bool quoted = false;
    while (!rest_.empty()) {
        const char c = rest_.front();
        if (c == '"') {
            quoted = !quoted;
        } else if (c == '\\' && rest_.size() > 1 && !quoted) {
            member += rest_[1];
            rest_.remove_prefix(1);
        } else if (!quoted && (is_blank(c) || c == ',' || c == '=' || c == '(' || c == ')' ||
                               (c == ':' && member != "%" && member.find(':') == std::string::npos &&
                                !(rest_.size() > 1 && rest_[1] == ':')))) {
            break;
        } else {
            member += c;
        }
        rest_.remove_prefix(1);
    }
    skip_blanks();
    return quoted ? "" : member;
}

bool Scanner::read_list(base::List& list) {
    do {
        const bool negated = read_negations();
        const std::string member = read_member();
        if (member.empty()) {
            return false;
        }
        list.push_back((negated ? "!" : "") + member);
    } while (take(','));
    return true;
}

std::string Scanner::take_name_before(char end) {
    const std::string_view before = rest_;
    const std::size_t size = std::min(rest_.find_first_not_of(capitals), rest_.size());
    const std::string name(rest_.substr(0, size));
    rest_.remove_prefix(size);
    skip_blanks();
    if (!name.empty() && take(end)) {
        return name;
    }
    rest_ = before;
    return "";
}

void Scanner::skip_word() {
    bool quoted = false;
    while (!rest_.empty() && (quoted || !is_blank(rest_.front()))) {
        quoted = quoted != (rest_.front() == '"');
        rest_.remove_prefix(1);
    }
    skip_blanks();
}

/// A regular expression (sudoers of 1.9.10): from "^" to a "$" that ends the word.
std::string Scanner::read_pattern() {
    std::size_t end = 1;
    while (end < rest_.size() &&
           !(rest_[end] == '$' && (end + 1 == rest_.size() || is_blank(rest_[end + 1]) ||
                                   rest_[end + 1] == ',' || rest_[end + 1] == ':'))) {
        ++end;
    }
    end = std::min(end + 1, rest_.size());
    std::string pattern(rest_.substr(0, end));
    rest_.remove_prefix(end);
    return pattern;
}

/// "sha256:…" of the command's own bytes; several, with commas between them.
std::string Scanner::read_digest() {
    std::string digests;
    while (rest_.starts_with("sha") && rest_.size() > 7 && rest_[6] == ':') {
        const std::size_t end = std::min(rest_.find_first_of(" \t,"), rest_.size());
        digests += std::string(rest_.substr(0, end)) + ' ';
        rest_.remove_prefix(end);
        skip_blanks();
        take(',');
    }
    return digests;
}

std::string Scanner::read_command() {
    std::string command = read_negations() ? "!" : "";
    command += read_digest();
    command += read_negations() ? "!" : "";
    while (!rest_.empty() && next() != ',' && next() != ':') {
        if (is_blank(next())) {
            skip_blanks();
            command += ' ';
        } else if (next() == '^' && (command.empty() || command.back() == ' ' || command.back() == '!')) {
            command += read_pattern();
        } else {
            const bool escaped = next() == '\\' && rest_.size() > 1;
            command += rest_.substr(0, escaped ? 2 : 1);
            rest_.remove_prefix(escaped ? 2 : 1);
        }
    }
    command.erase(command.find_last_not_of(' ') + 1);
    return command == "!" ? "" : command;
}

} // namespace plumbline::resource::sudo
