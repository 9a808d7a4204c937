// What a package manager says that it would do. Knows the answers of on_demand.sh; must not know what was
// desired.
#pragma once

#include "base/value.hpp"
#include "resource/types/package/databases/installed.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::resource::package {

/// What happens to one package.
struct Part {
    enum class Kind { installs, upgrades, downgrades, reinstalls, removes };
    Kind kind = Kind::installs;
    std::string name;         ///< without the architecture
    std::string was = {};     ///< the version that is there; "" where there is none, or it isn't told
    std::string becomes = {}; ///< "" where it is removed
    bool operator==(const Part&) const = default;
};

struct Transaction {
    std::vector<Part> parts = {};
    std::string failure = {};                       ///< why there is none, in the program's words
    std::map<std::string, base::List> offered = {}; ///< by name, the versions that repositories have
    bool operator==(const Transaction&) const = default;
};

/// "upgrades nginx 1.22.1-9 → 1.22.1-9+deb12u1"
[[nodiscard]] std::string words_of(const Part& part);

[[nodiscard]] bool offers(const Transaction& transaction, const std::string& name,
                          const std::string& version);

// The answers of on_demand.sh; nothing where it is another.
[[nodiscard]] std::optional<Transaction> read_apt_transaction(std::string_view answer);
[[nodiscard]] std::optional<Transaction> read_dnf_transaction(std::string_view answer);
[[nodiscard]] std::optional<Transaction> read_apk_transaction(std::string_view answer);

/// What stands before the line "exit N", and what after; nothing where there is no such line.
struct Simulated {
    std::vector<std::string_view> lines = {};
    std::vector<std::string_view> after = {};
    int status = 0;
};
[[nodiscard]] std::optional<Simulated> read_simulated(std::string_view answer);

/// upgrades, downgrades or reinstalls
[[nodiscard]] Part::Kind kind_of_change(const std::string& was, const std::string& becomes,
                                        VersionOrder order);

} // namespace plumbline::resource::package
