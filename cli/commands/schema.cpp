#include "options.hpp"

#include "impact/impact.hpp"
#include "proposal/proposal.hpp"
#include "report/report.hpp"
#include "resource/check.hpp"

#include <iostream>
#include <memory>

namespace plumbline::cli {
namespace {

struct SchemaOptions {
    bool report = false;
    bool impact = false;
    bool diff = false;
};

std::string schema_of(const SchemaOptions& options) {
    if (options.report)
        return report::report_schema();
    if (options.impact)
        return impact::json_schema();
    return options.diff ? proposal::json_schema() : resource::json_schema();
}

} // namespace

Command add_schema(CLI::App& app) {
    auto* command =
        app.add_subcommand("schema", "Print the JSON Schema of standards, for editors and checks");
    auto options = std::make_shared<SchemaOptions>();
    auto* report =
        command->add_flag("--report", options->report, "Print that of reports (plumbline.report/1) instead");
    auto* impact =
        command->add_flag("--impact", options->impact, "Print that of impact (plumbline.impact/1) instead");
    auto* diff = command->add_flag("--diff", options->diff, "Print that of diff (plumbline.diff/1) instead");
    report->excludes(impact)->excludes(diff);
    impact->excludes(diff);
    return {command, [options] {
                std::cout << schema_of(*options) << '\n';
                return static_cast<int>(Exit::in_sync);
            }};
}

} // namespace plumbline::cli
