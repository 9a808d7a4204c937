// What the host says of itself: units, boots, its clock; and which program's messages are read how.
#include "blame/messages/message.hpp"

#include <re2/re2.h>

#include <map>

namespace plumbline::blame {
namespace {

using re2::RE2;

using Understand = std::optional<Record> (*)(std::string_view);

const std::map<std::string_view, Understand>& programs() {
    static const std::map<std::string_view, Understand> all{{"sshd", understand_sshd},
                                                            {"sshd-session", understand_sshd},
                                                            {"dropbear", understand_dropbear},
                                                            {"login", understand_login},
                                                            {"cockpit-session", understand_login},
                                                            {"systemd-logind", understand_logind},
                                                            {"su", understand_su},
                                                            {"sudo", understand_sudo},
                                                            {"pkexec", understand_pkexec},
                                                            {"polkitd", understand_polkit},
                                                            {"useradd", understand_accounts},
                                                            {"usermod", understand_accounts},
                                                            {"userdel", understand_accounts},
                                                            {"groupadd", understand_accounts},
                                                            {"groupmod", understand_accounts},
                                                            {"groupdel", understand_accounts},
                                                            {"passwd", understand_accounts},
                                                            {"chpasswd", understand_accounts},
                                                            {"chage", understand_accounts},
                                                            {"gpasswd", understand_accounts},
                                                            {"chsh", understand_accounts},
                                                            {"chfn", understand_accounts},
                                                            {"newusers", understand_accounts},
                                                            {"CRON", understand_cron},
                                                            {"CROND", understand_cron},
                                                            {"cron", understand_cron},
                                                            {"crond", understand_cron},
                                                            {"crontab", understand_crontab},
                                                            {"anacron", understand_anacron},
                                                            {"atd", understand_at},
                                                            {"puppet-agent", understand_puppet},
                                                            {"puppet", understand_puppet},
                                                            {"salt-minion", understand_salt},
                                                            {"chef-client", understand_chef},
                                                            {"systemd", understand_systemd},
                                                            {"kernel", understand_kernel},
                                                            {"systemd-timesyncd", understand_time},
                                                            {"systemd-timedated", understand_time},
                                                            {"chronyd", understand_time},
                                                            {"ntpd", understand_time}};
    return all;
}

/// systemd says what it did by a unit's description, or by its name.
std::string by_unit(const Message& message) {
    return message.text.substr(0, message.text.find(' ') + 1) + message.unit;
}

/// The module's name stands in the identifier, or begins the message of a Python program.
std::optional<Record> understand_python(const Message& message) {
    if (message.program.rfind("ansible-", 0) == 0)
        return understand_ansible(message.program + ": " + message.text);
    return understand_ansible(message.text);
}

} // namespace

std::optional<Record> understand(const Message& message) {
    if (message.program.rfind("ansible-", 0) == 0 || message.program.rfind("python", 0) == 0)
        return understand_python(message);
    const auto found = programs().find(message.program);
    if (found == programs().end())
        return std::nullopt;
    auto record = found->second(message.program == "systemd" && !message.unit.empty() ? by_unit(message)
                                                                                     : message.text);
    if (record)
        record->pid = message.pid;
    return record;
}

std::optional<Record> understand_systemd(std::string_view line) {
    static const RE2 changed(R"((Started|Stopped|Reloaded|Restarted) (\S+?)(?:\.service)?(?: - .*)?\.?)");
    static const RE2 clock("Time has been changed.*");
    const re2::StringPiece text(line.data(), line.size());
    Record record;
    std::string unit;
    if (RE2::FullMatch(text, clock)) {
        record.act = Act::clock;
        return record;
    }
    if (!RE2::FullMatch(text, changed, &record.command, &unit))
        return std::nullopt;
    record.act = Act::unit;
    record.things = {unit};
    return record;
}

std::optional<Record> understand_kernel(std::string_view line) {
    static const RE2 started(R"((?:\[[ 0-9.]+\] )?Linux version .*)");
    if (!RE2::FullMatch(re2::StringPiece(line.data(), line.size()), started))
        return std::nullopt;
    Record record;
    record.act = Act::boot;
    return record;
}

std::optional<Record> understand_time(std::string_view line) {
    static const RE2 set(
        R"(.*(?:System clock was stepped by|System clock time unset or jumped|time stepped by|)"
        R"(Initial (?:clock )?synchronization to|Changed local time to|)"
        R"(Forward time jump detected|Backward time jump detected|step(?:ping)? time).*)");
    if (!RE2::FullMatch(re2::StringPiece(line.data(), line.size()), set))
        return std::nullopt;
    Record record;
    record.act = Act::clock;
    return record;
}

} // namespace plumbline::blame
