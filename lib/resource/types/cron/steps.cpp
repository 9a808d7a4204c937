#include "resource/types/cron/steps.hpp"

#include "base/text.hpp"
#include "resource/file_remedies.hpp"
#include "resource/steps/edits/editing.hpp"
#include "resource/steps/edits/lines.hpp"
#include "resource/steps/edits/own_name.hpp"
#include "resource/steps/places/attributes.hpp"
#include "resource/steps/places/standing.hpp"
#include "resource/types/cron/parts.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace plumbline::resource::cron {

namespace {

const std::string prefix_of_variables = "environment.";

std::string own_path(const Desired& desired) {
    return "/etc/cron.d/" + steps::own_name(desired.id.title);
}

/// The whole of the file that a job has for itself.
std::string own_file(const Desired& desired) {
    std::string text;
    for (const auto& [attribute, matcher] : desired.attributes) {
        if (attribute.starts_with(prefix_of_variables)) {
            text += fmt::format("{}={}\n", attribute.substr(prefix_of_variables.size()),
                                desired.text(attribute).value_or(""));
        }
    }
    return text + fmt::format("{} {} {}\n", *desired.text("schedule"), desired.text("user").value_or("root"),
                              base::trim(*desired.text("command")));
}

/// The line with another schedule; user and command stay as they are written.
std::string with_schedule(std::string_view line, const std::string& was, const std::string& schedule) {
    const auto begin = std::min(line.find_first_not_of(" \t"), line.size());
    auto end = begin + (line.substr(begin).starts_with('-') ? 1 : 0);
    const auto start = end;
    for (auto words = base::words(was).size(); words > 0; --words) {
        end = line.find_first_not_of(" \t", end);
        end = std::min(line.find_first_of(" \t", end), line.size());
    }
    return fmt::format("{}{}{}", line.substr(0, start), schedule, line.substr(end));
}

class JobEdits {
public:
    JobEdits(const Type& type, const Desired& desired, const Ground& ground)
        : desired_(desired), ground_(ground), editing_(type, desired, ground),
          jobs_(read_jobs(editing_.answers())) {}

    Steps make() {
        if (desired_.text("state") == "absent") {
            remove();
        } else if (desired_.has("command") && drifts_beside_exclusive()) {
            if (auto objection = put(); !objection.empty()) {
                return steps::declined(std::move(objection));
            }
        }
        if (std::ranges::any_of(ground_.drifts,
                                [](const Compared& one) { return one.property == "exclusive"; })) {
            editing_.decline("exclusive",
                             "jobs that nobody declared are not taken away by themselves; declare "
                             "each, with state: absent where it must go, or ignore it");
        }
        return editing_.finish();
    }

private:
    [[nodiscard]] bool drifts_beside_exclusive() const {
        return std::ranges::any_of(ground_.drifts,
                                   [](const Compared& one) { return one.property != "exclusive"; });
    }

    /// Why the job can't be put right; "" where it is.
    std::string put() {
        const auto unpinned = std::ranges::find_if(
            desired_.attributes, [](const auto& attribute) { return !attribute.second.pins(); });
        if (unpinned != desired_.attributes.end()) {
            return unpinned->first + ": " + steps::names_no_value(desired_, unpinned->first);
        }
        if (desired_.text("command")->find('\n') != std::string::npos) {
            return "a command of several lines can't stand in a crontab; write a script and name it";
        }
        const Job* job = find(desired_, jobs_);
        if (job == nullptr || job->path == own_path(desired_)) {
            if (!desired_.has("schedule")) {
                return "the standard does not say when the job runs; name its schedule";
            }
            editing_.write(own_path(desired_), own_file(desired_));
            return {};
        }
        if (job->line == 0) {
            return fmt::format("{} is a script, which runs when its folder says; move it by hand", job->path);
        }
        change(*job);
        return {};
    }

    void change(const Job& job) {
        for (const Compared& drift : ground_.drifts) {
            if (drift.property.starts_with(prefix_of_variables)) {
                editing_.decline(
                    drift.property,
                    fmt::format("the job stands in {}, where a variable counts for the jobs below "
                                "it as well; set it there by hand",
                                job.path));
            }
        }
        if (drift_of(ground_.drifts, "schedule") != nullptr) {
            steps::Lines lines(editing_.bytes(job.path).value_or(""));
            lines.replace(job.line,
                          with_schedule(lines.at(job.line), job.schedule_text, *desired_.text("schedule")));
            editing_.write(job.path, lines.bytes());
        }
    }

    /// From the last, so that the numbers of lines stay right. Its own file goes with it.
    void remove() {
        for (auto job = jobs_.all.rbegin(); job != jobs_.all.rend(); ++job) {
            if (!is_meant(desired_, *job)) {
                continue;
            }
            if (job->line == 0) {
                editing_.decline(
                    "state",
                    fmt::format("{} is a script; a `file` with state: absent takes it away", job->path));
            } else if (job->path == own_path(desired_)) {
                editing_.write(job->path, std::nullopt);
            } else {
                steps::Lines lines(editing_.bytes(job->path).value_or(""));
                lines.remove(job->line);
                editing_.write(job->path, lines.bytes());
            }
        }
    }

    const Desired& desired_;
    const Ground& ground_;
    steps::Editing editing_;
    Jobs jobs_;
};

} // namespace

probe::Queries ground(const Desired&, const facts::Facts&) {
    return steps::questions_of_edits(
        {"/etc/crontab"}, {"/etc/cron.d", "/var/spool/cron/crontabs", "/var/spool/cron", "/etc/crontabs"});
}

Steps steps_of(const Type& type, const Desired& desired, const Ground& ground) {
    return JobEdits(type, desired, ground).make();
}

} // namespace plumbline::resource::cron
