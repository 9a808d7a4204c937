#pragma once

#include "report/face.hpp"

#include <map>
#include <memory>
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

/// Throws base::Error for a format that is none of these, or a folder that is not there.
[[nodiscard]] OutputFile parse_output(const std::string& text, const std::vector<std::string>& known);

/// How text is to look on this terminal, or where there is none.
[[nodiscard]] report::TextOptions text_options(const std::string& color, report::Arrangement arrangement,
                                               bool verbose);

/// Draws a run in the formats that were asked for. Hosts come one by one while the run goes on, and are
/// forgotten but for what the text will say of them.
class Drawing {
public:
    Drawing(const std::vector<std::string>& wanted_formats, report::TextOptions options);

    [[nodiscard]] bool draws(const std::string& format) const { return faces_.contains(format); }
    void add(report::HostResult& host);
    /// What the history tells, where there is one; before anything is printed or written.
    void set_background(const report::Background& background) { background_ = background; }
    void print(const report::Report& report, const std::string& format) const;
    /// Written beside its place and renamed. Throws base::Error.
    void write(const report::Report& report, const OutputFile& output) const;

private:
    void draw(std::ostream& out, const report::Report& report, const std::string& format,
              const report::TextOptions& options) const;

    /// A face, and why it can't be had, when a full disk took what it kept.
    struct Drawn {
        std::unique_ptr<report::Face> face;
        std::string lost = {};
    };

    report::TextOptions options_;
    report::Background background_;
    std::map<std::string, Drawn> faces_; ///< by format
};

} // namespace plumbline::cli
