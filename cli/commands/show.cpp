#include "records/recorded.hpp"
#include "terminal/drawing_options.hpp"
#include "terminal/pager.hpp"

#include "history/reader.hpp"

#include <memory>

namespace plumbline::cli {
namespace {

struct ShowOptions {
    Options shared;
    DrawingOptions drawing;
    std::string run = "last";
};

/// The hosts go into the drawing one by one, so that a run over many needs little memory.
report::Report read_report(const history::Reader& reader, const std::string& id, Drawing& drawing) {
    const auto run = reader.find_run(id);
    report::Report report{reader.record_of(run), {}};
    reader.each_host(run, [&](report::HostResult&& host) {
        drawing.add(host);
        report.hosts.push_back(std::move(host));
    });
    return report;
}

int run_show(const ShowOptions& options) {
    const auto files = options.drawing.files();
    auto drawing = options.drawing.drawing(options.shared);
    const auto recorded = open_recorded(options.shared);
    report::Report report;
    recorded.database->snapshot([&] {
        report = read_report(history::Reader(*recorded.database, recorded.site), options.run, drawing);
    });
    for (const auto& file : files)
        drawing.write(report, file);
    const Pager pager;
    drawing.print(report, options.drawing.format);
    return Exit::in_sync;
}

} // namespace

Command add_show(CLI::App& app) {
    auto* command = app.add_subcommand("show", "Print the report of a recorded run again, in any format");
    auto options = std::make_shared<ShowOptions>();
    command
        ->add_option("RUN", options->run,
                     "last (default), last~1 for the one before it, or an id or its beginning")
        ->group("What to look at");
    add_recorded_options(*command, options->shared);
    add_drawing_options(*command, options->drawing, options->shared);
    return {command, [options] { return run_show(*options); }};
}

} // namespace plumbline::cli
