#include "approval/agreements/signed.hpp"

using namespace plumbline;
using drift::Cause;
using test::drift_of;
using test::drifting;
using test::with_past;
using Lines = std::vector<std::string>;

namespace {

const std::string old_standard = "sha256:" + std::string(64, 'a');
const std::string new_standard = "sha256:" + std::string(64, 'b');

std::string change(const std::string& covers, const std::string& from = "2026-11-20",
                   const std::string& until = "2026-11-23") {
    return "plumbline: 1\nchange: CHG-0123\ntitle: new ciphers\nby: joe@example.org\nfrom: " + from +
           "\nuntil: " + until + "\nreason: audit finding 7\ncovers:\n  - " + covers + "\n";
}

const std::string of_standard = "{standard: {from: \"" + old_standard + "\", to: \"" + new_standard + "\"}}";
const std::string of_resource = "{hosts: web, resource: file:/etc/motd}";
const std::string of_value = "{hosts: web, resource: file:/etc/motd, property: mode, value: \"0600\"}";

struct Row {
    std::string what;
    std::string change;
    drift::Finding finding;
    std::string status;
    Lines uncovered = {};
    std::optional<std::string> before = old_standard;
    std::string standard = new_standard;
};

} // namespace

TEST_CASE("a change covers what it made, within its time, and else says which of its rules failed") {
    const auto drift = drift_of("file:/etc/motd", {drifting("mode", "0600")});
    const auto by_standard = with_past(drift, Cause::standard_changed);
    const auto by_host = with_past(drift, Cause::host_changed);
    const std::string here = "change CHG-0123 (changes/x.yaml:2) ";
    const std::string other_cause =
        "covers what the standard changed, and mode drifts for another cause (host-changed); a change covers "
        "that with its property and value";
    const std::vector<Row> rows{
        {"the standard's step", change(of_standard), by_standard, "pending"},
        {"from any other",
         change("{standard: {to: \"" + new_standard + "\"}}"),
         by_standard,
         "pending",
         {},
         {}},
        {"another standard before",
         change(of_standard),
         by_standard,
         "drift",
         {here + "is for the standard that follows sha256:aaaaaaaaaaaa…, and the one before was "
                 "sha256:cccccccccccc…"},
         "sha256:" + std::string(64, 'c')},
        {"no standard before",
         change(of_standard),
         by_standard,
         "drift",
         {here + "is for the standard that follows sha256:aaaaaaaaaaaa…, and the one before was no other"},
         {}},
        {"another standard now: it is not near",
         change(of_standard),
         by_standard,
         "drift",
         {},
         old_standard,
         old_standard},
        {"the host moved: it is not near", change(of_standard), by_host, "drift"},
        {"the host moved too",
         change(of_standard),
         with_past(drift, Cause::both),
         "drift",
         {here +
          "covers what the standard changed, and mode drifts for another cause (both); a change covers "
          "that with its property and value"}},
        {"the resource's step", change(of_resource), by_standard, "pending"},
        {"the resource's step, but the host moved",
         change(of_resource),
         by_host,
         "drift",
         {here + other_cause}},
        {"for other hosts",
         change("{hosts: db, resource: file:/etc/motd}"),
         by_standard,
         "drift",
         {here + "is for the hosts 'db', and web1 is none of them"}},
        {"for another resource", change("{hosts: web, resource: file:/etc/issue}"), by_standard, "drift"},
        {"not yet",
         change(of_resource, "2026-11-22"),
         by_standard,
         "drift",
         {here + "begins at 2026-11-22T00:00:00Z"}},
        {"no more",
         change(of_resource, "2026-11-20", "2026-11-21T09:00:00Z"),
         by_standard,
         "drift",
         {here + "ended at 2026-11-21T09:00:00Z"}},
        {"to the last second", change(of_resource, "2026-11-20", "2026-11-21T09:00:01Z"), by_standard,
         "pending"},
        {"two rules failed: it is not near", change(of_resource, "2026-11-22"), by_host, "drift"},
        {"a value on the host", change(of_value), by_host, "pending"},
        {"a value, never seen right", change(of_value), with_past(drift, Cause::first_seen, ""), "pending"},
        {"a value, without a history", change(of_value), drift, "pending"},
        {"another value on the host",
         change(of_value),
         with_past(drift_of("file:/etc/motd", {drifting("mode", "0666")}), Cause::host_changed),
         "drift",
         {here + "does not hold: mode is 0666, approved was 0600"}},
        {"a value that was there before it began",
         change(of_value),
         with_past(drift, Cause::host_changed, "2026-11-19T07:00:00Z", "2026-11-19T08:00:00Z"),
         "drift",
         {here + "does not hold: the host drifted before it began at 2026-11-20T00:00:00Z"}},
        {"a value that may have come after it began", change(of_value),
         with_past(drift, Cause::host_changed, "2026-11-19T07:00:00Z", "2026-11-20T08:00:00Z"), "pending"},
        {"a part",
         change(of_value),
         with_past(drift_of("file:/etc/motd", {drifting("mode", "0600"), drifting("owner", "joe")}),
                   Cause::host_changed),
         "drift",
         {here + "covers mode, and nothing covers owner"}}};
    const test::Approvers approvers({"jane@example.org"});
    for (const auto& row : rows) {
        INFO(row.what);
        test::Files files;
        files.sources.signers = approvers.rules();
        const auto file = files.folder.file("changes/x.yaml", row.change);
        approvers.sign("jane@example.org", file, approval::for_change);
        auto agreements = files.load();
        const auto found = test::judged(agreements, row.finding, test::host("web1"),
                                        {files.sources.now, row.standard, row.before});
        CHECK(drift::name(found.status) == row.status);
        CHECK(found.uncovered == row.uncovered);
        if (row.status == "pending")
            CHECK(found.covers ==
                  std::vector{drift::Cover{drift::Cover::Kind::change, "CHG-0123", "changes/x.yaml:2",
                                           "jane@example.org", "audit finding 7", found.covers.at(0).until}});
    }
}

TEST_CASE("a waiver and a change join, and then the drift is waived") {
    const test::Approvers approvers({"jane@example.org"});
    test::Files files;
    files.sources.signers = approvers.rules();
    approvers.sign("jane@example.org", files.folder.file("changes/x.yaml", change(of_value)),
                   approval::for_change);
    files.folder.file(
        "waivers/x.yaml",
        "plumbline: 1\nwaivers:\n  - {hosts: web1, resource: file:/etc/motd, accepts: "
        "[{property: owner, value: joe}], reason: r, ticket: INC-7, approver: j, valid_through: "
        "2026-12-31}\n");
    auto agreements = files.load();
    const auto found = test::judged(
        agreements,
        with_past(drift_of("file:/etc/motd", {drifting("mode", "0600"), drifting("owner", "joe")}),
                  Cause::host_changed),
        test::host("web1"), {files.sources.now, new_standard, old_standard});
    CHECK(found.status == drift::Status::waived);
    REQUIRE(found.covers.size() == 2);
    CHECK(found.covers[0].id == "INC-7");
    CHECK(found.covers[1].id == "CHG-0123");
}

TEST_CASE("the head of a report names changes that somebody must look after") {
    const std::string prefix = "change CHG-0123 changes/x.yaml:2 ";
    const std::vector<std::pair<std::string, Lines>> rows{
        {change(of_resource, "2026-11-20", "2026-12-20"),
         {"used " + prefix + "1: pending until 2026-12-20T00:00:00Z on 1 host"}},
        {change(of_resource), {"ends-soon " + prefix + "1: pending until 2026-11-23T00:00:00Z on 1 host"}},
        {change("{hosts: web, resource: file:/etc/issue}"),
         {"unused " + prefix + "0: nothing is pending under it"}},
        {change(of_resource, "2026-11-22"), {"not-begun " + prefix + "0: begins at 2026-11-22T00:00:00Z"}},
        {change(of_resource, "2026-11-19", "2026-11-20"),
         {"ended " + prefix +
          "0: ended at 2026-11-20T00:00:00Z, and 1 host drifts as it covered: put that "
          "right, or agree on it anew"}},
        {change("{hosts: web, resource: file:/etc/issue}", "2026-11-19", "2026-11-20"), {}},
        {change("{hosts: web, resource: file:/etc/motd, property: mode, value: \"0640\"}"),
         {"void " + prefix +
          "0: void on 1 host: mode is 0600, approved was 0640 (web1); put it right, or "
          "agree on what is there now"}}};
    const test::Approvers approvers({"jane@example.org"});
    for (const auto& [text, notices] : rows) {
        INFO(text);
        test::Files files;
        files.sources.signers = approvers.rules();
        approvers.sign("jane@example.org", files.folder.file("changes/x.yaml", text), approval::for_change);
        auto agreements = files.load();
        const auto finding =
            with_past(drift_of("file:/etc/motd", {drifting("mode", "0600")}), Cause::standard_changed);
        static_cast<void>(test::judged(agreements, finding, test::host("web1"),
                                       {files.sources.now, new_standard, old_standard}));
        CHECK(test::texts(agreements.notices(true)) == notices);
    }
}
