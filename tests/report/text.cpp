#include "report/samples.hpp"

#include "base/escape.hpp"
#include "base/text.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <algorithm>

using namespace plumbline;
using drift::Status;
using report::Arrangement;
using report::as_text;
using test::host;
using test::Made;
using test::report_of;

namespace {

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

/// What stands between the head and the summary.
std::string body(const report::Report& report, const report::TextOptions& options = {}) {
    const auto text = as_text(report, options);
    const auto begin = text.find("\n\n") + 2;
    const auto end = text.rfind("\n\n");
    return end < begin ? "" : text.substr(begin, end + 1 - begin);
}

Made drifted(const std::string& title, resource::Severity severity) {
    return Made("file", title, Status::drift, 3)
        .severity(severity)
        .property("mode", test::Status::drift, "0644", "0600");
}

std::vector<report::HostResult> alike(std::size_t count) {
    std::vector<report::HostResult> hosts;
    for (std::size_t i = 0; i < count; ++i)
        hosts.push_back(host(fmt::format("web{}", i), {drifted("/x", resource::Severity::low)}));
    return hosts;
}

std::string without_colors(std::string text) {
    for (auto at = text.find('\x1b'); at != std::string::npos; at = text.find('\x1b'))
        text.erase(at, text.find('m', at) + 1 - at);
    return text;
}

} // namespace

TEST_CASE("the worst comes first, of hosts and within a host") {
    using enum resource::Severity;
    const auto text = body(report_of({
        host("a", {Made("file", "/u", Status::unknown, 1).reason("why not")}),
        host("b", {drifted("/low", low), drifted("/critical", critical)}),
        host("c", {drifted("/medium", medium)}),
        test::failed_host("d", transport::Stage::connect, "refused"),
    }));
    CHECK(text == "d (d.example.org:22)  failed at connect: refused\n"
                  "\n"
                  "b  drifted: 2 of 2 resources\n"
                  "  critical  file:/critical  (profiles/base.yaml:3)\n"
                  "    mode  is 0600, should be 0644\n"
                  "  low       file:/low  (profiles/base.yaml:3)\n"
                  "    mode  is 0600, should be 0644\n"
                  "\n"
                  "c  drifted: 1 of 1 resource\n"
                  "  medium    file:/medium  (profiles/base.yaml:3)\n"
                  "    mode  is 0600, should be 0644\n"
                  "\n"
                  "a  failed: 1 of 1 resource could not be checked\n"
                  "  unknown   file:/u  (profiles/base.yaml:1)\n"
                  "    why not\n");
}

TEST_CASE("above eight hosts a drift that they share is told once") {
    CHECK(holds(as_text(report_of(alike(8)), {}), "web7  drifted"));
    CHECK(body(report_of(alike(9))) == "low       file:/x  on all 9 hosts  (profiles/base.yaml:3)\n"
                                       "  mode  is 0600, should be 0644\n");
    CHECK(holds(as_text(report_of(alike(9)), {.arrangement = Arrangement::by_host}), "web7  drifted"));
    CHECK(holds(as_text(report_of(alike(2)), {.arrangement = Arrangement::by_resource}), "on all 2 hosts"));
}

TEST_CASE("drifts that differ in anything are told apart") {
    const auto base = drifted("/x", resource::Severity::low);
    const std::vector<Made> others{
        drifted("/y", resource::Severity::low),
        drifted("/x", resource::Severity::high),
        Made(base).why("another reason"),
        Made(base).diff("--- actual\n+++ standard\n"),
        Made(base).would("set mode"),
        Made(base).property("owner", test::Status::drift, "root", "daemon"),
        Made("file", "/x", Status::drift, 3)
            .severity(resource::Severity::low)
            .property("mode", test::Status::drift, "0644", "0666"),
        Made("file", "/x", Status::drift, 4)
            .severity(resource::Severity::low)
            .property("mode", test::Status::drift, "0644", "0600"),
    };
    for (const auto& other : others) {
        const auto text = as_text(report_of({host("a", {base}), host("b", {other})}),
                                  {.arrangement = Arrangement::by_resource});
        CHECK_FALSE(holds(text, "on all 2 hosts"));
        CHECK(holds(text, "on 1 of 2 hosts"));
    }
}

TEST_CASE("drifts beyond those that are listed keep hosts apart too") {
    auto one = drifted("/x", resource::Severity::low);
    for (int i = 0; i < 30; ++i)
        one.property("mode", test::Status::drift, "0644", "0600", fmt::format("file{}", i));
    auto two = one;
    one.property("mode", test::Status::drift, "0644", "0600", "last");
    two.property("mode", test::Status::drift, "0644", "0666", "last");
    const auto text =
        as_text(report_of({host("a", {one}), host("b", {two})}), {.arrangement = Arrangement::by_resource});
    CHECK(holds(text, "and 12 more (-v and --format json list all)"));
    CHECK_FALSE(holds(text, "on all 2 hosts"));
}

TEST_CASE("what is in sync or skipped is listed only when asked for") {
    const auto report = report_of(
        {host("a", {Made("file", "/good", Status::in_sync, 1),
                    Made("file", "/other", Status::skipped, 2).reason("os.id is debian, wanted alpine")})});
    CHECK(body(report).empty());
    CHECK(body(report, {.show_in_sync = true}) == "a  in sync: 2 resources\n"
                                                  "  in sync   file:/good  (profiles/base.yaml:1)\n");
    CHECK(holds(body(report, {.verbose = true}), "  skipped   file:/other  (profiles/base.yaml:2)\n"
                                                 "    os.id is debian, wanted alpine\n"));
}

TEST_CASE("the last line is the summary, on one line") {
    for (const auto& [name, report] : test::samples()) {
        CAPTURE(name);
        const auto text = as_text(report, {.width = 40});
        const auto last = text.substr(text.rfind('\n', text.size() - 2) + 1);
        CHECK(last.find(fmt::format("{} host", report.hosts.size())) == 0);
        CHECK(holds(last, " resource"));
    }
}

TEST_CASE("lines keep to the width where words allow it") {
    for (const std::size_t width : {60, 80, 100}) {
        const auto text = body(test::samples().at("herd"), {.width = width, .diffs = false});
        for (const auto line : base::lines(text)) {
            CAPTURE(line);
            CHECK(std::ranges::count_if(line, [](char byte) { return (byte & '\xC0') != '\x80'; }) <=
                  static_cast<long>(width));
        }
    }
    CHECK(holds(body(test::samples().at("mixed"), {.width = 0}),
                "is not known; while connecting; add it with ssh-keyscan"));
}

TEST_CASE("what is wrapped is not cut") {
    const auto words = [](const std::string& text) {
        std::string all;
        for (const auto word : base::words(text))
            all += std::string(word) + " ";
        return all;
    };
    const auto report = test::samples().at("mixed");
    CHECK(words(as_text(report, {.width = 30})) == words(as_text(report, {.width = 0})));
}

TEST_CASE("colours come only when asked for, and add nothing but themselves") {
    const auto report = test::samples().at("mixed");
    CHECK_FALSE(holds(as_text(report, {}), "\x1b"));
    CHECK(holds(as_text(report, {.color = true}), "\x1b[31m-PermitRootLogin yes\x1b[0m"));
    CHECK(without_colors(as_text(report, {.color = true})) == as_text(report, {}));
}

TEST_CASE("nothing that a host says can act on a terminal or pass for another line") {
    for (const auto arrangement : {Arrangement::by_host, Arrangement::by_resource})
        for (const bool color : {false, true}) {
            const auto text = without_colors(
                as_text(test::samples().at("hostile"),
                        {.color = color, .arrangement = arrangement, .show_in_sync = true, .verbose = true}));
            CHECK(base::printable_lines(text) == text);
            CHECK_FALSE(holds(text, "\n0 hosts: all in sync"));
        }
}

TEST_CASE("values that would look like nothing are quoted, digests abbreviated") {
    const auto text =
        body(report_of({host("a", {Made("file", "/x", Status::drift, 1)
                                       .property("shell", test::Status::drift, " /bin/sh", "")
                                       .property("members", test::Status::drift, "a", base::List{})})}));
    CHECK(holds(text, "shell    is '', should be ' /bin/sh'\n"));
    CHECK(holds(text, "members  is an empty list, should be a\n"));
}

TEST_CASE("of a secret the text says whether it is the one that was there before") {
    const std::string wanted = "token:00112233445566778899aabbccddeeff";
    const std::string found = "token:ffeeddccbbaa99887766554433221100";
    const auto text =
        body(report_of({host("a", {Made("file", "/etc/shadow", Status::drift, 1)
                                       .property("content", test::Status::drift, wanted, found)
                                       .hidden()
                                       .property("sha256", test::Status::drift, wanted, found)
                                       .hidden(resource::Since::same)
                                       .property("lacks", test::Status::drift, wanted, found, found)
                                       .hidden(resource::Since::changed)})}));
    CHECK(holds(text, "content  is token ffeeddccbbaa…, should be token 001122334455…\n"));
    CHECK(holds(text, "sha256   is token ffeeddccbbaa… (same as before), should be token 001122334455…\n"));
    CHECK(holds(text, "lacks    token ffeeddccbbaa… is token ffeeddccbbaa… (changed), should be token "));
}
