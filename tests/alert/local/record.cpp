#include "alert/local/record.hpp"

#include "alert/local/fields.hpp"
#include "support/channel_setting.hpp"

#include <catch2/catch.hpp>
#include <unistd.h>

#include <array>

using namespace plumbline;
using alert::RecordFrame;
using test::message_of_drift;

namespace {

std::string host_name() {
    std::array<char, 256> name{};
    ::gethostname(name.data(), name.size());
    return name.data();
}
const std::string text =
    "[plumbline production] high: web1: file:/etc/motd mode is 0600, should be 0644, since "
    "2026-11-20 13:00Z";

} // namespace

TEST_CASE("a record of RFC 5424 has its fields only under a number of the site's own") {
    const auto begin = "<27>1 2026-11-21T12:00:00Z " + host_name() + " plumbline " +
                       std::to_string(::getpid()) +
                       " opened [origin software=\"plumbline\" swVersion=\"0.1.0\"]";
    const auto message = message_of_drift();
    CHECK(syslog_record(message, {.facility = 3}) == begin + " " + text);
    CHECK(syslog_record(message, {.facility = 3, .enterprise = 4711}) ==
          begin + "[plumbline@4711 event=\"opened\" severity=\"high\" concern=\"drift\" alert=\"sha256:" +
              std::string(64, 'a') +
              "\" id=\"01JD0000000000000000000001\" site=\"web\" environment=\"production\" standard=\"web "
              "1.4\" "
              "run=\"01JD00000000000000000000RR\" contact=\"platform@example.org\" host=\"web1\" "
              "resource=\"file:/etc/motd\"] " +
              text);
}

TEST_CASE("values of fields are escaped, and what is no ASCII is announced") {
    auto message = message_of_drift();
    message.site = R"(a"b\c]d)";
    message.headline = "wéb1";
    const auto record = syslog_record(message, {.facility = 16, .enterprise = 1});
    CHECK_THAT(record, Catch::Contains(R"(site="a\"b\\c\]d" )") &&
                           Catch::EndsWith("] \xEF\xBB\xBF[plumbline production] high: wéb1"));
}

TEST_CASE("a record is bounded, and what is cut says so") {
    auto message = message_of_drift();
    message.headline = std::string(10000, 'x');
    for (int i = 0; i < 100; ++i)
        message.members.push_back(message.members.front());
    for (const std::size_t most : {std::size_t{2048}, std::size_t{8192}}) {
        const auto record = syslog_record(message, {.facility = 3, .enterprise = 1, .most = most});
        CHECK(record.size() == most);
        CHECK_THAT(record, Catch::EndsWith("xx…") && Catch::Contains("resource=\"file:/etc/motd\"] "));
        CHECK(local_record(message, {.facility = 3, .most = most}).size() == most);
    }
}

TEST_CASE("a record for a socket of this machine is as syslog(3) writes it") {
    ::setenv("TZ", "UTC", 1);
    ::tzset();
    auto message = message_of_drift();
    CHECK(local_record(message, {.facility = 16}) ==
          "<131>Nov 21 12:00:00 plumbline[" + std::to_string(::getpid()) + "]: " + text);
    message.at = test::at("2026-01-02T03:04:05Z");
    CHECK_THAT(local_record(message, {.facility = 1}), Catch::StartsWith("<11>Jan  2 03:04:05 plumbline["));
}

TEST_CASE("how urgent a message is to a log") {
    using alert::Event;
    using alert::Severity;
    struct Case {
        Severity severity;
        Event event;
        bool test;
        int priority;
    };
    const Case cases[] = {
        {Severity::critical, Event::opened, false, 2}, {Severity::high, Event::worse, false, 3},
        {Severity::medium, Event::mutated, false, 4},  {Severity::low, Event::opened, false, 5},
        {Severity::info, Event::opened, false, 6},     {Severity::critical, Event::resolved, false, 5},
        {Severity::critical, Event::opened, true, 6},
    };
    for (const auto& each : cases) {
        auto message = message_of_drift();
        message.severity = each.severity;
        message.event = each.event;
        message.test = each.test;
        CHECK(log_priority(message) == each.priority);
    }
}

TEST_CASE("facilities by their words") {
    CHECK(alert::parse_facility("user") == 1);
    CHECK(alert::parse_facility("local7") == 23);
    CHECK(!alert::parse_facility("kern"));
    CHECK(!alert::parse_facility("LOCAL0"));
}
