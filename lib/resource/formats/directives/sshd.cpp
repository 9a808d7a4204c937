#include "resource/formats/directives/sshd.hpp"

#include "base/text.hpp"
#include "resource/formats/gathering.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <optional>
#include <strings.h>
#include <utility>

namespace plumbline::resource::formats {
namespace {

using Words = std::vector<std::string>;

bool same_word(std::string_view left, std::string_view right) {
    return left.size() == right.size() && strncasecmp(left.data(), right.data(), left.size()) == 0;
}

/// The keywords that sshd still takes under an older name.
std::string_view name_of_today(std::string_view keyword) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 5> aliases{{
        {"ChallengeResponseAuthentication", "KbdInteractiveAuthentication"},
        {"SkeyAuthentication", "KbdInteractiveAuthentication"},
        {"PubkeyAcceptedKeyTypes", "PubkeyAcceptedAlgorithms"},
        {"HostbasedAcceptedKeyTypes", "HostbasedAcceptedAlgorithms"},
        {"DSAAuthentication", "PubkeyAuthentication"},
    }};
    const auto* const found = std::find_if(
        aliases.begin(), aliases.end(), [&](const auto& alias) { return same_word(alias.first, keyword); });
    return found == aliases.end() ? keyword : found->second;
}

/// Cuts the keyword off a line: up to a blank or '=', and one '=' with the blanks around it.
std::string_view cut_keyword(std::string_view& rest) {
    const auto end = std::min(rest.find_first_of(" \t="), rest.size());
    const auto keyword = rest.substr(0, end);
    rest = base::trim(rest.substr(end));
    if (rest.starts_with('=')) {
        rest = base::trim(rest.substr(1));
    }
    return keyword;
}

/// One argument of argv_split() in OpenSSH's misc.c: quotes of both kinds, and a backslash before a quote,
/// a backslash or, outside of quotes, a blank. Nothing when a quote stays open.
std::optional<std::string> cut_argument(std::string_view& rest) {
    std::string word;
    char quote = 0;
    std::size_t at = 0;
    for (; at < rest.size(); ++at) {
        const char c = rest[at];
        const char next = at + 1 < rest.size() ? rest[at + 1] : '\0';
        if (c == '\\' && (next == '\'' || next == '"' || next == '\\' || (quote == 0 && next == ' '))) {
            word += next;
            ++at;
        } else if (quote == 0 && (c == ' ' || c == '\t')) {
            break;
        } else if (quote == 0 && (c == '"' || c == '\'')) {
            quote = c;
        } else if (quote != 0 && c == quote) {
            quote = 0;
        } else {
            word += c;
        }
    }
    rest = base::trim(rest.substr(at));
    return quote == 0 ? std::optional(std::move(word)) : std::nullopt;
}

/// The arguments up to a comment; nothing when a quote stays open.
std::optional<Words> arguments(std::string_view rest) {
    Words words;
    while (!rest.empty() && rest.front() != '#') {
        auto word = cut_argument(rest);
        if (!word) {
            return std::nullopt;
        }
        words.push_back(*std::move(word));
    }
    return words;
}

class Directives {
public:
    explicit Directives(std::vector<std::string_view> sections) : sections_(std::move(sections)) {}

    /// The message when the line is none of sshd_config.
    std::string take(std::string_view line, std::size_t number) {
        std::string_view rest = base::trim(line);
        if (rest.empty() || rest.front() == '#') {
            return "";
        }
        const auto keyword = name_of_today(cut_keyword(rest));
        auto words = arguments(rest);
        if (!words) {
            return "a quote is not closed";
        }
        if (words->empty()) {
            return fmt::format("expected an argument after {}", keyword);
        }
        add(keyword, *std::move(words), number);
        return "";
    }

    Gathering gathering;

private:
    void add(std::string_view keyword, Words words, std::size_t number) {
        for (const auto section : sections_) {
            if (same_word(keyword, section)) {
                section_ = fmt::format("{} {}", section, fmt::join(words, " "));
                return;
            }
        }
        if (same_word(keyword, "Subsystem")) {
            words = {fmt::format("{}", fmt::join(words, " "))};
        }
        for (auto& word : words) {
            gathering.add({section_, std::string(keyword), std::move(word), number});
        }
    }

    std::vector<std::string_view> sections_;
    std::string section_;
};

Contents read(std::string_view bytes, Directives reader) {
    if (auto refused = refuse(bytes)) {
        return *std::move(refused);
    }
    std::size_t number = 0;
    for (const auto line : base::lines(bytes)) {
        if (auto wrong = reader.take(line, ++number); !wrong.empty()) {
            reader.gathering.fail({number, std::move(wrong)});
        }
    }
    return std::move(reader.gathering).take();
}

} // namespace

Contents read_sshd_config(std::string_view bytes) {
    return read(bytes, Directives({"Match"}));
}

Contents read_ssh_config(std::string_view bytes) {
    return read(bytes, Directives({"Host", "Match"}));
}

} // namespace plumbline::resource::formats
