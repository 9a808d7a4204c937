// wtmp and btmp as login programs write them (utmp(5)), and what lastlog(8) prints.
#include "base/text.hpp"
#include "blame/reading/reading.hpp"

#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <cstring>

namespace plumbline::blame {
namespace {

/// The record of a 64-bit machine that can run 32-bit programs (amd64, ppc64le), and of one that can't
/// (aarch64, riscv64), whose numbers of session and time are wider.
struct Layout {
    std::size_t size;
    std::size_t seconds_at;
    std::size_t seconds_bytes;
};
constexpr Layout narrow{384, 340, 4};
constexpr Layout wide{400, 344, 8};

enum class Kind { empty, run_level, boot, new_time, old_time, init, login, user, dead };

struct Entry {
    Kind kind = Kind::empty;
    std::uint32_t pid = 0;
    std::string terminal;
    std::string user;
    std::string host;
    std::int64_t epoch = 0;
};

std::uint64_t number(std::string_view bytes, std::size_t at, std::size_t count) {
    std::uint64_t value = 0;
    for (std::size_t index = 0; index < count; ++index)
        value |= std::uint64_t{static_cast<unsigned char>(bytes[at + index])} << (8 * index);
    return value;
}

std::string text(std::string_view bytes, std::size_t at, std::size_t size) {
    const std::string_view part = bytes.substr(at, size);
    return std::string(part.substr(0, part.find('\0')));
}

std::optional<Entry> parse(std::string_view bytes, const Layout& layout) {
    const std::uint64_t kind = number(bytes, 0, 4);
    if (kind > 9)
        return std::nullopt;
    Entry entry;
    entry.kind = kind == 9 ? Kind::empty : Kind(kind); // 9: accounting, which nothing writes
    entry.pid = static_cast<std::uint32_t>(number(bytes, 4, 4));
    entry.terminal = text(bytes, 8, 32);
    entry.user = text(bytes, 44, 32);
    entry.host = text(bytes, 76, 256);
    entry.epoch = static_cast<std::int64_t>(number(bytes, layout.seconds_at, layout.seconds_bytes));
    return entry;
}

/// All records; nothing when they are of another form.
std::optional<std::vector<Entry>> parse_all(std::string_view bytes, const Layout& layout) {
    if (bytes.size() % layout.size != 0)
        return std::nullopt;
    std::vector<Entry> entries;
    for (; !bytes.empty(); bytes.remove_prefix(layout.size)) {
        auto entry = parse(bytes, layout);
        if (!entry)
            return std::nullopt;
        entries.push_back(std::move(*entry));
    }
    return entries;
}

std::optional<std::vector<Entry>> parse_any(std::string_view bytes) {
    auto entries = parse_all(bytes, narrow);
    return entries ? entries : parse_all(bytes, wide);
}

std::optional<Record> record_of(const Entry& entry) {
    Record record;
    record.account = entry.user;
    record.terminal = entry.terminal;
    record.from = entry.host;
    record.pid = entry.pid;
    switch (entry.kind) {
    case Kind::user:
        record.act = Act::login;
        return record;
    case Kind::dead:
        record.act = Act::logout;
        return record;
    case Kind::boot:
    case Kind::new_time: {
        Record event;
        event.act = entry.kind == Kind::boot ? Act::boot : Act::clock;
        return event;
    }
    case Kind::empty:
    case Kind::run_level:
    case Kind::old_time:
    case Kind::init:
    case Kind::login:
        break;
    }
    return std::nullopt;
}

/// As last(1) shows it.
std::string shown(const Entry& entry) {
    const char* what = entry.kind == Kind::boot       ? "system boot"
                       : entry.kind == Kind::new_time ? "clock set"
                       : entry.kind == Kind::dead     ? "logged out"
                                                      : "logged in";
    std::string line = what;
    for (const std::string& part : {entry.user, entry.terminal, entry.host})
        if (!part.empty())
            line += ' ' + part;
    return line;
}

/// The end of a session names its terminal alone.
std::string user_of(const Entry& end, const std::vector<Entry>& entries, std::size_t before) {
    for (std::size_t index = before; index-- > 0;)
        if (entries[index].kind == Kind::user && entries[index].terminal == end.terminal)
            return entries[index].user;
    return "";
}

void read_wtmp(const std::vector<Entry>& entries, Reading& reading) {
    for (std::size_t index = 0; index < entries.size(); ++index) {
        Entry entry = entries[index];
        if (entry.kind == Kind::dead && entry.user.empty())
            entry.user = user_of(entry, entries, index);
        if (auto record = record_of(entry))
            reading.add(std::move(*record), reading.clock.here(entry.epoch), "wtmp", shown(entry));
    }
}

void read_btmp(const std::vector<Entry>& entries, Reading& reading) {
    for (const Entry& entry : entries) {
        if (entry.kind != Kind::login && entry.kind != Kind::user)
            continue;
        Record record;
        record.act = Act::failed_login;
        record.account = entry.user;
        record.terminal = entry.terminal;
        record.from = entry.host;
        record.pid = entry.pid;
        reading.add(std::move(record), reading.clock.here(entry.epoch), "btmp",
                    fmt::format("not let in: {} {} {}", entry.user, entry.terminal, entry.host));
    }
}

void read_file(Reading& reading, const probe::Question& question, const std::string& name,
               void (*read_entries)(const std::vector<Entry>&, Reading&)) {
    const auto bytes = reading.bytes(question, name);
    if (!bytes)
        return;
    const auto entries = parse_any(*bytes);
    if (!entries) {
        reading.chronicle.sources.push_back(
            {name, Source::State::unreadable, "its records are of a form that is not known"});
        return;
    }
    read_entries(*entries, reading);
    const bool cut = std::to_string(bytes->size()) == question.arguments.back();
    std::optional<base::Instant> reaches;
    if (!entries->empty())
        reaches = reading.clock.here(entries->front().epoch);
    reading.read_source(name, cut, reaches);
}

/// "alice   pts/0   10.0.0.9   Sat Nov 21 05:02:59 +0000 2026".
void read_lastlog(Reading& reading) {
    static const re2::RE2 form(
        R"((\S+) +(\S+) +(?:(\S+) +)?[A-Z][a-z]{2} ([A-Z][a-z]{2}) +(\d+) (\S+) (\S+) (\d{4}))");
    const auto bytes = reading.bytes(reading.asked.logins, "lastlog");
    if (!bytes)
        return;
    for (const std::string_view line : base::lines(*bytes)) {
        Record record;
        record.act = Act::login;
        std::string month;
        int day = 0;
        std::string time;
        std::string zone;
        std::string year;
        if (!re2::RE2::FullMatch(re2::StringPiece(line.data(), line.size()), form, &record.account,
                                 &record.terminal, &record.from, &month, &day, &time, &zone, &year))
            continue;
        constexpr std::string_view months = "JanFebMarAprMayJunJulAugSepOctNovDec";
        const std::string stamp =
            fmt::format("{}-{:02}-{:02} {}{}", year, months.find(month) / 3 + 1, day, time, zone);
        std::string_view rest = stamp;
        if (const auto when = reading.clock.cut_iso(rest))
            reading.add(std::move(record), reading.clock.here(*when), "lastlog", line);
    }
}

/// In a container it is the machine's, and wtmp says better.
void add_start(Reading& reading) {
    constexpr std::chrono::minutes apart{5};
    const auto started = reading.clock.started();
    const auto& records = reading.chronicle.records;
    if (!started || std::any_of(records.begin(), records.end(), [&](const Record& record) {
            return record.act == Act::boot && record.when < *started + apart &&
                   *started < record.when + apart;
        }))
        return;
    Record record;
    record.act = Act::boot;
    reading.add(std::move(record), *started, "uptime", "the host runs since then");
}

} // namespace

void read_sessions(Reading& reading) {
    read_file(reading, reading.asked.wtmp, "wtmp", read_wtmp);
    read_file(reading, reading.asked.btmp, "btmp", read_btmp);
    read_lastlog(reading);
    add_start(reading);
}

} // namespace plumbline::blame
