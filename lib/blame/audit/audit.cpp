// auditd's events: who wrote a file, ran a command, changed an account or came in; by the login uid, which su
// and sudo don't change.
#include "base/text.hpp"
#include "blame/audit/event.hpp"
#include "blame/reading/reading.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>

namespace plumbline::blame {
namespace {

const std::string unset_id = "4294967295";

/// The account of "auid" or "uid": enriched lines hold its name.
std::string account_of(const AuditFields& fields, const std::string& key, const std::string& enriched,
                       const Reading& reading) {
    const std::string& number = audit_field(fields, key);
    if (number == unset_id || number == "-1")
        return "";
    const std::string& name = audit_field(fields, enriched);
    if (!name.empty() && name.rfind("unknown", 0) != 0 && name != "unset")
        return name;
    const auto uid = base::to_integer<std::uint32_t>(number);
    return uid ? reading.account(*uid) : "";
}

std::string terminal_of(const AuditFields& fields) {
    std::string name = audit_field(fields, "tty");
    if (name.empty())
        name = audit_field(fields, "terminal");
    if (name.rfind("/dev/", 0) == 0)
        name.erase(0, 5);
    if (name.rfind("pts", 0) == 0 && name.size() > 3 && name[3] != '/')
        name.insert(3, "/");
    return name == "(none)" || name == "?" ? "" : name;
}

Record record_of(const AuditFields& fields, Act act, const Reading& reading) {
    Record record;
    record.act = act;
    record.account = account_of(fields, "auid", "AUID", reading);
    record.pid = base::to_integer<std::uint32_t>(audit_field(fields, "pid"));
    if (const std::string& session = audit_field(fields, "ses"); session != unset_id)
        record.session = base::to_integer<std::uint32_t>(session);
    record.terminal = terminal_of(fields);
    return record;
}

/// What a process ran as: its arguments, or its name.
std::string command_of(const AuditEvent& event) {
    if (const AuditFields* arguments = event.line("EXECVE")) {
        std::string command;
        for (int index = 0; index < 64; ++index) {
            const auto found = arguments->find(fmt::format("a{}", index));
            if (found == arguments->end())
                break;
            command += (index == 0 ? "" : " ") + found->second;
        }
        if (!command.empty())
            return command;
    }
    if (const AuditFields* title = event.line("PROCTITLE");
        title && !audit_field(*title, "proctitle").empty())
        return audit_field(*title, "proctitle");
    const AuditFields* call = event.line("SYSCALL");
    return call ? audit_field(*call, "comm") : "";
}

std::string folder_of(const AuditEvent& event) {
    const AuditFields* folder = event.line("CWD");
    return folder ? audit_field(*folder, "cwd") : "";
}

/// Every path of the event that is of one of these kinds, absolute.
base::List paths_of(const AuditEvent& event, const std::set<std::string>& kinds) {
    base::List paths;
    const auto [begin, end] = event.lines.equal_range("PATH");
    for (auto line = begin; line != end; ++line) {
        const std::string& name = audit_field(line->second, "name");
        if (name.empty() || name == "(null)" || kinds.count(audit_field(line->second, "nametype")) == 0)
            continue;
        const auto path = (std::filesystem::path(folder_of(event)) / name).lexically_normal().string();
        if (std::find(paths.begin(), paths.end(), path) == paths.end())
            paths.push_back(path);
    }
    return paths;
}

bool names_one_of(const base::List& paths, const base::List& wanted) {
    return std::any_of(paths.begin(), paths.end(), [&](const std::string& path) {
        return std::find(wanted.begin(), wanted.end(), path) != wanted.end();
    });
}

void add(Record record, const AuditEvent& event, Reading& reading) {
    reading.add(std::move(record), reading.clock.here(event.when), "audit.log", event.first);
}

/// A file that was opened to write, made, renamed, removed, or whose mode was set; or a command.
void read_system_call(const AuditEvent& event, const AuditFields& call, Reading& reading) {
    if (audit_field(call, "success") != "yes")
        return;
    const bool runs = event.line("EXECVE") != nullptr;
    const base::List made = paths_of(event, {"CREATE", "DELETE"});
    const bool writes = !runs && (!made.empty() || audit_writes(call));
    if (!runs && !writes)
        return;
    Record record = record_of(call, runs ? Act::command : Act::file_write, reading);
    record.as = account_of(call, "uid", "UID", reading);
    record.command = command_of(event);
    record.things = runs ? paths_of_command(record.command, folder_of(event))
                         : paths_of(event, {"NORMAL", "CREATE", "DELETE", ""});
    if (runs || names_one_of(record.things, reading.asked.traces.paths))
        add(std::move(record), event, reading);
}

void read_command(const AuditEvent& event, const AuditFields& fields, Reading& reading) {
    const bool done = audit_field(fields, "res") == "success";
    Record record = record_of(fields, done ? Act::command : Act::failed_login, reading);
    record.command = audit_field(fields, "cmd");
    record.things = paths_of_command(record.command, audit_field(fields, "cwd"));
    if (done && is_shell(record.command))
        record.act = Act::became;
    add(std::move(record), event, reading);
}

void read_account_change(const AuditEvent& event, const AuditFields& fields, Reading& reading) {
    if (audit_field(fields, "res") != "success")
        return;
    Record record = record_of(fields, Act::account_change, reading);
    record.command = audit_field(fields, "op");
    for (const std::string key : {"acct", "grp"})
        if (const std::string& name = audit_field(fields, key); !name.empty() && name != "?")
            record.things.push_back(name);
    if (const auto uid = base::to_integer<std::uint32_t>(audit_field(fields, "id"));
        record.things.empty() && uid)
        record.things.push_back(reading.account(*uid));
    if (!record.things.empty())
        add(std::move(record), event, reading);
}

void read_login(const AuditEvent& event, const AuditFields& fields, Reading& reading) {
    const bool done = audit_field(fields, "res") == "success";
    Record record = record_of(fields, done ? Act::login : Act::failed_login, reading);
    record.account = audit_field(fields, "acct");
    if (record.account.empty())
        record.account = account_of(fields, "id", "ID", reading);
    if (const std::string& from = audit_field(fields, "addr"); from != "?")
        record.from = from;
    add(std::move(record), event, reading);
}

void read_event(const AuditEvent& event, Reading& reading) {
    static const std::set<std::string> account_changes{"ADD_USER",  "DEL_USER",    "ADD_GROUP",
                                                       "DEL_GROUP", "USER_MGMT",   "GRP_MGMT",
                                                       "ACCT_LOCK", "ACCT_UNLOCK", "USER_CHAUTHTOK"};
    if (const AuditFields* call = event.line("SYSCALL"))
        read_system_call(event, *call, reading);
    for (const auto& [type, fields] : event.lines) {
        if (type == "USER_CMD")
            read_command(event, fields, reading);
        else if (type == "USER_LOGIN")
            read_login(event, fields, reading);
        else if (account_changes.count(type) > 0)
            read_account_change(event, fields, reading);
    }
}

} // namespace

void read_audit(const LogText& text, Reading& reading) {
    for (const AuditEvent& event : audit_events(text.lines))
        read_event(event, reading);
}

} // namespace plumbline::blame
