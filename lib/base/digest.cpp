#include "base/digest.hpp"

#include "base/error.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <sys/random.h>

#include <array>
#include <cstdint>
#include <vector>

namespace plumbline::base {
namespace {

const unsigned char* octets(std::string_view bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

std::string to_hex(const unsigned char* bytes, std::size_t count) {
    static constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    text.reserve(2 * count);
    for (std::size_t i = 0; i < count; ++i) {
        text += digits[bytes[i] >> 4U];
        text += digits[bytes[i] & 0xFU];
    }
    return text;
}

std::string hmac(const EVP_MD* digest, std::string_view key, std::string_view bytes) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> code{};
    unsigned int length = 0;
    if (HMAC(digest, key.data(), static_cast<int>(key.size()), octets(bytes), bytes.size(), code.data(),
             &length) == nullptr)
        fail("OpenSSL cannot compute an HMAC");
    return {reinterpret_cast<const char*>(code.data()), length};
}

} // namespace

std::string sha256_hex(std::string_view bytes) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int length = 0;
    if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), &length, EVP_sha256(), nullptr) != 1)
        fail("OpenSSL cannot compute SHA-256");
    return to_hex(digest.data(), length);
}

std::string sha256(std::string_view bytes) {
    return "sha256:" + sha256_hex(bytes);
}

std::string hmac_sha1(std::string_view key, std::string_view bytes) {
    return hmac(EVP_sha1(), key, bytes);
}

std::string hmac_sha256_hex(std::string_view key, std::string_view bytes) {
    const auto code = hmac(EVP_sha256(), key, bytes);
    return to_hex(octets(code), code.size());
}

std::string random_hex(std::size_t bytes) {
    std::vector<unsigned char> random(bytes);
    if (getrandom(random.data(), random.size(), 0) != static_cast<ssize_t>(random.size()))
        fail("the kernel gives no random bytes");
    return to_hex(random.data(), random.size());
}

std::string to_base64(std::string_view bytes) {
    std::string text(4 * ((bytes.size() + 2) / 3) + 1, '\0');
    const int length = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()), octets(bytes),
                                       static_cast<int>(bytes.size()));
    text.resize(static_cast<std::size_t>(length));
    return text;
}

std::string from_base64(std::string_view text) {
    const auto padding = text.size() - std::min(text.size(), text.find_last_not_of('=') + 1);
    if (text.size() % 4 != 0 || padding > 2)
        fail("not base64: its length is not a multiple of four");
    std::string bytes(text.size() / 4 * 3 + 1, '\0');
    const int length = EVP_DecodeBlock(reinterpret_cast<unsigned char*>(bytes.data()), octets(text),
                                       static_cast<int>(text.size()));
    if (length < 0 || text.find_first_of(" \t\r\n") != std::string_view::npos)
        fail("not base64: a character outside its alphabet");
    bytes.resize(static_cast<std::size_t>(length) - padding);
    return bytes;
}

} // namespace plumbline::base
