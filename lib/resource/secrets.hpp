#pragma once

#include "resource/desired.hpp"

#include <string_view>

namespace plumbline::resource {

/// Whether a file of that path holds what others must not read, by custom: shadow files and their backups,
/// private keys, credentials, and whatever has password, secret or token in its name. Programs and their
/// documentation, PAM's services and public keys don't.
[[nodiscard]] bool is_secret_path(std::string_view path);

/// Whether a setting of that name holds a secret ("values.DB_PASSWORD", "client_secret", "PrivateKey"), and
/// not what merely governs secrets (PASS_MAX_DAYS, PasswordAuthentication, password_file, ServerTokens).
[[nodiscard]] bool is_secret_name(std::string_view name);

/// Of which properties of a resource nothing may be shown, stored or sent: of one that is `sensitive` all but
/// whether it is there; unless `sensitive: false` stands there, what a secret path holds (not its mode, owner
/// and the like), and what has a secret name. The property of one value, such as a sysctl's, goes by its
/// resource's title.
class Guard {
public:
    explicit Guard(const Desired& desired);
    [[nodiscard]] bool hides(std::string_view property) const;

private:
    enum class Rule { none, by_name, by_title, content, all };
    Rule rule_ = Rule::none;
};
[[nodiscard]] bool is_secret(const Desired& desired, std::string_view property);

} // namespace plumbline::resource
