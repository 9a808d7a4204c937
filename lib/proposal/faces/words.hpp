#pragma once

#include "proposal/proposal.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace plumbline::proposal {

// The words that the faces share. Texts of a standard or an inventory in them are still to be escaped.

/// "linux-baseline 2026.11".
[[nodiscard]] std::string title_of(const Edition& edition);
/// "of 40 hosts: something changes for 14, nothing for 26; 1 resource added, 2 changed; …"
[[nodiscard]] std::string verdict_line(const Proposal& proposal);

/// How a rule is called in a table: its text, or that there is none, or that it is not shown.
[[nodiscard]] std::string before_words(const Alteration& alteration);
[[nodiscard]] std::string after_words(const Alteration& alteration);
/// Whether those are a standard's own text, and not words about it.
[[nodiscard]] bool quotes_before(const Alteration& alteration);
[[nodiscard]] bool quotes_after(const Alteration& alteration);
/// "also noexec; no longer relatime", for a list too long to be read twice; else empty.
[[nodiscard]] std::string entries_words(const Alteration& alteration);

/// "changes", "is added"; "changes only in what is said of it".
[[nodiscard]] std::string_view kind_words(const Change& change);
/// "on all 40 hosts", "on 12 of 40 hosts".
[[nodiscard]] std::string share_words(const Change& change, std::size_t hosts);
/// "web1, web2 and 10 more"; `all`: each by its name.
[[nodiscard]] std::string names_words(const std::vector<std::string>& names, bool all = false);
/// "profiles/base.yaml:12", "new.yaml:3, was old.yaml:12".
[[nodiscard]] std::string place_words(const Change& change);
/// "8 would drift, 1 would become right, 3 can't be told", of the change's hosts.
[[nodiscard]] std::string outlook_words(const Outlook& outlook);
/// "profile web: also applied to db1, no longer to web3".
[[nodiscard]] std::string reach_words(const ProfileReach& reach, bool all_names);
/// How old that is on which the outlook rests; what it does not tell. One sentence a text.
[[nodiscard]] std::vector<std::string> observation_words(const Proposal& proposal);
/// "no host has what changes of: …"; empty where there is nothing.
[[nodiscard]] std::string unreached_words(const Proposal& proposal);
/// "2 files differ: 1 added (a.yaml), 1 changed (standard.yaml)"; empty where none does.
[[nodiscard]] std::string files_words(const Proposal& proposal);

/// What a change file's `covers` needs, as YAML.
[[nodiscard]] std::string covers_snippet(const Proposal& proposal);

/// A change that is shown, and behind the last that is shown of a resource, those that are not: hosts whose
/// variables make each change one of its own.
struct Paragraph {
    const Change* change = nullptr;
    std::size_t ways_left = 0;
    std::vector<std::string> hosts_left = {};
};
[[nodiscard]] std::vector<Paragraph> paragraphs(const Proposal& proposal, bool all);
/// "it changes in 37 more ways, on 37 hosts: …".
[[nodiscard]] std::string left_words(const Paragraph& paragraph);

} // namespace plumbline::proposal
