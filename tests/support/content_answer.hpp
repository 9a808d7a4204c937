#pragma once

#include "base/digest.hpp"
#include "probe/question.hpp"

#include <string>

namespace plumbline::test {

/// What the kind content answers of a file with these bytes, of which it sends `first` alone.
inline probe::Answer content_answer(const std::string& bytes, std::size_t first = std::string::npos) {
    return probe::Answered{base::sha256(bytes).substr(std::string("sha256:").size()) + " " +
                           std::to_string(bytes.size()) + "\n" + bytes.substr(0, first)};
}

} // namespace plumbline::test
