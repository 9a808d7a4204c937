#include "blame/judging/suspicions.hpp"

#include "blame/judging/command.hpp"
#include "blame/judging/window.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

namespace plumbline::blame {
namespace {

using drift::Certainty;
using Strength = Bearing::Strength;

const std::string root = "root";

/// Any user can have a line of any text written there (logger(1)), or writes the file themselves.
bool can_be_forged(const std::string& source) {
    static const std::set<std::string, std::less<>> sources{
        "auth.log", "secure", "syslog", "messages", "cron log", "shell history", "salt minion log"};
    return sources.contains(source);
}

Certainty as_far_as_trusted(Certainty certainty, const Record& record) {
    return can_be_forged(record.source) ? std::min(certainty, Certainty::likely) : certainty;
}

drift::Evidence evidence_of(const Record& record) {
    return {record.source, record.when, record.line};
}

/// Whom a record's deed was done as.
std::string acting(const Record& record) {
    if (!record.as.empty())
        return record.as;
    // sudo's own event of auditd names the caller alone
    const bool by_sudo = record.source == "audit.log" && record.act == Act::command;
    return by_sudo ? root : record.account;
}

std::string origin(const Record& record) {
    if (record.source == "shell history")
        return "a shell history";
    if (record.source == "audit.log")
        return "a command that auditd saw";
    return record.line.find("sudo") == std::string::npos ? "a command run as root" : "a sudo command";
}

/// etckeeper commits by itself too, whatever others did.
bool commits_by_itself(const Record& record) {
    return record.tool == "etckeeper" && (record.command.find("autocommit") != std::string::npos ||
                                          record.command.find("apt run") != std::string::npos ||
                                          record.command.find("made by") != std::string::npos ||
                                          record.command.find("saving uncommitted") != std::string::npos);
}

} // namespace

Suspicions::Suspicions(const Inquiry& inquiry, const Chronicle& chronicle, drift::Window window,
                       const People& people, const std::string& host)
    : inquiry_(inquiry), chronicle_(chronicle), window_(std::move(window)), people_(people), host_(host),
      sessions_(chronicle) {
    for (const auto& path : inquiry.traces.paths)
        if (const auto found = chronicle.files.find(path); found != chronicle.files.end())
            if (const auto& owner = found->second.owner; !owner.empty() && owner != root)
                owners_.push_back(owner);
}

std::vector<drift::Suspect> Suspicions::all() && {
    for (const auto& record : chronicle_.records)
        if (is_within(record.when, window_) || (!record.timed && is_within(record.when, inquiry_.window)))
            consider(record);
    if (lives_in_memory(inquiry_))
        consider_boots();
    consider_presence();
    return std::move(suspects_);
}

void Suspicions::consider(const Record& record) {
    const auto bearing = bearing_of(record, inquiry_);
    if (!bearing)
        return;
    switch (record.act) {
    case Act::file_write:
        return consider_write(record, bearing);
    case Act::package:
        return consider_package(record, bearing);
    case Act::account_change:
        return consider_account(record, bearing);
    case Act::tool:
        return consider_tool(record, bearing);
    case Act::command:
    case Act::became:
        return consider_command(record, bearing);
    case Act::job:
        return consider_job(record, bearing);
    case Act::unit:
    case Act::login:
    case Act::logout:
    case Act::failed_login:
    case Act::boot:
    case Act::clock:
        break;
    }
}

void Suspicions::consider_write(const Record& record, const Bearing& bearing) {
    const auto program = CommandLine(record.command).program();
    const auto why = fmt::format("auditd saw {} write {}", program.empty() ? "it" : program, bearing.what);
    if (record.account.empty())
        return suspect_process(program.empty() ? "a process of nobody" : program, record, Certainty::certain,
                               why);
    suspect(record, Certainty::certain, why);
}

void Suspicions::consider_package(const Record& record, const Bearing& bearing) {
    constexpr std::chrono::minutes longest_upgrade{30};
    if (is_told_better(record))
        return;
    const bool brought =
        std::ranges::find(inquiry_.traces.packages, bearing.what) == inquiry_.traces.packages.end();
    const auto what = brought ? fmt::format("a package that {} came with changed", bearing.what)
                              : fmt::format("{} has {}", record.source, bearing.what);
    const auto certainty = brought ? Certainty::likely : Certainty::certain;
    if (record.tool == "unattended-upgrades")
        return suspect_process(record.tool, record, certainty, what);
    if (!record.account.empty() && record.account != root)
        return suspect(record, certainty, fmt::format("{}, requested by {}", what, record.account));
    attribute(record, what, order_of(record, longest_upgrade, [](const Record& order) {
                  return CommandLine(order.command).changes_packages();
              }));
}

void Suspicions::consider_account(const Record& record, const Bearing& bearing) {
    constexpr std::chrono::minutes longest_prompt{1};
    const auto why = fmt::format("{} says that {} was changed", record.source, bearing.what);
    const auto order = order_of(record, longest_prompt, [&](const Record& command) {
        return CommandLine(command.command).changes_accounts() &&
               bearing_of(command, inquiry_).strength == Strength::exact;
    });
    if (!record.account.empty() && record.account != root)
        return suspect(record, Certainty::certain, why);
    attribute(record, why, order);
}

void Suspicions::consider_tool(const Record& record, const Bearing& bearing) {
    constexpr std::chrono::seconds login_to_module{30};
    if (commits_by_itself(record))
        return;
    if (record.tool == "etckeeper" && !record.account.empty())
        return suspect(record, Certainty::likely, fmt::format("committed {} to etckeeper", bearing.what));
    const auto why = fmt::format("{} says that it changed {}", record.tool, bearing.what);
    const auto* order = order_of(record, login_to_module, [&](const Record& command) {
        return command.command.find("python") != std::string::npos ||
               command.command.find("BECOME-SUCCESS") != std::string::npos ||
               command.command.find(record.tool) != std::string::npos;
    });
    const auto account = !record.account.empty() && record.account != root ? record.account
                         : order != nullptr                                ? order->account
                                                                           : "";
    if (account.empty())
        return suspect_process(record.tool, record, Certainty::certain, why);
    auto by = record;
    by.account = account;
    suspect(by, Certainty::certain, why, {order});
    suspects_.back().who = fmt::format("{} by {}", record.tool, suspects_.back().who);
}

void Suspicions::consider_command(const Record& record, const Bearing& bearing) {
    const CommandLine command(record.command);
    // crontab(1) says so itself
    const bool own_line =
        record.command.starts_with("crontab") && bearing.what.starts_with("/var/spool/cron");
    if (own_line && record.account != root)
        return suspect(record, Certainty::certain, fmt::format("crontab replaced {}", bearing.what));
    if (own_line)
        return attribute(record, fmt::format("crontab replaced {}", bearing.what),
                         order_of(record, std::chrono::hours(1), [](const Record& order) {
                             return CommandLine(order.command).names("crontab") ||
                                    CommandLine(order.command).program() == "crontab";
                         }));
    if (command.only_reads() || !may_change(record))
        return;
    const bool sure = bearing.strength == Strength::exact && record.timed;
    suspect(record, sure ? Certainty::likely : Certainty::possible,
            fmt::format("{} {} {}", origin(record),
                        bearing.strength == Strength::exact ? "names" : "works below", bearing.what));
}

void Suspicions::consider_job(const Record& record, const Bearing& bearing) {
    if (CommandLine(record.command).only_reads() || !may_change(record))
        return;
    const auto exact = bearing.strength == Strength::exact;
    suspect_process(fmt::format("a job of cron or at of {}", record.account), record,
                    exact ? Certainty::likely : Certainty::possible,
                    fmt::format("a job {} {}", exact ? "names" : "works below", bearing.what));
}

/// What a host runs is set anew when it boots; whoever had it boot did that.
void Suspicions::consider_boots() {
    constexpr std::chrono::minutes shutdown{15};
    for (const auto& boot : chronicle_.records) {
        if (boot.act != Act::boot || !is_within(boot.when, window_))
            continue;
        const auto* order = order_of(
            boot, shutdown, [](const Record& record) { return CommandLine(record.command).reboots(); });
        if (order == nullptr)
            suspect_process("a reboot", boot, Certainty::possible, "the host started in that time");
        else
            suspect(*order, Certainty::likely, "had the host boot, which sets anew what runs", {&boot});
    }
}

/// Who could have: whoever was root in that time, or owned what was changed. Of a drift that was never seen
/// right only those at its last change, since else everybody who ever came would be one.
void Suspicions::consider_presence() {
    if (!window_.after && window_.narrowed_by.empty())
        return;
    const auto after = window_.after.value_or(window_.before - same_moment);
    for (const auto* session : sessions_.acting_as(root, after, window_.before))
        present(*session, root);
    for (const auto& owner : owners_)
        for (const auto* session : sessions_.acting_as(owner, after, window_.before))
            present(*session, owner);
    for (const auto& record : chronicle_.records)
        if (record.act == Act::command && is_within(record.when, window_) && may_change(record) &&
            acting(record) == root && CommandLine(record.command).edits())
            suspect(record, Certainty::possible, "ran an editor as root in that time");
}

void Suspicions::present(const Record& record, const std::string& account) {
    if (is_asker(record))
        return;
    const bool before = window_.after && record.when < *window_.after;
    if (record.act == Act::became)
        return suspect(record, Certainty::possible,
                       fmt::format("became {} {}", account, before ? "not long before" : "in that time"));
    suspect(record, Certainty::possible, fmt::format("{} logged in as {}", before ? "was" : "had", account));
}

void Suspicions::attribute(const Record& change, const std::string& why, const Record* ordered_by) {
    if (ordered_by != nullptr)
        return suspect(*ordered_by, as_far_as_trusted(Certainty::certain, change),
                       fmt::format("{} by a sudo command", why), {&change});
    std::set<std::pair<std::string, std::string>> people;
    std::vector<const Record*> sessions;
    for (const auto* session : sessions_.acting_as(root, change.when, change.when))
        if (!is_asker(*session)) {
            sessions.push_back(session);
            const auto* login = sessions_.login_of(*session);
            people.emplace(session->account,
                           session->key.empty() && login != nullptr ? login->key : session->key);
        }
    if (sessions.empty())
        return suspect_process(root, change, Certainty::possible, why + "; who was root is not told");
    for (const auto* session : sessions)
        suspect(*session, people.size() == 1 ? Certainty::likely : Certainty::possible,
                fmt::format("{} while acting as root", why), {&change});
}

template <typename Does>
const Record* Suspicions::order_of(const Record& change, std::chrono::seconds at_most, Does&& does) const {
    const Record* last = nullptr;
    for (const auto& record : chronicle_.records) {
        const bool runs = record.act == Act::command || record.act == Act::became;
        const bool near = record.when + at_most >= change.when && record.when <= change.when + same_moment;
        if (&record != &change && runs && near && !record.account.empty() && acting(record) == root &&
            record.source != "shell history" && does(record))
            last = &record;
    }
    return last;
}

/// Whether it was done as root, or as one whose files they are.
bool Suspicions::may_change(const Record& record) const {
    if (is_asker(record))
        return false;
    const auto as = acting(record);
    const auto program = CommandLine(record.command).program();
    const bool becomes =
        record.source == "shell history" && (program == "sudo" || program == "doas" || program == "su");
    return as == root || becomes || std::ranges::find(owners_, as) != owners_.end();
}

/// dpkg has a line for each step of what apt's history tells whole.
bool Suspicions::is_told_better(const Record& record) const {
    constexpr std::chrono::minutes longest_upgrade{30};
    if (record.source != "dpkg.log" && record.source != "dnf.rpm.log" && record.source != "rpm database")
        return false;
    return std::ranges::any_of(chronicle_.records, [&](const Record& other) {
        const bool whole =
            other.source == "apt history" || other.source == "dnf.log" || other.source == "dnf5.log";
        return other.act == Act::package && whole && other.when <= record.when + same_moment &&
               other.when + longest_upgrade >= record.when &&
               bearing_of(other, inquiry_).strength == Strength::exact;
    });
}

/// Whoever asks comes every hour, without a terminal, for a bare shell.
bool Suspicions::is_asker(const Record& record) const {
    const auto& asker = chronicle_.asker;
    const bool comes = record.act == Act::login || record.act == Act::became;
    return comes && !asker.account.empty() && record.account == asker.account && record.terminal.empty() &&
           (record.from.empty() || asker.from.empty() || record.from == asker.from) &&
           (record.key.empty() || asker.key.empty() || record.key == asker.key);
}

void Suspicions::suspect(const Record& record, Certainty certainty, const std::string& why,
                         const std::vector<const Record*>& also) {
    const auto* login = record.act == Act::login ? nullptr : sessions_.login_of(record);
    const auto& came = login == nullptr ? record : *login;
    drift::Suspect suspect{people_.who(host_, record.account, came.key).value_or(record.account),
                           record.account,
                           came.key,
                           came.from,
                           as_far_as_trusted(certainty, record),
                           record.when,
                           why,
                           {evidence_of(record)}};
    for (const auto* more : also)
        if (more != nullptr)
            suspect.evidence.push_back(evidence_of(*more));
    if (login != nullptr)
        suspect.evidence.push_back(evidence_of(*login));
    suspects_.push_back(std::move(suspect));
}

void Suspicions::suspect_process(const std::string& name, const Record& record, Certainty certainty,
                                 const std::string& why) {
    suspects_.push_back({name,
                         record.account,
                         "",
                         "",
                         as_far_as_trusted(certainty, record),
                         record.when,
                         why,
                         {evidence_of(record)}});
}

} // namespace plumbline::blame
