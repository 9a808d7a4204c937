#pragma once

#include "base/digest.hpp"
#include "resource/text_file.hpp"

#include <string>

namespace plumbline::test {

/// The probe's answer for a file of these bytes.
inline probe::Answer of_file(const std::string& bytes) {
    return probe::Answered{base::sha256(bytes).substr(sizeof "sha256:" - 1) + " " +
                           std::to_string(bytes.size()) + "\n" + bytes};
}

/// The host has a file of these bytes.
inline void add_file(probe::Answers& answers, const std::string& path, const std::string& bytes) {
    answers.add(resource::text_file(path), of_file(bytes));
}

} // namespace plumbline::test
