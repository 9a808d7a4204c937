#include "alert/mail/dialogue.hpp"

#include "base/escape.hpp"
#include "base/text.hpp"
#include "report/faces/told.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace plumbline::alert {
namespace {

constexpr std::size_t longest_reply = 300; // bytes

constexpr std::array verbs{"EHLO", "HELO", "STARTTLS", "AUTH", "MAIL", "RCPT", "DATA"};

/// What stands between < and >.
std::string path_of(std::string_view command) {
    const auto open = command.find('<');
    const auto close = command.find('>');
    return close == std::string_view::npos || open > close
               ? std::string()
               : std::string(command.substr(open + 1, close - open - 1));
}

/// "5.7.8" at the front (RFC 2034, 4), else nothing.
std::string_view status_of(std::string_view text) {
    const auto status = text.substr(0, text.find(' '));
    const auto part = [](std::string_view digits) {
        return !digits.empty() && digits.size() <= 3 && base::to_integer<unsigned>(digits).has_value();
    };
    const auto parts = base::split(status, '.');
    return parts.size() == 3 && std::ranges::all_of(parts, part) ? status : std::string_view();
}

} // namespace

void Dialogue::sent(std::string_view command) {
    const auto verb = command.substr(0, command.find_first_of(" \r\n"));
    over_ = over_ || verb == "QUIT";
    if (over_)
        return;
    // a step of AUTH is no command: it stays what it is part of
    if (std::ranges::find(verbs, verb) != verbs.end())
        command_ = verb;
    recipient_ = command_ == "RCPT" ? path_of(command) : std::string();
    words_.clear();
    reply_ = {};
}

std::string Dialogue::words_of(std::string_view line) const {
    const auto text = base::trim(line.substr(std::min<std::size_t>(4, line.size())));
    return base::printable(command_ == "AUTH" ? status_of(text) : text);
}

void Dialogue::heard(std::string_view line) {
    const auto code = base::to_integer<int>(line.substr(0, 3));
    if (over_ || line.size() < 3 || !code || *code < 200 || *code > 599)
        return;
    if (const auto words = words_of(line); !words.empty())
        words_ = report::front_of(words_.empty() ? words : words_ + " " + words, longest_reply);
    if (line.size() > 3 && line[3] == '-')
        return;
    reply_ = {*code, words_.empty() ? fmt::format("{}", *code) : fmt::format("{} {}", *code, words_)};
    words_.clear();
    if (command_ == "RCPT" && *code >= 400)
        refusals_.push_back({recipient_, reply_});
}

} // namespace plumbline::alert
