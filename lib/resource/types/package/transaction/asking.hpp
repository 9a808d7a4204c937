// What a package manager is asked to simulate.
#pragma once

#include "resource/type.hpp"
#include "resource/types/package/transaction/transaction.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::resource::package {

/// The provider, else that of the host; nothing for those of languages.
[[nodiscard]] std::optional<Database> database_of(const Desired& desired, const facts::Facts& facts);

/// Without the architecture that dpkg takes after it.
[[nodiscard]] std::string bare(const std::string& name);
/// As programs take it: with the architecture where the standard names one.
[[nodiscard]] std::string full_name(const Desired& desired, Database database);

/// Whether its files must be installed once more; else dpkg has only to go on with what it began.
[[nodiscard]] bool must_come_anew(const std::string& status);

/// The question what would be done about these drifts; nothing where no other package can be concerned.
[[nodiscard]] std::optional<probe::Question>
question_of(const Desired& desired, const std::vector<Compared>& drifts, const facts::Facts& facts);

[[nodiscard]] std::optional<Transaction> read_transaction(Database database, std::string_view answer);

} // namespace plumbline::resource::package
