#include "output.hpp"

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

std::size_t terminal_width() {
    constexpr std::size_t fallback = 100;
    winsize size{};
    if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        return size.ws_col;
    return fallback;
}

std::string rendered(const report::Report& report, const std::string& format, const report::TextOptions& options) {
    return format == "json" ? report::as_json(report) : report::as_text(report, options);
}

} // namespace

const std::vector<std::string>& formats() {
    static const std::vector<std::string> all{"text", "json"};
    return all;
}

OutputFile parse_output(const std::string& text) {
    const auto equals = text.find('=');
    if (equals == std::string::npos || equals + 1 == text.size())
        base::fail("--output takes FORMAT=PATH, such as json=report.json, and found '{}'", text);
    OutputFile output{text.substr(0, equals), text.substr(equals + 1)};
    if (std::find(formats().begin(), formats().end(), output.format) == formats().end())
        base::fail("--output knows no format '{}': {}", output.format, base::suggestion(output.format, formats()));
    const auto folder = std::filesystem::absolute(output.path).parent_path();
    if (!std::filesystem::is_directory(folder))
        base::fail("--output {}: there is no folder {}", text, folder.string());
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

void print_report(const report::Report& report, const std::string& format, const report::TextOptions& options) {
    if (format == "json")
        report::write_json(std::cout, report);
    else
        std::cout << report::as_text(report, options);
}

void write_report(const report::Report& report, const OutputFile& output, report::TextOptions options) {
    options.color = false;
    base::write_atomically(output.path, rendered(report, output.format, options));
}

} // namespace plumbline::cli
