#include "terminal/drawing_options.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace plumbline::cli {
namespace {

report::Arrangement arrangement_of(const std::string& by) {
    if (by == "host")
        return report::Arrangement::by_host;
    return by == "resource" ? report::Arrangement::by_resource : report::Arrangement::automatic;
}

} // namespace

std::vector<OutputFile> DrawingOptions::files() const {
    std::vector<OutputFile> files;
    for (const auto& text : outputs)
        files.push_back(parse_output(text, formats()));
    return files;
}

Drawing DrawingOptions::drawing(const Options& shared) const {
    auto text = text_options(shared.color, arrangement_of(by), shared.verbose);
    text.show_in_sync = all;
    std::vector<std::string> wanted{format};
    for (const auto& file : files())
        wanted.push_back(file.format);
    return {wanted, text};
}

void add_drawing_options(CLI::App& command, DrawingOptions& drawing, Options& shared) {
    const auto* group = "What to print";
    const auto words =
        fmt::format("What standard output gets: text (default), {}", fmt::join(report::faces(), ", "));
    command.add_option("--format", drawing.format, words)
        ->type_name("FORMAT")
        ->check(CLI::IsMember(formats()))
        ->group(group);
    command
        .add_option("--output", drawing.outputs,
                    "Also write the report to a file: junit=report.xml; repeatable")
        ->type_name("FORMAT=PATH")
        ->allow_extra_args(false)
        ->group(group);
    command
        .add_option("--by", drawing.by, "Arrange by host or by resource (default: by resource above 8 hosts)")
        ->check(CLI::IsMember({"host", "resource"}))
        ->group(group);
    command.add_flag("--all", drawing.all, "List what is in sync as well")->group(group);
    command
        .add_flag("-v,--verbose", shared.verbose, "Say more: transports, remarks, what was skipped and why")
        ->group(group);
    command
        .add_option("--color", shared.color, "auto (default: on a terminal, unless NO_COLOR), always, never")
        ->check(CLI::IsMember({"auto", "always", "never"}))
        ->group(group);
}

} // namespace plumbline::cli
