#include "resource/file/xattrs.hpp"

#include "base/digest.hpp"
#include "base/escape.hpp"
#include "base/text.hpp"
#include "resource/file/escapes.hpp"

#include <fmt/format.h>

namespace plumbline::resource::file {

namespace {

constexpr std::size_t longest_shown = 1024;

std::optional<unsigned> digit(char letter) {
    if (letter >= '0' && letter <= '9') {
        return static_cast<unsigned>(letter - '0');
    }
    if (letter >= 'a' && letter <= 'f') {
        return static_cast<unsigned>(letter - 'a') + 10;
    }
    return letter >= 'A' && letter <= 'F' ? std::optional(static_cast<unsigned>(letter - 'A') + 10)
                                          : std::nullopt;
}

/// The bytes that "0x68690a" stands for.
std::optional<std::string> bytes_of(std::string_view text) {
    if (!text.starts_with("0x") || text.size() % 2 != 0) {
        return std::nullopt;
    }
    std::string bytes;
    for (text.remove_prefix(2); !text.empty(); text.remove_prefix(2)) {
        const auto high = digit(text[0]);
        const auto low = digit(text[1]);
        if (!high || !low) {
            return std::nullopt;
        }
        bytes += static_cast<char>(*high * 16 + *low);
    }
    return bytes;
}

std::string hexadecimal(std::string_view bytes) {
    std::string text = "0x";
    for (const char byte : bytes) {
        text += fmt::format("{:02x}", static_cast<unsigned char>(byte));
    }
    return text;
}

} // namespace

std::optional<Xattrs> parse_xattrs(std::string_view lines) {
    Xattrs xattrs;
    for (const std::string_view line : base::lines(lines)) {
        if (line.empty()) {
            continue;
        }
        const std::size_t equals = line.rfind('=');
        auto bytes = equals == std::string_view::npos ? std::nullopt : bytes_of(line.substr(equals + 1));
        if (!bytes) {
            return std::nullopt;
        }
        xattrs[without_escapes(line.substr(0, equals))] = *std::move(bytes);
    }
    return xattrs;
}

std::string xattr_text(const std::string& bytes) {
    if (bytes.size() > longest_shown) {
        return base::sha256(bytes);
    }
    // a text that looks like hexadecimal bytes would be taken for them
    return base::printable(bytes) == bytes && !bytes_of(bytes) ? bytes : hexadecimal(bytes);
}

std::string xattr_bytes(const std::string& written) {
    return bytes_of(written).value_or(written);
}

std::string canonical_xattr(const std::string& written) {
    const auto bytes = bytes_of(written);
    return bytes ? xattr_text(*bytes) : written;
}

} // namespace plumbline::resource::file
