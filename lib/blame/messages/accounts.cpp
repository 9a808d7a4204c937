// What happened to users and groups: shadow's programs and pam_unix.
#include "blame/messages/message.hpp"

#include <re2/re2.h>

#include <algorithm>

namespace plumbline::blame {
namespace {

using re2::RE2;

void take(base::List& names, const std::string& name) {
    if (!name.empty() && name.front() != '/' && std::find(names.begin(), names.end(), name) == names.end())
        names.push_back(name);
}

/// Whether the text is about an account at all.
bool tells(const re2::StringPiece& text) {
    static const RE2 changes(
        R"((?:new (?:user|group): name=|add '|delete '|change user|lock user|unlock user|removed |)"
        R"(delete user|group added to|group '|group changed|group deleted|changed (?:user|password expiry|)"
        R"(group)|change (?:age|group|user name)|password (?:for '|changed for)|user \S+ (?:added|removed) by|)"
        R"(members of group|set members of|pam_unix\(\w+:chauthtok\): password changed for|shadow group).*)");
    return RE2::PartialMatch(text, changes);
}

} // namespace

std::optional<Record> understand_accounts(std::string_view line) {
    static const RE2 quoted(R"('([^']+)')");
    static const RE2 named(R"(\bname[=:] ?([^\s,)]+))");
    static const RE2 changed_for(
        R"((?:changed for|expiry for|age for|members of group|to group|from group|\(group|owned by) ([^\s'/]+))");
    static const RE2 user(R"(^user (\S+) (?:added|removed) by (\S+))");
    static const RE2 changed_by(R"( (?:set|changed) by '?([^\s']+))");
    const re2::StringPiece text(line.data(), line.size());
    if (!tells(text))
        return std::nullopt;
    Record record;
    record.act = Act::account_change;
    std::string name;
    if (RE2::PartialMatch(text, user, &name, &record.account))
        take(record.things, name);
    else
        (void)RE2::PartialMatch(text, changed_by, &record.account);
    for (const RE2* pattern : {&quoted, &named, &changed_for})
        for (re2::StringPiece rest = text; RE2::FindAndConsume(&rest, *pattern, &name);)
            if (pattern != &quoted || name != record.account || record.things.empty())
                take(record.things, name);
    if (record.things.empty())
        return std::nullopt;
    return record;
}

} // namespace plumbline::blame
