#include "report/faces/drawn.hpp"

#include "base/escape.hpp"
#include "base/text.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <set>

using namespace plumbline;

namespace {

std::string drawn(const report::Report& report) {
    return test::drawn(
        "prometheus", report,
        {.last_success = base::Instant(std::chrono::seconds(1795100000)),
         .mean_times = {{base::Milliseconds(1'800'500), 7}, {base::Milliseconds(86'400'000), 3}}});
}

/// The value of a sample by its name and the labels that not all have.
std::string value_of(const std::string& text, const std::string& name, const std::string& labels = "") {
    const auto line = fmt::format("\n{}{{standard=\"acme-production\",environment=\"production\"{}{}}} ",
                                  name, labels.empty() ? "" : ",", labels);
    const auto at = text.find(line);
    if (at == std::string::npos)
        return "no such sample";
    const auto begin = at + line.size();
    return text.substr(begin, text.find('\n', begin) - begin);
}

} // namespace

TEST_CASE("promtool has nothing to say of the metrics, whatever is in them") {
    for (const auto& [name, report] : test::all_samples()) {
        CAPTURE(name);
        CHECK(test::objections_of({"promtool", "check", "metrics"}, drawn(report)) == "");
    }
}

TEST_CASE("promtool refuses what is none") {
    const auto good = drawn(test::of_every_state());
    CHECK(test::objections_of({"promtool", "check", "metrics"}, good + "plumbline_x{a=\"\"b\"} 1\n") != "");
    CHECK(test::objections_of({"promtool", "check", "metrics"}, good + "plumbline_x 1\n") != "");
}

TEST_CASE("no host adds a line, a metric or a label") {
    const auto shape = [](const std::string& text) {
        std::vector<std::string> names;
        for (const auto line : base::lines(text))
            names.emplace_back(line.substr(0, line.starts_with('#') ? line.size() : line.find('{')));
        return names;
    };
    const auto expected = shape(drawn(test::of_every_state()));
    for (const auto& [name, report] : test::all_samples()) {
        CAPTURE(name);
        const auto text = drawn(report);
        CHECK(base::printable_lines(text) == text);
        if (report::score(report.resources()).in_sync)
            CHECK(shape(text) == expected);
    }
}

TEST_CASE("the metrics are what the report counts") {
    const auto text = drawn(test::of_every_state());
    for (const auto& [name, labels, value] : std::vector<std::array<std::string, 3>>{
             {"plumbline_hosts", "status=\"drifted\"", "1"},
             {"plumbline_hosts", "status=\"failed\"", "2"},
             {"plumbline_hosts", "status=\"in-sync\"", "0"},
             {"plumbline_failed_hosts", "stage=\"auth\"", "1"},
             {"plumbline_failed_hosts", "stage=\"probe\"", "1"},
             {"plumbline_failed_hosts", "stage=\"connect\"", "0"},
             {"plumbline_resources", "status=\"drift\"", "3"},
             {"plumbline_findings", "status=\"drift\",severity=\"critical\"", "1"},
             {"plumbline_findings", "status=\"unknown\",severity=\"high\"", "1"},
             {"plumbline_findings", "status=\"waived\",severity=\"medium\"", "1"},
             {"plumbline_findings", "status=\"pending\",severity=\"medium\"", "1"},
             {"plumbline_oldest_drift_age_seconds", "severity=\"low\"", "172804.200"},
             {"plumbline_oldest_drift_age_seconds", "severity=\"high\"", "0.000"},
             {"plumbline_new_drifts", "news=\"opened\"", "1"},
             {"plumbline_signoff", "status=\"missing\"", "1"},
             {"plumbline_signoff", "status=\"valid\"", "0"},
             {"plumbline_agreements", "state=\"ended\"", "1"},
             {"plumbline_run_recorded", "", "1"},
             {"plumbline_run_duration_seconds", "", "4.200"},
             {"plumbline_last_run_timestamp_seconds", "", "1795179606.200"},
             {"plumbline_last_success_timestamp_seconds", "", "1795100000.000"},
             {"plumbline_declared_resources", "", "15"},
             {"plumbline_evaluated_resources", "", "9"},
             {"plumbline_mean_time_to_detect_seconds", "", "1800.500"},
             {"plumbline_mean_time_to_mend_seconds", "", "86400.000"},
             {"plumbline_mean_time_drifts", "of=\"detect\"", "7"},
             {"plumbline_mean_time_drifts", "of=\"mend\"", "3"},
             {"plumbline_score_ratio", "agreements=\"without\"", "0.250"},
             {"plumbline_score_ratio", "agreements=\"with\"", "0.500"}}) {
        CAPTURE(name, labels);
        CHECK(value_of(text, name, labels) == value);
    }
    const auto good = drawn(test::samples().at("in-sync"));
    CHECK(value_of(good, "plumbline_last_success_timestamp_seconds") == "1795179606.200");
    const auto unknown = test::drawn("prometheus", test::samples().at("mixed"));
    CHECK(value_of(unknown, "plumbline_last_success_timestamp_seconds") == "0.000");
    CHECK(value_of(unknown, "plumbline_run_recorded") == "0");
    CHECK(unknown.find("plumbline_mean_time_to_") == std::string::npos); // of no drift there is none
    CHECK(value_of(unknown, "plumbline_mean_time_drifts", "of=\"mend\"") == "0");
}
