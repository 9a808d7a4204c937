// What types whose steps are useradd(8) and its like go by.
#pragma once

#include "probe/databases.hpp"
#include "resource/desired.hpp"
#include "resource/steps/ground.hpp"

#include <functional>
#include <string>

namespace plumbline::resource::steps {

/// Asks for the accounts and groups of the host's files.
[[nodiscard]] probe::Question local_accounts();

/// The steps that are made on them; declined where they are not known.
[[nodiscard]] Steps on_local_accounts(const Ground& ground,
                                      const std::function<Steps(const probe::Databases&)>& make);

/// Why what another name service tells is not put right.
[[nodiscard]] Declined kept_elsewhere(const std::string& name, const char* file);

/// An account of /etc/passwd; nullptr where there is none of that name.
[[nodiscard]] const probe::ListedAccount* find_account(const probe::Databases& databases,
                                                       const std::string& name);
[[nodiscard]] const probe::Group* find_group(const probe::Databases& databases, const std::string& name);
[[nodiscard]] const probe::Group* find_group(const probe::Databases& databases, std::uint64_t gid);

/// The groups that name an account.
[[nodiscard]] base::List groups_naming(const probe::Databases& databases, const std::string& account);

/// Whether the resource says that it requires that one.
[[nodiscard]] bool requires_one(const Desired& desired, const char* type, const std::string& title);

} // namespace plumbline::resource::steps
