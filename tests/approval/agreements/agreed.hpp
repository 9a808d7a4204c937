#pragma once

#include "approval/agreements.hpp"
#include "support/refusals.hpp"
#include "support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace plumbline::test {

/// A time as text that is one.
inline base::Instant at(std::string_view text) {
    return base::parse_instant(text).value();
}

/// A host in these groups beside "all".
inline inventory::Host host(const std::string& name, const std::string& group = "web") {
    return {name, {"all", group}, {}};
}

/// One property that drifts.
inline resource::Compared drifting(const std::string& property, base::Value actual,
                                   const std::string& subject = "") {
    resource::Compared compared;
    compared.property = property;
    compared.subject = subject;
    compared.status = resource::Compared::Status::drift;
    compared.actual = std::move(actual);
    return compared;
}

inline resource::Compared hidden(resource::Compared compared) {
    compared.hidden = true;
    return compared;
}

/// A drift of a resource without a past.
inline drift::Finding drift_of(const std::string& resource, std::vector<resource::Compared> properties) {
    auto desired = std::make_shared<resource::Desired>();
    desired->id = standard::parse_identity(resource).value();
    drift::Finding finding;
    finding.desired = std::move(desired);
    finding.status = drift::Status::drift;
    finding.properties = std::move(properties);
    return finding;
}

/// The same, with a cause for all properties, seen right and wrong then.
inline drift::Finding with_past(drift::Finding finding, drift::Cause cause,
                                std::string_view after = "2026-11-21T07:00:00Z",
                                std::string_view before = "2026-11-21T08:00:00Z") {
    drift::Past past;
    past.cause = cause;
    past.causes.assign(finding.properties.size(), cause);
    if (!after.empty())
        past.evidence.window.after = at(after);
    past.evidence.window.before = at(before);
    finding.past = std::move(past);
    return finding;
}

/// The files of a process in a folder of their own.
struct Files {
    TemporaryFolder folder = {};
    approval::AgreementSources sources = {};

    Files() {
        static_cast<void>(folder.directory("waivers"));
        static_cast<void>(folder.directory("changes"));
        sources.waivers = {folder.path("waivers")};
        sources.changes = {folder.path("changes")};
        sources.unsigned_waivers = true;
        sources.now = at("2026-11-21T09:00:00Z");
    }

    /// Says what is wrong, without the folder's own name.
    std::string complaints() const {
        base::Diagnostics diagnostics;
        static_cast<void>(approval::Agreements::load(sources, diagnostics));
        return without(base::render(diagnostics), folder.path() + "/");
    }

    approval::Agreements load() const {
        base::Diagnostics diagnostics;
        auto agreements = approval::Agreements::load(sources, diagnostics);
        INFO(base::render(diagnostics));
        REQUIRE(diagnostics.all().empty());
        return agreements;
    }
};

/// What stands in the report of one drift.
inline drift::Finding judged(approval::Agreements& agreements, drift::Finding finding,
                             const inventory::Host& on, const approval::Moment& moment) {
    std::vector<drift::Finding> findings{std::move(finding)};
    agreements.apply(on, findings, moment);
    return findings.front();
}

/// "used waiver INC-77 waivers/motd.yaml:3 1: words", a line each.
inline std::vector<std::string> texts(const std::vector<approval::Notice>& notices) {
    std::vector<std::string> lines;
    for (const auto& one : notices)
        lines.push_back(std::string(approval::name(one.state)) + " " + one.subject + " " + one.place + " " +
                        std::to_string(one.hosts) + ": " + one.words);
    return lines;
}

} // namespace plumbline::test
