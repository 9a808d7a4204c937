#include "enforce/gate/gate.hpp"

#include "approval/signature/keys.hpp"
#include "plan/samples.hpp"
#include "site/site.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using enforce::Refusal;
using enforce::Refusals;
using test::moment;

namespace plumbline::enforce {
std::ostream& operator<<(std::ostream& out, const Refusal& refusal) {
    return out << refusal.rule << ": " << refusal.words;
}
} // namespace plumbline::enforce

namespace {

const std::string now = "2026-11-20T14:00:00Z";

/// A site that two of three people must approve plans of, and a plan of it that two have signed.
class PlanToApply {
public:
    PlanToApply() {
        for (const auto* name : {"jane", "bob", "second", "eve"})
            keys.make(name);
        folder().file("allowed_signers", keys.signer("jane@example.org", "jane") +
                                             keys.signer("jane.doe@example.org", "second") +
                                             keys.signer("bob@example.org", "bob"));
        folder().file("people.yaml", "plumbline: 1\npeople:\n  - name: Jane Doe\n    keys: [\"" +
                                         keys.fingerprint("jane") + "\", \"" + keys.fingerprint("second") +
                                         "\"]\n");
        folder().file("calendar.yaml",
                      "plumbline: 1\nfreezes:\n  - name: year end\n    hosts: web2\n    from: "
                      "2026-11-20T15:00:00Z\n    until: 2026-11-20T16:00:00Z\n");
        site("approval: {signers: allowed_signers, quorum: 2}\npeople: people.yaml\ncalendar: "
             "calendar.yaml\n");
        inventory_of({"app1", "db1", "web1", "web2"});
        write(test::sample_plan());
        sign("jane");
        sign("bob");
    }

    void site(const std::string& rest) const { folder().file("plumbline.yaml", "plumbline: 1\n" + rest); }
    void inventory_of(const std::vector<std::string>& names) {
        inventory = {};
        for (const auto& name : names) {
            inventory.hosts[name] = {name, {"all"}, {}};
            inventory.host_order.push_back(name);
        }
    }
    void write(const plan::Plan& plan) { folder().file("plan.json", plan::as_json(plan)); }
    void sign(const std::string& name, std::string_view purpose = approval::for_plan) const {
        const auto bytes = base::read_file(path(), plan::largest_plan);
        approval::put_signature_beside(path(), approval::sign(bytes, purpose, folder().path(name)));
    }
    void unsign() const {
        for (const auto& file : approval::signatures_beside(path()))
            std::filesystem::remove(file.path);
    }

    [[nodiscard]] Refusals refusals(const enforce::Choice& choice = {}) const {
        base::Diagnostics diagnostics;
        const auto at = moment(time);
        const auto law = enforce::law_of(site::load_site(folder().path(), diagnostics), at, diagnostics);
        REQUIRE_FALSE(diagnostics.has_errors());
        auto all = enforce::refusals_of(std::get<plan::PlanFile>(enforce::open_plan(path())), choice,
                                        {at, environment, standard, signoff, law, inventory, addresses});
        for (auto& [rule, words] : all)
            for (const auto& [from, to] :
                 std::vector<std::pair<std::string, std::string>>{{path(), "plan.json"},
                                                                  {keys.fingerprint("jane"), "JANE"},
                                                                  {keys.fingerprint("second"), "SECOND"},
                                                                  {keys.fingerprint("eve"), "EVE"}})
                for (auto found = words.find(from); found != std::string::npos; found = words.find(from))
                    words.replace(found, from.size(), to);
        return all;
    }
    [[nodiscard]] std::string path() const { return folder().path("plan.json"); }
    [[nodiscard]] const test::TemporaryFolder& folder() const { return keys.folder(); }

    test::Keys keys;
    inventory::Inventory inventory;
    std::string time = now;
    std::string environment = "production";
    std::string standard = base::sha256("acme");
    std::map<std::string, std::string> addresses{{"web1", "web1.example.org:22"},
                                                 {"web2", "web2.example.org:22"}};
    approval::SignOff signoff{.status = approval::SignOff::Status::valid, .quorum = 2};
};

/// The words of the one refusal, which is of that rule.
std::string only_refusal(const Refusals& refusals, const std::string& rule) {
    INFO(Catch::Detail::stringify(refusals));
    REQUIRE(refusals.size() == 1);
    CHECK(refusals.front().rule == rule);
    return refusals.front().words;
}

} // namespace

TEST_CASE("a plan that holds, is approved by the quorum and is of this site may be applied") {
    const PlanToApply plan;
    CHECK(plan.refusals() == Refusals{});
    CHECK(plan.refusals({.limit = "web1"}) == Refusals{});
    CHECK(plan.refusals({.max_changes = 4}) == Refusals{});
}

TEST_CASE("a plan that was edited is no plan, signatures or not") {
    const PlanToApply plan;
    auto bytes = base::read_file(plan.path(), plan::largest_plan);
    const auto at = bytes.find("mode 0644");
    plan.folder().file("plan.json", bytes.replace(at, 9, "mode 0666"));
    plan.sign("jane");
    plan.sign("bob");
    const auto refusal = std::get<Refusal>(enforce::open_plan(plan.path()));
    CHECK(refusal.rule == "plan");
    CHECK_THAT(refusal.words,
               Catch::StartsWith("digest: expected sha256:") &&
                   Catch::EndsWith(": the plan was edited after it was made; make it anew with "
                                   "`plumbline plan`; while reading the plan " +
                                   plan.path()));
}

TEST_CASE("an edited plan with a digest of its own has lost its signatures") {
    PlanToApply plan;
    auto edited = test::sample_plan();
    edited.hosts.back().name = "web9";
    plan.inventory_of({"app1", "db1", "web1", "web9"});
    plan.write(edited);
    const auto refusals = plan.refusals();
    REQUIRE(refusals.size() == 3);
    CHECK(refusals[0] == Refusal{"signatures",
                                 "too few signatures: expected 2 approvers, found 0; have 2 other "
                                 "approvers sign with `plumbline sign plan.json`"});
    for (const auto i : {1, 2})
        CHECK_THAT(refusals[static_cast<std::size_t>(i)].words,
                   Catch::Contains(" was made over other bytes than these"));
}

TEST_CASE("a plan is applied in its time alone") {
    PlanToApply plan;
    plan.time = "2026-11-20T17:00:03Z";
    CHECK(only_refusal(plan.refusals(), "age") ==
          "expected a plan that holds now, 2026-11-20T17:00:03Z, found one that expired at "
          "2026-11-20T17:00:02Z; make it anew with `plumbline plan`");
    plan.time = "2026-11-19T13:00:00Z";
    CHECK(
        only_refusal(plan.refusals(), "age") ==
        "expected a plan made before now, 2026-11-19T13:00:00Z, found one made at 2026-11-20T13:00:02Z; set "
        "the clocks of both machines, or make it anew with `plumbline plan`");
}

TEST_CASE("a plan is applied under its standard, signed off, in its environment") {
    PlanToApply plan;
    SECTION("another standard") {
        plan.standard = base::sha256("other");
        CHECK(only_refusal(plan.refusals(), "standard") ==
              "expected a plan of the standard as it is, " + base::sha256("other") + ", found one of " +
                  base::sha256("acme") + "; make it anew with `plumbline plan`");
    }
    SECTION("another site") {
        plan.environment = "testing";
        CHECK(only_refusal(plan.refusals(), "environment") ==
              "expected a plan for this site's environment, testing, found one for production; apply it from "
              "the site that it was made of");
    }
    SECTION("a sign-off that is wanting") {
        plan.signoff = {.status = approval::SignOff::Status::invalid,
                        .problems = {"motd was changed after it was signed", "too few signatures"}};
        CHECK(plan.refusals() ==
              Refusals{
                  {"sign-off", "the standard's sign-off does not hold: motd was changed after it was signed"},
                  {"sign-off", "the standard's sign-off does not hold: too few signatures"}});
    }
}

TEST_CASE("a plan needs the signatures of as many people as the site says, over its very bytes, for a plan") {
    PlanToApply plan;
    plan.unsign();
    const std::string too_few = "too few signatures: expected 2 approvers, found ";
    SECTION("stolen without its signatures") {
        CHECK(only_refusal(plan.refusals(), "signatures") ==
              too_few + "0; have 2 other approvers sign with `plumbline sign plan.json`");
    }
    SECTION("signed by one where two are needed") {
        plan.sign("jane");
        CHECK(only_refusal(plan.refusals(), "signatures") ==
              too_few + "1 (jane@example.org); have another approver sign with `plumbline sign plan.json`");
    }
    SECTION("signed twice by one person") {
        plan.sign("jane");
        plan.sign("second");
        CHECK(only_refusal(plan.refusals(), "signatures") ==
              too_few + "1 (jane.doe@example.org); 2 signatures are one person's: jane.doe@example.org with "
                        "SECOND, jane@example.org with JANE; have another approver sign with `plumbline sign "
                        "plan.json`");
    }
    SECTION("signed for something else, and by nobody of the approvers") {
        plan.sign("jane");
        plan.sign("bob", approval::for_change);
        plan.sign("eve");
        const auto refusals = plan.refusals();
        REQUIRE(refusals.size() == 3);
        CHECK(refusals[0].words ==
              too_few + "1 (jane@example.org); have another approver sign with `plumbline sign plan.json`");
        std::string rest = refusals[1].words + "\n" + refusals[2].words;
        CHECK_THAT(rest, Catch::Contains("is for plumbline-change, expected plumbline-plan"));
        CHECK_THAT(rest, Catch::Contains("EVE"));
    }
    SECTION("a site without approvers") {
        plan.sign("jane");
        plan.sign("bob");
        plan.site("");
        CHECK(
            only_refusal(plan.refusals(), "signatures") ==
            "expected a site that names approvers, found none, so that nobody's signature counts; name them "
            "in plumbline.yaml: approval: {signers: allowed_signers}");
    }
}

TEST_CASE("a host in a freeze is left alone until it is over") {
    PlanToApply plan;
    plan.time = "2026-11-20T15:30:00Z";
    CHECK(only_refusal(plan.refusals(), "freeze") == "expected no freeze now, 2026-11-20T15:30:00Z, found "
                                                     "'year end', which holds for web2; apply the plan "
                                                     "when it is over, or have the calendar changed");
    CHECK(plan.refusals({.limit = "web1"}) == Refusals{});
    plan.time = "2026-11-20T16:30:00Z";
    CHECK(plan.refusals() == Refusals{});
}

TEST_CASE("a plan for a host that the inventory does not have is refused") {
    PlanToApply plan;
    plan.inventory_of({"web1"});
    const std::string words =
        "expected every host of the plan in the inventory, found none of the name web2; "
        "make it anew with `plumbline plan`";
    CHECK(only_refusal(plan.refusals(), "hosts") == words);
    CHECK(only_refusal(plan.refusals({.limit = "web1"}), "hosts") == words);
}

TEST_CASE("a plan for a host that has another address by now is refused") {
    PlanToApply plan;
    plan.addresses["web2"] = "203.0.113.7:22";
    CHECK(only_refusal(plan.refusals(), "hosts") ==
          "expected web2 at web2.example.org:22, where it was when the plan was made, found it at "
          "203.0.113.7:22; make it anew with `plumbline plan`");
}

TEST_CASE("a run is gone on with as far as its journal says nothing but what the plan says") {
    const auto plan = test::sample_plan();
    const PlanToApply site;
    CHECK(enforce::is_part_of(plan, plan));
    CHECK(enforce::is_part_of(enforce::chosen_of(plan, site.inventory, {.only = {"file:/etc/motd"}}), plan));
    CHECK(enforce::is_part_of(enforce::chosen_of(plan, site.inventory, {.limit = "web2"}), plan));
    auto edited = plan;
    SECTION("another step") {
        edited.hosts.back().resources.front().steps.front().digest = base::sha256("x");
    }
    SECTION("another resource") {
        edited.hosts.back().resources.push_back(test::planned("file:/etc/shadow"));
    }
    SECTION("another host") {
        edited.hosts.back().name = "web9";
    }
    SECTION("another address") {
        edited.hosts.back().address = "web9.example.org:22";
    }
    SECTION("another refresh") {
        edited.hosts.back().refreshes.front().id.title = "cron";
    }
    SECTION("another standard") {
        edited.standard_digest = base::sha256("other");
    }
    CHECK_FALSE(enforce::is_part_of(edited, plan));
}

TEST_CASE("what is chosen of a plan is there, belongs together and is not too much") {
    const PlanToApply plan;
    const std::string sshd = "file:/etc/ssh/sshd_config";
    const std::vector<std::tuple<enforce::Choice, Refusal>> cases{
        {{.limit = "web9"},
         {"choice", "--limit web9: no host and no group matches 'web9'; did you mean 'web1'?"}},
        {{.limit = "app1"},
         {"choice", "expected --limit and --only to leave something, found nothing left of 4 changes; choose "
                    "more"}},
        {{.only = {"file:/etc/motdd"}},
         {"choice",
          "--only file:/etc/motdd: expected a resource that the plan puts right, found none of that "
          "name: did you mean 'file:/etc/motd'?"}},
        {{.only = {"user:joe"}},
         {"choice", "--only user:joe: expected a resource that the plan puts right, found none of that name: "
                    "one of: file:/etc/motd, file:/etc/ssh/sshd_config"}},
        {{.only = {sshd}},
         {"choice", "on web1, web2: expected what file:/etc/ssh/sshd_config requires to be chosen with it, "
                    "found it without file:/etc/motd; add --only file:/etc/motd"}},
        {{.max_changes = 3},
         {"max-changes",
          "expected at most 3 changes, found 4; choose less with --limit or --only, or allow more "
          "with --max-changes"}},
    };
    for (const auto& [choice, expected] : cases)
        CHECK(plan.refusals(choice) == Refusals{expected});
    CHECK(plan.refusals({.only = {"file:/etc/motd"}, .max_changes = 2}) == Refusals{});
    CHECK(plan.refusals({.only = {"file:/etc/motd", sshd}}) == Refusals{});
    CHECK(only_refusal(plan.refusals({.limit = "web1:&"}), "choice") != "");
}

TEST_CASE("resources that write one file are chosen together") {
    PlanToApply plan;
    auto two = test::sample_plan();
    for (auto& host : two.hosts)
        for (auto& resource : host.resources)
            if (resource.id.title == "/etc/motd")
                resource.steps.front().path = "/etc/ssh/sshd_config";
    plan.write(two);
    plan.sign("jane");
    plan.sign("bob");
    CHECK(only_refusal(plan.refusals({.only = {"file:/etc/motd"}}), "choice") ==
          "on web1, web2: expected all that write /etc/ssh/sshd_config to be chosen together, found "
          "file:/etc/motd without file:/etc/ssh/sshd_config; add --only file:/etc/ssh/sshd_config");
    CHECK(plan.refusals() == Refusals{});
}

TEST_CASE("a plan without a step is nothing to be applied") {
    PlanToApply plan;
    auto none = test::sample_plan();
    none.hosts.resize(2);
    plan.write(none);
    plan.sign("jane");
    plan.sign("bob");
    CHECK(only_refusal(plan.refusals(), "choice") ==
          "expected a plan that changes something, found one with no step; there is nothing to apply");
}

TEST_CASE("all that is wrong is said at once, in one line each that moves no terminal") {
    PlanToApply plan;
    plan.unsign();
    plan.time = "2027-01-01T00:00:00Z";
    plan.environment = "a\x1b[2Jb\nc";
    plan.standard = base::sha256("other");
    plan.inventory_of({});
    std::vector<std::string> rules;
    for (const auto& refusal : plan.refusals()) {
        rules.push_back(refusal.rule);
        CHECK(refusal.words.find_first_of("\x1b\n") == std::string::npos);
    }
    CHECK(rules == std::vector<std::string>{"age", "environment", "standard", "signatures", "hosts"});
}

TEST_CASE("what is chosen is applied, and refreshed only for what is changed") {
    const PlanToApply plan;
    const auto whole = test::sample_plan();
    const auto all = enforce::chosen_of(whole, plan.inventory, {});
    REQUIRE(all.hosts.size() == 2);
    CHECK(all.hosts[0].resources.size() == 2);
    CHECK(all.hosts[0].refreshes.size() == 1);
    CHECK(enforce::changes_of(all) == 4);
    CHECK(enforce::summary_of(all) == "apply 4 changes on 2 hosts");
    const auto one = enforce::chosen_of(whole, plan.inventory, {.limit = "web2", .only = {"file:/etc/motd"}});
    REQUIRE(one.hosts.size() == 1);
    CHECK(one.hosts[0].name == "web2");
    CHECK(one.hosts[0].resources.size() == 1);
    CHECK(one.hosts[0].refreshes.empty());
    CHECK(enforce::summary_of(one) == "apply 1 change on 1 host");
}

TEST_CASE("somebody agrees to this very plan, by its digest or by typing what it comes to") {
    const PlanToApply plan;
    const auto file = std::get<plan::PlanFile>(enforce::open_plan(plan.path()));
    const auto chosen = enforce::chosen_of(file.plan, plan.inventory, {});
    const auto words = [&](const enforce::Consent& consent) {
        const auto refusals = enforce::refusals_of_consent(consent, file, chosen);
        return refusals.empty() ? "" : only_refusal(refusals, "consent");
    };
    CHECK(words({.digest = file.digest}) == "");
    CHECK(words({.typed = "apply 4 changes on 2 hosts\n"}) == "");
    CHECK(words({.digest = base::sha256("other")}) ==
          "--approve: expected the digest of this plan, " + file.digest + ", found " + base::sha256("other") +
              "; read the plan that is there (`plumbline plan --show " + plan.path() + "`)");
    CHECK(words({.digest = file.digest.substr(0, 20)}) != "");
    CHECK(words({.digest = base::sha256("other"), .typed = "apply 4 changes on 2 hosts"}) != "");
    CHECK(words({.typed = "yes"}) ==
          "expected 'apply 4 changes on 2 hosts' typed back, found 'yes'; nothing was done");
    CHECK(words({}) == "expected somebody at a terminal to agree, or --approve with the plan's digest, found "
                       "neither; --approve " +
                           file.digest);
}
