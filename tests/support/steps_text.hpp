// Steps as lines, so that a table can say all of them.
#pragma once

#include "probe/question.hpp"
#include "resource/type.hpp"
#include "support/judge.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <string>
#include <variant>
#include <vector>

namespace plumbline::test {

inline std::string joined(const base::List& words) {
    return fmt::format("{}", fmt::join(words, " "));
}

/// "run COMMAND; does EFFECTS; back COMMAND, COMMAND; one way: WHY"
inline std::string to_line(const resource::Run& run) {
    std::string line = "run " + joined(run.command);
    if (!run.effects.empty())
        line += fmt::format("; does {}", fmt::join(run.effects, ", "));
    std::vector<std::string> back;
    std::transform(run.undo.begin(), run.undo.end(), std::back_inserter(back), joined);
    if (!back.empty())
        line += fmt::format("; back {}", fmt::join(back, ", "));
    return run.one_way.empty() ? line : line + "; one way: " + run.one_way;
}
inline std::string to_line(const resource::WriteFile& step) {
    return fmt::format("write {} over {}\n{}", step.path, resource::name(step.before.kind),
                       step.content.bytes);
}
inline std::string to_line(const resource::SetAttributes& step) {
    return "set attributes of " + step.path;
}
inline std::string to_line(const resource::MakeFolder& step) {
    return "make the folder " + step.path;
}
inline std::string to_line(const resource::MakeLink& step) {
    return fmt::format("link {} to {}", step.path, step.text);
}
inline std::string to_line(const resource::Remove& step) {
    return fmt::format("remove {} {}", resource::name(step.before.kind), step.path);
}

/// Every step, then "declined PROPERTY: REASON" of what is not put right.
inline Lines to_lines(const resource::Steps& steps) {
    Lines lines;
    for (const auto& step : steps.all)
        lines.push_back(std::visit([](const auto& one) { return to_line(one); }, step));
    for (const auto& declined : steps.declined)
        lines.push_back(fmt::format("declined{}{}: {}", declined.property.empty() ? "" : " ",
                                    declined.property, declined.reason));
    return lines;
}

/// How a resource is put right on a host that gives these answers.
struct Host {
    probe::Answers answers = {};
    facts::Facts facts = {};
    std::map<std::string, std::string> written = {};
};

inline std::vector<resource::Compared> drifts_of(const resource::Type& type, const resource::Desired& desired,
                                                 const Host& host) {
    auto drifts = resource::compare(type.expect(desired), type.observe(desired, host.answers));
    std::erase_if(drifts, [](const auto& one) { return one.status != resource::Compared::Status::drift; });
    return drifts;
}

inline Lines steps_of(const resource::Type& type, const resource::Desired& desired, const Host& host) {
    const auto observed = type.observe(desired, host.answers);
    const auto drifts = drifts_of(type, desired, host);
    return to_lines(type.steps(desired, {observed, drifts, host.answers, host.facts, host.written}));
}

/// The same where the host gives these answers to the type's questions and then to its ground(), in their
/// order.
inline Lines steps_of(const resource::Type& type, const resource::Desired& desired,
                      const std::vector<probe::Answer>& given, Host host = {}) {
    auto asked = type.queries(desired);
    for (std::size_t i = 0; i < given.size(); ++i) {
        if (i == asked.size())
            for (auto& question : type.ground(desired, drifts_of(type, desired, host), host.facts))
                asked.push_back(std::move(question));
        host.answers.add(asked.at(i), given[i]);
    }
    return steps_of(type, desired, host);
}

} // namespace plumbline::test
