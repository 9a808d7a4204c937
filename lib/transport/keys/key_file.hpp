#pragma once

#include <filesystem>
#include <string>
#include <variant>

namespace plumbline::transport {

/// A private key that can sign without a passphrase. Its text stays in memory only, and in no message.
struct KeyFile {
    std::string type; ///< "ssh-ed25519"
    std::string blob; ///< the public half; empty for an old PEM file without its .pub
    std::string text;
};
/// Why a file can't be used: "encrypted; load it into ssh-agent (ssh-add …)". `blob` as far as it can be
/// told.
struct KeyProblem {
    std::string reason;
    std::string blob;
};
struct NoKeyFile {};
using KeyReading = std::variant<KeyFile, KeyProblem, NoKeyFile>;

/// Reads a private key as ssh would: one that others can read is refused.
[[nodiscard]] KeyReading read_key_file(const std::filesystem::path& path);

} // namespace plumbline::transport
