#include "alert/channels/all.hpp"
#include "alert/http/endpoint.hpp"
#include "alert/services/face.hpp"
#include "base/digest.hpp"
#include "base/error.hpp"
#include "base/letter_case.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace plumbline::alert {
namespace {

/// standard-webhooks.md: "Random. At least 24 bytes (192 bits, 512 maximum)".
constexpr std::size_t least_key = 24;
constexpr std::size_t most_key = 64;
constexpr std::string_view key_prefix = "whsec_";

/// HMAC-SHA256, raw.
std::string code_of(const std::string& key, const std::string& text) {
    const auto digits = base::hmac_sha256_hex(key, text);
    std::string bytes;
    for (std::size_t i = 0; i < digits.size(); i += 2) {
        unsigned char byte = 0;
        std::from_chars(digits.data() + i, digits.data() + i + 2, byte, 16);
        bytes += static_cast<char>(byte);
    }
    return bytes;
}

/// A service of one's own: plumbline.alert/1, signed by Standard Webhooks 1.0.
class Webhook final : public Channel {
public:
    Webhook(Endpoint endpoint, std::vector<Header> headers, std::string key)
        : endpoint_(std::move(endpoint)), headers_(std::move(headers)), key_(std::move(key)) {}

    [[nodiscard]] Outcome send(const Message& message, base::Deadline deadline) const override {
        const auto body = face_of(message);
        const auto timestamp = std::to_string(std::chrono::duration_cast<std::chrono::seconds>(
                                                  std::chrono::system_clock::now().time_since_epoch())
                                                  .count());
        const auto signature =
            "v1," + base::to_base64(code_of(key_, message.id + "." + timestamp + "." + body));
        auto headers = headers_;
        headers.push_back({"webhook-id", message.id});
        headers.push_back({"webhook-timestamp", timestamp});
        headers.push_back({"webhook-signature", signature});
        return endpoint_.post_json({}, headers, body, deadline);
    }

private:
    Endpoint endpoint_;
    std::vector<Header> headers_;
    std::string key_;
};

/// The key's bytes.
std::optional<std::string> read_key(const std::string& secret, const base::Place& place,
                                    base::Diagnostics& diagnostics) {
    try {
        if (secret.starts_with(key_prefix)) {
            auto key = base::from_base64(std::string_view(secret).substr(key_prefix.size()));
            if (key.size() >= least_key && key.size() <= most_key)
                return key;
        }
    } catch (const base::Error&) {
        // said below
    }
    diagnostics.error(place, "'secret' is no key of a webhook: whsec_ and 24 to 64 bytes in base64",
                      "make one by: printf 'whsec_%s\\n' \"$(openssl rand -base64 32)\"");
    return std::nullopt;
}

/// Those that this program or libcurl sets, and those that hold secrets.
bool is_reserved(const std::string& name) {
    static constexpr std::array reserved{"authorization",
                                         "connection",
                                         "content-length",
                                         "content-type",
                                         "cookie",
                                         "expect",
                                         "host",
                                         "proxy-authorization",
                                         "transfer-encoding",
                                         "user-agent",
                                         "webhook-id",
                                         "webhook-signature",
                                         "webhook-timestamp"};
    return std::ranges::find(reserved, base::lower_case(name)) != reserved.end();
}

std::vector<Header> read_headers(standard::Form& form, base::Diagnostics& diagnostics) {
    std::vector<Header> headers;
    for (const auto& entry : form.take_entries("headers")) {
        const auto value = standard::read_text(entry.value, "a header", diagnostics);
        if (!value)
            continue;
        if (is_reserved(entry.key))
            diagnostics.error(entry.key_place, fmt::format("the header '{}' can't be set here", entry.key),
                              "a secret that the service wants goes into 'token_file' or 'token_env'");
        else if (!is_header({entry.key, value->text}))
            diagnostics.error(entry.key_place, fmt::format("'{}' and its value are no header", entry.key),
                              "a name is letters, digits and hyphens, a value printable ASCII");
        headers.push_back({entry.key, value->text});
    }
    return headers;
}

} // namespace

std::unique_ptr<Channel> read_webhook(standard::Form& form, const ChannelReading& reading) {
    auto& diagnostics = reading.diagnostics();
    const auto errors = diagnostics.errors();
    const auto place = form.place();
    const auto secret = reading.require_secret(form, "secret");
    const auto key = secret ? read_key(*secret, place, diagnostics) : std::nullopt;
    auto credentials = read_credentials(form, reading).value_or(Credentials());
    if (secret)
        credentials.secrets.push_back(*secret);
    auto headers = read_headers(form, diagnostics);
    auto endpoint = read_endpoint(form, reading, UrlKind::open, std::move(credentials));
    if (!endpoint || !key || diagnostics.errors() != errors)
        return nullptr;
    return std::make_unique<Webhook>(std::move(*endpoint), std::move(headers), *key);
}

} // namespace plumbline::alert
