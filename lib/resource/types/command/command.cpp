#include "resource/type.hpp"
#include "resource/types/command/outcome.hpp"
#include "resource/understand.hpp"

namespace plumbline::resource {

namespace command {

namespace {

probe::Question question(const Desired& desired) {
    return {"command", {desired.text("run").value_or("")}};
}

Observed observe_outcome(const Outcome& outcome) {
    Observed observed;
    observed.observations = {{.property = "exit", .reading = Present{outcome.exit}},
                             {.property = "stdout", .reading = Present{outcome.output}},
                             {.property = "stderr", .reading = Present{outcome.errors}}};
    if (outcome.exit == "124" || outcome.exit == "137") {
        observed.remarks.emplace_back("its exit status is that of a command whose 20 seconds were over");
    }
    return observed;
}

const Schema& the_schema() {
    static const Schema all{
        .type = "command",
        .doc = "What a command says, which the standard's author vouches to be read-only. It runs only where "
               "the site "
               "says `commands: allow`, without privileges (root becomes nobody), for at most 20 seconds.",
        .title_doc = "What it is for, in words.",
        .attributes =
            {
                {.name = "run",
                 .kind = Kind::text,
                 .doc = "The command, as sh -c takes it.",
                 .compared = false,
                 .required = true},
                {.name = "exit", .kind = Kind::integer, .doc = "Its exit status.", .fallback = "0"},
                {.name = "stdout",
                 .kind = Kind::text,
                 .doc = "What it prints, without the newline at the end; 64 KiB at most."},
                {.name = "stderr",
                 .kind = Kind::text,
                 .doc = "What it prints on standard error, in the same way."},
            },
        .asks = "The command itself, by timeout and setpriv. A key that is pinned to the probe does not "
                "answer it.",
        .enforces = "Nothing: what a command tells of is put right by other resources.",
        .example = "command: the cluster has a leader\nrun: /usr/local/bin/cluster-status\nstdout: "
                   "{contains: [leader]}\n",
        .runs_commands = true,
        .phase = Phase::services};
    return all;
}

} // namespace

class Command final : public Type {
public:
    const Schema& schema() const override { return the_schema(); }

    probe::Queries queries(const Desired& desired) const override { return {question(desired)}; }

    Observed observe(const Desired& desired, const probe::Answers& answers) const override {
        return understand(answers.to(question(desired)), expect(desired),
                          "the host did not say what the command did", read_outcome, observe_outcome,
                          [] { return Observed{}; });
    }

    Remedy remedy(const Desired&, const Observed&, const std::vector<Compared>&) const override { return {}; }
};

} // namespace command

namespace types_of_folders {

const Type& command_type() {
    static const command::Command type;
    return type;
}

} // namespace types_of_folders

} // namespace plumbline::resource
