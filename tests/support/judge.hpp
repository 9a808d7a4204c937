#pragma once

#include "probe/question.hpp"
#include "resource/type.hpp"

#include <string>
#include <vector>

namespace plumbline::test {

using Lines = std::vector<std::string>;

/// What a report would say of one resource, as lines.
struct Verdict {
    Lines properties; ///< "mode: in sync", "mode: 0644 / 0600", "mode: unknown, REASON"
    Lines remarks;
    Lines would;
};

inline std::string to_line(const resource::Compared& compared) {
    switch (compared.status) {
    case resource::Compared::Status::in_sync:
        return compared.property + ": in sync";
    case resource::Compared::Status::drift:
        return compared.property + ": " + compared.expected + " / " + base::to_text(compared.actual);
    case resource::Compared::Status::unknown:
        return compared.property + ": unknown, " + compared.reason;
    }
    return "";
}

/// Observes, compares and proposes.
inline Verdict judge(const resource::Type& type, const resource::Desired& desired,
                     const probe::Answers& answers) {
    const resource::Observed observed = type.observe(desired, answers);
    const auto compared = resource::compare(type.expect(desired), observed);
    Verdict verdict{{}, observed.remarks, {}};
    for (const resource::Compared& one : compared) {
        verdict.properties.push_back(to_line(one));
    }
    for (const resource::Action& action : type.remedy(desired, observed, compared)) {
        verdict.would.push_back(action.words);
    }
    return verdict;
}

/// The same when the host gives these answers to the type's questions, in their order.
inline Verdict judge(const resource::Type& type, const resource::Desired& desired,
                     const std::vector<probe::Answer>& given) {
    probe::Answers answers;
    const probe::Queries asked = type.queries(desired);
    for (std::size_t i = 0; i < given.size(); ++i) {
        answers.add(asked.at(i), given[i]);
    }
    return judge(type, desired, answers);
}

} // namespace plumbline::test
