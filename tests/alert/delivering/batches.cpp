#include "alert/outbox/batches.hpp"
#include "alert/delivering/post_office.hpp"

using namespace plumbline;
using namespace plumbline::test::delivering;

namespace {

Lines titles(const Message& message) {
    Lines all;
    for (const auto& section : message.sections)
        all.push_back((section.over ? "over: " : "") + section.title);
    return all;
}

} // namespace

TEST_CASE("batches: what is due of one batch is one message that tells all of it") {
    PostOffice office;
    office.channel("mail");
    office.put("mail", "a", Event::opened, "daily");
    auto& severe = office.put("mail", "b", Event::opened, "daily");
    severe.message.severity = resource::Severity::critical;
    severe.message.since = noon - 2h;
    office.put("mail", "c", Event::opened, "daily");
    office.put("mail", "a", Event::worse, "daily");
    office.put("mail", "c", Event::resolved, "daily");
    office.put("mail", "d", Event::resolved, "daily");
    office.put("mail", "e");
    office.put("mail", "f", Event::opened, "daily").not_before = noon + 1h;
    const auto done = office.run();
    CHECK(done.delivered == 2);
    CHECK(office.outbox() == Lines{"m8"});
    REQUIRE(office.sent.size() == 2);
    const auto& digest = office.sent.front().message;
    CHECK(digest.digest);
    CHECK(digest.event == Event::opened);
    CHECK(digest.severity == resource::Severity::critical);
    CHECK(digest.since == noon - 2h);
    CHECK(digest.begun.empty());
    CHECK(digest.alert.starts_with("sha256:"));
    CHECK(digest.id.size() == 26);
    CHECK(digest.headline == "4 alerts: web1: b opened; and 3 more");
    CHECK(titles(digest) == Lines{"web1: a worse", "a", "web1: b opened", "b",
                                  "over: web1: c opened, and is over", "over: web1: d resolved", "over: d"});
    CHECK(digest.members.size() == 4);
    CHECK(digest.members[2].over);
    CHECK(office.sent.back().message.id == "m7");
}

TEST_CASE("batches: one message of a batch goes as it is, and so do those of other batches") {
    PostOffice office;
    office.channel("mail");
    office.put("mail", "a", Event::opened, "daily");
    office.put("mail", "b", Event::opened, "hourly");
    office.channel("ops");
    office.put("ops", "a", Event::opened, "daily");
    static_cast<void>(office.run());
    CHECK(office.attempts() == Lines{"mail m1@0", "mail m2@0", "ops m3@0"});
}

TEST_CASE("batches: where incidents are tracked each message goes by itself, for it opens and resolves one") {
    PostOffice office;
    office.channel("mail");
    office.channel("oncall", {}, {.tracks = true});
    office.settings.providers["both"] = {"mail", "oncall"};
    for (const auto* destination : {"oncall", "both"}) {
        office.put(destination, "a", Event::opened, "quiet");
        office.put(destination, "b", Event::resolved, "quiet");
    }
    static_cast<void>(office.run());
    CHECK(office.attempts() == Lines{"oncall m1@0", "oncall m2@0", "mail m3@0", "mail m4@0"});
}

TEST_CASE("batches: several messages of one alert are told as one") {
    PostOffice office;
    office.channel("mail");
    office.put("mail", "a", Event::opened, "quiet");
    office.put("mail", "a", Event::resolved, "quiet");
    static_cast<void>(office.run());
    REQUIRE(office.sent.size() == 1);
    CHECK(office.sent.front().message.headline == "web1: a opened, and is over");
    CHECK(titles(office.sent.front().message) == Lines{"over: web1: a opened, and is over"});
}

TEST_CASE("batches: what ended is told as ended") {
    PostOffice office;
    office.channel("mail");
    office.put("mail", "a", Event::resolved, "quiet");
    office.put("mail", "b", Event::resolved, "quiet");
    static_cast<void>(office.run());
    CHECK(office.sent.front().message.headline == "2 alerts, all over: web1: a resolved; and 1 more");
}

TEST_CASE("batches: nothing overtakes what is not part of the batch") {
    PostOffice office;
    office.channel("mail");
    office.put("mail", "a", Event::opened, "quiet");
    office.put("mail", "b", Event::opened, "quiet");
    office.put("mail", "a", Event::worse);
    office.put("mail", "a", Event::resolved, "quiet");
    static_cast<void>(office.run());
    REQUIRE(office.sent.size() == 3);
    CHECK(titles(office.sent[0].message) == Lines{"web1: a opened", "a", "web1: b opened", "b"});
    CHECK(office.sent[1].message.id == "m3");
    CHECK(office.sent[2].message.id == "m4");
}

TEST_CASE("batches: a digest that stays behind keeps its id, takes nothing in, and later messages wait") {
    PostOffice office;
    office.channel("mail", {failed()});
    office.put("mail", "a", Event::opened, "quiet");
    office.put("mail", "b", Event::opened, "quiet");
    static_cast<void>(office.run());
    const auto digest = office.sent.front().message;
    CHECK(office.sent.back().message == digest);
    office.sent.clear();
    office.put("mail", "c", Event::opened, "quiet");
    office.put("mail", "b", Event::resolved);
    office.put("mail", "d");
    static_cast<void>(office.run());
    CHECK(office.outbox() == Lines{digest.id, "m3", "m4", "m5"}); // c and d were tried, too
    CHECK(std::ranges::none_of(office.sent, [](const Sent& one) { return one.message.id == "m4"; }));
    office.scripts["mail"] = {delivered()};
    office.sent.clear();
    office.now += 4h;
    CHECK(office.run().delivered == 4);
    CHECK(office.sent.front().message == digest);
}

TEST_CASE("batches: a digest waits for what stays behind of any of its alerts") {
    PostOffice office;
    office.channel("mail", {refused(), delivered()});
    office.put("mail", "a");
    office.put("mail", "a", Event::worse, "quiet");
    office.put("mail", "b", Event::opened, "quiet");
    CHECK(office.run().undelivered == 2);
    CHECK(office.sent.size() == 1);
    CHECK(office.run().delivered == 2);
}

TEST_CASE("batches: what follows refers to the digest that began it") {
    PostOffice office;
    office.channel("mail");
    auto& open = office.memory.open.emplace_back();
    open.key = "a";
    open.destination = "mail";
    open.begun = "m1";
    office.put("mail", "a", Event::opened, "quiet");
    office.put("mail", "b", Event::opened, "quiet");
    auto& later = office.put("mail", "a", Event::worse);
    later.message.begun = "m1";
    static_cast<void>(office.run());
    const auto id = office.sent.front().message.id;
    CHECK(office.sent.back().message.begun == id);
    CHECK(office.memory.open.front().begun == id);
}

TEST_CASE("batches: a digest is bounded, and says so") {
    std::vector<Message> messages(1000);
    for (std::size_t at = 0; at < messages.size(); ++at) {
        messages[at].alert = fmt::format("a{}", at);
        messages[at].headline = fmt::format("web{}: a", at);
        messages[at].sections = {{.title = "s", .diff = std::string(10'000, 'x')}};
    }
    const auto digest = alert::digest_of(messages, noon);
    CHECK(digest.headline == "1000 alerts: web0: a; and 999 more");
    CHECK(digest.sections.size() == 200 + 6 + 2);
    CHECK(digest.sections[digest.sections.size() - 2].title ==
          "details of some of them are left out: there are too many");
    CHECK(digest.sections.back().title == "and 800 more alerts");
}
