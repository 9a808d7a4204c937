#include "base/clock.hpp"
#include "probe/status.hpp"
#include "resource/file_properties.hpp"
#include "resource/types/service/parts.hpp"

#include <fmt/format.h>

namespace plumbline::resource::service {

namespace {

std::string time_text(std::int64_t seconds) {
    return base::to_rfc3339(base::Instant(std::chrono::seconds(seconds)));
}

/// What can't be told of a process is a reason to say `unknown` only where `current: true` asks for it.
class Judgement {
public:
    Judgement(const Desired& desired, Observed& observed) : desired_(desired), observed_(observed) {}

    void behind(std::string how) { behind_.push_back(std::move(how)); }
    void untold(std::string reason) { untold_.push_back(std::move(reason)); }

    void give() {
        const bool strict = desired_.flag("current");
        if (!behind_.empty()) {
            return tell(Present{behind_.size() == 1 ? base::Value(behind_.front()) : base::Value(behind_)});
        }
        if (strict && !untold_.empty()) {
            return tell(Unreadable{untold_.front()});
        }
        for (const std::string& reason : untold_) {
            observed_.remarks.push_back("whether it runs what is on disk is not wholly known: " + reason);
        }
        tell(Present{"true"});
    }

private:
    void tell(Reading reading) {
        observed_.observations.push_back({.property = "current", .reading = std::move(reading)});
    }

    const Desired& desired_;
    Observed& observed_;
    base::List behind_;
    std::vector<std::string> untold_;
};

void judge_process(const Running& running, Judgement& judgement) {
    if (running.older_unit) {
        judgement.behind("an older unit file, edited after it was started");
    }
    if (!running.library.empty()) {
        judgement.behind("a deleted library: " + running.library);
    }
    if (running.program.ends_with(" (deleted)")) {
        judgement.behind("a deleted binary: " + running.program.substr(0, running.program.size() - 10));
    } else if (running.has_process && running.program.empty()) {
        judgement.untold("the executable of its process can't be looked at (not root?)");
    }
}

/// A change of the file's bytes sets its mtime; one that was put in place with an old mtime betrays itself by
/// ctime alone, but so does chmod.
void judge_file(const std::string& path, const Running& running, const probe::Answers& answers,
                Judgement& judgement, Observed& observed) {
    const auto seen = resource::seen(answers, status_of(path));
    if (const auto* unknown = std::get_if<probe::CannotTell>(&seen)) {
        return judgement.untold(fmt::format("{}: {}", path, unknown->reason));
    }
    const auto* status = std::get_if<probe::FileStatus>(&seen);
    if (status == nullptr || status->kind == probe::FileKind::directory) {
        return;
    }
    if (!running.since) {
        judgement.untold("systemd does not say when it was started");
    } else if (status->mtime > *running.since) {
        judgement.behind(fmt::format("edited, not reloaded: {} (edited {}, last started or reloaded {})",
                                     path, time_text(status->mtime), time_text(*running.since)));
    } else if (status->ctime > *running.since) {
        observed.remarks.push_back(
            fmt::format("{} was replaced, or its attributes changed, at {}, after the last "
                        "start or reload at {}",
                        path, time_text(status->ctime), time_text(*running.since)));
    }
}

} // namespace

bool must_be_current(const Desired& desired) {
    return desired.has("current") ? desired.flag("current") : desired.text("state") == "running";
}

probe::Question status_of(const std::string& path) {
    return {"stat_followed", {path}};
}

void observe_current(const Desired& desired, const Seen& seen, const probe::Answers& answers,
                     Observed& observed) {
    if (seen.state != "running") {
        // whether it must run is said by `state`; one that may rest is behind nothing
        observed.observations.push_back(
            {.property = "current",
             .reading = desired.has("state") ? Reading{Missing{}} : Reading{Present{"true"}}});
        return;
    }
    Judgement judgement(desired, observed);
    if (seen.running) {
        judge_process(*seen.running, judgement);
        for (const std::string& path : desired.notifiers) {
            judge_file(path, *seen.running, answers, judgement, observed);
        }
    } else {
        judgement.untold("only a running systemd tells what a service was started with");
    }
    judgement.give();
}

} // namespace plumbline::resource::service
