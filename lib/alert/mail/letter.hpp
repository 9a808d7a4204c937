#pragma once

#include "alert/alert.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace plumbline::alert {

/// From whom to whom. All addresses are as read_mail_address() lets them through.
struct Envelope {
    std::string from;
    std::vector<std::string> to;
};

/// What stands on each letter of a channel.
struct Letterhead {
    Envelope envelope;
    std::string list_id = {};  ///< as in RFC 2919, without its brackets; empty: made of the site and `from`
    std::string reply_to = {}; ///< empty: none
};

/// The message as RFC 5322 wants it, in plain text and in HTML (multipart/alternative), ASCII in lines of at
/// most 78 characters that end with CRLF. What follows on an alert's first message refers to it, so that
/// mail programs show both as one conversation. Nothing in the message can end a header or a part.
[[nodiscard]] std::string letter(const Letterhead& head, const Message& message);

} // namespace plumbline::alert
