#include "alert/local/record.hpp"

#include "alert/local/fields.hpp"
#include "base/escape.hpp"
#include "base/version.hpp"
#include "base/words.hpp"
#include "report/faces/told.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <vector>

namespace plumbline::alert {
namespace {

constexpr base::Words<int, 23> facilities{
    {{1, "user"},    {2, "mail"},    {3, "daemon"},  {4, "auth"},      {5, "syslog"},  {6, "lpr"},
     {7, "news"},    {8, "uucp"},    {9, "cron"},    {10, "authpriv"}, {11, "ftp"},    {12, "ntp"},
     {13, "audit"},  {14, "alert"},  {15, "clock"},  {16, "local0"},   {17, "local1"}, {18, "local2"},
     {19, "local3"}, {20, "local4"}, {21, "local5"}, {22, "local6"},   {23, "local7"}}};

constexpr std::string_view ellipsis = "…"; // what report::front_of() puts behind what it cuts
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

int priority_of(const Message& message, const RecordFrame& frame) {
    return frame.facility * 8 + log_priority(message);
}

/// "-" where this machine has no name that a record can bear.
std::string host_name() {
    std::array<char, 256> name{}; // RFC 5424, 6: at most 255
    const bool known = ::gethostname(name.data(), name.size() - 1) == 0 && name[0] != '\0';
    const std::string text = known ? name.data() : "-";
    const auto is_visible = [](char c) { return c > ' ' && c <= '~'; };
    return std::ranges::all_of(text, is_visible) ? text : "-";
}

/// RFC 5424, 6.3.3
std::string parameter(const Field& field) {
    std::string value;
    for (const char c : field.value) {
        if (c == '"' || c == '\\' || c == ']')
            value += '\\';
        value += c;
    }
    return fmt::format(" {}=\"{}\"", field.name, value);
}

/// The registered `origin`, and the fields as far as they take no more than half of the record.
std::string structured_data(const Message& message, const RecordFrame& frame) {
    auto elements = fmt::format("[origin software=\"plumbline\" swVersion=\"{}\"]", base::version());
    if (!frame.enterprise)
        return elements;
    elements += fmt::format("[plumbline@{}", *frame.enterprise);
    for (const auto& field : fields_of(message))
        if (const auto written = parameter(field); elements.size() + written.size() < frame.most / 2)
            elements += written;
    return elements + ']';
}

/// What is no ASCII is announced as UTF-8 (RFC 5424, 6.4).
std::string text_behind(const std::string& header, const Message& message, const RecordFrame& frame,
                        std::string_view mark) {
    const auto text = base::printable(subject_of(message));
    const bool is_ascii =
        std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80U; });
    const auto begun = header + std::string(is_ascii ? "" : mark);
    const auto used = begun.size() + ellipsis.size();
    return begun + report::front_of(text, frame.most - std::min(frame.most, used));
}

} // namespace

std::optional<int> parse_facility(std::string_view word) {
    return base::choice_of(facilities, word);
}

std::string facility_words() {
    std::vector<std::string_view> words;
    for (const auto& [number, word] : facilities)
        words.push_back(word);
    return fmt::format("{}", fmt::join(words, ", "));
}

std::string syslog_record(const Message& message, const RecordFrame& frame) {
    const auto header = fmt::format("<{}>1 {} {} plumbline {} {} {} ", priority_of(message, frame),
                                    base::to_rfc3339(message.at), host_name(), ::getpid(),
                                    name(message.event), structured_data(message, frame));
    return text_behind(header, message, frame, byte_order_mark);
}

std::string local_record(const Message& message, const RecordFrame& frame) {
    constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    // RFC 3164, 4.1.2: by this machine's own clock, and in no locale
    const auto t = fmt::localtime(std::chrono::system_clock::to_time_t(message.at));
    const auto header = fmt::format(
        "<{}>{} {:>2} {:02}:{:02}:{:02} plumbline[{}]: ", priority_of(message, frame),
        months.at(static_cast<std::size_t>(t.tm_mon)), t.tm_mday, t.tm_hour, t.tm_min, t.tm_sec, ::getpid());
    return text_behind(header, message, frame, "");
}

} // namespace plumbline::alert
