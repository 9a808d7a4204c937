// What the kinds digest and content say of one regular file.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace plumbline::probe {

/// The answer to `digest PATH` and `digest_followed PATH`, and to content when it is the wanted one: 64
/// hexadecimal digits, given back as "sha256:…". Only regular files are opened; of others, the probe says it
/// can't tell.
[[nodiscard]] std::optional<std::string> parse_digest(std::string_view answer);

struct FileContent {
    std::string digest; ///< "sha256:…"
    /// The first bytes and the size of the whole; nothing when the digest is the wanted one.
    struct Bytes {
        std::string first;
        std::uint64_t size = 0;
        [[nodiscard]] bool whole() const { return first.size() == size; }
        bool operator==(const Bytes&) const = default;
    };
    std::optional<Bytes> bytes;
    bool operator==(const FileContent&) const = default;
};

/// The answer to `content PATH WANTED LIMIT` and `content_followed …`: WANTED is 64 hexadecimal digits or
/// "-", LIMIT is in bytes and must be the one that was asked with. Nothing when it is not an answer, or when
/// its parts don't fit together because the file changed while it was read.
[[nodiscard]] std::optional<FileContent> parse_content(std::string_view answer, std::uint64_t limit);

} // namespace plumbline::probe
