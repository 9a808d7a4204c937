#include "resource/types/http/reply.hpp"

#include "base/letter_case.hpp"
#include "base/text.hpp"

#include <algorithm>

namespace plumbline::resource::http {

namespace {

/// "HTTP/1.1 200 OK" or "HTTP/2 200": its three digits.
std::optional<std::string> status_of(std::string_view line) {
    const auto words = base::words(line);
    const bool fits = words.size() >= 2 && words[0].starts_with("HTTP/") && words[1].size() == 3 &&
                      words[1].find_first_not_of("0123456789") == std::string_view::npos;
    return fits ? std::optional<std::string>(words[1]) : std::nullopt;
}

std::string_view take_line(std::string_view& text) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return line.ends_with('\r') ? line.substr(0, line.size() - 1) : line;
}

void take_header(Reply& reply, std::string_view line) {
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) {
        return;
    }
    std::string& value = reply.headers[base::lower_case(base::trim(line.substr(0, colon)))];
    value += (value.empty() ? "" : ", ") + std::string(base::trim(line.substr(colon + 1)));
}

std::optional<Reply> read_one(std::string_view& text) {
    const auto status = status_of(take_line(text));
    if (!status) {
        return std::nullopt;
    }
    Reply reply{.status = *status, .headers = {}, .body = {}};
    while (!text.empty()) {
        const std::string_view line = take_line(text);
        if (line.empty()) {
            break;
        }
        take_header(reply, line);
    }
    return reply;
}

/// Whether another reply's head comes where this one's body would be.
bool is_followed(const Reply& reply, std::string_view rest) {
    const bool may_be = reply.status.front() == '1' || reply.status.front() == '3';
    return may_be && rest.starts_with("HTTP/") && status_of(rest.substr(0, rest.find('\n')));
}

} // namespace

std::optional<Reply> read_reply(std::string_view text) {
    auto reply = read_one(text);
    while (reply && is_followed(*reply, text)) {
        reply = read_one(text);
    }
    if (reply) {
        reply->body = text;
    }
    return reply;
}

} // namespace plumbline::resource::http
