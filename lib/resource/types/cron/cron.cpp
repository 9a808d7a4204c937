#include "resource/types/cron/parts.hpp"
#include "resource/types/cron/steps.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace plumbline::resource {

namespace cron {

namespace {

bool asserts(const Desired& desired) {
    return desired.text("state") == "absent" || desired.has("command");
}

std::string object_to_steering(const Desired& desired) {
    for (const char* attribute : {"user", "command", "schedule", "state"}) {
        if (desired.has(attribute) && !desired.text(attribute)) {
            return fmt::format("'{}' says what the job is, it can't be a matcher", attribute);
        }
    }
    const auto schedule = desired.text("schedule");
    if (schedule && !parse_schedule(*schedule)) {
        return fmt::format("schedule: '{}' is none: as in \"*/5 * * * *\" or \"@daily\"", *schedule);
    }
    return "";
}

} // namespace

class Cron final : public Type {
public:
    [[nodiscard]] const Schema& schema() const override { return cron::schema(); }

    [[nodiscard]] probe::Queries queries(const Desired&) const override { return questions(); }

    [[nodiscard]] Expectations expect(const Desired& desired) const override {
        Expectations expected;
        if (desired.text("state") == "absent") {
            expected.push_back({.property = "state", .matcher = {}, .forbidden = true});
        } else if (asserts(desired)) {
            expected = Type::expect(desired);
        }
        if (desired.flag("exclusive")) {
            expected.push_back({.property = "exclusive", .matcher = {}, .forbidden = true});
        }
        return expected;
    }

    [[nodiscard]] Observed observe(const Desired& desired, const probe::Answers& answers) const override {
        return observe_jobs(desired, read_jobs(answers));
    }

    [[nodiscard]] Remedy remedy(const Desired& desired, const Observed&,
                                const std::vector<Compared>& drifts) const override {
        const bool writes = std::ranges::any_of(drifts, [](const Compared& drift) {
            return drift.status == Compared::Status::drift && drift.property != "exclusive";
        });
        const auto schedule = desired.text("schedule");
        if (!writes || !schedule || desired.text("state") == "absent") {
            return {};
        }
        const std::string job = fmt::format("{} {} {}", *schedule, desired.text("user").value_or("root"),
                                            desired.text("command").value_or(""));
        return {{"write the job " + job, "write-cron-job", {{"job", job}}}};
    }

    [[nodiscard]] probe::Queries ground(const Desired& desired, const std::vector<Compared>&,
                                        const facts::Facts& facts) const override {
        return cron::ground(desired, facts);
    }

    [[nodiscard]] Steps steps(const Desired& desired, const Ground& ground) const override {
        return cron::steps_of(*this, desired, ground);
    }

    [[nodiscard]] std::string object_to(const Desired& desired) const override {
        if (const std::string objection = object_to_steering(desired); !objection.empty()) {
            return objection;
        }
        const bool absent = desired.text("state") == "absent";
        const bool exclusive = desired.flag("exclusive");
        const bool more = std::ranges::any_of(desired.attributes, [](const auto& attribute) {
            return attribute.first == "schedule" || attribute.first.starts_with("environment.");
        });
        if (absent && !desired.has("command") && !desired.has("user") && !desired.has("schedule")) {
            return "which job must be absent? Name its command, user or schedule";
        }
        if (!absent && !desired.has("command") && (more || !exclusive)) {
            return "which job is it? 'command' is missing";
        }
        if (desired.has("ignore") && !exclusive) {
            return "'ignore' is of use beside 'exclusive: true' alone";
        }
        return "";
    }

    [[nodiscard]] Traces traces(const Desired& desired) const override {
        const auto user = desired.text("user").value_or("root");
        return {.paths = {"/var/spool/cron/crontabs/" + user, "/var/spool/cron/" + user,
                          "/etc/crontabs/" + user, "/etc/crontab", "/etc/cron.d"},
                .words = {"crontab"}};
    }
};

} // namespace cron

namespace types_of_folders {

const Type& cron_type() {
    static const cron::Cron type;
    return type;
}

} // namespace types_of_folders

} // namespace plumbline::resource
