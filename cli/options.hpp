// cli: one file a command: options and rendering choices, no rules.
#pragma once

#include <CLI/CLI.hpp>

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace plumbline::cli {

/// Exit statuses (product.md): bits for what an audit found, 1 for a run that failed itself.
enum Exit { in_sync = 0, run_failed = 1, drifted = 2, unchecked = 4, not_signed_off = 8 };

/// A command as main sees it: the parsed part of the command line, and what to do.
struct Command {
    CLI::App* app = nullptr;
    std::function<int()> run;
};

/// Options that several commands share. What is not given comes from the site; the option wins.
struct Options {
    std::optional<std::string> site;
    std::vector<std::string> inventories;
    std::optional<std::string> standard;
    std::optional<std::string> history;
    std::optional<std::string> ssh_config;
    std::vector<std::string> known_hosts;
    std::vector<std::string> identities;
    std::optional<std::string> user;
    std::optional<std::string> transport;
    bool sudo = false;
    std::optional<std::string> commands; ///< "allow" or "deny"
    std::optional<unsigned> parallel;
    std::optional<std::string> deadline;
    std::vector<std::string> hosts; ///< patterns, or host names where there is no inventory
    std::optional<std::string> limit;
    bool verbose = false;
    std::string color = "auto";
};

void add_site_options(CLI::App& app, Options& options);
void add_standard_option(CLI::App& app, Options& options);
void add_inventory_option(CLI::App& app, Options& options);
void add_host_options(CLI::App& app, Options& options);
void add_connection_options(CLI::App& app, Options& options);
/// What of the hosts is looked at, and where that is recorded.
void add_run_options(CLI::App& app, Options& options, std::vector<std::string>& tags);

/// Commands that list hosts, one after another, as text or JSON.
struct ListingOptions {
    Options shared;
    std::string format = "text";
};
void add_listing_options(CLI::App& app, ListingOptions& options);

Command add_audit(CLI::App& app);
Command add_validate(CLI::App& app);
Command add_facts(CLI::App& app);
Command add_hosts(CLI::App& app);
Command add_probe(CLI::App& app);
Command add_schema(CLI::App& app);
Command add_types(CLI::App& app);
Command add_impact(CLI::App& app);
Command add_adopt(CLI::App& app);
Command add_diff(CLI::App& app);
Command add_show(CLI::App& app);
Command add_plan(CLI::App& app);
Command add_history(CLI::App& app);
Command add_ack(CLI::App& app);
Command add_blame(CLI::App& app);
Command add_waive(CLI::App& app);
Command add_sign(CLI::App& app);
Command add_verify(CLI::App& app);
Command add_alert(CLI::App& app);
Command add_enforce_by_hand_over(CLI::App& app);
Command add_rollback_by_hand_over(CLI::App& app);

} // namespace plumbline::cli
