#include "resource/matcher.hpp"
#include "resource/versions/orders.hpp"
#include "resource/versions/parts.hpp"

namespace plumbline::resource {

namespace versions {

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

} // namespace versions

int compare_versions(std::string_view left, std::string_view right, VersionOrder order) {
    switch (order) {
    case VersionOrder::none:
        return versions::compare_plain(left, right);
    case VersionOrder::deb:
        return versions::compare_deb(left, right);
    case VersionOrder::rpm:
        return versions::compare_rpm(left, right);
    case VersionOrder::apk:
        return versions::compare_apk(left, right);
    case VersionOrder::pip:
        return versions::compare_pip(left, right);
    case VersionOrder::npm:
        return versions::compare_npm(left, right);
    case VersionOrder::gem:
        return versions::compare_gem(left, right);
    }
    return 0;
}

} // namespace plumbline::resource
