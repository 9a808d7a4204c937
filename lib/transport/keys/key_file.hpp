#pragma once

#include "transport/keys/private_key.hpp"

#include <filesystem>
#include <memory>
#include <string>
#include <variant>

namespace plumbline::transport {

/// Why a file can't be used: "encrypted; load it into ssh-agent (ssh-add …)". `blob` as far as it can be
/// told.
struct KeyProblem {
    std::string reason;
    std::string blob;
};
struct NoKeyFile {};
using KeyReading = std::variant<std::shared_ptr<const PrivateKey>, KeyProblem, NoKeyFile>;

/// Reads a private key as ssh would: one that others can read is refused.
[[nodiscard]] KeyReading read_key_file(const std::filesystem::path& path);

} // namespace plumbline::transport
