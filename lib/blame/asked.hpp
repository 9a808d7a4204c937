// What a host is asked about a time: the same for whoever asks and whoever reads the answers.
#pragma once

#include "blame/blame.hpp"

namespace plumbline::blame {

/// How a log's lines are read.
enum class Form {
    syslog,   ///< "Nov 21 05:02:59 host prog[pid]: …", or an RFC 3339 stamp
    dpkg,     ///< dpkg.log
    apt,      ///< apt's history.log
    upgrades, ///< unattended-upgrades.log
    dnf,      ///< dnf.rpm.log, dnf.log, dnf5.log
    yum,      ///< yum.log
    zypp,     ///< zypp/history
    salt,     ///< /var/log/salt/minion
    audit     ///< audit.log
};

/// A log and the question for its lines.
struct LogAsked {
    std::string name;  ///< as records and sources call it
    std::string group; ///< a host has one or the other of a group
    Form form = Form::syslog;
    std::string path;
    probe::Question question;
    std::size_t limit = 0; ///< bytes of its lines, at most
};

/// What is asked about some drifts.
struct Asked {
    base::Instant after; ///< of all their windows
    base::Instant before;
    resource::Traces traces; ///< of all, each once
    probe::Question clock;
    probe::Question passwd;
    std::vector<LogAsked> logs;
    probe::Question journal;
    std::size_t journal_limit = 0;
    std::size_t journal_count = 0;
    probe::Question wtmp;
    probe::Question btmp;
    probe::Question logins;
    std::optional<probe::Question> owners;                                      ///< of paths
    std::optional<probe::Question> installed;                                   ///< packages of rpm
    std::optional<probe::Question> etckeeper;                                   ///< of paths below /etc
    std::optional<probe::Question> histories;                                   ///< if the site allows
    std::map<std::string, std::pair<probe::Question, probe::Question>> touched; ///< by path: it, its folder
};

/// Whoever changed something at `after` may have come this much earlier.
constexpr std::chrono::hours lead{12};

/// Stamps are in whole seconds, and two clocks are not read at the same time.
constexpr std::chrono::seconds slack{90};

[[nodiscard]] Asked ask_about(const std::vector<Inquiry>& inquiries, const Policy& policy);

} // namespace plumbline::blame
