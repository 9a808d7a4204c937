#include "resource/matcher.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <compare>
#include <utility>
#include <vector>

namespace plumbline::resource {
namespace {

using Text = std::string_view;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_letter(char c) {
    return std::isalpha(static_cast<unsigned char>(c)) != 0;
}
bool is_alphanumeric(char c) {
    return is_digit(c) || is_letter(c);
}

template <typename T>
int sign(const T& left, const T& right) {
    return left < right ? -1 : (right < left ? 1 : 0);
}

/// Takes the longest beginning whose every character satisfies the condition.
template <typename Condition>
Text take_while(Text& text, Condition condition) {
    const auto end = std::find_if_not(text.begin(), text.end(), condition);
    const auto taken = text.substr(0, static_cast<std::size_t>(end - text.begin()));
    text.remove_prefix(taken.size());
    return taken;
}

/// Runs of digits of any length, as numbers.
int compare_digits(Text left, Text right) {
    left.remove_prefix(std::min(left.find_first_not_of('0'), left.size()));
    right.remove_prefix(std::min(right.find_first_not_of('0'), right.size()));
    return left.size() != right.size() ? sign(left.size(), right.size()) : sign(left, right);
}

/// What stands before the first colon when it is a number, else nothing (which compares as 0).
Text take_epoch(Text& version) {
    const auto colon = version.find(':');
    if (colon == Text::npos || !std::all_of(version.begin(), version.begin() + colon, is_digit))
        return {};
    const auto epoch = version.substr(0, colon);
    version.remove_prefix(colon + 1);
    return epoch;
}

/// What stands after the last hyphen, and whether there was one.
std::pair<Text, bool> take_after_hyphen(Text& version) {
    const auto hyphen = version.rfind('-');
    if (hyphen == Text::npos)
        return {Text(), false};
    const auto after = version.substr(hyphen + 1);
    version = version.substr(0, hyphen);
    return {after, true};
}

// deb-version(7)

/// The tilde sorts before the end, the end before letters, letters before the rest.
int deb_rank(Text rest) {
    if (rest.empty() || is_digit(rest.front()))
        return 0;
    if (rest.front() == '~')
        return -1;
    const int byte = static_cast<unsigned char>(rest.front());
    return is_letter(rest.front()) ? byte : byte + 256;
}

int compare_deb_part(Text left, Text right) {
    while (!left.empty() || !right.empty()) {
        while ((!left.empty() && !is_digit(left.front())) || (!right.empty() && !is_digit(right.front()))) {
            if (const int order = sign(deb_rank(left), deb_rank(right)); order != 0)
                return order;
            left.remove_prefix(left.empty() ? 0 : 1);
            right.remove_prefix(right.empty() ? 0 : 1);
        }
        const auto left_digits = take_while(left, is_digit);
        if (const int order = compare_digits(left_digits, take_while(right, is_digit)); order != 0)
            return order;
    }
    return 0;
}

int compare_deb(Text left, Text right) {
    const auto left_epoch = take_epoch(left);
    if (const int order = compare_digits(left_epoch, take_epoch(right)); order != 0)
        return order;
    const auto left_revision = take_after_hyphen(left).first;
    const auto right_revision = take_after_hyphen(right).first;
    const int order = compare_deb_part(left, right);
    return order != 0 ? order : compare_deb_part(left_revision, right_revision);
}

// rpm-version(7)

/// A tilde sorts before everything, even the end; a caret after the end, but before everything else. Nothing
/// when neither stands there on both sides alike.
int compare_rpm_marks(Text& left, Text& right, bool& decided) {
    const auto starts = [](Text text, char mark) { return !text.empty() && text.front() == mark; };
    decided = true;
    if (starts(left, '~') != starts(right, '~'))
        return starts(left, '~') ? -1 : 1;
    if (starts(left, '^') != starts(right, '^')) {
        if (left.empty() || right.empty())
            return left.empty() ? -1 : 1;
        return starts(left, '^') ? -1 : 1;
    }
    decided = false;
    return 0;
}

/// One run of digits or of letters from each side, of the kind that the left begins with; a number is newer
/// than letters.
int compare_rpm_segment(Text& left, Text& right) {
    const bool number = is_digit(left.front());
    const auto left_segment = take_while(left, number ? is_digit : is_letter);
    const auto right_segment = take_while(right, number ? is_digit : is_letter);
    if (right_segment.empty())
        return number ? 1 : -1;
    return number ? compare_digits(left_segment, right_segment) : sign(left_segment, right_segment);
}

int compare_rpm_part(Text left, Text right) {
    const auto separator = [](char c) { return !is_alphanumeric(c) && c != '~' && c != '^'; };
    while (!left.empty() || !right.empty()) {
        take_while(left, separator);
        take_while(right, separator);
        bool decided = false;
        if (const int order = compare_rpm_marks(left, right, decided); decided)
            return order;
        if (left.empty() || right.empty())
            break;
        if (left.front() == '~' || left.front() == '^') {
            left.remove_prefix(1);
            right.remove_prefix(1);
        } else if (const int order = compare_rpm_segment(left, right); order != 0) {
            return order;
        }
    }
    return sign(!left.empty(), !right.empty());
}

int compare_rpm(Text left, Text right) {
    const auto left_epoch = take_epoch(left);
    if (const int order = compare_digits(left_epoch, take_epoch(right)); order != 0)
        return order;
    const auto [left_release, left_has] = take_after_hyphen(left);
    const auto [right_release, right_has] = take_after_hyphen(right);
    if (const int order = compare_rpm_part(left, right); order != 0)
        return order;
    return left_has && right_has ? compare_rpm_part(left_release, right_release) : sign(left_has, right_has);
}

// apk

/// One token of an apk version. What follows where the other side has ended decides by its rank: a
/// pre-release is older than the end, everything else newer.
struct ApkToken {
    enum class Rank { end, revision, suffix_number, suffix, letter, number };
    Rank rank = Rank::end;
    bool pre_release = false;
    long long value = 0;
};

long long small_number(Text digits) {
    long long value = 0;
    for (const char c : digits.substr(0, 18))
        value = value * 10 + (c - '0');
    return value;
}

/// `_alpha`, `_beta`, `_pre` and `_rc` come before the release, `_cvs` to `_p` after it.
ApkToken suffix_token(Text name) {
    constexpr std::array<Text, 9> suffixes{"alpha", "beta", "pre", "rc", "cvs", "svn", "git", "hg", "p"};
    constexpr std::ptrdiff_t before_release = 4;
    const auto index = std::find(suffixes.begin(), suffixes.end(), name) - suffixes.begin();
    return {ApkToken::Rank::suffix, index < before_release, static_cast<long long>(index - before_release)};
}

/// A part after a dot with leading zeros is a fraction: fewer zeros are more, and any are less than none.
void add_numbers(std::vector<ApkToken>& tokens, Text& version, bool after_dot) {
    auto digits = take_while(version, is_digit);
    const auto zeros = std::min(digits.find_first_not_of('0'), digits.size());
    if (after_dot && zeros > 0) {
        tokens.push_back({ApkToken::Rank::number, false, -static_cast<long long>(zeros)});
        digits.remove_prefix(zeros);
        if (digits.empty() && version.empty())
            return;
    }
    tokens.push_back({ApkToken::Rank::number, false, small_number(digits)});
}

std::vector<ApkToken> apk_tokens(Text version) {
    std::vector<ApkToken> tokens;
    add_numbers(tokens, version, false);
    while (!version.empty()) {
        const char first = version.front();
        version.remove_prefix(1);
        if (first == '.') {
            add_numbers(tokens, version, true);
        } else if (first == '_') {
            tokens.push_back(suffix_token(take_while(version, is_letter)));
            if (const auto digits = take_while(version, is_digit); !digits.empty())
                tokens.push_back({ApkToken::Rank::suffix_number, false, small_number(digits)});
        } else if (first == '-' && !version.empty() && version.front() == 'r') {
            version.remove_prefix(1);
            tokens.push_back({ApkToken::Rank::revision, false, small_number(take_while(version, is_digit))});
        } else {
            tokens.push_back({ApkToken::Rank::letter, false, static_cast<unsigned char>(first)});
        }
    }
    tokens.emplace_back();
    return tokens;
}

int compare_apk(Text left, Text right) {
    const auto lefts = apk_tokens(left);
    const auto rights = apk_tokens(right);
    for (std::size_t i = 0; i < std::min(lefts.size(), rights.size()); ++i) {
        const auto &a = lefts[i], &b = rights[i];
        if (a.rank != b.rank) {
            if (a.pre_release || b.pre_release)
                return a.pre_release ? -1 : 1;
            return sign(a.rank, b.rank);
        }
        if (a.value != b.value)
            return sign(a.value, b.value);
    }
    return 0;
}

/// Runs of digits as numbers, the rest byte by byte.
int compare_plain(Text left, Text right) {
    while (!left.empty() && !right.empty()) {
        const auto left_digits = take_while(left, is_digit);
        const auto right_digits = take_while(right, is_digit);
        if (left_digits.empty() != right_digits.empty())
            return left_digits.empty() ? 1 : -1;
        if (const int order = compare_digits(left_digits, right_digits); order != 0)
            return order;
        const auto not_digit = [](char c) { return !is_digit(c); };
        const auto left_rest = take_while(left, not_digit);
        if (const int order = sign(left_rest, take_while(right, not_digit)); order != 0)
            return order;
    }
    return sign(!left.empty(), !right.empty());
}

} // namespace

int compare_versions(std::string_view left, std::string_view right, VersionOrder order) {
    switch (order) {
    case VersionOrder::none:
        return compare_plain(left, right);
    case VersionOrder::deb:
        return compare_deb(left, right);
    case VersionOrder::rpm:
        return compare_rpm(left, right);
    case VersionOrder::apk:
        return compare_apk(left, right);
    }
    return 0;
}

} // namespace plumbline::resource
