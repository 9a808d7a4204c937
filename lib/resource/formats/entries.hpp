// What a configuration file says, by meaning: the readers of all formats give the same.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace plumbline::resource::formats {

/// One value of a file. A key that has several (a list, a directive that may be repeated) has an entry for
/// each, in the order of the file.
struct Entry {
    std::string section; ///< "Service" of an ini file, "Match User bob" of sshd_config, "http.server[2]" of
                         ///< nginx; or ""
    std::string
        key; ///< of nested formats (JSON, YAML, TOML, XML) the dotted path: "server.ports"; "users[1].name"
    std::string value;    ///< without quotes, comments and blanks at its ends
    std::size_t line = 0; ///< of the file, from 1; 0 when the format's reader can't tell
    bool operator==(const Entry&) const = default;
};
using Entries = std::vector<Entry>;

/// Why the bytes are not of the format, and where.
struct Malformed {
    std::size_t line = 0;
    std::string message; ///< "expected ';' after the directive"
    bool operator==(const Malformed&) const = default;
};

using Contents = std::variant<Entries, Malformed>;
using Reader = Contents (*)(std::string_view bytes);

} // namespace plumbline::resource::formats
