#pragma once

#include "report/markdown/groups.hpp"
#include "report/report.hpp"
#include "risk/risk.hpp"
#include "risk/rollback.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace plumbline::packet {

/// What would be done about the same drift on one or more hosts.
struct Change {
    std::size_t number = 0; ///< from 1, in the order in which they are to be read
    report::Group group;
    risk::Risks risks;
    risk::Rollback rollback;

    [[nodiscard]] const drift::Finding& finding() const { return group.finding(); }
    /// "diffs/003-file-etc-motd.diff": letters, digits, '-', '_' and '.', whatever the title is.
    [[nodiscard]] std::string diff_file() const;
};
using Changes = std::vector<Change>;

/// What drifts and is not accepted by a waiver, the riskiest first, then the worst. They refer to the report.
[[nodiscard]] Changes changes_of(const report::Report& report);

/// "connectivity, restart"; "none".
[[nodiscard]] std::string kinds_words(const risk::Risks& risks);

/// What a packet comes to.
struct Overview {
    std::size_t hosts = 0; ///< on which something would be changed
    std::size_t changes = 0;
    std::size_t waived = 0;     ///< differences that are accepted, and no part of it
    std::size_t unknown = 0;    ///< resources that could not be checked
    std::size_t failed = 0;     ///< hosts that could not be checked, or not wholly
    std::string worst = "none"; ///< name of the worst kind of risk
    bool signoff_is_wanting = false;
};
[[nodiscard]] Overview overview_of(const report::Report& report, const Changes& changes);

/// What a reviewer must know that no change tells: "1 host could not be checked, or not wholly".
[[nodiscard]] std::vector<std::string> caveats_of(const Overview& overview);

} // namespace plumbline::packet
