// The text format of Prometheus, for node_exporter's textfile collector: all are gauges of the last run.
#include "report/faces/all.hpp"
#include "report/faces/told.hpp"

#include "base/escape.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <initializer_list>
#include <map>
#include <utility>

namespace plumbline::report {
namespace {

using drift::Status;
using resource::Severity;
using transport::Stage;

using Labels = std::initializer_list<std::pair<std::string_view, std::string_view>>;

constexpr std::array severities{Severity::info, Severity::low, Severity::medium, Severity::high,
                                Severity::critical};
constexpr std::array statuses{Status::drift, Status::pending, Status::waived, Status::unknown};
constexpr std::array stages{Stage::resolve, Stage::connect, Stage::hostkey, Stage::auth,
                            Stage::channel, Stage::probe,   Stage::parse,   Stage::deadline};

/// A label's value between its quotes.
std::string label_value(std::string_view bytes) {
    std::string out = "\"";
    for (const char byte : base::printable(bytes)) {
        if (byte == '"' || byte == '\\')
            out += '\\';
        out += byte;
    }
    return out + '"';
}

/// Grows metric by metric. Each sample says of which standard and environment it is, so that several sites
/// can share one collector.
class Exposition {
public:
    explicit Exposition(const RunRecord& run)
        : common_(fmt::format("standard={},environment={}", label_value(run.standard_name),
                              label_value(run.environment))) {}

    void begin(std::string_view name, std::string_view help) {
        name_ = name;
        text_ += fmt::format("# HELP {0} {1}\n# TYPE {0} gauge\n", name, help);
    }
    void sample(std::size_t value, Labels labels = {}) { line(std::to_string(value), labels); }
    void sample(double value, Labels labels = {}) { line(fmt::format("{:.3f}", value), labels); }
    void single(std::string_view name, std::string_view help, double value) {
        begin(name, help);
        sample(value);
    }

    [[nodiscard]] const std::string& text() const { return text_; }

private:
    void line(const std::string& value, Labels labels) {
        text_ += fmt::format("{}{{{}", name_, common_);
        for (const auto& [label, words] : labels)
            text_ += fmt::format(",{}={}", label, label_value(words));
        text_ += fmt::format("}} {}\n", value);
    }

    std::string common_;
    std::string_view name_;
    std::string text_;
};

/// This run's end if it was one.
std::optional<base::Instant> last_success(const Report& report, const Background& background) {
    const bool is_one = report.host_counts().failed == 0 && !verdict(report, Severity::info).unchecked;
    return is_one ? report.run.finished : background.last_success;
}

void write_run(Exposition& out, const Report& report, const Background& background) {
    const auto& run = report.run;
    out.begin("plumbline_run_info", "The last run: its id, what it was held against, and by what.");
    out.sample(std::size_t{1}, {{"run", run.id},
                                {"version", run.standard_version},
                                {"digest", run.standard_digest},
                                {"tool", run.tool}});
    out.single("plumbline_last_run_timestamp_seconds", "When the last run ended.", seconds_of(run.finished));
    out.single("plumbline_last_success_timestamp_seconds",
               "When the last run ended in which all of every host could be checked; 0 where none is known.",
               seconds_of(last_success(report, background).value_or(base::Instant{})));
    out.single("plumbline_run_duration_seconds", "How long the last run took.", seconds_of(run));
    out.begin("plumbline_run_recorded", "Whether the last run is in the history: 1, or 0.");
    out.sample(std::size_t{run.ledger_head.empty() ? 0U : 1U});
}

void write_signoff(Exposition& out, const RunRecord& run) {
    using enum approval::SignOff::Status;
    out.begin("plumbline_signoff", "How it stands with the standard's sign-off: 1 for its status.");
    for (const auto status : {not_required, valid, missing, invalid})
        out.sample(std::size_t{run.signoff.status == status ? 1U : 0U}, {{"status", approval::name(status)}});
    using enum approval::Notice::State;
    out.begin("plumbline_agreements", "Waivers and changes that are to be told of, by their state.");
    for (const auto state : {used, unused, ends_soon, ended, not_begun, not_signed, void_})
        out.sample(static_cast<std::size_t>(std::ranges::count(run.notices, state, &approval::Notice::state)),
                   {{"state", approval::name(state)}});
}

void write_hosts(Exposition& out, const Report& report) {
    const auto hosts = report.host_counts();
    out.begin("plumbline_hosts", "Hosts of the last run by status.");
    out.sample(hosts.in_sync, {{"status", "in-sync"}});
    out.sample(hosts.drifted, {{"status", "drifted"}});
    out.sample(hosts.failed, {{"status", "failed"}});
    out.begin("plumbline_failed_hosts", "Hosts that could not be checked, by the stage at which that ended.");
    for (const auto stage : stages)
        out.sample(static_cast<std::size_t>(std::ranges::count_if(report.hosts,
                                                                  [&](const HostResult& host) {
                                                                      const auto failure = host.failure();
                                                                      return failure &&
                                                                             failure->stage == stage;
                                                                  })),
                   {{"stage", transport::name(stage)}});
}

void write_resources(Exposition& out, const Report& report) {
    const auto counts = report.resources();
    out.begin("plumbline_resources", "Resources of all hosts of the last run by status.");
    for (const auto& [status, count] :
         std::initializer_list<std::pair<std::string_view, std::size_t>>{{"in-sync", counts.in_sync},
                                                                         {"drift", counts.drift},
                                                                         {"pending", counts.pending},
                                                                         {"waived", counts.waived},
                                                                         {"unknown", counts.unknown},
                                                                         {"skipped", counts.skipped}})
        out.sample(count, {{"status", status}});
    std::size_t declared = 0;
    std::size_t evaluated = 0;
    for (const auto& host : report.hosts) {
        declared += host.declared;
        evaluated += host.evaluated();
    }
    out.begin("plumbline_declared_resources", "Resources that the standard declares for the run's hosts.");
    out.sample(declared);
    out.begin("plumbline_evaluated_resources", "Those of them that could be evaluated.");
    out.sample(evaluated);
}

void write_findings(Exposition& out, const Report& report) {
    std::map<std::pair<Status, Severity>, std::size_t> counts;
    for (const auto& host : report.hosts)
        for (const auto& finding : host.findings)
            ++counts[{finding.status, finding.desired->severity}];
    out.begin("plumbline_findings", "Resources that are not as they should be, by status and severity.");
    for (const auto status : statuses)
        for (const auto severity : severities)
            out.sample(counts[{status, severity}],
                       {{"status", drift::name(status)}, {"severity", resource::name(severity)}});
}

/// Open drift with a past: what is agreed on does not age.
template <typename Visit>
void each_open(const Report& report, Visit&& visit) {
    for (const auto& host : report.hosts)
        for (const auto& finding : host.findings)
            if (finding.status == Status::drift && finding.past)
                visit(finding, *finding.past);
}

void write_ages(Exposition& out, const Report& report) {
    std::map<Severity, double> oldest;
    std::map<drift::News, std::size_t> news;
    std::size_t acknowledged = 0;
    each_open(report, [&](const drift::Finding& finding, const drift::Past& past) {
        const auto age = seconds_of(report.run.finished) - seconds_of(past.first_seen);
        auto& known = oldest[finding.desired->severity];
        known = std::max(known, age);
        ++news[past.news];
        acknowledged += past.acknowledged ? 1U : 0U;
    });
    out.begin("plumbline_oldest_drift_age_seconds",
              "For how long the oldest open drift of a severity had been known when the run ended.");
    for (const auto severity : severities)
        out.sample(oldest[severity], {{"severity", resource::name(severity)}});
    out.begin("plumbline_new_drifts", "Drifts that the run before did not have, or had otherwise.");
    out.sample(news[drift::News::opened], {{"news", "opened"}});
    out.sample(news[drift::News::changed], {{"news", "changed"}});
    out.begin("plumbline_acknowledged_drifts", "Open drifts that somebody has in hand.");
    out.sample(acknowledged);
}

/// A mean of nothing is no sample: 0 would say that it is as quick as can be.
void write_mean_times(Exposition& out, const MeanTimes& times) {
    const auto seconds = [](const MeanTime& time) {
        return std::chrono::duration<double>(time.mean).count();
    };
    if (times.detect.drifts > 0)
        out.single("plumbline_mean_time_to_detect_seconds",
                   "From when a host moved until a run saw it, over the drifts of the last 30 days.",
                   seconds(times.detect));
    if (times.mend.drifts > 0)
        out.single("plumbline_mean_time_to_mend_seconds",
                   "From when a drift was first seen until it was seen right, over those that ended in the "
                   "last 30 days.",
                   seconds(times.mend));
    out.begin("plumbline_mean_time_drifts", "Of how many drifts the mean times are.");
    out.sample(times.detect.drifts, {{"of", "detect"}});
    out.sample(times.mend.drifts, {{"of", "mend"}});
}

void write_score(Exposition& out, const Report& report) {
    const auto parts = score(report.resources());
    if (!parts.in_sync)
        return;
    out.begin("plumbline_score_ratio",
              "How much is as it should be, of all that was checked; with what is agreed on counted as such, "
              "and without.");
    out.sample(*parts.in_sync, {{"agreements", "without"}});
    out.sample(parts.with_agreements.value_or(*parts.in_sync), {{"agreements", "with"}});
}

std::string as_prometheus(const Report& report, const Background& background) {
    Exposition out(report.run);
    write_run(out, report, background);
    write_signoff(out, report.run);
    write_hosts(out, report);
    write_resources(out, report);
    write_findings(out, report);
    write_ages(out, report);
    write_mean_times(out, background.mean_times);
    write_score(out, report);
    return out.text();
}

} // namespace

std::unique_ptr<Face> prometheus_face() {
    return std::make_unique<LateFace>(as_prometheus);
}

} // namespace plumbline::report
