#pragma once

#include "report/report.hpp"

#include <map>
#include <string>

namespace plumbline::test {

using Status = resource::Compared::Status;

/// A finding made by hand; the setters return it, so that one can be written as a sentence.
class Made {
public:
    Made(const std::string& type, const std::string& title, drift::Status status, int line);

    Made& severity(resource::Severity severity);
    Made& why(const std::string& text);
    Made& override_by(const std::string& text);
    Made& reason(const std::string& text);
    Made& diff(const std::string& text);
    Made& would(const std::string& words);
    Made& restarts(const std::string& id);
    Made& remark(const std::string& text);
    Made& property(const std::string& name, Status status, const std::string& expected, base::Value actual,
                   const std::string& subject = "");
    /// The last property becomes a secret; expected and actual are then tokens.
    Made& hidden(resource::Since since = resource::Since::unknown);
    Made& unreadable(const std::string& name, const std::string& expected, const std::string& reason);

    Made& past(drift::Past past);
    Made& cover(drift::Cover cover);
    Made& uncovered(const std::string& why);
    Made& occasion(const std::string& words);

    [[nodiscard]] drift::Finding finding() const;

private:
    drift::Finding finding_;
    resource::Desired desired_;
};

/// A run of 4.2 seconds on 2026-11-20 with these hosts.
[[nodiscard]] report::Report report_of(std::vector<report::HostResult> hosts);
[[nodiscard]] report::HostResult host(const std::string& name, const std::vector<Made>& findings);
[[nodiscard]] report::HostResult failed_host(const std::string& name, transport::Stage stage,
                                             const std::string& message);

/// The reports of tests/golden, by the names of their folders.
[[nodiscard]] std::map<std::string, report::Report> samples();

/// Hosts with drift whose pasts are of every kind.
[[nodiscard]] report::Report remembered();
/// The same drift on ten hosts, with a past of its own on each.
[[nodiscard]] report::Report remembered_herd();
/// Hosts with drift that was agreed on, or is no longer; the standard is signed off.
[[nodiscard]] report::Report agreed();
/// The same where the sign-off is wanting.
[[nodiscard]] report::Report not_signed_off();
/// A past full of these bytes.
[[nodiscard]] drift::Past past_of_bytes(const std::string& bytes);

/// Every kind of byte that could do harm to a terminal or a parser.
extern const std::string hostile_bytes;

} // namespace plumbline::test
