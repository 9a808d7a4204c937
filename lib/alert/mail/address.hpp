#pragma once

#include "base/diagnostic.hpp"
#include "standard/form.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace plumbline::alert {

/// Why the text is no bare mail address in ASCII, LOCAL@DOMAIN (RFC 5321, 4.1.2, with a dot-string before the
/// '@' and a name behind it), or "". None begins with '-': it is safe as a word of a command.
[[nodiscard]] std::string mail_address_problem(std::string_view text);

/// The address itself where it is one; anything else is refused in the name of `key`.
[[nodiscard]] std::optional<std::string>
read_mail_address(const standard::Text& written, std::string_view key, base::Diagnostics& diagnostics);

/// What stands behind the '@'.
[[nodiscard]] std::string_view domain_of(std::string_view address);

} // namespace plumbline::alert
