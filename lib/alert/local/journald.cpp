#include "alert/channels/all.hpp"
#include "alert/local/datagram.hpp"
#include "alert/local/fields.hpp"
#include "base/escape.hpp"
#include "base/words.hpp"
#include "report/faces/told.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace plumbline::alert {
namespace {

constexpr std::size_t longest_line = 4096; // bytes
constexpr std::string_view usual_socket = "/run/systemd/journal/socket";

/// What journalctl finds each kind of event by, for ever: MESSAGE_ID (systemd.journal-fields(7)).
constexpr base::Words<Event, 8> message_ids{{{Event::opened, "6987c420609942df91f22a8172134d13"},
                                             {Event::joined, "5872590b7d2645f2ba04b5943334ce18"},
                                             {Event::worse, "ce2ea101411f43d083bdcf41cdcafed6"},
                                             {Event::mutated, "b0584c44706d4842b9a472cd28606295"},
                                             {Event::still_open, "487907325a624db0b7ac1fd0a7cd906e"},
                                             {Event::escalated, "6a2adb35f72a46afa9cf123bbe78122d"},
                                             {Event::resolved, "1c37889db10d416286dd587a348174d8"},
                                             {Event::unchanged, "5e6eb507f2534d189201b731a8c3f80f"}}};

/// One field of the journal's native protocol: the value is printable, so that it never holds the line end
/// that ends it.
std::string line(std::string_view name, std::string_view value) {
    return std::string(name).append("=").append(base::printable(value)).append("\n");
}

std::string journal_name(std::string_view name) {
    std::string upper = "PLUMBLINE_";
    for (const char c : name)
        upper += static_cast<char>(c - 'a' + 'A');
    return upper;
}

std::string entry_of(const Message& message) {
    auto entry = line("MESSAGE", report::front_of(subject_of(message), longest_line)) +
                 line("MESSAGE_ID", base::word_of(message_ids, message.event)) +
                 line("PRIORITY", std::to_string(log_priority(message))) +
                 line("SYSLOG_IDENTIFIER", "plumbline");
    if (!message.page.empty())
        entry += line("DOCUMENTATION", message.page);
    for (const auto& field : fields_of(message))
        entry += line(journal_name(field.name), field.value);
    return entry;
}

/// By the journal's native protocol. sd_journal_sendv(3) would do, but it says that all is well where there
/// is no journal, waits without an end for one that is busy, and knows no other than the system's.
class Journald : public Channel {
public:
    explicit Journald(std::string socket) : socket_(std::move(socket)) {}

    [[nodiscard]] Outcome send(const Message& message, base::Deadline deadline) const override {
        return send_to_socket(socket_, entry_of(message), deadline);
    }

private:
    std::string socket_;
};

} // namespace

std::unique_ptr<Channel> read_journald(standard::Form& form, const ChannelReading& reading) {
    // a journal namespace has its own: /run/systemd/journal.NAME/socket
    const auto written =
        form.take_text("socket").value_or(standard::Text{std::string(usual_socket), form.place()});
    auto socket = read_socket_path(written.text, written.place, "socket", reading.diagnostics());
    return socket ? std::make_unique<Journald>(std::move(*socket)) : nullptr;
}

} // namespace plumbline::alert
