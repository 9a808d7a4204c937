#pragma once

#include "resource/type.hpp"

#include <string>
#include <vector>

namespace plumbline::test {

using Lines = std::vector<std::string>;

inline std::string in_words(const resource::Compared& one) {
    const std::string name = one.subject.empty() ? one.property : one.property + " of " + one.subject;
    if (one.status == resource::Compared::Status::unknown) {
        return name + " unknown: " + one.reason;
    }
    return name + " is " + base::to_text(one.actual) + ", should be " + one.expected;
}

/// What is not in sync, in words: "mode is 0600, should be 0644", "mode of a/b unknown: permission denied".
inline Lines differences(const resource::Type& type, const resource::Desired& desired,
                         const resource::Observed& observed) {
    Lines lines;
    for (const resource::Compared& one : resource::compare(type.expect(desired), observed)) {
        if (one.status != resource::Compared::Status::in_sync) {
            lines.push_back(in_words(one));
        }
    }
    return lines;
}

inline Lines differences(const resource::Type& type, const resource::Desired& desired,
                         const probe::Answers& answers) {
    return differences(type, desired, type.observe(desired, answers));
}

/// What enforce would do about what drifts.
inline resource::Remedy remedy(const resource::Type& type, const resource::Desired& desired,
                               const resource::Observed& observed) {
    std::vector<resource::Compared> drifts;
    for (const resource::Compared& one : resource::compare(type.expect(desired), observed)) {
        if (one.status == resource::Compared::Status::drift) {
            drifts.push_back(one);
        }
    }
    return type.remedy(desired, observed, drifts);
}

/// The same, in words.
inline Lines would(const resource::Type& type, const resource::Desired& desired,
                   const resource::Observed& observed) {
    Lines lines;
    for (const resource::Action& action : remedy(type, desired, observed)) {
        lines.push_back(action.words);
    }
    return lines;
}

inline Lines would(const resource::Type& type, const resource::Desired& desired,
                   const probe::Answers& answers) {
    return would(type, desired, type.observe(desired, answers));
}

} // namespace plumbline::test
