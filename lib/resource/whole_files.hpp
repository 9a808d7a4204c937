#pragma once

#include "probe/question.hpp"

#include <string>
#include <vector>

namespace plumbline::resource {

/// Asks for the files of a folder that end in the suffix; links are followed, 1 MiB a file.
[[nodiscard]] probe::Question whole_files(const std::string& folder, const std::string& suffix);

struct WholeFile {
    std::string path;
    std::string name; ///< without the folder and the suffix
    std::string bytes;
    std::string unreadable = {}; ///< why the bytes are not known, or ""
};

struct Files {
    std::vector<WholeFile> all = {}; ///< in the order of names
    bool there = true;               ///< the file, or the folder
    std::string unreadable = {};     ///< "PATH: REASON" when it is not known what there is, else ""
};

/// What the host answered to this, or to text_file().
[[nodiscard]] Files files_of(const probe::Answers& answers, const probe::Question& question);

} // namespace plumbline::resource
