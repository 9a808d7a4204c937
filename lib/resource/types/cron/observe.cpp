#include "base/text.hpp"
#include "resource/types/cron/parts.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <fnmatch.h>

namespace plumbline::resource::cron {

namespace {

std::string user_of(const Desired& desired) {
    return desired.text("user").value_or("root");
}

bool is_at(const Desired& desired, const Job& job) {
    const auto schedule = desired.text("schedule");
    return !schedule || parse_schedule(*schedule) == job.schedule;
}

bool declares(const Desired& desired, const Job& job) {
    const auto command = desired.text("command");
    return desired.text("state") == "present" && command && base::trim(*command) == job.command &&
           user_of(desired) == job.user;
}

void observe_found(const Desired& desired, const Job& job, Observed& observed) {
    const auto tell = [&](std::string property, Reading reading) {
        observed.observations.push_back({.property = std::move(property), .reading = std::move(reading)});
    };
    tell("state", Present{"present"});
    tell("schedule", Present{is_at(desired, job) ? desired.text("schedule").value_or(job.schedule_text)
                                                 : job.schedule_text});
    for (const auto& [attribute, matcher] : desired.attributes) {
        if (attribute.starts_with("environment.")) {
            const auto set = job.environment.find(attribute.substr(attribute.find('.') + 1));
            tell(attribute, set == job.environment.end() ? Reading{Missing{}} : Present{set->second});
        }
    }
    observed.remarks.push_back(job.line == 0 ? fmt::format("a script: {}", job.path)
                                             : fmt::format("said at {}:{}", job.path, job.line));
}

void observe_missing(const Desired& desired, const Jobs& jobs, Observed& observed) {
    const Reading state = jobs.unreadable.empty()
                              ? Reading{Present{"absent"}}
                              : Reading{Unreadable{fmt::format("{}", fmt::join(jobs.unreadable, "; "))}};
    const Reading other = jobs.unreadable.empty() ? Reading{Missing{}} : state;
    observed.observations.push_back({.property = "state", .reading = state});
    for (const auto& [attribute, matcher] : desired.attributes) {
        if (attribute == "schedule" || attribute.starts_with("environment.")) {
            observed.observations.push_back({.property = attribute, .reading = other});
        }
    }
}

/// Jobs for which it holds must not be there; what could not be seen may be one.
template <typename Forbidden>
void observe_forbidden(const char* property, const Jobs& jobs, Forbidden is_forbidden, Observed& observed) {
    for (const Job& job : jobs.all) {
        if (is_forbidden(job)) {
            observed.observations.push_back(
                {.property = property, .subject = label(job), .reading = Present{"present"}});
        }
    }
    for (const std::string& reason : jobs.unreadable) {
        observed.observations.push_back({.property = property, .reading = Unreadable{reason}});
    }
    observed.searched.emplace_back(property);
}

bool is_ignored(const Desired& desired, const Job& job) {
    return std::ranges::any_of(desired.list("ignore").value_or(base::List{}),
                               [&](const std::string& pattern) {
                                   return fnmatch(pattern.c_str(), job.path.c_str(), 0) == 0 ||
                                          fnmatch(pattern.c_str(), job.command.c_str(), 0) == 0;
                               });
}

bool is_undeclared(const Desired& desired, const Job& job) {
    const auto user = desired.text("user");
    return (!user || *user == job.user) && !is_ignored(desired, job) && !declares(desired, job) &&
           std::ranges::none_of(desired.kin, [&](const auto& kin) { return declares(*kin, job); });
}

} // namespace

const Job* find(const Desired& desired, const Jobs& jobs) {
    const Job* found = nullptr;
    for (const Job& job : jobs.all) {
        if (declares(desired, job) && (found == nullptr || !is_at(desired, *found))) {
            found = &job;
        }
    }
    return found;
}

bool is_meant(const Desired& desired, const Job& job) {
    const auto user = desired.text("user");
    const auto command = desired.text("command");
    return (!user || *user == job.user) && (!command || base::trim(*command) == job.command) &&
           is_at(desired, job);
}

Observed observe_jobs(const Desired& desired, const Jobs& jobs) {
    Observed observed;
    if (desired.text("state") == "absent") {
        observe_forbidden(
            "state", jobs, [&](const Job& job) { return is_meant(desired, job); }, observed);
    } else if (desired.has("command")) {
        const Job* job = find(desired, jobs);
        if (job != nullptr) {
            observe_found(desired, *job, observed);
        } else {
            observe_missing(desired, jobs, observed);
        }
    }
    if (desired.flag("exclusive")) {
        observe_forbidden(
            "exclusive", jobs, [&](const Job& job) { return is_undeclared(desired, job); }, observed);
    }
    if (!jobs.odd.empty()) {
        observed.remarks.push_back(
            fmt::format("not of the form of crontab(5), so passed over: {}", fmt::join(jobs.odd, ", ")));
    }
    return observed;
}

} // namespace plumbline::resource::cron
