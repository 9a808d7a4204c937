#pragma once

#include "base/clock.hpp"
#include "base/value.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::blame {

/// What a line of a host's logs tells of.
enum class Act {
    login,        ///< sshd, login or su let somebody in: account, key, from, pid
    logout,       ///< and that session ended
    failed_login, ///< somebody was not let in
    became,       ///< su, or sudo for a shell: account became `as`
    command,      ///< sudo, auditd's execve, a shell history: account ran `command` as `as`
    file_write,   ///< auditd: a file was opened for writing, renamed, its mode set: `things` are paths
    package,      ///< dpkg, apt, dnf, rpm: a package was installed, upgraded, removed: `things` are packages
    account_change, ///< useradd, usermod, passwd, groupadd, chage: `things` are accounts
    job,            ///< cron or at started `command` for `account`
    tool,           ///< Puppet, Ansible, Salt, etckeeper, unattended-upgrades did something: `tool`, `things`
    unit,           ///< systemd started, stopped or reloaded `things`
    boot,           ///< the host started, or its kernel said so
    clock           ///< the host's clock was set
};

/// One thing that a host recorded, understood. Texts are raw bytes of the host.
struct Record {
    Act act = Act::command;
    base::Instant when; ///< by the clock of the machine that audits
    std::string source; ///< "auth.log", "journal", "audit.log", "apt history": what a reader knows it by
    std::string line;   ///< as it was written, at most 1000 bytes
    std::string account = {};  ///< who, on the host; for sudo the one who called it
    std::string as = {};       ///< whom they acted as
    std::string command = {};  ///< with its arguments
    base::List things = {};    ///< what it was done to: paths, packages, accounts, units
    std::string tool = {};     ///< "puppet", "ansible", "apt", "etckeeper", …
    std::string key = {};      ///< SSH key's fingerprint: "SHA256:…"
    std::string from = {};     ///< address
    std::string terminal = {}; ///< "pts/0"
    std::optional<std::uint32_t> pid = {};
    std::optional<std::uint32_t> session = {}; ///< auditd's, logind's
    bool timed = true; ///< false: nothing says when in the window it was (a shell history without stamps)
};

/// One place that was to be read.
struct Source {
    enum class State { read, absent, unreadable };
    std::string name;
    State state = State::absent;
    std::string reason = {};                   ///< why unreadable, or that only its end was read
    std::optional<base::Instant> reaches = {}; ///< its oldest line that was read
};

/// When the inode behind a path last changed. What is gone tells when its folder did.
struct Touched {
    bool exists = false;
    base::Instant changed;  ///< ctime: no program can set it
    base::Instant modified; ///< mtime: anybody can
    base::Instant folder_changed;
    std::string owner = {};
};

/// The session in which all this was read: who asks comes for every audit, and is no suspect for that.
struct Asker {
    std::string account = {}; ///< that logged in; empty when not known
    std::string from = {};    ///< the address that sshd saw; empty when not known
    std::string key = {};     ///< the fingerprint that it came with; empty when not known
};

/// All that a host recorded about a time.
struct Chronicle {
    std::vector<Record> records; ///< by time
    std::vector<Source> sources;
    std::map<std::string, Touched> files; ///< by path
    Asker asker = {};
};

} // namespace plumbline::blame
