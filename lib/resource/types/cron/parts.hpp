// cron: what the type is made of.
#pragma once

#include "resource/type.hpp"
#include "resource/types/cron/schedule.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::resource::cron {

[[nodiscard]] const Schema& schema();

struct Job {
    std::string user;
    Schedule schedule;
    std::string schedule_text;
    std::string command;
    std::map<std::string, std::string> environment; ///< assignments before it in its file
    std::string path;                               ///< of the file; of a script, itself
    std::size_t line = 0;                           ///< 0 of a script
};

/// "root */5 * * * * /usr/bin/x (/etc/cron.d/x:3)"; what looks like a password in it is left out.
[[nodiscard]] std::string label(const Job& job);

/// All jobs that cron would run, and why not all of them could be seen.
struct Jobs {
    std::vector<Job> all;
    base::List unreadable; ///< reasons
    base::List odd;        ///< places of lines that are none
};

/// Takes in one file of crontab(5); a system's has a user before each command, another is `user`'s.
void read_crontab(std::string_view bytes, const std::string& path, const std::string& user, Jobs& jobs);

/// What is asked of every host: the system's crontab and drop-in folder, the users' crontabs, the folders of
/// scripts.
[[nodiscard]] const probe::Queries& questions();
[[nodiscard]] Jobs read_jobs(const probe::Answers& answers);

/// The job with the resource's command; of several, one at the right time. nullptr where there is none.
[[nodiscard]] const Job* find(const Desired& desired, const Jobs& jobs);
/// Whether it has all that a resource with `state: absent` names.
[[nodiscard]] bool is_meant(const Desired& desired, const Job& job);

[[nodiscard]] Observed observe_jobs(const Desired& desired, const Jobs& jobs);

} // namespace plumbline::resource::cron
