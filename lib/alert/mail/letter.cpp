#include "alert/mail/letter.hpp"

#include "alert/mail/address.hpp"
#include "alert/mail/encoding.hpp"
#include "alert/mail/page.hpp"
#include "report/faces/told.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace plumbline::alert {
namespace {

constexpr std::size_t longest_subject = 500; // bytes
constexpr std::size_t longest_text = 128 << 10;

std::string id_of(const std::string& id, const Envelope& envelope) {
    return fmt::format("<{}@{}>", id, domain_of(envelope.from));
}

/// As a label of a domain: lower case, anything else than letters and digits becomes '-'.
std::string label_of(std::string_view text) {
    std::string label;
    for (const char c : text) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        const bool upper = c >= 'A' && c <= 'Z';
        label += plain ? c : upper ? static_cast<char>(c - 'A' + 'a') : '-';
    }
    constexpr std::size_t longest = 40; // of 63, and the whole id has at most 255 bytes (RFC 2919, 2)
    return label.empty() ? "site" : label.substr(0, longest);
}

std::string list_id_of(const Letterhead& head, const Message& message) {
    if (!head.list_id.empty())
        return fmt::format("<{}>", head.list_id);
    return fmt::format("<{}.plumbline.{}>", label_of(message.site), domain_of(head.envelope.from));
}

std::vector<std::string> with_commas(const std::vector<std::string>& addresses) {
    std::vector<std::string> words;
    for (const auto& address : addresses)
        words.push_back(&address == &addresses.back() ? address : address + ",");
    return words;
}

/// RFC 2156, 5.3.4: for what nobody should find only later.
std::string importance_of(const Message& message) {
    const bool urgent =
        message.severity == Severity::critical && message.event != Event::resolved && !message.test;
    return urgent ? word_field("Importance", {"high"}) : std::string();
}

std::string thread_of(const Letterhead& head, const Message& message) {
    if (message.begun.empty() || message.begun == message.id)
        return {};
    const auto first = id_of(message.begun, head.envelope);
    return word_field("In-Reply-To", {first}) + word_field("References", {first});
}

std::string headers_of(const Letterhead& head, const Message& message) {
    const auto& envelope = head.envelope;
    std::string fields = text_field("Subject", report::front_of(subject_of(message), longest_subject));
    fields += word_field("From", {"plumbline", fmt::format("<{}>", envelope.from)});
    fields += word_field("To", with_commas(envelope.to));
    if (!head.reply_to.empty())
        fields += word_field("Reply-To", {head.reply_to});
    fields += fmt::format("Date: {}\r\n", mail_date(message.at));
    fields += word_field("Message-ID", {id_of(message.id, envelope)});
    fields += thread_of(head, message);
    fields += word_field("List-Id", {list_id_of(head, message)});
    fields += word_field("Auto-Submitted", {"auto-generated"}); // RFC 3834, 5
    fields += word_field("X-Auto-Response-Suppress", {"All"});  // what Exchange heeds instead
    fields += importance_of(message);
    fields += word_field("X-Plumbline-Event", {std::string(name(message.event))});
    fields += word_field("X-Plumbline-Severity", {std::string(resource::name(message.severity))});
    fields += "MIME-Version: 1.0\r\n";
    return fields;
}

/// The CRLF before a boundary is the boundary's (RFC 2046, 5.1.1), so the content gets one more.
std::string part(std::string_view boundary, std::string_view type, std::string_view content) {
    return fmt::format(
        "--{}\r\nContent-Type: {}; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n"
        "\r\n{}\r\n",
        boundary, type, quoted_printable(content));
}

} // namespace

std::string letter(const Letterhead& head, const Message& message) {
    const auto boundary = "=_" + message.id; // '=' and '_' never meet in quoted-printable (RFC 2045, 6.7)
    return headers_of(head, message) +
           fmt::format("Content-Type: multipart/alternative;\r\n boundary=\"{}\"\r\n\r\n", boundary) +
           part(boundary, "text/plain", text_of(message, longest_text)) +
           part(boundary, "text/html", page_of(message)) + fmt::format("--{}--\r\n", boundary);
}

} // namespace plumbline::alert
