#pragma once

#include "support/content_answer.hpp"
#include "support/judge.hpp"

#include <fmt/format.h>

#include <map>
#include <string>

namespace plumbline::test {

using Members = std::map<std::string, std::string>; ///< bytes by name

/// What it answers to `folder PATH SUFFIX LIMIT`.
inline probe::Answer folder_answer(const Members& members, const std::string& suffix) {
    std::string entries;
    std::string contents;
    for (const auto& [name, bytes] : members) {
        if (name.ends_with(suffix)) {
            entries += fmt::format("//given,81a4,0,0,{},1,1,1,1,1,root:root/{}\n", bytes.size(), name);
            contents += bytes;
        }
    }
    return probe::Answered{entries + "//=/\n" + contents};
}

/// The verdict on a resource when a host has these files and folders, and no others.
inline Verdict judge_files(const resource::Type& type, const resource::Desired& desired,
                           const std::map<std::string, std::string>& files,
                           const std::map<std::string, Members>& folders,
                           const std::map<probe::Question, probe::Answer>& others = {}) {
    probe::Answers answers;
    for (const auto& question : type.queries(desired)) {
        probe::Answer answer = probe::Absent{};
        const auto path = question.arguments.front();
        if (const auto other = others.find(question); other != others.end()) {
            answer = other->second;
        } else if (question.kind == "content_followed" && files.count(path) > 0) {
            answer = content_answer(files.at(path));
        } else if (question.kind == "folder" && folders.count(path) > 0) {
            answer = folder_answer(folders.at(path), question.arguments.at(1));
        }
        answers.add(question, answer);
    }
    return judge(type, desired, answers);
}

} // namespace plumbline::test
