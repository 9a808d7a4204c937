// What pip, npm and gem have installed. Knows the answers of languages.sh; must not know what was desired.
#pragma once

#include "resource/types/package/databases/installed.hpp"

namespace plumbline::resource::package {

/// Whether the database is one of these.
[[nodiscard]] bool is_of_language(Database database);

// Each package of that name, "broken" where its metadata is missing or not of its form; nothing when the
// answer is none.
[[nodiscard]] std::optional<Report> read_pip(std::string_view answer, std::string_view package);
[[nodiscard]] std::optional<Report> read_gem(std::string_view answer, std::string_view package);
[[nodiscard]] std::optional<Report> read_npm(std::string_view answer);

/// Why no package of that database has such a name, or "".
[[nodiscard]] std::string object_to_name(Database database, std::string_view name);

} // namespace plumbline::resource::package
