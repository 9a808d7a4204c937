#include "blame/reading/reading.hpp"

#include "base/text.hpp"
#include "probe/accounts.hpp"
#include "probe/content.hpp"

#include <algorithm>
#include <numeric>

namespace plumbline::blame {
namespace {

constexpr std::size_t line_limit = 1000;

/// Two logs may stamp one message a second apart, since some keep whole seconds.
constexpr std::chrono::seconds same_time{2};

std::string_view clock_answer(const probe::Answers& answers, const Asked& asked) {
    const auto* answered = std::get_if<probe::Answered>(&answers.to(asked.clock));
    return answered ? std::string_view(answered->bytes) : std::string_view();
}

bool is_near(base::Instant one, base::Instant other) {
    return (one < other ? other - one : one - other) <= same_time;
}

bool say_same(const Message& one, const Message& other) {
    return base::trim(one.text) == base::trim(other.text) && one.program == other.program;
}

bool is_same(const Message& one, const Message& other) {
    return say_same(one, other) && (!one.pid || !other.pid || *one.pid == *other.pid);
}

/// What must be known of before it: a session lasts.
bool lasts(Act act) {
    return act == Act::login || act == Act::logout || act == Act::became || act == Act::boot;
}

/// Whether the first is what the program itself said of a login that another log only counts.
bool tells_of(const Record& first, const Record& counted) {
    constexpr std::chrono::seconds until_terminal{5};
    const bool said = !first.from.empty() && first.source != "wtmp" && first.source != "lastlog" &&
                      first.source != "audit.log";
    const bool also_said = counted.source != "wtmp" && counted.source != "lastlog" &&
                           counted.source != "audit.log" && !counted.from.empty();
    return first.act == Act::login && counted.act == Act::login && said && !also_said &&
           first.account == counted.account && counted.when + same_time >= first.when &&
           counted.when <= first.when + until_terminal &&
           (first.terminal.empty() || counted.terminal.empty() || first.terminal == counted.terminal);
}

std::string why(const std::string& reason) {
    if (reason.rfind("permission denied", 0) == 0)
        return reason + ": reading it needs root, set ssh.sudo";
    return reason;
}

} // namespace

Reading::Reading(const probe::Answers& all, const Asked& what, base::Instant received)
    : answers(all), asked(what), clock(clock_answer(all, what), received) {
    read_accounts();
}

void Reading::read_accounts() {
    const auto* answered = std::get_if<probe::Answered>(&answers.to(asked.passwd));
    if (!answered)
        return;
    const auto limit = base::to_integer<std::uint64_t>(asked.passwd.arguments.back());
    const auto content = probe::parse_content(answered->bytes, limit.value_or(0));
    if (!content || !content->bytes)
        return;
    for (const std::string_view line : base::lines(content->bytes->first))
        if (const auto account = probe::parse_account(std::string(line)))
            accounts_.try_emplace(static_cast<std::uint32_t>(account->uid), account->name);
}

std::string Reading::account(std::uint32_t uid) const {
    const auto found = accounts_.find(uid);
    return found == accounts_.end() ? std::to_string(uid) : found->second;
}

bool Reading::may_be(std::uint32_t uid, const std::string& name) const {
    const auto found = accounts_.find(uid);
    if (found != accounts_.end())
        return found->second == name;
    return std::none_of(accounts_.begin(), accounts_.end(),
                        [&](const auto& account) { return account.second == name; });
}

std::optional<std::string_view> Reading::bytes(const probe::Question& question, const std::string& source) {
    const probe::Answer& answer = answers.to(question);
    if (const auto* answered = std::get_if<probe::Answered>(&answer))
        return answered->bytes;
    if (const auto* cannot = std::get_if<probe::CannotTell>(&answer))
        chronicle.sources.push_back({source, Source::State::unreadable, why(cannot->reason)});
    return std::nullopt;
}

void Reading::read_source(const std::string& name, bool cut, std::optional<base::Instant> reaches) {
    const std::string reason = cut ? "only its end was read" : "";
    chronicle.sources.push_back({name, Source::State::read, reason, reaches});
}

void Reading::absent_source(const std::string& name, const std::string& reason) {
    chronicle.sources.push_back({name, Source::State::absent, reason});
}

Record* Reading::add(Record record, base::Instant when, const std::string& source, std::string_view line) {
    const base::Instant earliest = lasts(record.act) ? asked.after - lead : asked.after - slack;
    if (when < earliest || when > asked.before + slack)
        return nullptr;
    record.when = when;
    record.source = source;
    record.line = shortened(line);
    chronicle.records.push_back(std::move(record));
    messages_.resize(chronicle.records.size());
    return &chronicle.records.back();
}

Record* Reading::add(const Message& message, base::Instant when, const std::string& source,
                     std::string_view line) {
    if (const auto continuation = understand_continuation(message)) {
        continue_command(*continuation, source);
        return nullptr;
    }
    auto record = understand(message);
    Record* added = record ? add(std::move(*record), when, source, line) : nullptr;
    if (added)
        messages_.back() = message;
    return added;
}

void Reading::continue_command(const Continuation& continuation, const std::string& source) {
    auto& records = chronicle.records;
    const auto begun = std::find_if(records.rbegin(), records.rend(), [&](const Record& record) {
        return record.source == source && record.account == continuation.account && !record.command.empty();
    });
    if (begun == records.rend())
        return;
    begun->command += ' ' + continuation.rest;
    const base::List more = paths_of_command("sudo " + continuation.rest, "");
    begun->things.insert(begun->things.end(), more.begin(), more.end());
}

void Reading::distrust(const Message& message, base::Instant when) {
    distrusted_.push_back({message, when});
}

Chronicle Reading::take() {
    drop_distrusted();
    drop_repeated();
    join_logins();
    std::stable_sort(chronicle.records.begin(), chronicle.records.end(),
                     [](const Record& left, const Record& right) { return left.when < right.when; });
    return std::move(chronicle);
}

/// Whoever forges a line chooses the process in it, too. A true one with the same text is in the journal.
void Reading::drop_distrusted() {
    for (std::size_t index = 0; index < messages_.size();) {
        const auto& message = messages_[index];
        const bool forged =
            message && chronicle.records[index].source != "journal" &&
            std::any_of(distrusted_.begin(), distrusted_.end(), [&](const Said& said) {
                return is_near(said.when, chronicle.records[index].when) && say_same(said.message, *message);
            });
        if (!forged) {
            ++index;
            continue;
        }
        messages_.erase(messages_.begin() + static_cast<std::ptrdiff_t>(index));
        chronicle.records.erase(chronicle.records.begin() + static_cast<std::ptrdiff_t>(index));
    }
}

/// The journal's comes first, since its sender is known.
void Reading::drop_repeated() {
    std::multimap<std::string, std::size_t> of_journal;
    std::vector<bool> repeated(messages_.size());
    for (std::size_t index = 0; index < messages_.size(); ++index)
        if (messages_[index] && chronicle.records[index].source == "journal")
            of_journal.emplace(base::trim(messages_[index]->text), index);
    std::vector<bool> matched(messages_.size());
    for (std::size_t index = 0; index < messages_.size(); ++index) {
        if (!messages_[index] || chronicle.records[index].source == "journal")
            continue;
        const auto [begin, end] = of_journal.equal_range(std::string(base::trim(messages_[index]->text)));
        for (auto other = begin; other != end && !repeated[index]; ++other)
            if (!matched[other->second] && is_same(*messages_[index], *messages_[other->second]) &&
                is_near(chronicle.records[index].when, chronicle.records[other->second].when))
                repeated[index] = matched[other->second] = true;
    }
    std::vector<Record> kept;
    for (std::size_t index = 0; index < messages_.size(); ++index)
        if (!repeated[index])
            kept.push_back(std::move(chronicle.records[index]));
    chronicle.records = std::move(kept);
    messages_.clear();
}

/// sshd says the key, logind the session's number, wtmp the terminal: one login, with all that is known of
/// it.
void Reading::join_logins() {
    auto& records = chronicle.records;
    std::vector<bool> joined(records.size());
    for (std::size_t index = 0; index < records.size(); ++index) {
        const auto begun = std::find_if(records.begin(), records.end(),
                                        [&](const Record& login) { return tells_of(login, records[index]); });
        if (begun == records.end())
            continue;
        joined[index] = true;
        if (records[index].session)
            begun->session = records[index].session;
        if (begun->terminal.empty())
            begun->terminal = records[index].terminal;
    }
    std::size_t index = 0;
    records.erase(
        std::remove_if(records.begin(), records.end(), [&](const Record&) { return joined[index++]; }),
        records.end());
}

std::string shortened(std::string_view line) {
    return std::string(line.substr(0, line_limit));
}

LogText log_text(std::string_view answer, std::size_t limit) {
    LogText text;
    const std::size_t end = std::min(answer.find('\n'), answer.size());
    text.cut = answer.substr(0, end) != "whole";
    answer.remove_prefix(std::min(end + 1, answer.size()));
    const bool full = answer.size() >= limit;
    text.cut = text.cut || full;
    if (text.cut) // it begins somewhere in a line
        answer.remove_prefix(std::min(answer.find('\n'), answer.size()));
    text.lines = base::lines(answer);
    return text;
}

Chronicle read(const probe::Answers& answers, const std::vector<Inquiry>& inquiries, const Policy& policy,
               base::Instant received) {
    if (inquiries.empty())
        return {};
    const Asked asked = ask_about(inquiries, policy);
    Reading reading(answers, asked, received);
    if (!reading.clock.known())
        reading.chronicle.sources.push_back({"clock", Source::State::unreadable,
                                             "the host did not say what time it has: its stamps are taken "
                                             "to be right and in UTC"});
    read_journal(reading);
    read_logs(reading);
    read_sessions(reading);
    read_installed(reading);
    read_owners(reading);
    read_etckeeper(reading);
    read_histories(reading);
    read_touched(reading);
    return reading.take();
}

} // namespace plumbline::blame
