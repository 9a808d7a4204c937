#pragma once

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::test {

inline std::string whole_file(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

inline std::string without(std::string text, std::string_view part) {
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at))
        text.erase(at, part.size());
    return text;
}

/// What is said of each NAME.yaml in the folder must be, to the byte, what stands beside it in NAME.txt.
/// `say` tells the rendered diagnostics of one file; the folder's own path in them is taken out.
inline void expect_refusals(const std::filesystem::path& folder,
                            const std::function<std::string(const std::filesystem::path&)>& say) {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        if (entry.path().extension() == ".yaml")
            files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    REQUIRE(!files.empty());
    for (const auto& file : files) {
        INFO(file);
        auto expected = file;
        CHECK(without(say(file), folder.string() + "/") == whole_file(expected.replace_extension(".txt")));
    }
}

} // namespace plumbline::test
