// The words of the programs that change packages.
#pragma once

#include "base/value.hpp"
#include "resource/types/package/databases/installed.hpp"

#include <string>
#include <vector>

namespace plumbline::resource::package {

/// The program that knows what its repositories offer: "apt-get".
[[nodiscard]] std::string program_of(Database database);

/// A package, and a version where one is named, as that program takes it: "nginx=1.22.1-9".
[[nodiscard]] std::string exactly(Database database, const std::string& name, const std::string& version);

enum class Way { forth, back, again }; ///< to a newer version or from none; to an older; the same once more
/// Installs exactly these, and removes nothing for it.
[[nodiscard]] base::List installation(Database database, Way way, const base::List& packages);

/// Removes these and nothing else: fails where others need them.
[[nodiscard]] base::List removal(Database database, bool purges, const base::List& names);

/// Keeps upgrades from it, or no longer.
[[nodiscard]] base::List hold(Database database, bool holds, const std::string& name,
                              const std::string& version);

} // namespace plumbline::resource::package
