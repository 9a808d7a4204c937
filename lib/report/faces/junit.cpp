// The JUnit XML that Jenkins (xunit's junit-10.xsd) and GitLab read: a host is a suite, a resource a case.
#include "report/faces/all.hpp"
#include "report/faces/told.hpp"
#include "report/spool.hpp"
#include "report/words.hpp"

#include "base/escape.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace plumbline::report {
namespace {

using drift::Finding;
using drift::Status;

/// U+FFFE and U+FFFF: of what is printable the only characters that XML 1.0 has not (its Char).
std::string without_noncharacters(std::string text) {
    for (auto at = text.find("\xef\xbf"); at != std::string::npos; at = text.find("\xef\xbf", at + 1))
        if (text[at + 2] == '\xbe' || text[at + 2] == '\xbf')
            text.replace(at, 3, text[at + 2] == '\xbe' ? "\\u{fffe}" : "\\u{ffff}");
    return text;
}

/// For attributes and content alike.
std::string in_xml(std::string printable) {
    std::string out;
    for (const char byte : without_noncharacters(std::move(printable)))
        switch (byte) {
        case '&':
            out += "&amp;";
            break;
        case '<':
            out += "&lt;";
            break;
        case '>':
            out += "&gt;";
            break;
        case '"':
            out += "&quot;";
            break;
        default:
            out += byte;
            break;
        }
    return out;
}

std::string attribute(std::string_view bytes) {
    return in_xml(base::printable(bytes));
}

/// Empty for what passed.
std::string_view outcome_of(const Finding& finding) {
    switch (finding.status) {
    case Status::drift:
        return "failure";
    case Status::unknown:
        return "error";
    case Status::pending:
    case Status::waived:
    case Status::skipped:
        return finding.has_unknown() ? "error" : "skipped";
    case Status::in_sync:
        break;
    }
    return finding.has_unknown() ? "error" : "";
}

std::string message_of(const Finding& finding) {
    constexpr std::size_t most = 3;
    if (finding.covers.empty())
        return brief_of(finding, most);
    std::vector<std::string> agreed;
    for (const auto& cover : finding.covers)
        agreed.push_back(words_of(cover));
    return fmt::format("{} by {}", drift::name(finding.status), fmt::join(agreed, "; "));
}

std::string details_of(const Finding& finding) {
    const auto place = finding.desired->place.file_and_line();
    const auto declared = place.empty() ? "" : "declared: " + base::printable(place) + "\n";
    return declared + told_of(finding);
}

void append_case(std::string& out, const std::string& host, const Finding& finding) {
    const auto outcome = outcome_of(finding);
    out += fmt::format("    <testcase name=\"{}\" classname=\"{}\"", attribute(finding.desired->id.text()),
                       attribute(host));
    if (outcome.empty()) {
        out += "/>\n";
        return;
    }
    const auto type =
        outcome == "failure" ? resource::name(finding.desired->severity) : drift::name(finding.status);
    out += fmt::format(">\n      <{0} message=\"{1}\" type=\"{2}\">{3}</{0}>\n    </testcase>\n", outcome,
                       attribute(message_of(finding)), type, in_xml(details_of(finding)));
}

/// The host itself is a case where not all of it could be looked at.
void append_host_case(std::string& out, const HostResult& host) {
    const auto failure = host.failure();
    if (!is_cut_short(host) || !failure)
        return;
    const auto name = attribute(host.name);
    const auto message = attribute(one_line(failure->message));
    out += fmt::format("    <testcase name=\"every resource was checked\" classname=\"{}\">\n"
                       "      <error message=\"failed at {}: {}\" type=\"{}\">{}</error>\n"
                       "    </testcase>\n",
                       name, transport::name(failure->stage), message, transport::name(failure->stage),
                       attribute(host.address));
}

struct Tally {
    std::size_t tests = 0, failures = 0, errors = 0, skipped = 0;
};

/// Also of a host that forgot what is in sync: that passed.
Tally tally_of(const HostResult& host) {
    const std::size_t itself = is_cut_short(host) ? 1 : 0;
    Tally tally{host.evaluated() + itself, 0, itself, 0};
    for (const auto& finding : host.findings) {
        const auto outcome = outcome_of(finding);
        tally.failures += outcome == "failure" ? 1U : 0U;
        tally.errors += outcome == "error" ? 1U : 0U;
        tally.skipped += outcome == "skipped" ? 1U : 0U;
    }
    return tally;
}

std::string suites_of(const Report& report) {
    Tally all;
    for (const auto& host : report.hosts) {
        const auto tally = tally_of(host);
        all.tests += tally.tests;
        all.failures += tally.failures;
        all.errors += tally.errors;
    }
    const auto& run = report.run;
    return fmt::format(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<testsuites name=\"{}\" time=\"{:.3f}\" tests=\"{}\" failures=\"{}\" errors=\"{}\">\n",
        attribute(title_of(run)), seconds_of(run), all.tests, all.failures, all.errors);
}

std::string suite_of(const HostResult& host, const RunRecord& run) {
    constexpr std::size_t without_zone = 19; // the schemas' timestamp: ISO 8601, UTC
    const auto tally = tally_of(host);
    return fmt::format("  <testsuite name=\"{0}\" hostname=\"{0}\" tests=\"{1}\" failures=\"{2}\" "
                       "errors=\"{3}\" skipped=\"{4}\" time=\"{5:.3f}\" timestamp=\"{6}\">\n",
                       attribute(host.name), tally.tests, tally.failures, tally.errors, tally.skipped,
                       host.seconds, base::to_rfc3339(run.started).substr(0, without_zone));
}

class JunitFace final : public Face {
public:
    void add(const HostResult& host) override {
        std::string text;
        append_host_case(text, host);
        for (const auto& finding : host.findings)
            append_case(text, host.name, finding);
        spool_.add(host.name, text);
    }

    void write(std::ostream& out, const Report& report, const Background& /*background*/) const override {
        out << suites_of(report);
        for (const auto& host : report.hosts) {
            std::string text = suite_of(host, report.run);
            spool_.append(text, host.name);
            out << text << "  </testsuite>\n";
        }
        out << "</testsuites>\n";
    }

private:
    Spool spool_;
};

} // namespace

std::unique_ptr<Face> junit_face() {
    return std::make_unique<JunitFace>();
}

} // namespace plumbline::report
