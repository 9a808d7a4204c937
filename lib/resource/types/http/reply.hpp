// A reply to an HTTP request (RFC 9110, RFC 9112), as curl -i prints it. Knows bytes; must not know what was
// desired.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace plumbline::resource::http {

struct Reply {
    std::string status;                         ///< "200"
    std::map<std::string, std::string> headers; ///< by name in lower case; those that repeat, joined by ", "
    std::string body;                           ///< its beginning
    bool operator==(const Reply&) const = default;
};

/// The last of the replies: interim ones (1xx) and redirections that were followed come before it. Nothing
/// when the text is none.
[[nodiscard]] std::optional<Reply> read_reply(std::string_view text);

} // namespace plumbline::resource::http
