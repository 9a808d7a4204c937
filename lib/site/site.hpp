// site: plumbline.yaml, the file that says where everything of a site is, and the search for it. Knows the
// keys and what form their values have; opens nothing that they name, and must not know what a standard or an
// inventory holds.
#pragma once

#include "base/clock.hpp"
#include "base/diagnostic.hpp"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace plumbline::site {

using Path = std::filesystem::path;

/// How hosts are reached; what is not set is left to ssh's own configuration.
struct Ssh {
    std::optional<Path> config;    ///< as ssh -F
    std::vector<Path> known_hosts; ///< as UserKnownHostsFile
    std::vector<Path> identities;  ///< as ssh -i
    std::optional<std::string> user;
    std::string transport = "auto"; ///< auto, libssh2, ssh, local
    bool sudo = false;
};

struct Limits {
    std::size_t parallel = 64;
    base::Milliseconds connect{10'000};
    base::Milliseconds auth{20'000};
    base::Milliseconds probe{60'000};
    base::Milliseconds host{90'000};
    base::Milliseconds run{3'000'000};
    std::size_t new_connections_per_second = 100;
    std::size_t per_jump_host = 8;
};

/// What must have stood the test elsewhere before it becomes law here.
struct Promotion {
    std::string environment;
    std::optional<base::Milliseconds> within; ///< how long ago at most
    std::optional<std::string> history;       ///< where its runs are recorded; nothing: with those from here
};

/// Who makes the standard law.
struct Approval {
    Path signers; ///< in the form of ssh-keygen's ALLOWED SIGNERS
    std::optional<Path> revoked;
    std::size_t quorum = 1;
    std::optional<Promotion> promote_from;
};

/// A site file. Paths have been resolved against its folder; whether anything is there is for those who open
/// it.
struct Site {
    Path folder;
    std::vector<Path> inventories;
    std::optional<Path> standard;
    std::optional<std::string> environment;
    std::optional<std::string> history; ///< sqlite:///PATH, postgresql://…, none
    std::optional<base::Milliseconds> every;
    Ssh ssh;
    Limits limits;
    std::optional<Approval> approval;
    std::vector<Path> waivers;
    bool unsigned_waivers = false; ///< whether a waiver counts that no approver signed
    std::vector<Path> changes;
    std::optional<Path> calendar;
    std::optional<Path> people;
    bool commands = false;                  ///< whether `command` resources may run
    bool shell_histories = false;           ///< whether blame may read what users typed
    std::optional<Path> ledger_key;         ///< the private SSH key that signs the ledger's head
    std::optional<base::Milliseconds> keep; ///< how long closed observations are kept; nothing: for ever
    std::optional<Path> alerts;
    std::optional<std::string> contact;
};

/// Reads plumbline.yaml in the folder. Everything wrong goes to `diagnostics`, a file that others may write
/// included; nothing is returned when it can't be read.
[[nodiscard]] std::optional<Site> load_site(const Path& folder, base::Diagnostics& diagnostics);

/// The folder of the site: the one that was asked for, else the first that has a plumbline.yaml of the
/// current folder, $PLUMBLINE_SITE (which is taken at its word) and /etc/plumbline.
[[nodiscard]] std::optional<Path> find_site(const std::optional<std::string>& option);

} // namespace plumbline::site
