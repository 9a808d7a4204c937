#pragma once

#include <fmt/format.h>

#include <map>
#include <string>

namespace plumbline::test {

/// Names with what is in them.
using FolderFiles = std::map<std::string, std::string>;

/// What the probe's kind folder answers of files that it can give.
inline std::string folder_answer(const FolderFiles& files) {
    std::string entries;
    std::string bytes;
    for (const auto& [name, content] : files) {
        entries += fmt::format("//given,81a4,0,0,{},1700000000,1700000000,5,1,2049,root:root/{}\n",
                               content.size(), name);
        bytes += content;
    }
    return entries + "//=/\n" + bytes;
}

} // namespace plumbline::test
