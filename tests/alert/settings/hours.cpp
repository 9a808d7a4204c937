#include "alert/settings/hours.hpp"

#include <catch2/catch.hpp>

#include <vector>

using namespace plumbline;
using namespace std::chrono_literals;
using alert::Digest;
using alert::QuietHours;

namespace {

std::string until(const QuietHours& quiet, const std::string& now) {
    const auto end = alert::quiet_until(quiet, *base::parse_instant(now));
    return end ? base::to_rfc3339(*end) : "";
}

std::string next(Digest digest, const std::string& zone, const std::string& now) {
    return base::to_rfc3339(alert::next_digest(digest, zone, *base::parse_instant(now)));
}

} // namespace

TEST_CASE("hours: quiet until when") {
    const QuietHours night{22h, 6h, "Europe/London"};
    const QuietHours noon{12h, 13h, "UTC"};
    // Europe/London puts its clock forward at 2026-03-29 01:00 UTC (01:00 to 02:00) and back at 2026-10-25
    // 01:00 UTC (02:00 to 01:00)
    const QuietHours in_gap{1h + 15min, 1h + 45min, "Europe/London"};
    const QuietHours from_gap{1h + 30min, 3h, "Europe/London"};
    const QuietHours until_gap{0h, 1h + 30min, "Europe/London"};
    const QuietHours until_fold{0h, 1h + 30min, "Europe/London"};
    const QuietHours from_fold{1h + 30min, 3h, "Europe/London"};
    const QuietHours in_fold{1h + 15min, 1h + 45min, "Europe/London"};
    const QuietHours far_east{22h, 6h, "Pacific/Kiritimati"}; // UTC+14
    struct Row {
        QuietHours quiet;
        std::string now;
        std::string until; ///< empty: not quiet
    };
    const std::vector<Row> rows{
        {night, "2026-01-10T21:59:59Z", ""},
        {night, "2026-01-10T22:00:00Z", "2026-01-11T06:00:00Z"},
        {night, "2026-01-11T00:00:00Z", "2026-01-11T06:00:00Z"},
        {night, "2026-01-11T05:59:59Z", "2026-01-11T06:00:00Z"},
        {night, "2026-01-11T06:00:00Z", ""},
        {night, "2026-07-10T21:00:00Z", "2026-07-11T05:00:00Z"}, // summer time
        {night, "2026-07-11T05:00:00Z", ""},
        {night, "2026-03-28T23:00:00Z", "2026-03-29T05:00:00Z"}, // an hour shorter
        {night, "2026-10-24T21:00:00Z", "2026-10-25T06:00:00Z"}, // an hour longer
        {noon, "2026-11-20T11:59:59Z", ""},
        {noon, "2026-11-20T12:00:00Z", "2026-11-20T13:00:00Z"},
        {noon, "2026-11-20T13:00:00Z", ""},
        {in_gap, "2026-03-29T00:59:59Z", ""},
        {in_gap, "2026-03-29T01:00:00Z", ""},
        {from_gap, "2026-03-29T00:59:59Z", ""},
        {from_gap, "2026-03-29T01:00:00Z", "2026-03-29T02:00:00Z"},
        {until_gap, "2026-03-29T00:59:59Z", "2026-03-29T01:00:00Z"},
        {until_gap, "2026-03-29T01:00:00Z", ""},
        {until_fold, "2026-10-25T00:40:00Z", "2026-10-25T01:30:00Z"}, // 01:40 the first time
        {until_fold, "2026-10-25T01:29:59Z", "2026-10-25T01:30:00Z"},
        {until_fold, "2026-10-25T01:30:00Z", ""},
        {from_fold, "2026-10-25T00:29:59Z", ""},
        {from_fold, "2026-10-25T00:30:00Z", "2026-10-25T03:00:00Z"},
        {in_fold, "2026-10-25T01:05:00Z", "2026-10-25T01:45:00Z"}, // 01:05 the second time
        {far_east, "2026-11-20T08:00:00Z", "2026-11-20T16:00:00Z"},
        {far_east, "2026-11-20T16:00:00Z", ""},
    };
    for (const auto& row : rows) {
        INFO(row.quiet.zone << " " << row.quiet.from.count() << "-" << row.quiet.until.count() << " "
                            << row.now);
        CHECK(until(row.quiet, row.now) == row.until);
    }
}

TEST_CASE("hours: when the next digest is due") {
    struct Row {
        Digest digest;
        std::string zone;
        std::string now;
        std::string next;
    };
    const std::vector<Row> rows{
        {Digest::hourly, "UTC", "2026-11-20T13:00:00Z", "2026-11-20T14:00:00Z"},
        {Digest::hourly, "UTC", "2026-11-20T13:59:59Z", "2026-11-20T14:00:00Z"},
        {Digest::hourly, "Asia/Kolkata", "2026-11-20T13:00:00Z", "2026-11-20T13:30:00Z"}, // UTC+5:30
        {Digest::hourly, "Europe/London", "2026-10-25T00:30:00Z", "2026-10-25T01:00:00Z"},
        {Digest::daily, "UTC", "2026-11-20T07:59:59Z", "2026-11-20T08:00:00Z"},
        {Digest::daily, "UTC", "2026-11-20T08:00:00Z", "2026-11-21T08:00:00Z"},
        {Digest::daily, "Europe/London", "2026-03-28T09:00:00Z", "2026-03-29T07:00:00Z"},
        {Digest::daily, "America/New_York", "2026-11-20T13:00:00Z", "2026-11-21T13:00:00Z"},
        {Digest::weekly, "UTC", "2026-11-20T13:00:00Z", "2026-11-23T08:00:00Z"}, // a Friday
        {Digest::weekly, "UTC", "2026-11-23T07:00:00Z", "2026-11-23T08:00:00Z"},
        {Digest::weekly, "UTC", "2026-11-23T08:00:00Z", "2026-11-30T08:00:00Z"},
    };
    for (const auto& row : rows) {
        INFO(row.zone << " " << row.now);
        CHECK(next(row.digest, row.zone, row.now) == row.next);
    }
}

TEST_CASE("hours: which zones there are") {
    for (const auto* zone : {"UTC", "Europe/London", "America/Argentina/Buenos_Aires"})
        CHECK(alert::is_zone(zone));
    for (const auto* none : {"", "Europe", "Europe/Londn", "../../etc/passwd", "/etc/localtime", "BST"})
        CHECK_FALSE(alert::is_zone(none));
}
