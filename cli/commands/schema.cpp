#include "options.hpp"

#include "report/report.hpp"
#include "resource/check.hpp"

#include <iostream>
#include <memory>

namespace plumbline::cli {

Command add_schema(CLI::App& app) {
    auto* command =
        app.add_subcommand("schema", "Print the JSON Schema of standards, for editors and checks");
    auto of_report = std::make_shared<bool>(false);
    command->add_flag("--report", *of_report, "Print that of reports (plumbline.report/1) instead");
    return {command, [of_report] {
                std::cout << (*of_report ? report::report_schema() : resource::json_schema()) << '\n';
                return static_cast<int>(Exit::in_sync);
            }};
}

} // namespace plumbline::cli
