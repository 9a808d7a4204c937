#include "alert/delivering/post_office.hpp"

using namespace plumbline;
using namespace plumbline::test::delivering;

TEST_CASE("deliver: an empty outbox does nothing") {
    PostOffice office;
    const auto done = office.run();
    CHECK(done.delivered + done.kept + done.undelivered == 0);
    CHECK(done.troubles.empty());
    CHECK(office.saves == 0);
}

TEST_CASE("deliver: messages leave in order, and what is not due stays") {
    PostOffice office;
    office.channel("ops");
    office.put("ops", "a");
    office.put("ops", "b").not_before = noon + 1h;
    office.put("ops", "c");
    const auto done = office.run();
    CHECK(office.attempts() == Lines{"ops m1@0", "ops m3@0"});
    CHECK(done.delivered == 2);
    CHECK(done.kept == 1);
    CHECK(done.undelivered == 0);
    CHECK(done.troubles.empty());
    office.now += 1h;
    CHECK(office.run().kept == 0);
    CHECK(office.attempts() == Lines{"ops m2@3600"});
}

TEST_CASE("deliver: a channel is tried three times, and the message is kept") {
    PostOffice office;
    office.channel("ops", {failed()});
    office.put("ops", "a");
    const auto done = office.run();
    CHECK(office.attempts() == Lines{"ops m1@0", "ops m1@1", "ops m1@4"});
    CHECK(done.delivered == 0);
    CHECK(done.kept == 1);
    CHECK(done.undelivered == 1);
    CHECK(done.troubles == Lines{"ops: connection refused; kept for the next run"});
    CHECK(office.memory.outbox.front().attempts == 3);
    CHECK(office.memory.outbox.front().trouble == "connection refused");
    office.scripts["ops"] = {delivered()};
    office.now += 1h;
    CHECK(office.run().delivered == 1);
    CHECK(office.memory.outbox.empty());
    CHECK(office.memory.breakers.empty());
}

TEST_CASE("deliver: what fails once and then not is no trouble") {
    PostOffice office;
    office.channel("ops", {failed(), failed(), delivered()});
    office.put("ops", "a");
    const auto done = office.run();
    CHECK(office.attempts().size() == 3);
    CHECK(done.delivered == 1);
    CHECK(done.troubles.empty());
}

TEST_CASE("deliver: what the other side asks for is respected") {
    struct Row {
        base::Milliseconds asked;
        Lines attempts;
        std::optional<base::Milliseconds> left_alone; ///< after the first attempt
    };
    const std::vector<Row> rows{
        {500ms, {"ops m1@0", "ops m1@1"}, {}},
        {7s, {"ops m1@0", "ops m1@7"}, {}},
        {10s, {"ops m1@0", "ops m1@10"}, {}},
        {11s, {"ops m1@0"}, 11s},
        {1h, {"ops m1@0"}, 1h},
        {72h, {"ops m1@0"}, 4h},
    };
    for (const auto& row : rows) {
        INFO(row.asked.count());
        PostOffice office;
        office.channel("ops", {failed("429 Too Many Requests", row.asked), delivered()});
        office.put("ops", "a");
        const auto done = office.run();
        CHECK(office.attempts() == row.attempts);
        CHECK(done.kept == (row.left_alone ? 1 : 0));
        if (row.left_alone) {
            CHECK(office.memory.breakers.at("ops").open_until == noon + *row.left_alone);
            office.now = noon + *row.left_alone - 1s;
            CHECK(office.run().delivered == 0);
            CHECK(office.attempts().empty());
            office.now = noon + *row.left_alone;
            CHECK(office.run().delivered == 1);
        }
    }
}

TEST_CASE("deliver: the next channel of a provider takes over") {
    PostOffice office;
    office.channel("ops", {failed("503 Service Unavailable")});
    office.channel("hook", {refused()});
    office.channel("mail");
    office.settings.providers["chat"] = {"ops", "hook", "mail"};
    office.put("chat", "a");
    const auto done = office.run();
    CHECK(office.attempts() ==
          Lines{"ops m1@0", "ops m1@1", "ops m1@4", "hook m1@4", "mail m1@4"}); // refused: no second time
    CHECK(done.delivered == 1);
    CHECK(done.troubles == Lines{"ops: 503 Service Unavailable, hook: 400 Bad Request; mail took over"});
    CHECK(office.memory.outbox.empty());
}

TEST_CASE("deliver: an alert goes on with the channel that took it") {
    PostOffice office;
    office.channel("ops", {failed(), failed(), failed(), delivered()});
    office.channel("mail");
    office.settings.providers["chat"] = {"ops", "mail"};
    office.put("chat", "a");
    static_cast<void>(office.run());
    CHECK(office.memory.carriers ==
          std::map<std::pair<std::string, std::string>, std::string>{{{"chat", "a"}, "mail"}});
    office.attempts();

    SECTION("although the first works again") {
        office.put("chat", "a", Event::worse);
        office.put("chat", "b");
        static_cast<void>(office.run());
        CHECK(office.attempts() == Lines{"mail m2@4", "ops m3@4"});
    }
    SECTION("it stays its channel when another takes over for a while") {
        office.scripts["mail"] = {failed(), failed(), failed(), delivered()};
        office.put("chat", "a", Event::worse);
        office.put("chat", "a", Event::resolved);
        CHECK(office.run().delivered == 2);
        CHECK(office.attempts() == Lines{"mail m2@4", "mail m2@5", "mail m2@8", "ops m2@8", "mail m3@8"});
    }
    SECTION("unless that is no more in the provider") {
        office.settings.providers["chat"] = {"ops"};
        office.put("chat", "a", Event::worse);
        CHECK(office.run().delivered == 1);
        CHECK(office.attempts() == Lines{"ops m2@4"});
        CHECK(office.memory.carriers.begin()->second == "ops");
    }
}

TEST_CASE("deliver: what is refused is tried by each run for seven days, then given up loudly") {
    PostOffice office;
    office.channel("hook", {refused()});
    office.channel("mail", {refused("550 no such user")});
    office.settings.providers["chat"] = {"hook", "mail"};
    office.put("chat", "a");
    office.put("chat", "b");
    const std::string both = "hook: 400 Bad Request, mail: 550 no such user; ";
    for (int hour = 0; hour < 7 * 24; ++hour) {
        const auto done = office.run();
        CHECK(done.undelivered == 2);
        REQUIRE(done.troubles ==
                Lines{both + "refused, and tried again by each run until 2026-11-27 (2 messages)"});
        office.now += 1h;
    }
    CHECK(office.attempts().size() == 4 * 7 * 24); // once each: what was refused is not repeated in a run
    const auto done = office.run();
    CHECK(done.troubles == Lines{both + "given up: web1: a opened", both + "given up: web1: b opened"});
    CHECK(done.kept == 0);
    CHECK(office.memory.outbox.empty());
    CHECK(office.memory.breakers.empty()); // it answers
}

TEST_CASE("deliver: later messages of an alert wait for the one that stays behind") {
    for (const auto& outcome : {failed(), refused()}) {
        INFO(outcome.why);
        PostOffice office;
        office.channel("ops", {outcome, outcome, outcome, delivered()});
        if (outcome.kind == Outcome::Kind::refused)
            office.scripts["ops"] = {outcome, delivered()};
        office.put("ops", "a");
        office.put("ops", "a", Event::worse);
        office.put("ops", "b");
        office.put("ops", "a", Event::resolved);
        const auto done = office.run();
        CHECK(done.delivered == 1);
        CHECK(done.undelivered == 3);
        CHECK(office.outbox() == Lines{"m1", "m2", "m4"});
        CHECK(office.sent.back().message.id == "m3");
        office.sent.clear();
        CHECK(office.run().delivered == 3);
        CHECK(office.outbox().empty());
        CHECK(office.sent.front().message.id == "m1");
        CHECK(office.sent.back().message.id == "m4");
    }
}

TEST_CASE("deliver: a resolve waits for the hours of its opening; what else may be told takes it along") {
    struct Row {
        Event event;
        Lines attempts;
    };
    const std::vector<Row> rows{
        {Event::resolved, {}},
        {Event::worse, {"ops m1@0", "ops m2@0"}},
        {Event::escalated, {"ops m1@0", "ops m2@0"}},
    };
    for (const auto& row : rows) {
        PostOffice office;
        office.channel("ops");
        office.put("ops", "a").not_before = noon + 1h;
        office.put("ops", "a", row.event);
        static_cast<void>(office.run());
        CHECK(office.attempts() == row.attempts);
        office.now += 1h;
        static_cast<void>(office.run());
        CHECK(office.memory.outbox.empty());
    }
}

TEST_CASE("deliver: a channel that keeps failing is left alone, longer each time") {
    PostOffice office;
    office.channel("ops", {failed()});
    for (const auto* alert : {"a", "b", "c", "d", "e"})
        office.put("ops", alert);
    auto done = office.run();
    CHECK(office.attempts().size() == 9); // three messages, three times
    CHECK(done.undelivered == 5);
    CHECK(done.troubles ==
          Lines{"ops: connection refused; kept for the next run (3 messages)",
                "ops: left alone until 2026-11-20T12:15:12Z: connection refused; kept for the next run "
                "(2 messages)"});
    auto until = noon + 12s;
    for (const auto pause : {15min, 30min, 60min, 120min, 240min, 240min}) {
        until += pause;
        CHECK(office.memory.breakers.at("ops").open_until == until);
        office.now = until - 1s;
        done = office.run();
        CHECK(office.attempts().empty());
        CHECK(done.undelivered == 5);
        office.now = until;
        static_cast<void>(office.run());
        CHECK(office.attempts().size() == 1); // one attempt tells
    }
    office.now = until + 240min;
    office.scripts["ops"] = {delivered()};
    CHECK(office.run().delivered == 5);
    CHECK(office.memory.breakers.empty());
}

TEST_CASE("deliver: a provider whose first channel is left alone uses the next without an attempt") {
    PostOffice office;
    office.channel("ops");
    office.channel("mail");
    office.settings.providers["chat"] = {"ops", "mail"};
    office.memory.breakers["ops"] = {3, noon + 15min, "connection refused"};
    office.memory.breakers["gone"] = {3, noon + 15min, "connection refused"};
    office.put("chat", "a");
    const auto done = office.run();
    CHECK(office.attempts() == Lines{"mail m1@0"});
    CHECK(done.troubles ==
          Lines{"ops: left alone until 2026-11-20T12:15:00Z: connection refused; mail took over"});
    CHECK(office.memory.breakers.size() == 1); // of channels that there are
}

TEST_CASE("deliver: failures count in a row") {
    PostOffice office;
    office.channel("ops",
                   {failed(), failed(), failed(), failed(), failed(), failed(), delivered(), failed()});
    for (const auto* alert : {"a", "b", "c", "d", "e", "f"})
        office.put("ops", alert);
    static_cast<void>(office.run());
    CHECK(office.attempts().size() == 6 + 1 + 9);
    CHECK(office.memory.breakers.at("ops").failures == 3);
}

TEST_CASE("deliver: one slow channel takes no time from the others") {
    PostOffice office;
    office.channel("slow", {failed("timed out")}, {.takes = 15s});
    office.channel("quick");
    for (int i = 0; i < 20; ++i)
        office.put("slow", fmt::format("s{}", i));
    for (int i = 0; i < 20; ++i)
        office.put("quick", fmt::format("q{}", i));
    const auto done = office.run();
    CHECK(done.delivered == 20);
    CHECK(done.undelivered == 20);
    std::size_t before_second = 0;
    for (const auto& one : office.sent)
        before_second += one.channel == "quick" && one.second <= 15 ? 1 : 0;
    CHECK(before_second == 20);
    CHECK(office.now - noon <= 2min);
    CHECK(done.troubles == Lines{"slow: timed out; kept for the next run (3 messages)",
                                 "the 2m for delivering are over; kept for the next run (17 messages)"});
}

TEST_CASE("deliver: a pause that is broken off ends it") {
    PostOffice office;
    office.channel("ops", {failed()});
    office.channel("mail", {failed()});
    office.put("ops", "a");
    office.put("ops", "b");
    office.put("mail", "c").not_before = noon + 1h;
    office.clock.pause = [&](base::Milliseconds) { office.now += 200ms; };
    const auto done = office.run();
    CHECK(office.attempts() == Lines{"ops m1@0"});
    CHECK(done.kept == 3);
    CHECK(done.undelivered == 2);
    CHECK(done.troubles ==
          Lines{"ops: connection refused; kept for the next run", "interrupted; kept for the next run"});
}

TEST_CASE("deliver: an attempt that is broken off is no fault of the channel, and the last") {
    PostOffice office;
    office.channel("ops", {failed("interrupted")});
    office.channel("mail");
    office.settings.providers["chat"] = {"ops", "mail"};
    office.put("chat", "a");
    office.put("mail", "b");
    office.on_send = [&] { office.interrupted = true; };
    const auto done = office.run();
    CHECK(office.attempts() == Lines{"ops m1@0"});
    CHECK(done.troubles == Lines{"interrupted; kept for the next run (2 messages)"});
    CHECK(done.undelivered == 2);
    CHECK(office.memory.breakers.empty());
    CHECK(office.saved.outbox.size() == 2);

    office.interrupted = false;
    office.on_send = {};
    office.scripts["ops"] = {delivered()};
    CHECK(office.run().delivered == 2);
}

TEST_CASE("deliver: what is only to keep an alert alive goes to who forgets, and is never kept") {
    PostOffice office;
    office.channel("am", {}, {.forgets = true});
    office.channel("mail");
    office.settings.providers["both"] = {"mail", "am"};
    office.put("am", "a", Event::unchanged);
    office.put("mail", "a", Event::unchanged);
    office.put("both", "by am", Event::unchanged);
    office.put("both", "by mail", Event::unchanged);
    office.put("both", "by nobody", Event::unchanged);
    office.put("gone", "a", Event::unchanged);
    office.memory.carriers = {{{"both", "by am"}, "am"}, {{"both", "by mail"}, "mail"}};
    auto done = office.run();
    CHECK(office.attempts() == Lines{"am m1@0", "am m3@0"});
    CHECK(done.delivered == 0);
    CHECK(done.kept == 0);
    CHECK(done.troubles.empty());

    office.scripts["am"] = {failed()};
    office.put("am", "a");
    office.put("am", "a", Event::unchanged);
    office.put("am", "b", Event::unchanged);
    done = office.run();
    CHECK(office.outbox() == Lines{"m7"});
    CHECK(done.undelivered == 1);
    CHECK(done.troubles == Lines{"am: connection refused; kept for the next run",
                                 "am: connection refused; what is still open was not told again"});
}

TEST_CASE("deliver: what waits for a channel that is no more is kept for seven days") {
    PostOffice office;
    office.channel("ops");
    office.put("gone", "a");
    office.put("gone", "b");
    office.put("ops", "a");
    auto done = office.run();
    CHECK(done.delivered == 1);
    CHECK(done.undelivered == 2);
    CHECK(done.troubles ==
          Lines{"gone: alerts.yaml has no such channel any more; kept until 2026-11-27 (2 messages)"});
    office.now += 7 * 24h;
    done = office.run();
    CHECK(done.kept == 0);
    CHECK(done.troubles == Lines{"gone: alerts.yaml has no such channel any more; given up: web1: a opened",
                                 "gone: alerts.yaml has no such channel any more; given up: web1: b opened"});
}

TEST_CASE("deliver: a channel's own headline is made when it is sent") {
    PostOffice office;
    office.channel("ops");
    office.channel("mail");
    base::Diagnostics diagnostics;
    auto headline = resource::templates::Template::parse(
        std::make_shared<const base::Source>(base::Source{"t", "{{event}} {{host}} {{what}}: {{headline}}"}),
        diagnostics);
    office.settings.headlines.emplace("ops", std::move(*headline));
    office.put("ops", "a");
    office.put("mail", "a");
    static_cast<void>(office.run());
    CHECK(office.sent.front().message.headline == "opened web1 mode is 0600: web1: a opened");
    CHECK(office.sent.back().message.headline == "web1: a opened");
}

TEST_CASE("deliver: what went wrong is one printable line, whatever the other side said") {
    PostOffice office;
    office.channel("ops", {failed("\x1b[31m500\r\nInternal " + std::string(10'000, 'A'))});
    office.channel("silent", {refused("")});
    office.channel("throws");
    office.on_send = [&] {
        if (office.sent.back().channel == "throws")
            throw std::runtime_error("bad\nbytes");
    };
    office.put("ops", "a");
    office.put("silent", "a");
    office.put("throws", "a");
    const auto done = office.run();
    REQUIRE(done.troubles.size() == 3);
    CHECK(done.troubles[0] ==
          "silent: no reason was given; refused, and tried again by each run until 2026-11-27");
    CHECK(done.troubles[2] == "throws: bad\\nbytes; kept for the next run");
    for (const auto& line : done.troubles) {
        CHECK(line.size() < 400);
        CHECK(line.find_first_of("\x1b\r\n") == std::string::npos);
    }
}

TEST_CASE("deliver: it is saved before the first attempt and after each outcome") {
    PostOffice office;
    office.channel("ops", {failed(), delivered()});
    office.put("ops", "a");
    std::vector<std::size_t> saves;
    office.on_send = [&] { saves.push_back(office.saves); };
    static_cast<void>(office.run());
    CHECK(saves == std::vector<std::size_t>{1, 2});
    CHECK(office.saved == office.memory);
}
