#include "options.hpp"

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

namespace {

using plumbline::cli::Exit;

constexpr auto footer = R"(
Exit status: 0 all in sync; 1 the run itself failed; 2 drift; 4 something could not be checked; 6 both;
+8 the standard's sign-off is missing or invalid; 128+n signal n.

Examples:
  plumbline audit -s standard.yaml                     audit this machine
  plumbline audit -s standard.yaml web1 web2           audit two hosts over SSH
  plumbline audit -i hosts.ini -s standard.yaml 'web:!web3'
  plumbline audit                                      audit the site in this folder (plumbline.yaml)
  plumbline show last                                  the report of the last audit again
  plumbline blame web1 file:/etc/motd                  since when, why, and who probably did it
  plumbline plan --output plan.json                    what enforce would do, to be read and signed
  plumbline types file                                 the reference of a resource type
  plumbline COMMAND --help                             all options of a command)";

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

int run_chosen(const std::vector<plumbline::cli::Command>& commands) {
    for (const auto& command : commands)
        if (command.app->parsed())
            return after_output(command.run());
    return Exit::run_failed;
}

/// CLI11 would only say that a command is missing.
void check_command(const std::vector<plumbline::cli::Command>& commands, std::string_view word) {
    std::vector<std::string> names;
    for (const auto& command : commands)
        names.push_back(command.app->get_name());
    if (!word.starts_with('-') && std::find(names.begin(), names.end(), word) == names.end())
        plumbline::base::fail("there is no command '{}': {}", word, plumbline::base::suggestion(word, names));
}

int run(int argc, char** argv) {
    CLI::App app("plumbline audits hosts against a declared standard, over SSH, and changes nothing.",
                 "plumbline");
    app.set_version_flag("--version", "plumbline " + std::string(plumbline::base::version()));
    app.footer(footer);
    app.require_subcommand(1);
    app.option_defaults()->always_capture_default(false);
    using namespace plumbline::cli;
    const std::vector<Command> commands{add_audit(app),   add_validate(app), add_facts(app), add_hosts(app),
                                        add_probe(app),   add_schema(app),   add_types(app), add_show(app),
                                        add_history(app), add_ack(app),      add_blame(app), add_impact(app),
                                        add_waive(app),   add_adopt(app),    add_diff(app),  add_plan(app),
                                        add_sign(app),    add_verify(app),   add_alert(app)};
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

int main(int argc, char** argv) {
    occupy_standard_descriptors();
    ::umask(077);
    plumbline::cli::expect_failed_writes();
    try {
        const int status = run(argc, argv);
        const int number = plumbline::cli::signal_received();
        return number == 0 ? status : 128 + number;
    } catch (const plumbline::cli::BadInput& bad) {
        std::cerr << bad.what();
        return Exit::run_failed;
    } catch (const std::exception& error) {
        std::cerr << "plumbline: " << plumbline::base::printable_lines(error.what()) << '\n';
        return Exit::run_failed;
    }
}
