#include "records/alert_status.hpp"

#include "base/escape.hpp"
#include "report/text/past_words.hpp"
#include "report/words.hpp"

#include <fmt/format.h>

namespace plumbline::cli {
namespace {

void append(std::string& text, const std::string& line) {
    text += base::printable(line) + '\n';
}

/// "web1 file:/etc/motd: mode is 0600, should be 0644, and 3 more".
std::string words_of(const alert::OpenAlert& open) {
    if (open.members.empty())
        return std::string(alert::name(open.concern));
    const auto& first = open.members.front();
    auto words = first.host;
    words += first.host.empty() || first.resource.empty() ? "" : " ";
    words += first.resource;
    words += words.empty() ? "" : ": ";
    words += first.what;
    return open.members.size() == 1 ? words : fmt::format("{}, and {} more", words, open.members.size() - 1);
}

void append_open(std::string& text, const std::vector<alert::OpenAlert>& alerts) {
    append(text, alerts.empty() ? "no alert is open" : report::counted(alerts.size(), "alert") + " open");
    for (const auto& open : alerts)
        append(text, fmt::format("  {:<8} to {}, opened {}: {}", resource::name(open.severity),
                                 open.destination, report::minute(open.opened), words_of(open)));
}

void append_outbox(std::string& text, const std::vector<alert::Parcel>& parcels) {
    if (!parcels.empty())
        append(text, report::counted(parcels.size(), "message") + " on the way");
    for (const auto& parcel : parcels) {
        append(text, fmt::format("  to {}, not before {}: {}", parcel.destination,
                                 report::minute(parcel.not_before), parcel.message.headline));
        if (!parcel.trouble.empty())
            append(text,
                   fmt::format("    {}: {}", report::counted(parcel.attempts, "attempt"), parcel.trouble));
    }
}

void append_breakers(std::string& text, const std::map<std::string, alert::Breaker>& breakers) {
    for (const auto& [channel, breaker] : breakers)
        if (breaker.open_until)
            append(text, fmt::format("{} is left alone until {}: {}", channel,
                                     report::minute(*breaker.open_until), breaker.why));
}

} // namespace

std::string status_text(const alert::Memory& memory) {
    std::string text;
    append_open(text, memory.open);
    append_outbox(text, memory.outbox);
    append_breakers(text, memory.breakers);
    return text;
}

} // namespace plumbline::cli
