#include "records/background.hpp"
#include "records/recorded.hpp"
#include "terminal/drawing_options.hpp"
#include "terminal/pager.hpp"

#include "base/escape.hpp"
#include "history/days.hpp"
#include "history/reader.hpp"
#include "history/story/mean_times.hpp"
#include "packet/packet.hpp"
#include "report/faces/nagios.hpp"
#include "report/words.hpp"

#include <iostream>
#include <memory>

namespace plumbline::cli {
namespace {

struct ShowOptions {
    Options shared;
    DrawingOptions drawing;
    std::string run = "last";
    std::optional<std::string> packet;
};

/// The hosts go into the drawing, and into the packet where one is made, one by one, so that a run over many
/// needs little memory.
report::Report read_report(const history::Reader& reader, const std::string& id, Drawing& drawing,
                           packet::Packet* packet) {
    const auto run = reader.find_run(id);
    report::Report report{reader.record_of(run), {}};
    reader.each_host(run, [&](report::HostResult&& host) {
        if (packet != nullptr)
            packet->add(host);
        drawing.add(host);
        report.hosts.push_back(std::move(host));
    });
    return report;
}

/// What the report does not say of itself, as far as one of the formats wants to know it.
report::Background background_of(const history::Reader& reader, const report::RunRecord& run,
                                 const ShowOptions& options, const Recorded& recorded,
                                 const Drawing& drawing) {
    report::Background background;
    if (drawing.draws("prometheus")) {
        background.last_success = last_success(reader, run.id);
        background.mean_times =
            history::mean_times_until(*recorded.database, recorded.site, reader.find_run(run.id));
    }
    if (drawing.draws("nagios") && options.run == "last")
        background.overdue = overdue_words(recorded.file, run.finished, std::chrono::system_clock::now());
    if (drawing.draws("html") || options.packet)
        background.days = history::days_until(*recorded.database, recorded.site, reader.find_run(run.id));
    return background;
}

/// Instead of the report, standard output gets where to begin reading.
void make_packet(const packet::Packet& packet, const std::string& place, const report::Report& report,
                 const report::Background& background, const Recorded& recorded) {
    const auto key = recorded.file ? recorded.file->ledger_key : std::nullopt;
    packet.write(place, report, background, key);
    std::cout << base::printable_lines(packet::outline_of(report, place, key));
}

/// Prints and writes it; what a monitoring plugin would answer.
report::Alarm show(const ShowOptions& options) {
    const auto files = options.drawing.files();
    std::optional<packet::Packet> packet;
    if (options.packet) {
        packet::check_place(*options.packet);
        packet.emplace();
    }
    auto drawing = options.drawing.drawing(options.shared);
    const auto recorded = open_recorded(options.shared);
    report::Report report;
    report::Background background;
    recorded.database->snapshot([&] {
        const history::Reader reader(*recorded.database, recorded.site);
        report = read_report(reader, options.run, drawing, packet ? &*packet : nullptr);
        background = background_of(reader, report.run, options, recorded, drawing);
    });
    drawing.set_background(background);
    for (const auto& file : files)
        drawing.write(report, file);
    if (packet) {
        make_packet(*packet, *options.packet, report, background, recorded);
        return report::alarm_of(report, background);
    }
    const Pager pager;
    drawing.print(report, options.drawing.format);
    return report::alarm_of(report, background);
}

/// The contract of a monitoring plugin: 0 to 3, and a line on standard output whatever happens.
int show_as_plugin(const ShowOptions& options) {
    try {
        return static_cast<int>(show(options));
    } catch (const std::exception& error) {
        std::cout << report::plugin_line(report::Alarm::unknown, report::one_line(error.what()));
        return static_cast<int>(report::Alarm::unknown);
    }
}

int run_show(const ShowOptions& options) {
    if (options.drawing.format == "nagios")
        return show_as_plugin(options);
    show(options);
    return Exit::in_sync;
}

} // namespace

Command add_show(CLI::App& app) {
    auto* command = app.add_subcommand(
        "show",
        "Print the report of a recorded run again, in any format. With --format nagios the exit status "
        "is a monitoring plugin's: 0 ok, 1 warning, 2 critical, 3 unknown");
    auto options = std::make_shared<ShowOptions>();
    command
        ->add_option("RUN", options->run,
                     "last (default), last~1 for the one before it, or an id or its beginning")
        ->group("What to look at");
    add_recorded_options(*command, options->shared);
    add_drawing_options(*command, options->drawing, options->shared);
    command
        ->add_option(
            "--packet", options->packet,
            "Write a change packet instead, a new folder: the report, each change with its risk and its way "
            "back, diffs, and a manifest signed with the site's ledger_key")
        ->type_name("DIR")
        ->excludes(command->get_option("--format"))
        ->group("What to print");
    return {command, [options] { return run_show(*options); }};
}

} // namespace plumbline::cli
