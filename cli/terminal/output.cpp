#include "terminal/output.hpp"

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/nearest.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <iostream>

namespace plumbline::cli {
namespace {

bool wants_color(const std::string& choice) {
    const char* no_color = std::getenv("NO_COLOR"); // https://no-color.org: any text that is not empty
    const char* terminal = std::getenv("TERM");
    if (choice != "auto")
        return choice == "always";
    return ::isatty(STDOUT_FILENO) == 1 && (no_color == nullptr || *no_color == '\0') &&
           (terminal == nullptr || std::string_view(terminal) != "dumb");
}

} // namespace

std::size_t terminal_width() {
    constexpr std::size_t fallback = 100;
    winsize size{};
    if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        return size.ws_col;
    return fallback;
}

const std::vector<std::string>& formats() {
    static const auto all = [] {
        std::vector<std::string> names{"text"};
        names.insert(names.end(), report::faces().begin(), report::faces().end());
        return names;
    }();
    return all;
}

OutputFile parse_output(const std::string& text, const std::vector<std::string>& known) {
    const auto equals = text.find('=');
    if (equals == std::string::npos || equals + 1 == text.size())
        base::fail("--output takes FORMAT=PATH, such as json=report.json, and found '{}'", text);
    OutputFile output{text.substr(0, equals), text.substr(equals + 1)};
    if (std::find(known.begin(), known.end(), output.format) == known.end())
        base::fail("--output knows no format '{}': {}", output.format,
                   base::suggestion(output.format, known));
    const auto folder = std::filesystem::absolute(output.path).parent_path();
    if (!std::filesystem::is_directory(folder))
        base::fail("--output {}: there is no folder {}", text, folder.string());
    if (std::filesystem::exists(output.path) && !std::filesystem::is_regular_file(output.path))
        base::fail("--output {}: expected a file, or nothing yet, found something else", text);
    return output;
}

report::TextOptions text_options(const std::string& color, report::Arrangement arrangement, bool verbose) {
    report::TextOptions options;
    options.color = wants_color(color);
    options.width = terminal_width();
    options.arrangement = arrangement;
    options.verbose = verbose;
    return options;
}

Drawing::Drawing(const std::vector<std::string>& wanted_formats, report::TextOptions options)
    : options_(options) {
    for (const auto& format : wanted_formats)
        if (auto face = report::make_face(format))
            faces_.emplace(format, Drawn{std::move(face)});
}

void Drawing::add(report::HostResult& host) {
    for (auto& [format, drawn] : faces_)
        try {
            if (drawn.lost.empty())
                drawn.face->add(host);
        } catch (const base::Error& error) { // the run goes on, and its text still comes out
            drawn.lost = error.what();
        }
    host.facts.clear(); // the text does not tell them
    if (!options_.show_in_sync)
        host.forget_in_sync();
}

void Drawing::draw(std::ostream& out, const report::Report& report, const std::string& format,
                   const report::TextOptions& options) const {
    const auto found = faces_.find(format);
    if (found == faces_.end())
        out << report::as_text(report, options);
    else if (found->second.lost.empty())
        found->second.face->write(out, report, background_);
    else
        throw base::Error(found->second.lost);
}

void Drawing::print(const report::Report& report, const std::string& format) const {
    draw(std::cout, report, format, options_);
}

void Drawing::write(const report::Report& report, const OutputFile& output) const {
    auto plain = options_;
    plain.color = false;
    base::write_atomically(output.path, [&](std::ostream& out) { draw(out, report, output.format, plain); });
}

} // namespace plumbline::cli
