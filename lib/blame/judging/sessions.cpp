#include "blame/judging/sessions.hpp"

#include <algorithm>

namespace plumbline::blame {
namespace {

/// A session of which no end is known is taken to last so long.
constexpr std::chrono::hours longest_session{12};

bool same(const std::string& left, const std::string& right) {
    return !left.empty() && left == right;
}

template <typename Number>
bool same(const std::optional<Number>& left, const std::optional<Number>& right) {
    return left && right && *left == *right;
}

bool ends(const Record& logout, const Record& login) {
    const bool named = logout.account.empty() || logout.account == login.account;
    return logout.act == Act::logout && named && logout.when >= login.when &&
           (same(logout.pid, login.pid) || same(logout.session, login.session) ||
            same(logout.terminal, login.terminal));
}

} // namespace

Sessions::Sessions(const Chronicle& chronicle) : chronicle_(chronicle) {
    for (const auto& record : chronicle.records)
        if (record.act == Act::login)
            logins_.push_back({&record, end_of(record)});
    for (const auto& record : chronicle.records) {
        if (record.act != Act::became)
            continue;
        const auto* login = login_of(record);
        becomings_.push_back({&record, login == nullptr ? record.when + longest_session : end_of(*login)});
    }
}

base::Instant Sessions::end_of(const Record& login) const {
    auto end = login.when + longest_session;
    for (const auto& record : chronicle_.records) {
        const bool down = record.act == Act::boot && record.when > login.when;
        if (ends(record, login) || down)
            end = std::min(end, record.when);
    }
    return end;
}

const Record* Sessions::login_of(const Record& record) const {
    constexpr std::chrono::seconds stamps_apart{2};
    std::vector<const Record*> open;
    for (const auto& [login, end] : logins_)
        if (login->account == record.account && login->when <= record.when + stamps_apart &&
            record.when <= end + stamps_apart)
            open.push_back(login);
    const Record* last = nullptr;
    for (const auto* login : open)
        if (same(login->session, record.session) || same(login->terminal, record.terminal))
            last = login;
    if (last != nullptr || open.empty())
        return last;
    const bool one_person = std::ranges::all_of(open, [&](const Record* login) {
        return login->key == open.front()->key && (!login->key.empty() || open.size() == 1);
    });
    return one_person ? open.back() : nullptr;
}

std::vector<const Record*> Sessions::acting_as(const std::string& account, base::Instant after,
                                               base::Instant before) const {
    std::vector<const Record*> found;
    const auto add = [&](const Session& session, const std::string& name) {
        if (name == account && session.begin->when <= before && session.end >= after)
            found.push_back(session.begin);
    };
    for (const auto& session : logins_)
        add(session, session.begin->account);
    for (const auto& session : becomings_)
        add(session, session.begin->as.empty() ? "root" : session.begin->as);
    return found;
}

} // namespace plumbline::blame
