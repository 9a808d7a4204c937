#pragma once

#include "audit/audit.hpp"
#include "inventory/inventory.hpp"
#include "options.hpp"
#include "site/site.hpp"
#include "standard/standard.hpp"
#include "transport/resolver.hpp"

#include <exception>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace plumbline::cli {

/// What the user gave is wrong, and all of it is known: main prints it and ends with run_failed.
class BadInput : public std::exception {
public:
    explicit BadInput(std::string rendered) : rendered_(std::move(rendered)) {}
    [[nodiscard]] const char* what() const noexcept override { return rendered_.c_str(); }

private:
    std::string rendered_;
};

/// Throws BadInput when there are errors; else prints the warnings on standard error.
void settle(const base::Diagnostics& diagnostics);

/// What the site and the options come to together; the option wins.
struct Workspace {
    std::optional<site::Site> site;
    inventory::Sources sources;
    std::optional<std::filesystem::path> standard;
    std::string environment;
    bool commands = false;           ///< whether `command` resources may run
    transport::Destination defaults; ///< what holds for a host unless its inventory says otherwise
    transport::Limits limits;
    audit::PoolLimits pool;
};

[[nodiscard]] Workspace open_workspace(const Options& options, base::Diagnostics& diagnostics);

/// Whether the options name other hosts than those that the site is about.
[[nodiscard]] bool names_other_hosts(const Workspace& workspace, const Options& options);

/// Where the standard of the workspace is. Throws base::Error when there is none.
[[nodiscard]] const std::filesystem::path& standard_of(const Workspace& workspace);

/// The standard of the workspace; BadInput when there is none or it can't be read.
[[nodiscard]] standard::Standard open_standard(const Workspace& workspace, base::Diagnostics& diagnostics);

/// The hosts that the options choose, by name. A pattern or a name that means no host is an error.
[[nodiscard]] std::vector<const inventory::Host*> choose_hosts(const inventory::Inventory& inventory,
                                                               const Workspace& workspace,
                                                               const Options& options,
                                                               base::Diagnostics& diagnostics);

/// How each host is reached; what can't be used goes to the diagnostics.
[[nodiscard]] std::vector<transport::Destination>
destinations_of(const std::vector<const inventory::Host*>& hosts, const Workspace& workspace,
                const Options& options, base::Diagnostics& diagnostics);

/// The hosts of a command that needs no standard, and how each is reached.
struct Selection {
    inventory::Inventory inventory;
    std::vector<const inventory::Host*> hosts; ///< in `inventory`, so a selection stays where it is
    std::vector<transport::Destination> destinations;

    Selection() = default;
    Selection(const Selection&) = delete;
    Selection& operator=(const Selection&) = delete;
};

/// Throws BadInput with everything that is wrong.
[[nodiscard]] std::unique_ptr<Selection> select_hosts(const Workspace& workspace, const Options& options,
                                                      base::Diagnostics& diagnostics);

} // namespace plumbline::cli
