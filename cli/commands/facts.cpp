#include "options.hpp"
#include "terminal/signals.hpp"
#include "workspace.hpp"

#include "audit/look.hpp"
#include "base/escape.hpp"
#include "facts/facts.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <iostream>
#include <memory>

namespace plumbline::cli {
namespace {

using Json = nlohmann::ordered_json;

/// What one host said, or why it said nothing.
struct Told {
    std::string host;
    std::variant<facts::Facts, report::HostError> result;
};

Json to_json(const Told& told) {
    Json json{{"name", base::printable(told.host)}};
    if (const auto* error = std::get_if<report::HostError>(&told.result)) {
        json["error"] = {{"stage", transport::name(error->stage)},
                         {"message", base::printable(error->message)}};
        return json;
    }
    json["facts"] = Json::object();
    for (const auto& [name, value] : std::get<facts::Facts>(told.result)) {
        if (const auto* list = std::get_if<base::List>(&value)) {
            Json texts = Json::array();
            for (const auto& text : *list)
                texts.push_back(base::printable(text));
            json["facts"][name] = texts;
        } else {
            json["facts"][name] = base::printable(std::get<std::string>(value));
        }
    }
    return json;
}

void print_text(const Told& told) {
    std::cout << base::printable(told.host) << '\n';
    if (const auto* error = std::get_if<report::HostError>(&told.result)) {
        std::cout << "  failed at " << transport::name(error->stage) << ": "
                  << base::printable(error->message) << '\n';
        return;
    }
    for (const auto& [name, value] : std::get<facts::Facts>(told.result))
        std::cout << fmt::format("  {:<12} {}\n", name, base::printable(base::to_text(value)));
}

void print(const std::vector<Told>& all, const std::string& format) {
    if (format == "json") {
        Json hosts = Json::array();
        for (const auto& told : all)
            hosts.push_back(to_json(told));
        std::cout << hosts.dump(2) << '\n';
        return;
    }
    for (const auto& told : all)
        print_text(told);
}

int run_facts(const ListingOptions& options) {
    base::Diagnostics diagnostics;
    const auto workspace = open_workspace(options.shared, diagnostics);
    const auto selection = select_hosts(workspace, options.shared, diagnostics);
    const auto& hosts = selection->hosts;
    const auto& destinations = selection->destinations;

    std::vector<Told> all(hosts.size());
    bool failed = false;
    transport::Resolver resolver;
    resolver.prefetch(destinations);
    const audit::LookCalls calls{
        .questions = [](std::size_t) { return facts::queries(); },
        .seen =
            [&](const audit::Sight& sight) {
                auto& told = all[sight.host];
                told.host = hosts[sight.host]->name;
                if (const auto* error = std::get_if<report::HostError>(&sight.result)) {
                    told.result = *error;
                    failed = true;
                } else {
                    told.result = facts::observe(std::get<probe::Answers>(sight.result));
                }
                return probe::Queries{};
            },
        .interrupted = [] { return signal_received() != 0; },
    };
    watch_signals();
    audit::look({destinations, workspace.limits, workspace.pool}, resolver, calls);
    if (signal_received() != 0)
        return Exit::run_failed;
    print(all, options.format);
    return failed ? Exit::unchecked : Exit::in_sync;
}

} // namespace

Command add_facts(CLI::App& app) {
    auto* command =
        app.add_subcommand("facts", "Print what hosts say about themselves: what `when` can ask for");
    auto options = std::make_shared<ListingOptions>();
    add_listing_options(*command, *options);
    return {command, [options] { return run_facts(*options); }};
}

} // namespace plumbline::cli
