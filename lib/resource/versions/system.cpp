// How dpkg, rpm and apk compare.
#include "resource/versions/orders.hpp"
#include "resource/versions/parts.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>
#include <vector>

namespace plumbline::resource::versions {

namespace {

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

} // namespace

int compare_deb(Text left, Text right) {
    const auto left_epoch = take_epoch(left);
    if (const int order = compare_digits(left_epoch, take_epoch(right)); order != 0)
        return order;
    const auto left_revision = take_after_hyphen(left).first;
    const auto right_revision = take_after_hyphen(right).first;
    const int order = compare_deb_part(left, right);
    return order != 0 ? order : compare_deb_part(left_revision, right_revision);
}

namespace {

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

} // namespace

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

namespace {

// apk

/// One token of an apk version. What follows where the other side has ended decides by its rank: a
/// pre-release is older than the end, everything else newer.
struct ApkToken {
    enum class Rank { end, revision, suffix_number, suffix, letter, number };
    Rank rank = Rank::end;
    Text text;
    bool after_dot = false;

    [[nodiscard]] bool is_fraction() const { return after_dot && !text.empty() && text.front() == '0'; }
};

/// `_alpha`, `_beta`, `_pre` and `_rc` come before the release (negative), `_cvs` to `_p` after it.
std::ptrdiff_t suffix_order(Text name) {
    constexpr std::array<Text, 9> suffixes{"alpha", "beta", "pre", "rc", "cvs", "svn", "git", "hg", "p"};
    constexpr std::ptrdiff_t before_release = 4;
    return std::find(suffixes.begin(), suffixes.end(), name) - suffixes.begin() - before_release;
}

bool is_pre_release(const ApkToken& token) {
    return token.rank == ApkToken::Rank::suffix && suffix_order(token.text) < 0;
}

ApkToken take_apk_token(Text& version) {
    using Rank = ApkToken::Rank;
    const char first = version.front();
    const auto letter = version.substr(0, 1);
    version.remove_prefix(1);
    if (first == '.')
        return {Rank::number, take_while(version, is_digit), true};
    if (first == '_')
        return {Rank::suffix, take_while(version, is_letter)};
    if (first != '-' || version.empty() || version.front() != 'r')
        return {Rank::letter, letter};
    version.remove_prefix(1);
    return {Rank::revision, take_while(version, is_digit)};
}

std::vector<ApkToken> apk_tokens(Text version) {
    std::vector<ApkToken> tokens{{ApkToken::Rank::number, take_while(version, is_digit)}};
    while (!version.empty()) {
        tokens.push_back(take_apk_token(version));
        const bool numbered =
            tokens.back().rank == ApkToken::Rank::suffix && !version.empty() && is_digit(version.front());
        if (numbered)
            tokens.push_back({ApkToken::Rank::suffix_number, take_while(version, is_digit)});
    }
    tokens.emplace_back();
    return tokens;
}

/// A part with leading zeros after a dot is a fraction: 1.05 is older than 1.5.
int compare_apk_tokens(const ApkToken& left, const ApkToken& right) {
    if (left.rank == ApkToken::Rank::suffix)
        return sign(suffix_order(left.text), suffix_order(right.text));
    if (left.rank == ApkToken::Rank::letter || left.is_fraction() || right.is_fraction())
        return sign(left.text, right.text);
    return compare_digits(left.text, right.text);
}

} // namespace

int compare_apk(Text left, Text right) {
    const auto lefts = apk_tokens(left);
    const auto rights = apk_tokens(right);
    for (std::size_t i = 0; i < std::min(lefts.size(), rights.size()); ++i) {
        const auto &a = lefts[i], &b = rights[i];
        if (is_pre_release(a) != is_pre_release(b))
            return is_pre_release(a) ? -1 : 1;
        if (a.rank != b.rank)
            return sign(a.rank, b.rank);
        if (const int order = compare_apk_tokens(a, b); order != 0)
            return order;
    }
    return 0;
}

} // namespace plumbline::resource::versions
