#pragma once

#include "base/clock.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::alert {

/// A place on the web, as it may be said to anybody, and the rest of it, which may be a secret.
struct Url {
    std::string whole;
    std::string origin; ///< "https://hooks.example.org", with a port that is not the scheme's own
    std::string rest;   ///< path and query
};
/// Of http or https alone, without a user, password or fragment; nothing for anything else.
[[nodiscard]] std::optional<Url> parse_url(const std::string& text);

struct Header {
    std::string name;
    std::string value;
};
/// Whether it can be one line of a header and nothing else: a token (RFC 9110) and printable ASCII.
[[nodiscard]] bool is_header(const Header& header);

/// How a service is reached. Nothing of it comes from the environment or a .netrc: an alert that is tested by
/// hand goes the way of one that cron's run sends.
struct Reach {
    std::string ca_file = {}; ///< certificates that are trusted instead of the system's
    std::string proxy = {};   ///< a URL; empty: none
};

struct Request {
    std::string url;
    std::vector<Header> headers = {};
    std::optional<std::string> body = {}; ///< of a POST; without it is a GET
    std::size_t most_of_answer = 64U << 10U;
};

/// What came of a request. No redirect is followed.
struct Answer {
    long status = 0;        ///< 0: none came
    std::string body = {};  ///< raw; as much as is taken of it, or what came where the connection broke
    std::string moved = {}; ///< the URL that a redirect names
    std::optional<base::Milliseconds> retry_after = {}; ///< in seconds or as a date; at most a day
    std::string trouble = {}; ///< why no status came, raw: "Connection refused", or a certificate's fault
};

/// Over by the deadline; connecting takes 10 s at most. TLS is 1.2 or later, and always verified. Throws
/// Error for a header that is none, before anything is sent.
[[nodiscard]] Answer ask(const Request& request, const Reach& reach, base::Deadline deadline);

/// All but what means nothing in a URL (RFC 3986, 2.3) as %XX.
[[nodiscard]] std::string percent_encoded(const std::string& text);

} // namespace plumbline::alert
