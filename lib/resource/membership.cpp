#include "resource/membership.hpp"

#include <algorithm>

namespace plumbline::resource {

namespace {

/// What is in `left` and not in `right`, in the order of `left`.
base::List without(const base::List& left, const base::List& right) {
    base::List rest;
    std::copy_if(left.begin(), left.end(), std::back_inserter(rest), [&](const std::string& text) {
        return std::find(right.begin(), right.end(), text) == right.end();
    });
    return rest;
}

} // namespace

void expect_among(Expectations& expectations, const Desired& desired, std::string_view property) {
    const auto members = desired.list(property);
    if (!members || desired.flag("exclusive")) {
        return;
    }
    for (Expectation& expectation : expectations) {
        if (expectation.property == property) {
            expectation.matcher = {Contains{*members}};
        }
    }
}

Membership compare_members(const Desired& desired, std::string_view property, const base::Value& actual) {
    const base::List wanted = desired.list(property).value_or(base::List{});
    const auto* members = std::get_if<base::List>(&actual);
    const base::List present = members == nullptr ? base::List{} : *members;
    return {without(wanted, present), desired.flag("exclusive") ? without(present, wanted) : base::List{}};
}

} // namespace plumbline::resource
