// The repositories that a host's files configure. Knows the files of apt and dnf; must not know what was
// desired.
#pragma once

#include "base/value.hpp"
#include "resource/whole_files.hpp"

#include <optional>
#include <string>
#include <vector>

namespace plumbline::resource::repository {

/// One entry of a file: a line or stanza of apt's, a section of dnf's.
struct Source {
    std::string name; ///< apt: the file's, without its suffix; dnf: the section's
    std::string file;
    std::size_t line = 0;
    bool enabled = true;
    bool packages = true; ///< not of source packages alone
    base::List urls = {}; ///< plain
    base::List suites = {};
    base::List components = {};
    base::List keys = {};            ///< "inline" for one that is written into the entry
    std::optional<bool> checks = {}; ///< signatures; nothing where dnf's main section decides
};

/// Why a file's entries are not known.
struct Gap {
    std::string name; ///< of the repository that the file would stand for; "" when that may be any
    std::string reason;
};

struct Configured {
    std::vector<Source> sources; ///< in the order in which they are read
    std::vector<Gap> gaps;
    bool any = false; ///< there is a place at all where apt or dnf look
};

/// The files, and a gap where it is not known which there are: of that name, or of any ("").
[[nodiscard]] std::vector<WholeFile> known(Files files, const std::string& name, Configured& configured);

/// What is asked, and what the files of one program say beside what is known already.
[[nodiscard]] probe::Queries apt_queries();
[[nodiscard]] probe::Queries dnf_queries();
void read_apt(const probe::Answers& answers, Configured& configured);
void read_dnf(const probe::Answers& answers, Configured& configured);

/// Whether dnf checks signatures where a repository doesn't say: gpgcheck in [main] of dnf.conf or yum.conf.
[[nodiscard]] probe::Queries dnf_main_queries();
struct MainCheck {
    bool checks = false;
    std::string unreadable = {}; ///< why it is not known, else ""
};
[[nodiscard]] MainCheck read_dnf_main(const probe::Answers& answers);

/// As addresses are compared and shown: without slashes at the end, "***" for a password.
[[nodiscard]] std::string plain_url(std::string_view url);

} // namespace plumbline::resource::repository
