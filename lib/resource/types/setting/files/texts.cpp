#include "resource/types/setting/files/texts.hpp"

#include "probe/content.hpp"
#include "probe/folder.hpp"
#include "resource/types/setting/files/gather.hpp"

#include <fmt/format.h>
#include <fnmatch.h>

#include <algorithm>

namespace plumbline::resource::setting {
namespace {

/// Of one file, in bytes: configuration that a person writes is far smaller.
constexpr std::uint64_t bytes_at_most = 1 << 20;
constexpr std::string_view odd = "it changed while it was looked at; audit again";

probe::Question question(const std::string& path) {
    return {"content_followed", {path, "-", std::to_string(bytes_at_most)}};
}

probe::Question question(const Folder& folder) {
    return {"folder", {folder.path, folder.suffix, std::to_string(bytes_at_most)}};
}

Text read_main(const std::string& path, std::string_view answer) {
    auto content = probe::parse_content(answer, bytes_at_most);
    if (!content || !content->bytes) {
        return {path, "", std::string(odd)};
    }
    if (!content->bytes->whole()) {
        return {path, "", "larger than 1 MiB"};
    }
    return {path, std::move(content->bytes->first), ""};
}

/// A file of a folder; a link to /dev/null and whatever else is no file has no bytes.
Text read_member(const std::string& folder, probe::FolderFile file) {
    using State = probe::FolderFile::State;
    Text text{folder + "/" + file.name, std::move(file.bytes), ""};
    if (file.state == State::large) {
        text.unreadable = "larger than 1 MiB";
    } else if (file.state == State::closed) {
        text.unreadable = "permission denied";
    }
    return text;
}

std::string folder_of(const std::string& path) {
    return path.substr(0, path.rfind('/'));
}

/// Whether the folder's question brought everything that the pattern may match.
bool brings_all(const Folder& folder, const std::string& pattern) {
    return folder.path == folder_of(pattern) && pattern.ends_with(folder.suffix);
}

/// Files stand in the order of their names, and after them the folders that could not be listed.
std::pair<bool, std::string> rank(const Text& text) {
    return {text.is_folder, text.is_folder ? text.path : text.path.substr(text.path.rfind('/') + 1)};
}

} // namespace

probe::Queries files_of(const Layout& layout) {
    probe::Queries queries;
    for (const auto& path : layout.mains) {
        queries.push_back(question(path));
    }
    for (const auto& folder : layout.folders) {
        queries.push_back(question(folder));
    }
    return queries;
}

Texts::Texts(const Layout& layout, const probe::Answers& answers) {
    for (const auto& path : layout.mains) {
        take_main(path, answers.to(question(path)));
    }
    for (const auto& folder : layout.folders) {
        take_folder(folder, answers.to(question(folder)));
    }
}

void Texts::take_main(const std::string& path, const probe::Answer& answer) {
    if (const auto* unknown = std::get_if<probe::CannotTell>(&answer)) {
        mains_[path] = {path, "", unknown->reason};
    } else if (const auto* answered = std::get_if<probe::Answered>(&answer)) {
        mains_[path] = read_main(path, answered->bytes);
    }
}

void Texts::take_folder(const Folder& folder, const probe::Answer& answer) {
    std::vector<Text> texts;
    if (const auto* unknown = std::get_if<probe::CannotTell>(&answer)) {
        texts.push_back({folder.path, "", unknown->reason, true});
    } else if (const auto* answered = std::get_if<probe::Answered>(&answer)) {
        auto files = probe::parse_folder(answered->bytes);
        if (!files) {
            texts.push_back({folder.path, "", std::string(odd), true});
        }
        for (auto& file : files.value_or(std::vector<probe::FolderFile>{})) {
            texts.push_back(read_member(folder.path, std::move(file)));
        }
    }
    folders_.emplace_back(folder, std::move(texts));
}

const Text* Texts::file(const std::string& path) const {
    const auto found = mains_.find(path);
    return found == mains_.end() ? nullptr : &found->second;
}

std::vector<Text> Texts::by_name() const {
    std::map<std::pair<bool, std::string>, Text> by_name;
    for (const auto& [folder, texts] : folders_) {
        for (const auto& text : texts) {
            by_name.emplace(rank(text), text);
        }
    }
    std::vector<Text> ordered;
    for (auto& [name, text] : by_name) {
        ordered.push_back(std::move(text));
    }
    return ordered;
}

std::optional<std::vector<Text>> Texts::matching(const std::string& pattern) const {
    const auto folder = std::find_if(folders_.begin(), folders_.end(),
                                     [&](const auto& one) { return brings_all(one.first, pattern); });
    if (folder == folders_.end()) {
        return std::nullopt;
    }
    std::vector<Text> found;
    for (const auto& text : folder->second) {
        if (text.is_folder || fnmatch(pattern.c_str(), text.path.c_str(), FNM_PATHNAME | FNM_PERIOD) == 0) {
            found.push_back(text);
        }
    }
    return found;
}

} // namespace plumbline::resource::setting
