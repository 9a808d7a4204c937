// How pip compares: PEP 440, as Python's packaging.version reads it.
#include "base/letter_case.hpp"
#include "base/text.hpp"
#include "resource/versions/orders.hpp"
#include "resource/versions/parts.hpp"

#include <re2/re2.h>

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace plumbline::resource::versions {

namespace {

/// A number that may be missing, and a word before it.
struct Part {
    bool there = false;
    std::string word;
    std::string number;
};

struct Python {
    std::string epoch;
    std::string release;
    Part pre;
    Part post;
    Part dev;
    std::string local;
};

const RE2& form() {
    static const RE2 pattern(R"(v?(?:([0-9]+)!)?([0-9]+(?:\.[0-9]+)*))"
                             R"(([-_.]?(alpha|beta|preview|pre|a|b|c|rc)[-_.]?([0-9]*))?)"
                             R"((-([0-9]+)|[-_.]?(?:post|rev|r)[-_.]?([0-9]*))?)"
                             R"(([-_.]?dev[-_.]?([0-9]*))?)"
                             R"((?:\+([a-z0-9]+(?:[-_.][a-z0-9]+)*))?)");
    return pattern;
}

/// "a" for alpha, "rc" for c, pre and preview.
std::string letter(const std::string& word) {
    if (word == "alpha" || word == "beta") {
        return word.substr(0, 1);
    }
    return word == "c" || word == "pre" || word == "preview" ? "rc" : word;
}

std::optional<Python> read(Text text) {
    Python read;
    std::array<std::string, 3> there; // what the whole of pre, post and dev is
    std::string post_by_hyphen;
    if (!RE2::FullMatch(base::lower_case(base::trim(text)), form(), &read.epoch, &read.release, &there[0],
                        &read.pre.word, &read.pre.number, &there[1], &post_by_hyphen, &read.post.number,
                        &there[2], &read.dev.number, &read.local)) {
        return std::nullopt;
    }
    read.pre.there = !there[0].empty();
    read.pre.word = letter(read.pre.word);
    read.post.there = !there[1].empty();
    read.post.number += post_by_hyphen;
    read.dev.there = !there[2].empty();
    return read;
}

int compare_release(Text left, Text right) {
    const auto lefts = base::split(left, '.');
    const auto rights = base::split(right, '.');
    for (std::size_t i = 0; i < std::max(lefts.size(), rights.size()); ++i) {
        const int order =
            compare_digits(i < lefts.size() ? lefts[i] : "", i < rights.size() ? rights[i] : "");
        if (order != 0) {
            return order;
        }
    }
    return 0;
}

/// A development release of the release itself comes first, then what comes before the release, then it.
int rank_of_pre(const Python& version) {
    if (version.pre.there) {
        return 1;
    }
    return version.dev.there && !version.post.there ? 0 : 2;
}

int compare_pre(const Python& left, const Python& right) {
    if (const int order = sign(rank_of_pre(left), rank_of_pre(right)); order != 0) {
        return order;
    }
    const int order = sign(left.pre.word, right.pre.word);
    return order != 0 ? order : compare_digits(left.pre.number, right.pre.number);
}

/// `missing` is how one that is missing compares to one that is there.
int compare_parts(const Part& left, const Part& right, int missing) {
    if (left.there != right.there) {
        return left.there ? -missing : missing;
    }
    return compare_digits(left.number, right.number);
}

std::vector<std::string> segments_of(std::string local) {
    std::vector<std::string> segments;
    if (!local.empty()) {
        std::replace_if(
            local.begin(), local.end(), [](char c) { return c == '-' || c == '_'; }, '.');
        for (const Text one : base::split(local, '.')) {
            segments.emplace_back(one);
        }
    }
    return segments;
}

/// Segment by segment, numbers after texts; more segments come later.
int compare_local(const Python& left, const Python& right) {
    const auto lefts = segments_of(left.local);
    const auto rights = segments_of(right.local);
    const auto is_number = [](const std::string& text) {
        return std::all_of(text.begin(), text.end(), is_digit);
    };
    for (std::size_t i = 0; i < std::min(lefts.size(), rights.size()); ++i) {
        const bool number = is_number(lefts[i]);
        if (number != is_number(rights[i])) {
            return number ? 1 : -1;
        }
        const int order = number ? compare_digits(lefts[i], rights[i]) : sign(lefts[i], rights[i]);
        if (order != 0) {
            return order;
        }
    }
    return sign(lefts.size(), rights.size());
}

int compare(const Python& left, const Python& right) {
    const std::array<int, 6> orders{compare_digits(left.epoch, right.epoch),
                                    compare_release(left.release, right.release),
                                    compare_pre(left, right),
                                    compare_parts(left.post, right.post, -1),
                                    compare_parts(left.dev, right.dev, 1),
                                    compare_local(left, right)};
    const auto decides = std::find_if(orders.begin(), orders.end(), [](int order) { return order != 0; });
    return decides == orders.end() ? 0 : *decides;
}

} // namespace

int compare_pip(Text left_text, Text right_text) {
    const auto left = read(left_text);
    const auto right = read(right_text);
    return left && right ? compare(*left, *right) : compare_plain(left_text, right_text);
}

} // namespace plumbline::resource::versions
