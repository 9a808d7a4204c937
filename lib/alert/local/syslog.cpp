#include "alert/channels/all.hpp"
#include "alert/channels/ca_file.hpp"
#include "alert/local/datagram.hpp"
#include "alert/local/record.hpp"
#include "alert/local/stream.hpp"
#include "base/escape.hpp"

#include <fmt/format.h>

#include <limits>
#include <utility>
#include <variant>

namespace plumbline::alert {
namespace {

using standard::Form;
using standard::Text;

constexpr std::size_t most_by_udp = 2048;    // what receivers should take (RFC 5424, 6.1)
constexpr std::size_t most_elsewhere = 8000; // rsyslog by itself takes 8096

/// A socket of this machine.
struct LocalSocket {
    std::string path;
    bool takes_rfc5424 = false;
};
struct Remote {
    Listener listener;
    std::string ca_file;
};

class Syslog : public Channel {
public:
    Syslog(std::variant<LocalSocket, Remote> log, RecordFrame frame) : log_(std::move(log)), frame_(frame) {}

    [[nodiscard]] Outcome send(const Message& message, base::Deadline deadline) const override {
        return std::visit([&](const auto& log) { return send_to(log, message, deadline); }, log_);
    }

private:
    [[nodiscard]] Outcome send_to(const LocalSocket& log, const Message& message,
                                  base::Deadline deadline) const {
        const auto record =
            log.takes_rfc5424 ? syslog_record(message, frame_) : local_record(message, frame_);
        return send_to_socket(log.path, record, deadline);
    }
    [[nodiscard]] Outcome send_to(const Remote& log, const Message& message, base::Deadline deadline) const {
        const auto record = syslog_record(message, frame_);
        if (log.listener.scheme == "udp")
            return send_by_udp(log.listener, record, deadline);
        // octet counting (RFC 6587, 3.4.1; RFC 5425, 4.3)
        return send_by_stream(log.listener, log.ca_file, fmt::format("{} {}", record.size(), record),
                              deadline);
    }

    std::variant<LocalSocket, Remote> log_;
    RecordFrame frame_;
};

constexpr std::string_view unix_scheme = "unix:";

/// rsyslog and journald read what comes by their socket as syslog(3) writes it, and tear RFC 5424 apart; an
/// rsyslog that was told otherwise (useSpecialParser="off") wants `format: rfc5424`.
std::optional<LocalSocket> read_local(Form& form, const ChannelReading& reading, const Text& to) {
    const auto format = form.take_word("format", {"local", "rfc5424"});
    auto path = read_socket_path(std::string_view(to.text).substr(unix_scheme.size()), to.place, "to",
                                 reading.diagnostics());
    if (!path)
        return std::nullopt;
    return LocalSocket{std::move(*path), format == "rfc5424"};
}

std::optional<Remote> read_remote(Form& form, const ChannelReading& reading, const Text& to) {
    auto& diagnostics = reading.diagnostics();
    auto listener = read_listener(to, "to", {{"udp", 514}, {"tcp", 601}, {"tls", 6514}}, diagnostics);
    const auto ca_file = read_ca_file(form, reading);
    if (const auto place = form.drop("format"))
        diagnostics.error(*place, "'format' is for a socket of this machine: everything else gets RFC 5424",
                          "take it away");
    if (!listener || !ca_file)
        return std::nullopt;
    if (!ca_file->empty() && listener->scheme != "tls") {
        diagnostics.error(
            to.place,
            fmt::format("'ca_file' does not go with {}, which has no certificates", listener->scheme),
            "write tls://HOST:PORT");
        return std::nullopt;
    }
    return Remote{std::move(*listener), *ca_file};
}

int read_facility(Form& form, const ChannelReading& reading) {
    const auto word = form.take_text("facility");
    const auto facility = parse_facility(word ? word->text : "daemon");
    if (!facility)
        reading.diagnostics().error(word->place,
                                    fmt::format("'facility' cannot be '{}'", base::printable(word->text)),
                                    "one of: " + facility_words());
    return facility.value_or(0);
}

std::optional<std::uint32_t> read_enterprise(Form& form) {
    const auto number = form.take_count("enterprise", 1, std::numeric_limits<std::uint32_t>::max());
    return number ? std::optional(static_cast<std::uint32_t>(*number)) : std::nullopt;
}

} // namespace

std::unique_ptr<Channel> read_syslog(Form& form, const ChannelReading& reading) {
    const auto errors = reading.diagnostics().errors();
    RecordFrame frame{.facility = read_facility(form, reading),
                      .enterprise = read_enterprise(form),
                      .most = most_elsewhere};
    const auto to = form.take_text("to").value_or(Text{"unix:/dev/log", form.place()});
    std::optional<std::variant<LocalSocket, Remote>> log;
    if (to.text.starts_with(unix_scheme))
        log = read_local(form, reading, to);
    else
        log = read_remote(form, reading, to);
    if (!log || reading.diagnostics().errors() != errors)
        return nullptr;
    if (const auto* remote = std::get_if<Remote>(&*log);
        remote != nullptr && remote->listener.scheme == "udp")
        frame.most = most_by_udp;
    return std::make_unique<Syslog>(std::move(*log), frame);
}

} // namespace plumbline::alert
