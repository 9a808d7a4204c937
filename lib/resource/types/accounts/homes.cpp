#include "resource/types/accounts/parts.hpp"

#include <fmt/format.h>

#include <functional>

namespace plumbline::resource::accounts {

namespace {

/// What is said of a home that is there; nothing where it is as it should be.
using OfHome = std::function<std::optional<Reading>(const probe::ListedAccount&, const probe::FileStatus&)>;

/// Of each account that can log in: its home could not be looked at, or is `missing`, or `of_home` speaks.
Offences each_home(const Desired& desired, const probe::Databases& databases, bool missing,
                   const OfHome& of_home) {
    Offences offences;
    for (const probe::ListedAccount& account : databases.accounts) {
        if (!is_login_shell(account.shell) || is_excepted(desired, account.name)) {
            continue;
        }
        const auto status = databases.homes.find(account.home);
        if (databases.hidden_homes.contains(account.home)) {
            offences.push_back({account.name, Unreadable{"permission denied: " + account.home}});
        } else if (status == databases.homes.end()) {
            if (missing) {
                offences.push_back(
                    {account.name, Present{account.home.empty() ? std::string("no home in its line")
                                                                : fmt::format("no {}", account.home)}});
            }
        } else if (auto found = of_home(account, status->second)) {
            offences.push_back({account.name, *std::move(found)});
        }
    }
    return offences;
}

} // namespace

Offences homes_missing(const Desired& desired, const probe::Databases& databases) {
    return each_home(desired, databases, true,
                     [](const auto& account, const probe::FileStatus& status) -> std::optional<Reading> {
                         if (status.kind == probe::FileKind::directory) {
                             return std::nullopt;
                         }
                         return Present{fmt::format("{} is a {}", account.home, probe::name(status.kind))};
                     });
}

Offences homes_of_others(const Desired& desired, const probe::Databases& databases) {
    return each_home(desired, databases, false,
                     [](const auto& account, const probe::FileStatus& status) -> std::optional<Reading> {
                         if (status.uid == account.uid) {
                             return std::nullopt;
                         }
                         const std::string owner =
                             status.owner.empty() ? std::to_string(status.uid) : status.owner;
                         return Present{fmt::format("{} is owned by {}", account.home, owner)};
                     });
}

Offences modes_of_homes(const Desired& desired, const probe::Databases& databases) {
    return each_home(desired, databases, false,
                     [](const auto&, const probe::FileStatus& status) -> std::optional<Reading> {
                         return Present{probe::mode_text(status)};
                     });
}

} // namespace plumbline::resource::accounts
