#pragma once

#include "approval/covering/verdict.hpp"

#include <cstddef>
#include <set>
#include <string>
#include <vector>

namespace plumbline::approval {

/// What an agreement did in a run: on which hosts.
struct Tally {
    std::set<std::string> covered = {};
    std::set<std::string> missed = {}; ///< what it would cover there, did it count, or hold then
    std::set<std::string> voided = {}; ///< what it accepted there has another value
    std::string voided_by = {};        ///< "mode is 0640, accepted was 0600 (web1)"

    /// Of what no agreement covers as a whole.
    void miss(const Verdict& verdict, const std::string& host);
};

/// What is to be said of it at a report's head; nothing where there is nothing to say. `whole` as in
/// Agreements::notices().
[[nodiscard]] std::optional<Notice> notice_of(const Waiver& waiver, const Tally& tally, base::Instant now,
                                              bool whole);
[[nodiscard]] std::optional<Notice> notice_of(const Change& change, const Tally& tally, base::Instant now,
                                              bool whole);

} // namespace plumbline::approval
