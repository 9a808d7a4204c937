#include "alert/channels/all.hpp"
#include "alert/local/program.hpp"
#include "alert/mail/address.hpp"
#include "alert/mail/relay.hpp"

#include <fmt/format.h>

#include <utility>
#include <variant>

namespace plumbline::alert {
namespace {

using standard::Form;
using standard::Text;

constexpr std::size_t most_recipients = 100; // what every server takes (RFC 5321, 4.5.3.1.8)

struct Sendmail {
    std::string program;
};
using Way = std::variant<Relay, Sendmail>;

Outcome hand_over(const Sendmail& sendmail, const Envelope& envelope, std::string_view letter,
                  base::Deadline deadline) {
    std::vector<std::string> argv{sendmail.program, "-i", "-f", envelope.from, "--"};
    argv.insert(argv.end(), envelope.to.begin(), envelope.to.end());
    return run_program(argv, letter, deadline);
}

Outcome hand_over(const Relay& relay, const Envelope& envelope, std::string_view letter,
                  base::Deadline deadline) {
    return send_by_smtp(relay, envelope, letter, deadline);
}

class Email : public Channel {
public:
    Email(Letterhead head, Way way) : head_(std::move(head)), way_(std::move(way)) {}

    [[nodiscard]] Outcome send(const Message& message, base::Deadline deadline) const override {
        const auto written = letter(head_, message);
        return std::visit([&](const auto& way) { return hand_over(way, head_.envelope, written, deadline); },
                          way_);
    }

private:
    Letterhead head_;
    Way way_;
};

std::string read_address(const std::optional<Text>& written, std::string_view key,
                         const ChannelReading& reading) {
    return written ? read_mail_address(*written, key, reading.diagnostics()).value_or("") : std::string();
}

std::vector<std::string> read_recipients(Form& form, const ChannelReading& reading) {
    const auto written = form.require("to");
    if (!written)
        return {};
    std::vector<std::string> addresses;
    for (const auto& text : standard::read_texts(*written, "'to'", reading.diagnostics()))
        addresses.push_back(read_address(text, "to", reading));
    if (addresses.size() > most_recipients)
        reading.diagnostics().error(written->place,
                                    fmt::format("'to' has {} addresses, and a letter goes to at most {}",
                                                addresses.size(), most_recipients),
                                    "name a mailing list, or make several channels");
    return addresses;
}

std::string read_list_id(Form& form, const ChannelReading& reading) {
    const auto written = form.take_text("list_id");
    if (!written)
        return {};
    const auto& id = written->text;
    if (id.find('.') == std::string::npos || !mail_address_problem("list@" + id).empty())
        reading.diagnostics().error(written->place,
                                    "'list_id' must be a name like a host's, of two parts at least",
                                    "such as \"drift.example.org\"");
    return id;
}

Letterhead read_head(Form& form, const ChannelReading& reading) {
    Letterhead head;
    head.envelope.from = read_address(form.require_text("from"), "from", reading);
    head.envelope.to = read_recipients(form, reading);
    head.list_id = read_list_id(form, reading);
    head.reply_to = read_address(form.take_text("reply_to"), "reply_to", reading);
    return head;
}

std::optional<Way> read_sendmail(Form& form, const ChannelReading& reading, const Text& written) {
    refuse_relay_keys(form, reading);
    auto program = read_program(written, "sendmail", reading.diagnostics());
    return program ? std::optional(Sendmail{std::move(*program)}) : std::nullopt;
}

std::optional<Way> read_way(Form& form, const ChannelReading& reading) {
    const auto smtp = form.take_text("smtp");
    const auto sendmail = form.take_text("sendmail");
    if (smtp && sendmail)
        reading.diagnostics().error(sendmail->place, "'smtp' and 'sendmail' can't both be given",
                                    "keep the one that letters go by");
    if (smtp)
        return read_relay(form, reading, *smtp);
    if (sendmail)
        return read_sendmail(form, reading, *sendmail);
    refuse_relay_keys(form, reading);
    reading.diagnostics().error(
        form.place(), "a channel of type email needs 'smtp' or 'sendmail'",
        "write smtp: \"smtp://mail.example.org:587\", or sendmail: /usr/sbin/sendmail");
    return std::nullopt;
}

} // namespace

std::unique_ptr<Channel> read_email(Form& form, const ChannelReading& reading) {
    const auto errors = reading.diagnostics().errors();
    auto head = read_head(form, reading);
    auto way = read_way(form, reading);
    if (!way || reading.diagnostics().errors() != errors)
        return nullptr;
    return std::make_unique<Email>(std::move(head), std::move(*way));
}

} // namespace plumbline::alert
