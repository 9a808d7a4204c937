#include "base/text.hpp"
#include "probe/accounts.hpp"
#include "resource/advice.hpp"
#include "resource/types/user/parts.hpp"
#include "resource/understand.hpp"

#include <cstdint>

namespace plumbline::resource::user {

namespace {

constexpr std::int64_t seconds_a_day = 86'400;

probe::Question ask(const char* kind, const Desired& desired) {
    return {kind, {desired.id.title}};
}

const probe::Question now{"now", {}};

/// The bytes of an answer; else the reading that stands for it, `when_absent` for something that is not
/// there.
std::variant<std::string, Reading> bytes_of(const probe::Answer& answer, const Reading& when_absent) {
    if (const auto* unknown = std::get_if<probe::CannotTell>(&answer)) {
        return Unreadable{with_advice(unknown->reason)};
    }
    const auto* answered = std::get_if<probe::Answered>(&answer);
    return answered == nullptr ? std::variant<std::string, Reading>(when_absent) : answered->bytes;
}

Reading group(const Desired& desired, const probe::Account& account, const probe::Answers& answers) {
    const std::string wanted = desired.text("group").value_or("");
    const bool by_number = base::to_integer<std::uint64_t>(wanted).has_value();
    if (by_number) {
        return Present{std::to_string(account.gid)};
    }
    const auto name = bytes_of(answers.to(ask("own_group", desired)), Present{std::to_string(account.gid)});
    const auto* bytes = std::get_if<std::string>(&name);
    return bytes == nullptr ? std::get<Reading>(name) : Reading{Present{std::string(base::trim(*bytes))}};
}

Reading groups(const Desired& desired, const probe::Answers& answers) {
    const auto answer = bytes_of(answers.to(ask("groups_of", desired)), Present{base::List{}});
    const auto* bytes = std::get_if<std::string>(&answer);
    if (bytes == nullptr) {
        return std::get<Reading>(answer);
    }
    auto names = probe::parse_groups(*bytes);
    return names ? Reading{Present{std::move(*names)}} : Unreadable{"the answer is not a list of groups"};
}

/// The account's line of shadow(5), or why there is none.
std::variant<probe::Shadow, Reading> shadow(const Desired& desired, const probe::Answers& answers) {
    const auto answer = bytes_of(answers.to(ask("shadow", desired)),
                                 Unreadable{"it has no line in /etc/shadow: its password is kept elsewhere"});
    const auto* bytes = std::get_if<std::string>(&answer);
    if (bytes == nullptr) {
        return std::get<Reading>(answer);
    }
    const auto read = probe::parse_shadow(*bytes);
    if (!read) {
        return Unreadable{"its line in /etc/shadow is not of the form of shadow(5)"};
    }
    return *read;
}

Reading locked(const probe::Shadow& shadow) {
    const bool can = shadow.password == probe::Password::set || shadow.password == probe::Password::empty;
    return Present{can ? "false" : "true"};
}

Reading password_age(const probe::Shadow& shadow, const probe::Answers& answers) {
    if (!shadow.changed) {
        return Unreadable{"/etc/shadow does not say when its password was changed"};
    }
    const auto clock = bytes_of(answers.to(now), Unreadable{"the host does not say what day it is"});
    const auto* bytes = std::get_if<std::string>(&clock);
    if (bytes == nullptr) {
        return std::get<Reading>(clock);
    }
    const auto seconds = base::to_integer<std::int64_t>(base::trim(*bytes));
    if (!seconds) {
        return Unreadable{"the host does not say what day it is"};
    }
    return Present{std::to_string(*seconds / seconds_a_day - *shadow.changed)};
}

void observe_shadow(const Desired& desired, const probe::Answers& answers, Observed& observed) {
    const auto answer = shadow(desired, answers);
    const auto* line = std::get_if<probe::Shadow>(&answer);
    const auto tell = [&](const char* property, auto&& of_line) {
        observed.observations.push_back(
            {.property = property, .reading = line == nullptr ? std::get<Reading>(answer) : of_line(*line)});
    };
    tell("locked", [](const probe::Shadow& one) { return locked(one); });
    tell("password_age", [&](const probe::Shadow& one) { return password_age(one, answers); });
    if (line != nullptr && line->password == probe::Password::empty) {
        observed.remarks.push_back("its password is empty: anyone may log in without one");
    }
    if (line != nullptr && line->changed == 0) {
        observed.remarks.push_back("its password must be changed at the next login");
    }
}

Observed observe_account(const Desired& desired, const probe::Account& account,
                         const probe::Answers& answers) {
    Observed observed;
    const auto tell = [&](const char* property, Reading reading) {
        observed.observations.push_back({.property = property, .reading = std::move(reading)});
    };
    tell("state", Present{"present"});
    tell("uid", Present{std::to_string(account.uid)});
    tell("home", Present{account.home});
    tell("shell", Present{account.shell});
    tell("comment", Present{account.comment});
    if (desired.has("group")) {
        tell("group", group(desired, account, answers));
    }
    if (desired.has("groups")) {
        tell("groups", groups(desired, answers));
    }
    if (desired.has("locked") || desired.has("password_age")) {
        observe_shadow(desired, answers, observed);
    }
    return observed;
}

Observed observe_none(const Expectations& expected) {
    Observed observed;
    for (const Expectation& one : expected) {
        const bool state = one.property == "state";
        observed.observations.push_back(
            {.property = one.property, .reading = state ? Reading{Present{"absent"}} : Reading{Missing{}}});
    }
    return observed;
}

} // namespace

probe::Queries questions(const Desired& desired) {
    probe::Queries asked{ask("passwd", desired)};
    if (desired.text("state") == "absent") {
        return asked;
    }
    if (desired.has("group")) {
        asked.push_back(ask("own_group", desired));
    }
    if (desired.has("groups")) {
        asked.push_back(ask("groups_of", desired));
    }
    if (desired.has("locked") || desired.has("password_age")) {
        asked.push_back(ask("shadow", desired));
    }
    if (desired.has("password_age")) {
        asked.push_back(now);
    }
    return asked;
}

Observed observe_answers(const Desired& desired, const Expectations& expected,
                         const probe::Answers& answers) {
    return understand(
        answers.to(ask("passwd", desired)), expected,
        "its line in the passwd database is not of the form of passwd(5)", probe::parse_account,
        [&](const probe::Account& account) { return observe_account(desired, account, answers); },
        [&] { return observe_none(expected); });
}

} // namespace plumbline::resource::user
