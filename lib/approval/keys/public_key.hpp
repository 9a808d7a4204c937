#pragma once

#include "base/clock.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::approval {

/// What an SSH user certificate says (PROTOCOL.certkeys of OpenSSH); nothing of it is proven yet.
struct Certificate {
    std::string key = {};       ///< the plain key that it is for
    std::string authority = {}; ///< the key that signed it
    std::string id = {};
    std::vector<std::string> principals = {};
    std::optional<base::Instant> from = {};  ///< nothing: always
    std::optional<base::Instant> until = {}; ///< not valid any more then; nothing: for ever
};

/// Nothing when the blob is no certificate of a type that OpenSSH makes.
[[nodiscard]] std::optional<Certificate> read_certificate(std::string_view blob);

/// The key of a line of a public key file, or of what is left of a line after other fields: `TYPE BASE64
/// COMMENT`. Nothing when it is none.
[[nodiscard]] std::optional<std::string> read_public_key(std::string_view line);

/// A line of a file of keys that is neither empty nor a comment, without the blanks around it.
struct KeyLine {
    std::size_t number = 0; ///< counted from 1, the others too
    std::string_view text;
};
[[nodiscard]] std::vector<KeyLine> key_lines(std::string_view file);

/// "SHA256:… (ED25519)".
[[nodiscard]] std::string name_of_key(std::string_view blob);

} // namespace plumbline::approval
