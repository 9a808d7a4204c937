#include "impact/recorded.hpp"

#include "support/local_probe.hpp"
#include "support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <map>

using namespace plumbline;
using drift::Finding;
using drift::Status;
using impact::Consequence;
using resource::Compared;
using test::Variants;

namespace {

/// A real audit, by these answers.
Finding audited(const test::DesiredPtr& desired, const probe::Answers& answers) {
    return drift::find(test::catalog_of(Variants{desired}), test::facts, answers, test::secrecy).at(0);
}

std::string text_of(const Compared& one) {
    return one.property + "|" + one.subject + "|" + std::to_string(static_cast<int>(one.status)) + "|" +
           one.expected + "|" + base::to_text(one.actual);
}

std::vector<std::string> texts_of(const Finding& finding) {
    std::vector<std::string> texts(finding.properties.size());
    std::ranges::transform(finding.properties, texts.begin(), text_of);
    return texts;
}

std::string description(const resource::Desired& desired) {
    std::string text = desired.id.text();
    for (const auto& [name, matcher] : desired.attributes)
        text += "\n  " + name + ": " + to_text(matcher);
    return text;
}

/// What is claimed of a resource is what an audit finds; counts what was told.
class Trial {
public:
    void hold(const test::DesiredPtr& then, const test::DesiredPtr& proposed, const probe::Answers& answers) {
        INFO("then: " << description(*then) << "\nproposed: " << description(*proposed));
        const auto before = audited(then, answers);
        const auto truth = audited(proposed, answers);
        const auto current = test::catalog_of(Variants{then});
        const auto impact = impact::impact_on(test::catalog_of(Variants{proposed}), current,
                                              test::last_seen(current, answers), test::secrecy);
        REQUIRE(impact.consequences.size() + impact.same == 1);
        if (impact.same == 1)
            hold_same(before, truth);
        else
            hold_claim(impact.consequences.front(), truth);
    }

    std::map<std::string, std::size_t> told; ///< by type: claims about a declaration that changed

private:
    static void hold_same(const Finding& before, const Finding& truth) {
        CHECK((truth.status == Status::drift) == (before.status == Status::drift));
        if (before.status == Status::drift)
            CHECK(texts_of(truth) == texts_of(before));
        if (before.status != Status::unknown)
            CHECK(drift::name(truth.status) == drift::name(before.status));
    }

    void hold_claim(const Consequence& claim, const Finding& truth) {
        if (claim.effect == impact::Effect::unobserved)
            return;
        ++told[truth.desired->id.type];
        const auto true_texts = texts_of(truth);
        for (const auto& one : claim.finding.properties)
            if (one.status != Compared::Status::unknown)
                CHECK_THAT(true_texts, Catch::VectorContains(text_of(one)));
        CHECK(drift::name(claim.finding.status) == drift::name(truth.status));
        if (claim.finding.has_unknown())
            return;
        CHECK(texts_of(claim.finding) == true_texts);
        CHECK(claim.finding.would == truth.would);
        CHECK(claim.finding.restarts == truth.restarts);
    }
};

/// Each of a resource's variants proposed instead of each other.
void hold_all(Trial& trial, const Variants& variants, const probe::Answers& answers) {
    for (const auto& then : variants)
        for (const auto& proposed : variants)
            trial.hold(then, proposed, answers);
}

probe::Queries questions_of(const std::vector<Variants>& all) {
    std::set<probe::Question> questions;
    for (const auto& variants : all)
        for (const auto& desired : variants)
            for (auto& question : resource::find_type(desired->id.type)->queries(*desired))
                questions.insert(std::move(question));
    return {questions.begin(), questions.end()};
}

} // namespace

TEST_CASE("what is told of a proposed standard is what an audit by it finds on this very machine") {
    const test::TemporaryFolder folder;
    const auto all = test::variants_for(folder);
    const auto answers = test::ask(questions_of(all));
    Trial trial;
    for (const auto& variants : all)
        hold_all(trial, variants, answers);
    for (const char* type : {"directory", "file", "group", "host", "kernel_module", "package", "setting",
                             "symlink", "sysctl", "template", "user"}) {
        INFO(type);
        CHECK(trial.told[type] > 0);
    }
    CHECK(trial.told["line"] == 0); // nothing is known of what its type looks at
}

TEST_CASE("what is told of services is what an audit finds, whatever their init system said") {
    const std::vector<std::string> units{
        "systemd\tId=ssh.service\tNames=ssh.service\tWantedBy=multi-user.target\tTriggeredBy=\tLoadState="
        "loaded\t"
        "ActiveState=active\tSubState=running\tUnitFileState=enabled\tNeedDaemonReload=no\n",
        "systemd\tId=ssh.service\tNames=ssh.service\tWantedBy=\tTriggeredBy=\tLoadState=loaded\t"
        "ActiveState=inactive\tSubState=dead\tUnitFileState=disabled\tNeedDaemonReload=no\n",
        "systemd\tId=ssh.service\tNames=ssh.service\tWantedBy=multi-user.target\tTriggeredBy=\tLoadState="
        "loaded\t"
        "ActiveState=active\tSubState=running\tUnitFileState=static\tNeedDaemonReload=yes\n",
        "systemd\tId=ssh.service\tNames=ssh.service\tWantedBy=\tTriggeredBy=\tLoadState=loaded\t"
        "ActiveState=failed\tSubState=failed\tUnitFileState=static\tNeedDaemonReload=no\n",
        "systemd\tId=ssh.service\tNames=ssh.service\tWantedBy=\tTriggeredBy=\tLoadState=not-found\t"
        "ActiveState=inactive\tSubState=dead\tUnitFileState=\tNeedDaemonReload=no\n",
        "systemd\tId=ssh.service\tNames=ssh.service\tWantedBy=\tTriggeredBy=\tLoadState=masked\t"
        "ActiveState=inactive\tSubState=dead\tUnitFileState=masked\tNeedDaemonReload=no\n",
    };
    Trial trial;
    for (const auto& unit : units) {
        INFO(unit);
        probe::Answers answers;
        answers.add({"service", {"ssh"}}, probe::Answered{unit});
        hold_all(trial, test::variants_of("service: ssh\nstate: running\nenabled: true\n"), answers);
    }
    CHECK(trial.told["service"] > 0);
}
