// Who came and went: sshd, dropbear, login, systemd-logind, su.
#include "blame/messages/message.hpp"

#include <re2/re2.h>

namespace plumbline::blame {
namespace {

using re2::RE2;

re2::StringPiece piece(std::string_view text) {
    return {text.data(), text.size()};
}

std::string terminal_of(std::string name) {
    if (name.rfind("/dev/", 0) == 0)
        name.erase(0, 5);
    return name;
}

std::optional<Record> came(std::string account, std::string from = "", std::string key = "") {
    Record record;
    record.act = Act::login;
    record.account = std::move(account);
    record.from = std::move(from);
    record.key = std::move(key);
    return record;
}

std::optional<Record> went(std::string account) {
    Record record;
    record.act = Act::logout;
    record.account = std::move(account);
    return record;
}

std::optional<Record> refused(std::string account, std::string from) {
    Record record;
    record.act = Act::failed_login;
    record.account = std::move(account);
    record.from = std::move(from);
    return record;
}

} // namespace

std::optional<Record> understand_sshd(std::string_view text) {
    static const RE2 accepted(
        R"(Accepted \S+ for (.+) from (\S+) port \d+(?: ssh2)?(?:: \S+ (SHA256:[A-Za-z0-9+/=]+).*)?)");
    static const RE2 failed(R"(Failed (?:\S+) for (?:invalid user )?(.*) from (\S+) port \d+.*)");
    static const RE2 invalid(R"(Invalid user (.*) from (\S+)(?: port \d+)?)");
    static const RE2 closed(R"(pam_unix\(sshd:session\): session closed for user (\S+))");
    std::string account;
    std::string from;
    std::string key;
    if (RE2::FullMatch(piece(text), accepted, &account, &from, &key))
        return came(account, from, key);
    if (RE2::FullMatch(piece(text), closed, &account))
        return went(account);
    if (RE2::FullMatch(piece(text), failed, &account, &from) ||
        RE2::FullMatch(piece(text), invalid, &account, &from))
        return refused(account, from);
    return std::nullopt;
}

std::optional<Record> understand_dropbear(std::string_view text) {
    static const RE2 by_key(
        R"(Pubkey auth succeeded for '(.+)' with (?:\S+ )?key (?:\S+ )?(\S+) from <?(\S+):\d+>?)");
    static const RE2 by_password(R"(Password auth succeeded for '(.+)' from <?(\S+):\d+>?)");
    static const RE2 failed(
        R"((?:Bad password|Login) attempt for (?:'(.*)'|nonexistent user) from <?(\S+):\d+>?)");
    static const RE2 left(R"(Exit \((.+)\) from <.*>: .*)");
    std::string account;
    std::string from;
    std::string key;
    if (RE2::FullMatch(piece(text), by_key, &account, &key, &from))
        return came(account, from, key.rfind("SHA256:", 0) == 0 ? key : "");
    if (RE2::FullMatch(piece(text), by_password, &account, &from))
        return came(account, from);
    if (RE2::FullMatch(piece(text), left, &account))
        return went(account);
    if (RE2::FullMatch(piece(text), failed, &account, &from))
        return refused(account, from);
    return std::nullopt;
}

std::optional<Record> understand_login(std::string_view text) {
    static const RE2 opened(
        R"(pam_unix\((?:login|remote|cockpit):session\): session opened for user ([^\s(]+).*)");
    static const RE2 closed(R"(pam_unix\((?:login|remote|cockpit):session\): session closed for user (\S+))");
    static const RE2 root_login(R"(ROOT LOGIN +on '(\S+)'.*)");
    static const RE2 failed(R"(FAILED LOGIN \(\d+\) on '(\S+)'.* FOR '(.*)', .*)");
    std::string account;
    std::string terminal;
    if (RE2::FullMatch(piece(text), opened, &account))
        return came(account);
    if (RE2::FullMatch(piece(text), closed, &account))
        return went(account);
    std::optional<Record> record;
    if (RE2::FullMatch(piece(text), root_login, &terminal))
        record = came("root");
    else if (RE2::FullMatch(piece(text), failed, &terminal, &account))
        record = refused(account, "");
    if (record)
        record->terminal = terminal_of(terminal);
    return record;
}

std::optional<Record> understand_logind(std::string_view text) {
    static const RE2 opened(R"(New session (\S+) of user (\S+)\.)");
    std::string session;
    std::string account;
    if (!RE2::FullMatch(piece(text), opened, &session, &account))
        return std::nullopt;
    auto record = came(account);
    std::uint32_t number = 0;
    if (RE2::FullMatch(session, R"((\d{1,9}))", &number))
        record->session = number;
    return record;
}

std::optional<Record> understand_su(std::string_view text) {
    static const RE2 became(R"(\(to ([^)]+)\) (\S+) on (\S+))");
    static const RE2 became_of_shadow(R"(Successful su for (\S+) by (\S+))");
    static const RE2 failed(R"(FAILED (?:SU|su) (?:\(to ([^)]+)\) (\S+) on \S+|for (\S+) by (\S+)))");
    std::string as;
    std::string account;
    std::string terminal;
    Record record;
    if (RE2::FullMatch(piece(text), became, &as, &account, &terminal) ||
        RE2::FullMatch(piece(text), became_of_shadow, &as, &account)) {
        record.act = Act::became;
    } else {
        std::string as_of_shadow;
        std::string account_of_shadow;
        if (!RE2::FullMatch(piece(text), failed, &as, &account, &as_of_shadow, &account_of_shadow))
            return std::nullopt;
        record.act = Act::failed_login;
        as += as_of_shadow;
        account += account_of_shadow;
    }
    record.as = as;
    record.account = account;
    if (terminal != "none")
        record.terminal = terminal_of(terminal);
    return record;
}

} // namespace plumbline::blame
