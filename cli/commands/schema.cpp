#include "options.hpp"
#include "records/timeline.hpp"

#include "alert/services/face.hpp"
#include "impact/impact.hpp"
#include "packet/packet.hpp"
#include "plan/enforced.hpp"
#include "plan/plan.hpp"
#include "proposal/proposal.hpp"
#include "report/report.hpp"
#include "resource/check.hpp"

#include <array>
#include <iostream>
#include <memory>
#include <vector>

namespace plumbline::cli {
namespace {

using Schema = std::string (*)();

/// Of what is no standard: printed by an option of its own.
struct Offer {
    const char* option;
    const char* words;
    Schema schema;
};

constexpr std::array offers{
    Offer{"--report", "Print that of reports (plumbline.report/1) instead", report::report_schema},
    Offer{"--impact", "Print that of impact (plumbline.impact/1) instead", impact::json_schema},
    Offer{"--diff", "Print that of diff (plumbline.diff/1) instead", proposal::json_schema},
    Offer{"--timeline", "Print that of history (plumbline.timeline/1) instead", timeline_schema},
    Offer{"--packet", "Print that of a packet's changes.json (plumbline.packet/1) instead",
          packet::packet_schema},
    Offer{"--plan", "Print that of plans (plumbline.plan/1) instead", plan::plan_schema},
    Offer{"--enforced", "Print that of a line of enforced/RUN.jsonl (plumbline.enforced/1) instead",
          plan::enforced_schema},
    Offer{"--alert", "Print that of a webhook's alerts (plumbline.alert/1) instead", alert::alert_schema},
};

/// Each excludes the others.
void add_offers(CLI::App& command, const std::shared_ptr<Schema>& chosen) {
    std::vector<CLI::Option*> added;
    for (const auto& offer : offers) {
        auto* option = command.add_flag_callback(
            offer.option, [chosen, schema = offer.schema] { *chosen = schema; }, offer.words);
        for (auto* other : added)
            option->excludes(other);
        added.push_back(option);
    }
}

} // namespace

Command add_schema(CLI::App& app) {
    auto* command =
        app.add_subcommand("schema", "Print the JSON Schema of standards, for editors and checks");
    auto chosen = std::make_shared<Schema>(resource::json_schema);
    add_offers(*command, chosen);
    return {command, [chosen] {
                std::cout << (*chosen)() << '\n';
                return static_cast<int>(Exit::in_sync);
            }};
}

} // namespace plumbline::cli
