#pragma once

#include "report/report.hpp"

#include <optional>
#include <string>
#include <vector>

namespace plumbline::cli {

/// The columns of the terminal that standard output is; 100 where it is none.
[[nodiscard]] std::size_t terminal_width();

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
[[nodiscard]] report::TextOptions text_options(const std::string& color, report::Arrangement arrangement,
                                               bool verbose);

/// Draws a run in the formats that were asked for. Hosts come one by one while the run goes on, and are
/// forgotten but for what the text will say of them.
class Drawing {
public:
    Drawing(const std::vector<std::string>& wanted_formats, report::TextOptions options);

    void add(report::HostResult& host);
    void print(const report::Report& report, const std::string& format) const;
    /// Written beside its place and renamed. Throws base::Error.
    void write(const report::Report& report, const OutputFile& output) const;

private:
    void draw(std::ostream& out, const report::Report& report, const std::string& format,
              const report::TextOptions& options) const;

    report::TextOptions options_;
    std::optional<report::JsonSpool> json_;
    std::string json_lost_; ///< why the JSON can't be had, when a full disk took it
};

} // namespace plumbline::cli
