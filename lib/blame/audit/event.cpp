#include "blame/audit/event.hpp"

#include "base/text.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <set>

namespace plumbline::blame {
namespace {

using re2::RE2;

/// Fields whose value the kernel or auditd writes in hexadecimal digits if it holds a blank, a quote or a
/// control byte, and in quotes if not.
bool may_be_encoded(const std::string& name) {
    static const std::set<std::string> names{"name", "proctitle", "cmd", "comm", "exe", "cwd", "acct", "grp"};
    return names.count(name) > 0 || (name.size() > 1 && name.front() == 'a' &&
                                     name.find_first_not_of("0123456789", 1) == std::string::npos);
}

int digit(char byte) {
    if (byte >= '0' && byte <= '9')
        return byte - '0';
    return byte >= 'A' && byte <= 'F' ? byte - 'A' + 10 : -1;
}

/// The bytes; the text itself when it is not made of pairs of digits. NULs part the words of a command.
std::string decoded(const std::string& text) {
    if (text.empty() || text.size() % 2 != 0)
        return text;
    std::string bytes;
    for (std::size_t index = 0; index < text.size(); index += 2) {
        const int high = digit(text[index]);
        const int low = digit(text[index + 1]);
        if (high < 0 || low < 0)
            return text;
        const char byte = static_cast<char>(high * 16 + low);
        bytes += byte == '\0' ? ' ' : byte;
    }
    return bytes;
}

/// `arguments`: a0, a1, … are words; those of a system call are numbers.
void take_fields(AuditFields& fields, std::string_view text, bool arguments) {
    static const RE2 form(R"form(([A-Za-z0-9_-]+)=(?:"([^"]*)"|'([^']*)'|([^\s"'\x1d]*)))form");
    re2::StringPiece rest(text.data(), text.size());
    std::string name;
    std::string quoted;
    std::string inner;
    std::string bare;
    while (RE2::FindAndConsume(&rest, form, &name, &quoted, &inner, &bare)) {
        if (name == "msg" && !inner.empty())
            take_fields(fields, inner, arguments);
        else if (!quoted.empty())
            fields.try_emplace(name, quoted);
        else if (may_be_encoded(name) && (arguments || name.size() > 2 || name.front() != 'a'))
            fields.try_emplace(name, decoded(bare));
        else
            fields.try_emplace(name, bare);
    }
}

std::optional<HostTime> time_of(std::int64_t epoch, const std::string& milliseconds) {
    constexpr std::int64_t year_2200 = 7'258'118'400;
    if (epoch < 0 || epoch > year_2200)
        return std::nullopt;
    return HostTime(std::chrono::seconds(epoch)) +
           std::chrono::milliseconds(base::to_integer<int>(milliseconds).value_or(0));
}

/// A system call by the numbers of two machines, and its name in the enriched form.
struct SystemCall {
    const char* name;
    int x86_64;
    int aarch64;
};
constexpr SystemCall changing[]{
    {"creat", 85, -1},         {"truncate", 76, 45},  {"rename", 82, -1},       {"renameat", 264, 38},
    {"renameat2", 316, 276},   {"chmod", 90, -1},     {"fchmod", 91, 52},       {"fchmodat", 268, 53},
    {"fchmodat2", 452, 452},   {"chown", 92, -1},     {"fchown", 93, 55},       {"lchown", 94, -1},
    {"fchownat", 260, 54},     {"link", 86, -1},      {"linkat", 265, 37},      {"unlink", 87, -1},
    {"unlinkat", 263, 35},     {"symlink", 88, -1},   {"symlinkat", 266, 36},   {"setxattr", 188, 5},
    {"lsetxattr", 189, 6},     {"fsetxattr", 190, 7}, {"removexattr", 197, 14}, {"lremovexattr", 198, 15},
    {"fremovexattr", 199, 16}, {"mkdir", 83, -1},     {"mkdirat", 258, 34},     {"rmdir", 84, -1},
    {"mknod", 133, -1},        {"mknodat", 259, 33},  {"ftruncate", 77, 46}};

/// Those that open, and which of their arguments holds the flags.
struct Opening {
    const char* name;
    int x86_64;
    int aarch64;
    const char* flags;
};
constexpr Opening opening[]{{"open", 2, -1, "a1"}, {"openat", 257, 56, "a2"}};

template <typename Call>
bool is_call(const Call& call, const AuditFields& fields) {
    const std::string& name = audit_field(fields, "SYSCALL");
    if (!name.empty())
        return name == call.name;
    const auto number = base::to_integer<int>(audit_field(fields, "syscall"));
    const std::string& machine = audit_field(fields, "arch");
    return number && ((machine == "c000003e" && *number == call.x86_64) ||
                      (machine == "c00000b7" && *number == call.aarch64));
}

/// open(2): for writing, or created or emptied.
bool opens_to_write(const std::string& flags) {
    constexpr std::uint64_t write_only = 1;
    constexpr std::uint64_t read_write = 2;
    constexpr std::uint64_t create = 0100;
    constexpr std::uint64_t truncate = 01000;
    std::uint64_t number = 0;
    return RE2::FullMatch(flags, "([0-9a-f]{1,16})", RE2::Hex(&number)) &&
           (number & (write_only | read_write | create | truncate)) != 0;
}

} // namespace

const AuditFields* AuditEvent::line(const std::string& type) const {
    const auto found = lines.find(type);
    return found == lines.end() ? nullptr : &found->second;
}

const std::string& audit_field(const AuditFields& fields, const std::string& name) {
    static const std::string none;
    const auto found = fields.find(name);
    return found == fields.end() ? none : found->second;
}

std::vector<AuditEvent> audit_events(const std::vector<std::string_view>& lines) {
    static const RE2 form(R"((?:node=\S+ )?type=(\S+) msg=(audit\((\d{1,12})\.(\d{1,3}):\d+\)): ?)");
    std::vector<AuditEvent> events;
    std::map<std::string, std::size_t> places;
    for (const std::string_view line : lines) {
        re2::StringPiece rest(line.data(), line.size());
        std::string type;
        std::string serial;
        std::int64_t epoch = 0;
        std::string fraction;
        if (!RE2::Consume(&rest, form, &type, &serial, &epoch, &fraction))
            continue;
        const auto when = time_of(epoch, fraction);
        if (!when)
            continue;
        const auto [place, is_new] = places.try_emplace(serial, events.size());
        if (is_new)
            events.push_back({*when, {}, line});
        AuditFields fields;
        take_fields(fields, std::string_view(rest.data(), rest.size()), type == "EXECVE");
        events[place->second].lines.emplace(type, std::move(fields));
    }
    return events;
}

bool audit_writes(const AuditFields& system_call) {
    for (const Opening& call : opening)
        if (is_call(call, system_call))
            return opens_to_write(audit_field(system_call, call.flags));
    return std::any_of(std::begin(changing), std::end(changing),
                       [&](const SystemCall& call) { return is_call(call, system_call); });
}

} // namespace plumbline::blame
