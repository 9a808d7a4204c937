#include "probe/accounts.hpp"

#include "probe/fields.hpp"

#include <algorithm>

namespace plumbline::probe {
namespace {

/// The names between commas; an empty field has none.
base::List names_in(std::string_view text) {
    base::List names;
    for (const std::string_view name : split(text, ','))
        if (!name.empty())
            names.emplace_back(name);
    return names;
}

bool read_days(std::string_view text, std::optional<std::int64_t>& days) {
    if (text.empty())
        return true;
    return read_number(text, days.emplace());
}

} // namespace

std::optional<Password> parse_password(std::string_view word) {
    if (word == "set")
        return Password::set;
    if (word == "empty")
        return Password::empty;
    if (word == "locked")
        return Password::locked;
    if (word == "none")
        return Password::none;
    return std::nullopt;
}

std::optional<Account> parse_account(std::string_view answer) {
    const auto fields = split(answer, ':');
    if (fields.size() != 7 || fields[0].empty())
        return std::nullopt;
    Account account{std::string(fields[0]), 0, 0, std::string(fields[4]), std::string(fields[5]),
                    std::string(fields[6])};
    if (!read_number(fields[2], account.uid) || !read_number(fields[3], account.gid))
        return std::nullopt;
    return account;
}

std::optional<Group> parse_group(std::string_view answer) {
    const auto fields = split(answer, ':');
    if (fields.size() != 4 || fields[0].empty())
        return std::nullopt;
    Group group{std::string(fields[0]), 0, names_in(fields[3])};
    if (!read_number(fields[2], group.gid))
        return std::nullopt;
    return group;
}

std::optional<base::List> parse_groups(std::string_view answer) {
    if (!answer.empty() && answer.front() != ',')
        return std::nullopt;
    return names_in(answer);
}

std::optional<Shadow> parse_shadow(std::string_view answer) {
    if (!cut(answer, ':'))
        return std::nullopt;
    const auto fields = split(answer, ',');
    if (fields.size() != 7)
        return std::nullopt;
    const auto password = parse_password(fields[0]);
    Shadow shadow;
    std::optional<std::int64_t>* const days[] = {&shadow.changed, &shadow.least_age, &shadow.greatest_age,
                                                 &shadow.warning, &shadow.inactive,  &shadow.expires};
    const bool read = std::equal(fields.begin() + 1, fields.end(), std::begin(days),
                                 [](std::string_view field, auto* day) { return read_days(field, *day); });
    if (!password || !read)
        return std::nullopt;
    shadow.password = *password;
    return shadow;
}

} // namespace plumbline::probe
