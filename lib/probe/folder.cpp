#include "probe/folder.hpp"

#include "probe/entries.hpp"
#include "probe/fields.hpp"

#include <algorithm>

namespace plumbline::probe {
namespace {

std::optional<FolderFile::State> state_of(std::string_view word) {
    using State = FolderFile::State;
    if (word == "given")
        return State::given;
    if (word == "large")
        return State::large;
    if (word == "closed")
        return State::closed;
    if (word == "other")
        return State::other;
    if (word == "dangles")
        return State::dangles;
    return std::nullopt;
}

std::optional<FolderFile> file_of(const Entry& entry) {
    std::string_view fields = entry.fields;
    const auto word = cut(fields, ',');
    const auto state = state_of(word.value_or(""));
    if (!state || entry.path.empty())
        return std::nullopt;
    FolderFile file{std::string(entry.path), *state, {}, {}};
    if (*state == FolderFile::State::dangles)
        return file;
    auto status = parse_status(fields);
    if (!status)
        return std::nullopt;
    file.status = std::move(*status);
    return file;
}

/// The bytes of all files stand one after the other; the sizes must use them up exactly.
bool deal_out(std::string_view bytes, std::vector<FolderFile>& files) {
    for (FolderFile& file : files) {
        if (file.state != FolderFile::State::given)
            continue;
        if (file.status.size > bytes.size())
            return false;
        file.bytes = bytes.substr(0, file.status.size);
        bytes.remove_prefix(file.status.size);
    }
    return bytes.empty();
}

} // namespace

std::optional<std::vector<FolderFile>> parse_folder(std::string_view answer) {
    constexpr std::string_view end = "//=/\n";
    std::vector<FolderFile> files;
    while (answer.substr(0, end.size()) != end) {
        const auto entry = next_entry(answer);
        auto file = entry ? file_of(*entry) : std::nullopt;
        if (!file || entry->last)
            return std::nullopt;
        files.push_back(std::move(*file));
    }
    if (!deal_out(answer.substr(end.size()), files))
        return std::nullopt;
    std::sort(files.begin(), files.end(),
              [](const FolderFile& left, const FolderFile& right) { return left.name < right.name; });
    return files;
}

} // namespace plumbline::probe
