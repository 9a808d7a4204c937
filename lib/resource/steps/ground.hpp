#pragma once

#include "facts/facts.hpp"
#include "probe/question.hpp"
#include "resource/observed.hpp"
#include "resource/steps/step.hpp"

#include <map>
#include <string>
#include <vector>

namespace plumbline::resource {

/// What steps are made on: what was seen of the resource, and what the steps before leave of files.
struct Ground {
    const Observed& observed;
    const std::vector<Compared>& drifts; ///< those of the resource that drift, secrets in the clear
    const probe::Answers& answers;       ///< to the type's queries() and to its ground()
    const facts::Facts& facts;
    /// The bytes of files that earlier steps of the same host write: several resources may edit one file,
    /// each on what the one before leaves.
    const std::map<std::string, std::string>& written;

    /// The bytes as they will be then: what an earlier step writes, else what was seen.
    [[nodiscard]] const std::string& bytes_at(const std::string& path, const std::string& seen) const {
        const auto found = written.find(path);
        return found == written.end() ? seen : found->second;
    }
};

} // namespace plumbline::resource
