#include "history/texts/run_text.hpp"
#include "base/error.hpp"

#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include <string>

using namespace plumbline;

namespace {

base::Instant at(std::int64_t nanoseconds) {
    return base::Instant(std::chrono::nanoseconds(nanoseconds));
}

const std::string raw("caf\xe9 \0 \x1b[31m", 11);

history::HostState failed_host() {
    history::HostState state;
    state.host.address = "web1.example.org:22";
    state.host.error = report::HostError{transport::Stage::auth, "refused: " + raw};
    state.host.declared = 22;
    state.host.used = transport::Choice::ssh;
    state.host.remark = "a certificate";
    return state;
}

} // namespace

TEST_CASE("a run's record comes back as it was, to the nanosecond") {
    history::RecordedRun recorded;
    recorded.run.id = "01JD0000000000000000000000";
    recorded.run.started = at(1'763'700'000'123'456'789);
    recorded.run.finished = at(1'763'700'004'987'654'321);
    recorded.run.environment = raw;
    recorded.run.standard_name = "acme";
    recorded.run.tags = {"cis", "web"};
    recorded.run.tool = "plumbline 0.0.1";
    recorded.hosts = {3, 1, 1, 1};
    recorded.resources = {21, 1, 2, 3, 4, 5, 6};
    const auto back = history::read_record(history::record_text(recorded));
    CHECK(back.run.id == recorded.run.id);
    CHECK(back.run.started == recorded.run.started);
    CHECK(back.run.finished == recorded.run.finished);
    CHECK(back.run.environment == raw);
    CHECK(back.run.standard_name == "acme");
    CHECK(back.run.mode == "audit");
    CHECK(back.run.tags == base::List{"cis", "web"});
    CHECK(back.run.tool == "plumbline 0.0.1");
    CHECK(back.hosts.failed == 1);
    CHECK(back.resources.total == 21);
    CHECK(back.resources.skipped == 6);
    CHECK(history::record_text(back) == history::record_text(recorded));
}

TEST_CASE("what the process says of a run comes back, and older records lack it") {
    using approval::Notice;
    history::RecordedRun recorded;
    const auto plain = history::record_text(recorded);
    for (const auto* key : {"revision", "author", "signoff", "notices", "partial"})
        CHECK(plain.find(key) == std::string::npos);
    CHECK(history::read_record(plain).run.signoff == approval::SignOff{});

    auto& run = recorded.run;
    run.revision = "git 1f3c2ab (main), clean";
    run.revision_author = raw;
    run.signoff = {approval::SignOff::Status::invalid, {"jane@example.org", raw}, 3, 12, {raw, "too few"}};
    run.notices = {{"waiver INC-77", Notice::State::void_, "waivers/motd.yaml:4", 2, raw},
                   {"change CHG-1", Notice::State::used, "", 0, ""}};
    run.partial = true;
    const auto back = history::read_record(history::record_text(recorded)).run;
    CHECK(back.revision == run.revision);
    CHECK(back.revision_author == raw);
    CHECK(back.signoff == run.signoff);
    CHECK(back.notices == run.notices);
    CHECK(back.partial);
}

TEST_CASE("a run's hosts come back with their seconds and their clocks") {
    const auto begun = at(1'763'700'000'900'000'000);
    const std::vector<history::Visit> visits{{7, 0.2149, "2025-11-21T04:40:03Z", 5, 12},
                                             {3, 12.0005, ""},
                                             {9, 0, "292277026596-12-04T15:30:07Z"},
                                             {4, 1e3, "yesterday"}};
    const auto text = history::scope_text(visits, begun);
    CHECK(
        text ==
        R"([[7,215,3,5,12],[3,12001,null,0,0],[9,0,"292277026596-12-04T15:30:07Z",0,0],[4,1000000,"yesterday",0,0]])");
    const auto back = history::read_scope(text, begun);
    REQUIRE(back.size() == 4);
    for (std::size_t i = 0; i < 4; ++i) {
        CHECK(back[i].host == visits[i].host);
        CHECK(back[i].now == visits[i].now);
        CHECK(back[i].audits == visits[i].audits);
        CHECK(back[i].audited == visits[i].audited);
        CHECK(fmt::format("{:.3f}", back[i].seconds) == fmt::format("{:.3f}", visits[i].seconds));
    }
}

TEST_CASE("a host's state comes back whole, and `now` is not in it") {
    history::HostState state;
    state.host.address = "local";
    state.host.groups = {"prod", raw};
    state.host.declared = 2;
    state.host.facts = {{"hostname", raw},
                        {"interfaces", base::List{"lo", raw}},
                        {"now", std::string("2026-11-20T13:00:02Z")}};
    state.order = {12, 5};
    const auto back = history::read_state(history::state_text(state));
    CHECK(back.host.address == "local");
    CHECK(back.host.groups == base::List{"prod", raw});
    CHECK(back.host.declared == 2);
    CHECK(back.host.facts == facts::Facts{{"hostname", raw}, {"interfaces", base::List{"lo", raw}}});
    CHECK(back.order == state.order);
    CHECK_FALSE(back.host.error);

    const auto failed = history::read_state(history::state_text(failed_host())).host;
    REQUIRE(failed.error);
    CHECK(failed.error->stage == transport::Stage::auth);
    CHECK(failed.error->message == "refused: " + raw);
    CHECK(failed.used == transport::Choice::ssh);
    CHECK(failed.remark == "a certificate");
    CHECK(failed.declared == 22);
}

TEST_CASE("what is stored of a run can be damaged") {
    const auto message = [](const std::string& text) -> std::string {
        try {
            (void)history::read_state(text);
        } catch (const base::Error& error) {
            return error.what();
        }
        return "no error";
    };
    CHECK_THAT(message("{\"address\": "), Catch::StartsWith("expected what plumbline stores, found: "));
    CHECK_THAT(message("[]"), Catch::StartsWith("expected what plumbline stores, found: "));
    CHECK(message(R"({"address": 7})") == "expected a text, found number");
    CHECK(message(R"({"address": "a", "declared": 1, "facts": {}, "transport": "pigeon", "order": []})") ==
          "expected a transport, found 'pigeon'");
    CHECK(message(R"({"address": "a", "declared": 1, "facts": {}, "transport": "ssh", "order": [],
                      "error": {"stage": "act", "message": ""}})") ==
          "expected a stage such as connect, found 'act'");
}

TEST_CASE("what the process says of a run can be damaged") {
    auto record = nlohmann::json::parse(history::record_text({}));
    const auto message = [&](const char* key, const nlohmann::json& value) -> std::string {
        auto damaged = record;
        damaged[key] = value;
        try {
            (void)history::read_record(damaged.dump());
        } catch (const base::Error& error) {
            return error.what();
        }
        return "no error";
    };
    CHECK(message("signoff", {{"status", "maybe"}, {"quorum", 1}}) ==
          "expected how a sign-off stands, found 'maybe'");
    CHECK(message("notices", {{{"subject", "waiver A"}, {"state", "fine"}}}) ==
          "expected the state of a waiver or a change, found 'fine'");
}

TEST_CASE("a run over some resources leaves the order of the others") {
    CHECK(history::order_after({3, 1, 2}, {2, 9, 1}) == std::vector<std::int64_t>{3, 1, 2, 9});
    CHECK(history::order_after({}, {2, 1}) == std::vector<std::int64_t>{2, 1});
}
