#include "program.hpp"

namespace {

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

std::vector<plumbline::cli::Command> commands(CLI::App& app) {
    using namespace plumbline::cli;
    return {add_audit(app),
            add_validate(app),
            add_facts(app),
            add_hosts(app),
            add_probe(app),
            add_schema(app),
            add_types(app),
            add_show(app),
            add_history(app),
            add_ack(app),
            add_blame(app),
            add_impact(app),
            add_waive(app),
            add_adopt(app),
            add_diff(app),
            add_plan(app),
            add_sign(app),
            add_verify(app),
            add_alert(app),
            add_enforce_by_hand_over(app),
            add_rollback_by_hand_over(app)};
}

} // namespace

int main(int argc, char** argv) {
    return plumbline::cli::run_program(
        {"plumbline", "plumbline audits hosts against a declared standard, over SSH, and changes nothing.",
         footer, commands},
        argc, argv);
}
