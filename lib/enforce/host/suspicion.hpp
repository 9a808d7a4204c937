#pragma once

#include "audit/investigation.hpp"
#include "catalog/catalog.hpp"

#include <map>
#include <string>
#include <vector>

namespace plumbline::enforce {

/// Whom a host's own logs point to, where something moved since the plan saw it.
class Suspicion {
public:
    /// `seen`: when the plan saw the host.
    Suspicion(base::Instant seen, audit::Investigator investigator)
        : seen_(seen), investigator_(std::move(investigator)) {}

    /// What was seen to have moved just now, so that it is asked about; `place` is the caller's.
    void add(std::size_t place, const catalog::Resource& resource, base::List properties);
    /// About all that was added; none where nothing was.
    [[nodiscard]] probe::Queries questions() const;
    /// What the answers say of each, by its place: "by Jane Doe (root), likely: …". Nothing is left to be
    /// asked then.
    [[nodiscard]] std::map<std::size_t, std::string> words(const std::string& host,
                                                           const probe::Answers& answers);

private:
    base::Instant seen_;
    audit::Investigator investigator_;
    std::vector<std::size_t> places_;
    std::vector<blame::Inquiry> inquiries_; ///< beside them
};

} // namespace plumbline::enforce
