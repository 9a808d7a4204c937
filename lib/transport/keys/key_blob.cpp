#include "transport/keys/key_blob.hpp"

#include "base/digest.hpp"

#include <openssl/sha.h>

#include <array>
#include <vector>

namespace plumbline::transport {

std::optional<unsigned char> Fields::byte() {
    if (rest_.empty())
        return std::nullopt;
    const auto value = static_cast<unsigned char>(rest_.front());
    rest_.remove_prefix(1);
    return value;
}

std::optional<std::uint32_t> Fields::number() {
    if (rest_.size() < 4)
        return std::nullopt;
    std::uint32_t value = 0;
    for (int i = 0; i < 4; ++i)
        value = value << 8U | *byte();
    return value;
}

std::optional<std::string_view> Fields::text() {
    const auto size = number();
    if (!size || *size > rest_.size())
        return std::nullopt;
    const auto bytes = rest_.substr(0, *size);
    rest_.remove_prefix(*size);
    return bytes;
}

std::string as_number(std::uint32_t value) {
    std::string bytes;
    for (const unsigned shift : {24U, 16U, 8U, 0U})
        bytes += static_cast<char>(value >> shift & 0xFFU);
    return bytes;
}

std::string as_text(std::string_view bytes) {
    return as_number(static_cast<std::uint32_t>(bytes.size())) + std::string(bytes);
}

std::optional<std::string> type_of(std::string_view blob) {
    const auto type = Fields(blob).text();
    return type && !type->empty() ? std::optional(std::string(*type)) : std::nullopt;
}

bool is_public_key(std::string_view blob) {
    Fields fields(blob);
    std::vector<std::string_view> parts;
    while (!fields.rest().empty()) {
        const auto part = fields.text();
        if (!part)
            return false;
        parts.push_back(*part);
    }
    if (parts.size() < 2)
        return false;
    if (parts[0] == "ssh-ed25519")
        return parts.size() == 2 && parts[1].size() == 32;
    if (parts[0].starts_with("ecdsa-sha2-"))
        return parts.size() == 3 && parts[0].ends_with(parts[1]);
    return true;
}

std::string fingerprint(std::string_view blob) {
    std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
    SHA256(reinterpret_cast<const unsigned char*>(blob.data()), blob.size(), digest.data());
    auto text = base::to_base64({reinterpret_cast<const char*>(digest.data()), digest.size()});
    text.erase(text.find_last_not_of('=') + 1);
    return "SHA256:" + text;
}

std::string type_name(std::string_view type) {
    if (type == "ssh-ed25519")
        return "ED25519";
    if (type == "ssh-rsa")
        return "RSA";
    if (type.starts_with("ecdsa-sha2-"))
        return "ECDSA";
    return std::string(type);
}

} // namespace plumbline::transport
