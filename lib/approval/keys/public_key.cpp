#include "approval/keys/public_key.hpp"

#include "base/digest.hpp"
#include "base/error.hpp"
#include "base/text.hpp"
#include "transport/keys/key_blob.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>

namespace plumbline::approval {
namespace {

using transport::Fields;

/// A type of certificates, the plain type in them, and of how many fields such a key is.
struct CertificateType {
    std::string_view name;
    std::string_view plain;
    std::size_t fields;
};
constexpr std::array<CertificateType, 7> certificate_types{
    {{"ssh-ed25519-cert-v01@openssh.com", "ssh-ed25519", 1},
     {"ssh-rsa-cert-v01@openssh.com", "ssh-rsa", 2},
     {"ecdsa-sha2-nistp256-cert-v01@openssh.com", "ecdsa-sha2-nistp256", 2},
     {"ecdsa-sha2-nistp384-cert-v01@openssh.com", "ecdsa-sha2-nistp384", 2},
     {"ecdsa-sha2-nistp521-cert-v01@openssh.com", "ecdsa-sha2-nistp521", 2},
     {"sk-ssh-ed25519-cert-v01@openssh.com", "sk-ssh-ed25519@openssh.com", 2},
     {"sk-ecdsa-sha2-nistp256-cert-v01@openssh.com", "sk-ecdsa-sha2-nistp256@openssh.com", 3}}};

std::optional<std::uint64_t> take_large(Fields& fields) {
    const auto high = fields.number();
    const auto low = fields.number();
    return high && low ? std::optional(std::uint64_t{*high} << 32U | *low) : std::nullopt;
}

/// 0 and the greatest number mean that there is no limit on that side.
std::optional<base::Instant> limit_of(std::uint64_t seconds) {
    const auto most = static_cast<std::uint64_t>(std::numeric_limits<std::int32_t>::max()) * 4; // year 2242
    if (seconds == 0 || seconds > most)
        return std::nullopt;
    return base::Instant(std::chrono::seconds(seconds));
}

std::vector<std::string> texts_in(std::string_view packed) {
    std::vector<std::string> texts;
    Fields fields(packed);
    while (const auto text = fields.text())
        texts.emplace_back(*text);
    return texts;
}

/// Takes texts off until one is missing; each is looked at only after `complete` was asked.
class Parts {
public:
    explicit Parts(std::string_view bytes) : fields_(bytes) {}

    std::string_view text() {
        const auto text = fields_.text();
        complete_ = complete_ && text;
        return text.value_or("");
    }
    std::uint64_t large() {
        const auto number = take_large(fields_);
        complete_ = complete_ && number;
        return number.value_or(0);
    }
    void number() { complete_ = complete_ && fields_.number(); }
    [[nodiscard]] bool complete() const { return complete_; }

private:
    Fields fields_;
    bool complete_ = true;
};

} // namespace

std::optional<Certificate> read_certificate(std::string_view blob) {
    Parts parts(blob);
    const auto* type = std::ranges::find(certificate_types, parts.text(), &CertificateType::name);
    if (type == certificate_types.end())
        return std::nullopt;
    Certificate certificate{.key = transport::as_text(type->plain)};
    parts.text(); // the nonce
    for (std::size_t i = 0; i < type->fields; ++i)
        certificate.key += transport::as_text(parts.text());
    parts.large();  // the serial number
    parts.number(); // of a user or a host: ssh-keygen judges it
    certificate.id = parts.text();
    certificate.principals = texts_in(parts.text());
    certificate.from = limit_of(parts.large());
    certificate.until = limit_of(parts.large());
    for (int i = 0; i < 3; ++i)
        parts.text(); // critical options, extensions, reserved
    certificate.authority = parts.text();
    return parts.complete() ? std::optional(std::move(certificate)) : std::nullopt;
}

std::optional<std::string> read_public_key(std::string_view line) {
    const auto words = base::words(line);
    if (words.size() < 2)
        return std::nullopt;
    try {
        auto blob = base::from_base64(words[1]);
        return transport::type_of(blob) == words[0] ? std::optional(std::move(blob)) : std::nullopt;
    } catch (const base::Error&) {
        return std::nullopt; // not base64: no key
    }
}

std::vector<KeyLine> key_lines(std::string_view file) {
    std::vector<KeyLine> found;
    std::size_t number = 0;
    for (const auto whole : base::lines(file)) {
        ++number;
        if (const auto line = base::trim(whole); !line.empty() && line.front() != '#')
            found.push_back({number, line});
    }
    return found;
}

std::string name_of_key(std::string_view blob) {
    const auto certificate = read_certificate(blob);
    const auto& key = certificate ? certificate->key : std::string(blob);
    return fmt::format("{} ({}{})", transport::fingerprint(key),
                       transport::type_name(transport::type_of(key).value_or("")),
                       certificate ? " certificate" : "");
}

} // namespace plumbline::approval
