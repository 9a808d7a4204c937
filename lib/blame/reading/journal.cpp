// The journal of systemd, as JSON. Anybody can send it any text under any name, but not another sender's
// trusted fields (systemd.journal-fields(7)): a message that they contradict is no record.
#include "base/text.hpp"
#include "blame/reading/reading.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>

namespace plumbline::blame {
namespace {

using Json = nlohmann::json;

/// A field's bytes: journald gives what is no UTF-8 as numbers, and of one that was sent twice a list.
std::string field(const Json& entry, const char* name) {
    const auto found = entry.find(name);
    if (found == entry.end())
        return "";
    if (found->is_string())
        return found->get<std::string>();
    std::string bytes;
    if (found->is_array())
        for (const Json& byte : *found) {
            if (!byte.is_number_unsigned() || byte.get<unsigned>() > 255)
                return "";
            bytes += static_cast<char>(byte.get<unsigned char>());
        }
    return bytes;
}

struct Sender {
    std::optional<std::uint32_t> uid;
    std::string comm; ///< the kernel's name of the process: 15 bytes at most; "" when it was gone already
    std::string exe;
};

bool begins_with_one_of(std::string_view text, std::initializer_list<std::string_view> beginnings) {
    return std::any_of(beginnings.begin(), beginnings.end(), [&](std::string_view beginning) {
        return text.substr(0, beginning.size()) == beginning;
    });
}

/// Whether a process of that name logs as this program.
bool speaks_as(const std::string& comm, const std::string& program) {
    if (comm.empty() || comm == program.substr(0, 15))
        return true;
    if (program == "sshd" || program == "sshd-session")
        return comm == "sshd" || comm == "sshd-session";
    if (begins_with_one_of(program, {"CRON", "cron"}))
        return comm == "cron" || comm == "crond";
    if (begins_with_one_of(program, {"ansible-", "salt-minion", "python"}))
        return begins_with_one_of(comm, {"python", "salt-minion", "/usr/bin/salt"});
    if (begins_with_one_of(program, {"puppet", "chef-client"}))
        return begins_with_one_of(comm, {"ruby", "puppet", "chef-client"});
    return false;
}

bool is_installed(const std::string& exe) {
    return exe.empty() || begins_with_one_of(exe, {"/usr/", "/bin/", "/sbin/", "/lib/", "/opt/"});
}

/// Programs that act as root for whoever calls them, and so log with the caller's uid.
bool is_called_by_users(const std::string& program) {
    static const std::set<std::string> programs{"sudo",    "su",     "passwd", "chsh",   "chfn",
                                                "gpasswd", "pkexec", "chage",  "crontab"};
    return programs.count(program) > 0;
}

bool is_about(const Record& record, std::uint32_t uid, const Reading& reading) {
    if (!record.account.empty())
        return reading.may_be(uid, record.account);
    return std::any_of(record.things.begin(), record.things.end(),
                       [&](const std::string& name) { return reading.may_be(uid, name); });
}

/// Whether the sender may say this. An account may say of itself what it likes: it accuses nobody else.
bool is_trusted(const Sender& sender, const std::string& program, const Record& record,
                const Reading& reading) {
    constexpr std::uint32_t first_user = 1000;
    if (!sender.uid || !speaks_as(sender.comm, program) || !is_installed(sender.exe))
        return false;
    if (*sender.uid == 0)
        return true;
    if (is_called_by_users(program))
        return is_about(record, *sender.uid, reading);
    if (record.act == Act::tool)
        return true;
    const bool of_a_daemon = program == "polkitd" || record.act == Act::clock;
    return of_a_daemon && *sender.uid < first_user;
}

/// What says what was done, but not by whom.
bool speaks_of_none(Act act) {
    return act == Act::account_change || act == Act::tool;
}

/// The account that logged in and from there began the program, which sudo and su don't change (proc(5),
/// loginuid); or that runs it.
std::string who_began(const Json& entry, const Sender& sender, const Reading& reading) {
    constexpr std::uint32_t unset = 0xFFFFFFFF;
    const auto login = base::to_integer<std::uint32_t>(field(entry, "_AUDIT_LOGINUID"));
    if (login && *login != unset)
        return reading.account(*login);
    return *sender.uid == 0 ? "" : reading.account(*sender.uid);
}

void read_entry(const Json& entry, Reading& reading) {
    const auto stamp = base::to_integer<std::int64_t>(field(entry, "__REALTIME_TIMESTAMP"));
    Message message{field(entry, "SYSLOG_IDENTIFIER"), {}, field(entry, "MESSAGE"), field(entry, "UNIT")};
    constexpr std::int64_t year_2200 = 7'258'118'400'000'000;
    if (!stamp || *stamp < 0 || *stamp > year_2200 || message.program.empty() || message.text.empty())
        return;
    message.pid = base::to_integer<std::uint32_t>(field(entry, "_PID"));
    const std::string line = message.pid
                                 ? fmt::format("{}[{}]: {}", message.program, *message.pid, message.text)
                                 : fmt::format("{}: {}", message.program, message.text);
    const base::Instant when = reading.clock.here(HostTime(std::chrono::microseconds(*stamp)));
    const Sender sender{base::to_integer<std::uint32_t>(field(entry, "_UID")), field(entry, "_COMM"),
                        field(entry, "_EXE")};
    const auto record = understand(message);
    const auto continuation = understand_continuation(message);
    Record said = record.value_or(Record{});
    if (continuation)
        said.account = continuation->account;
    if (!record && !continuation)
        return;
    if (!is_trusted(sender, message.program, said, reading))
        return reading.distrust(message, when);
    Record* added = reading.add(message, when, "journal", line);
    if (!added)
        return;
    added->session =
        added->session ? added->session : base::to_integer<std::uint32_t>(field(entry, "_AUDIT_SESSION"));
    if (added->account.empty() && speaks_of_none(added->act))
        added->account = who_began(entry, sender, reading);
}

/// "EPOCH.FRACTION HOST …", of the oldest record.
std::optional<base::Instant> oldest(std::string_view line, const HostClock& clock) {
    const auto epoch = base::to_integer<std::int64_t>(line.substr(0, line.find('.')));
    return epoch ? std::optional(clock.here(*epoch)) : std::nullopt;
}

} // namespace

void read_journal(Reading& reading) {
    const std::size_t sources = reading.chronicle.sources.size();
    const auto answer = reading.bytes(reading.asked.journal, "journal");
    if (!answer) {
        if (reading.chronicle.sources.size() == sources)
            reading.absent_source("journal", "the host keeps no journal of systemd");
        return;
    }
    // how far back it goes is cut after some bytes, and a newline follows it
    const std::size_t first = std::min(answer->find("\n{"), answer->size());
    auto reaches = oldest(answer->substr(0, answer->find('\n')), reading.clock);
    std::string_view rest = answer->substr(first);
    bool cut = rest.size() > reading.asked.journal_limit;
    std::size_t count = 0;
    std::optional<base::Instant> first_read;
    for (const std::string_view line : base::lines(rest)) {
        const Json entry = Json::parse(line.begin(), line.end(), nullptr, false);
        if (!entry.is_object())
            continue;
        if (++count == 1)
            if (const auto stamp = base::to_integer<std::int64_t>(field(entry, "__REALTIME_TIMESTAMP")))
                first_read = reading.clock.here(*stamp / 1'000'000);
        read_entry(entry, reading);
    }
    cut = cut || count >= reading.asked.journal_count;
    reading.read_source("journal", cut, cut ? first_read : reaches);
}

} // namespace plumbline::blame
