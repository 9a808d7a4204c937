#pragma once

#include "report/report.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace plumbline::history {

/// What the ledger's entry of a run says in words of its own, for those who ask what was law and what stood
/// the test long after the run's details were pruned.
struct RunBody {
    std::string run;
    std::string site;
    std::string standard = {};                ///< its digest; empty in entries of older programs
    std::string environment = {};             ///< empty where the site names none
    std::optional<std::uint64_t> serial = {}; ///< of the sign-off, where that was valid
    bool in_sync = false; ///< it looked at all hosts and resources of its site, and all were in sync
};

/// `whole`: it looked at all resources of its hosts.
[[nodiscard]] RunBody run_body_of(const report::Report& report, const std::string& site, bool whole);

[[nodiscard]] std::string text_of(const RunBody& body);
/// Throws base::Error for what is no such text.
[[nodiscard]] RunBody read_run_body(std::string_view text);

} // namespace plumbline::history
