#include "program.hpp"

#include "base/error.hpp"
#include "base/escape.hpp"
#include "base/nearest.hpp"
#include "base/version.hpp"
#include "terminal/signals.hpp"
#include "workspace.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <iostream>
#include <string_view>

namespace plumbline::cli {
namespace {

/// A closed 0, 1 or 2 would be taken by the next file that is opened, and messages would be written into it.
void occupy_standard_descriptors() {
    int opened = 0;
    while ((opened = ::open("/dev/null", O_RDWR)) >= 0 && opened <= 2) {
    }
    if (opened > 2)
        ::close(opened);
}

/// Output that nobody received must not pass for success.
int after_output(int status) {
    std::cout.flush();
    if (std::cout)
        return status;
    std::cerr << "plumbline: the output could not be written to standard output\n";
    return Exit::run_failed;
}

int run_chosen(const std::vector<Command>& commands) {
    for (const auto& command : commands)
        if (command.app->parsed())
            return after_output(command.run());
    return Exit::run_failed;
}

/// CLI11 would only say that a command is missing.
void check_command(const std::vector<Command>& commands, std::string_view word) {
    std::vector<std::string> names;
    for (const auto& command : commands)
        names.push_back(command.app->get_name());
    if (!word.starts_with('-') && std::find(names.begin(), names.end(), word) == names.end())
        base::fail("there is no command '{}': {}", word, base::suggestion(word, names));
}

int run(const Program& program, int argc, char** argv) {
    CLI::App app(program.description, program.name);
    app.set_version_flag("--version", program.name + ' ' + std::string(base::version()));
    app.footer(program.footer);
    app.require_subcommand(1);
    app.option_defaults()->always_capture_default(false);
    const auto commands = program.commands(app);
    if (argc > 1)
        check_command(commands, argv[1]);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? static_cast<int>(Exit::in_sync) : static_cast<int>(Exit::run_failed);
    }
    return run_chosen(commands);
}

} // namespace

int run_program(const Program& program, int argc, char** argv) {
    occupy_standard_descriptors();
    ::umask(077);
    expect_failed_writes();
    try {
        const int status = run(program, argc, argv);
        const int number = signal_received();
        return number == 0 ? status : 128 + number;
    } catch (const BadInput& bad) {
        std::cerr << bad.what();
        return Exit::run_failed;
    } catch (const std::exception& error) {
        std::cerr << "plumbline: " << base::printable_lines(error.what()) << '\n';
        return Exit::run_failed;
    }
}

} // namespace plumbline::cli
