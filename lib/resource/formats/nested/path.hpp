// The paths that keys of nested formats are.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace plumbline::resource::formats {

/// "server" and "port": "server.port". A name that is empty or holds . [ ] " or a blank is quoted, so that no
/// two paths are written alike: dependencies."lodash.merge". Quotes and backslashes in it have a backslash.
[[nodiscard]] std::string below(std::string_view path, std::string_view name);

/// "users" and 2: "users[2]"; numbers are from 1.
[[nodiscard]] std::string nth(std::string_view path, std::size_t number);

} // namespace plumbline::resource::formats
