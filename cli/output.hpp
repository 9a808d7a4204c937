#pragma once

#include "report/report.hpp"

#include <string>
#include <vector>

namespace plumbline::cli {

/// The formats that a report can be written in.
[[nodiscard]] const std::vector<std::string>& formats();

/// One `--output FORMAT=PATH`.
struct OutputFile {
    std::string format;
    std::string path;
};

/// Throws base::Error for an unknown format, or a folder that is not there.
[[nodiscard]] OutputFile parse_output(const std::string& text);

/// How text is to look on this terminal, or where there is none.
[[nodiscard]] report::TextOptions text_options(const std::string& color, report::Arrangement arrangement, bool verbose);

void print_report(const report::Report& report, const std::string& format, const report::TextOptions& options);

/// Written beside its place and renamed. Throws base::Error.
void write_report(const report::Report& report, const OutputFile& output, report::TextOptions options);

} // namespace plumbline::cli
