#pragma once

#include "alert/channels/channel.hpp"
#include "alert/http/client.hpp"
#include "alert/settings/reading.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::alert {

/// By what a service knows who sends: headers of each request, and what of them is never told.
struct Credentials {
    std::vector<Header> headers = {};
    std::vector<std::string> secrets = {};
};
/// `user` with the secret `password`, or the secret `token`; nothing where they are wrong.
[[nodiscard]] std::optional<Credentials> read_credentials(standard::Form& form,
                                                          const ChannelReading& reading);

/// Where a service takes messages. What it says of a failure holds none of its secrets, though the service
/// should repeat them.
class Endpoint {
public:
    /// The URL's path and query are secrets, too.
    Endpoint(Url url, Reach reach, Credentials credentials);

    /// Sends JSON. `path` comes behind the URL's own. 2xx is delivered, whatever becomes of the rest of the
    /// answer; no status, 408, 425, 429 and 5xx are failed; everything else, a redirect too, is refused.
    [[nodiscard]] Outcome post_json(const std::string& path, const std::vector<Header>& headers,
                                    const std::string& body, base::Deadline deadline) const;

    /// What is there: the outcome as of a message, and the whole answer, at most 32 MiB.
    struct Found {
        Outcome outcome;
        std::string body = {};
    };
    [[nodiscard]] Found get(const std::string& path, base::Deadline deadline) const;
    /// Of a whole answer that is none of this service: failed.
    [[nodiscard]] Outcome misunderstood(const std::string& what) const;

private:
    [[nodiscard]] Request request_for(const std::string& path, const std::vector<Header>& headers) const;
    [[nodiscard]] Found ask(const Request& request, base::Deadline deadline) const;
    [[nodiscard]] Outcome outcome_of(const Answer& answer) const;
    [[nodiscard]] std::string told(std::string text) const;

    Url url_;
    Reach reach_;
    Credentials credentials_;
};

/// Whether a URL is a secret by itself, as that of a chat's webhook; then it is read as one.
enum class UrlKind { secret, open };

/// The keys `url`, `ca_file` and `proxy`. Without `url` it is `standing`; where that is empty, too, it is
/// missing. An open URL may be given as a secret all the same.
[[nodiscard]] std::optional<Endpoint> read_endpoint(standard::Form& form, const ChannelReading& reading,
                                                    UrlKind kind, Credentials credentials = {},
                                                    const std::string& standing = {});

} // namespace plumbline::alert
