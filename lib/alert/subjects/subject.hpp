#pragma once

#include "alert/deciding/decide.hpp"

#include <string>
#include <vector>

namespace plumbline::alert {

/// The digest of the parts: no two lists of parts have the same.
[[nodiscard]] std::string key_of(const std::vector<std::string>& parts);
/// A member's key: of concern, site, host and what it is there.
[[nodiscard]] std::string key_of(Concern concern, const std::string& site, const std::string& host,
                                 const std::string& what);

// Each kind of subject. The report must outlive those of hosts.

[[nodiscard]] Subject drift_subject(const report::RunRecord& run, const std::string& site,
                                    const report::HostResult& host, const drift::Finding& finding);
[[nodiscard]] Subject unchecked_subject(const report::RunRecord& run, const std::string& site,
                                        const report::HostResult& host, const drift::Finding& finding);
[[nodiscard]] Subject unreachable_subject(const report::RunRecord& run, const std::string& site,
                                          const report::HostResult& host, const report::HostError& error);
[[nodiscard]] Subject signoff_subject(const report::RunRecord& run, const std::string& site);
/// `number` tells apart notices of the same agreement.
[[nodiscard]] Subject agreement_subject(const report::RunRecord& run, const std::string& site,
                                        const approval::Notice& notice, std::size_t number);
/// Of the audit itself, for want of which nothing else is known.
[[nodiscard]] Subject audit_subject(Concern concern, const report::RunRecord& run, const std::string& site,
                                    const std::string& what, const std::vector<std::string>& reasons);

} // namespace plumbline::alert
