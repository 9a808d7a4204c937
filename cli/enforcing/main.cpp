#include "enforcing/commands.hpp"
#include "program.hpp"

namespace {

constexpr auto footer = R"(
Exit status: 0 all was done, or was right before; 1 refused before any host was connected to, or the run itself
failed; 2 something was refused, failed or not tried; 4 a host was not reached to its end; 6 both; 128+n signal n.

Examples:
  plumbline enforce plan.json --limit web1             one host of the plan first
  plumbline enforce plan.json --stages 1,2,4,rest --bake 10m
  plumbline enforce plan.json --approve sha256:…       where nobody is at a terminal
  plumbline rollback RUN web1 file:/etc/motd           back again)";

std::vector<plumbline::cli::Command> commands(CLI::App& app) {
    using namespace plumbline::cli;
    return {add_enforce(app), add_rollback(app)};
}

} // namespace

int main(int argc, char** argv) {
    return plumbline::cli::run_program(
        {"plumbline-enforce",
         "plumbline-enforce applies plans that people have signed, and goes back on them.", footer, commands},
        argc, argv);
}
