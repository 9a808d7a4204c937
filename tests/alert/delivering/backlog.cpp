#include "alert/outbox/backlog.hpp"
#include "alert/delivering/post_office.hpp"

using namespace plumbline;
using namespace plumbline::test::delivering;

namespace {

/// An alert a minute, for which nobody is there.
void put_many(PostOffice& office, std::size_t count, const std::string& name) {
    for (std::size_t number = 1; number <= count; ++number) {
        office.put("ops", fmt::format("{}{}", name, number));
        office.now += 1min;
    }
}

Message message_of(const PostOffice& office, std::size_t place) {
    return office.memory.outbox.at(place).message;
}

} // namespace

TEST_CASE("backlog: as much as is kept is left alone, and so is what nobody failed to deliver") {
    PostOffice office;
    office.channel("ops", {failed()});
    put_many(office, alert::most_backlog, "a");
    office.memory.outbox.front().attempts = 3;
    CHECK(office.run().troubles == Lines{"ops: connection refused; kept for the next run (3 messages)",
                                         "ops: left alone until 2026-11-20T15:35:12Z: connection refused; "
                                         "kept for the next run (197 messages)"});
    CHECK(office.memory.outbox.size() == alert::most_backlog);

    PostOffice fresh;
    fresh.channel("ops");
    put_many(fresh, alert::most_backlog + 50, "a");
    CHECK(fresh.run().delivered == alert::most_backlog + 50);
}

TEST_CASE("backlog: the oldest of what is too much becomes one message that says how much, and since when") {
    PostOffice office;
    office.channel("ops", {failed()});
    put_many(office, 150, "a");
    office.memory.outbox.front().attempts = 3;
    office.put("ops", "a1", Event::resolved);
    put_many(office, 60, "b");
    office.put("mail", "c");
    const auto done = office.run();
    CHECK(
        done.troubles.front() ==
        "ops: 112 messages from 2026-11-20 12:00Z to 2026-11-20 13:51Z could not be delivered, and are kept "
        "as one");
    CHECK(office.memory.outbox.size() == alert::left_of_backlog + 1);
    const auto& first = office.memory.outbox.front();
    CHECK(first.stands_for == 112);
    CHECK(first.oldest == noon);
    CHECK(first.message.digest);
    CHECK(first.message.headline ==
          "112 messages from 2026-11-20 12:00Z to 2026-11-20 13:51Z could not be delivered, and are told as "
          "one: 112 alerts: web1: a1 opened; and 111 more");
    CHECK(first.message.members.size() == 112);
    CHECK(message_of(office, 1).alert == "a113");

    put_many(office, 101, "d"); // as long as it goes on, the one takes in the next
    office.memory.outbox.front().attempts = 1;
    office.now += 5h;
    CHECK(
        office.run().troubles.front() ==
        "ops: 213 messages from 2026-11-20 12:00Z to 2026-11-20 15:31Z could not be delivered, and are kept "
        "as one");
    CHECK(office.memory.outbox.size() == alert::left_of_backlog + 1);
    CHECK(message_of(office, 0).headline.ends_with(
        "told as one: 102 alerts: the first 112 messages; and 101 more"));
    CHECK(message_of(office, 0).members.size() == 212);
    CHECK(message_of(office, 0).members.front().over); // as it was told last

    office.scripts["ops"] = {delivered()};
    office.now += 5h;
    CHECK(office.run().delivered == alert::left_of_backlog);
}

TEST_CASE("backlog: where incidents are tracked each that is open is opened once, and what is over is not") {
    PostOffice office;
    office.channel("ops", {failed()}, {.tracks = true});
    office.put("ops", "told", Event::resolved).message.begun = "m0";
    office.memory.outbox.front().attempts = 3;
    put_many(office, 100, "over");
    for (int number = 1; number <= 100; ++number)
        office.put("ops", fmt::format("over{}", number), Event::resolved).message.begun =
            fmt::format("m{}", number + 1);
    office.put("ops", "stays");
    const auto begun = message_of(office, 201).id;
    auto& open = office.memory.open.emplace_back();
    open.destination = "ops";
    open.begun = begun;
    for (int time = 0; time < 150; ++time)
        office.put("ops", "stays", Event::still_open).message.begun = begun;
    const auto done = office.run();
    CHECK(done.troubles.front() == "ops: 352 messages from 2026-11-20 12:00Z to 2026-11-20 13:40Z could not "
                                   "be delivered; 350 of them are "
                                   "left out, for the incident is over or a later one tells of it");
    REQUIRE(office.memory.outbox.size() == 2);
    CHECK(message_of(office, 0).alert == "told");
    CHECK(message_of(office, 0).event == Event::resolved);
    CHECK(message_of(office, 1).alert == "stays");
    CHECK(message_of(office, 1).event == Event::opened);
    CHECK(message_of(office, 1).begun.empty());
    CHECK(office.memory.open.front().begun == message_of(office, 1).id);
}
