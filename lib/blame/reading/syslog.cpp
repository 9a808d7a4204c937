// Lines that a syslog daemon wrote: "STAMP HOST PROGRAM[PID]: TEXT".
#include "base/text.hpp"
#include "blame/reading/reading.hpp"

#include <re2/re2.h>

namespace plumbline::blame {
namespace {

using re2::RE2;

/// The line after its stamp. Busybox names the facility before the program; rsyslog writes a control byte as
/// "#012".
std::optional<Message> message_of(std::string_view line) {
    static const RE2 form(
        R"((?:\S+ )(?:[a-z0-9]+\.[a-z]+ )?([A-Za-z0-9_./@-]+)(?:\[(\d{1,10})\])?: +(?s:(.*)))");
    Message message;
    std::string pid;
    if (!RE2::FullMatch(re2::StringPiece(line.data(), line.size()), form, &message.program, &pid,
                        &message.text))
        return std::nullopt;
    message.pid = base::to_integer<std::uint32_t>(pid);
    return message;
}

} // namespace

void read_syslog(const LogAsked& log, const LogText& text, Reading& reading) {
    for (const std::string_view line : text.lines) {
        std::string_view rest = line;
        const auto time = reading.clock.cut_stamp(rest);
        if (!time)
            continue;
        if (const auto message = message_of(rest))
            reading.add(*message, reading.clock.here(*time), log.name, line);
    }
}

void read_salt(const LogAsked& log, const LogText& text, Reading& reading) {
    for (const std::string_view line : text.lines) {
        std::string_view rest = line;
        if (const auto time = reading.clock.cut_iso(rest))
            reading.add({"salt-minion", {}, std::string(rest)}, reading.clock.here(*time), log.name, line);
    }
}

} // namespace plumbline::blame
