#pragma once

#include "plan/outline.hpp"

#include <string>
#include <vector>

namespace plumbline::plan {

// The words that the faces share; texts of a standard, an inventory or a host in them are still to be
// escaped.

/// "acme-production 2026.11.2 (production)".
[[nodiscard]] std::string title_of(const Plan& plan);
/// "3 changes on 2 hosts; 1 declined; 2 left as they are; worst risk: connectivity".
[[nodiscard]] std::string verdict_of(const Plan& plan);
/// "web1, web2 and 10 more"; `all`: each by its name.
[[nodiscard]] std::string hosts_words(const base::List& hosts, bool all = false);
/// "property: reason", or the reason alone where it is about all of the resource.
[[nodiscard]] std::string words_of(const resource::Declined& declined);

/// One line about several hosts.
struct Line {
    std::string subject; ///< "connectivity", "service:cron"
    std::string words;
    base::List hosts = {};
};
using Lines = std::vector<Line>;

/// What is at stake, the worst first: "decides who can log in by SSH: /etc/ssh/sshd_config (change 1)".
[[nodiscard]] Lines risks_of(const Outline& outline);
/// In which order it is done: "1, 3, 2, then service:ssh". Hosts on which nothing is done have none.
[[nodiscard]] Lines orders_of(const Outline& outline, const Plan& plan);
/// What no step is made for, by resource and reason.
[[nodiscard]] Lines left_of(const Plan& plan);
/// Why nothing is planned for a host; without a subject.
[[nodiscard]] Lines unseen_of(const Plan& plan);

} // namespace plumbline::plan
