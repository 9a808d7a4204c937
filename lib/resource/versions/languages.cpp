// How the package tools of JavaScript and Ruby compare.
#include "base/text.hpp"
#include "resource/versions/orders.hpp"
#include "resource/versions/parts.hpp"

#include <vector>

namespace plumbline::resource::versions {

namespace {

bool is_number(Text text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

/// Numbers are less than texts.
int compare_identifiers(Text left, Text right) {
    if (is_number(left) != is_number(right)) {
        return is_number(left) ? -1 : 1;
    }
    return is_number(left) ? compare_digits(left, right) : sign(left, right);
}

/// MAJOR.MINOR.PATCH-PRERELEASE+BUILD, without the build.
struct Semantic {
    std::vector<Text> release;
    std::vector<Text> pre;

    explicit Semantic(Text text) {
        while (text.starts_with('v') || text.starts_with('=')) {
            text.remove_prefix(1);
        }
        text = text.substr(0, text.find('+'));
        const std::size_t hyphen = text.find('-');
        release = base::split(text.substr(0, hyphen), '.');
        if (hyphen != Text::npos) {
            pre = base::split(text.substr(hyphen + 1), '.');
        }
    }
};

int compare_releases(const std::vector<Text>& left, const std::vector<Text>& right) {
    for (std::size_t i = 0; i < std::max(left.size(), right.size()); ++i) {
        const int order =
            compare_identifiers(i < left.size() ? left[i] : "0", i < right.size() ? right[i] : "0");
        if (order != 0) {
            return order;
        }
    }
    return 0;
}

int compare_prereleases(const std::vector<Text>& left, const std::vector<Text>& right) {
    if (left.empty() || right.empty()) {
        return sign(left.empty(), right.empty());
    }
    for (std::size_t i = 0; i < std::min(left.size(), right.size()); ++i) {
        if (const int order = compare_identifiers(left[i], right[i]); order != 0) {
            return order;
        }
    }
    return sign(left.size(), right.size());
}

using Segments = std::vector<Text>;

void drop_zeros(Segments& segments, std::size_t from) {
    const auto is_zero = [](Text text) { return is_number(text) && compare_digits(text, "0") == 0; };
    while (segments.size() > from && is_zero(segments.back())) {
        segments.pop_back();
    }
}

/// Runs of digits and runs of letters, a hyphen standing for "pre", without zeros at the end and before the
/// first letters: what Gem::Version calls canonical.
Segments canonical(Text version) {
    Segments segments;
    std::size_t numbers = 0;
    bool in_numbers = true;
    while (!version.empty()) {
        Text run = take_while(version, is_digit);
        if (run.empty() && version.front() == '-') {
            run = "pre";
            version.remove_prefix(1);
        } else if (run.empty()) {
            run = take_while(version, is_letter);
        }
        if (run.empty()) {
            version.remove_prefix(1);
            continue;
        }
        if (in_numbers && !is_number(run)) {
            drop_zeros(segments, 0);
            in_numbers = false;
            numbers = segments.size();
        }
        segments.push_back(run);
    }
    drop_zeros(segments, in_numbers ? 0 : numbers);
    return segments;
}

/// Texts are less than numbers.
int compare_segments(Text left, Text right) {
    if (is_number(left) != is_number(right)) {
        return is_number(left) ? 1 : -1;
    }
    return is_number(left) ? compare_digits(left, right) : sign(left, right);
}

} // namespace

int compare_npm(Text left_text, Text right_text) {
    const Semantic left(left_text);
    const Semantic right(right_text);
    const int order = compare_releases(left.release, right.release);
    return order != 0 ? order : compare_prereleases(left.pre, right.pre);
}

int compare_gem(Text left_text, Text right_text) {
    const Segments left = canonical(left_text);
    const Segments right = canonical(right_text);
    for (std::size_t i = 0; i < std::max(left.size(), right.size()); ++i) {
        const int order =
            compare_segments(i < left.size() ? left[i] : "0", i < right.size() ? right[i] : "0");
        if (order != 0) {
            return order;
        }
    }
    return 0;
}

} // namespace plumbline::resource::versions
