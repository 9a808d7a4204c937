#include "base/text.hpp"
#include "probe/fields.hpp"
#include "resource/advice.hpp"
#include "resource/types/authorized_keys/parts.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace plumbline::resource::authorized_keys {

namespace {

using State = probe::FolderFile::State;

const probe::FolderFile* find(const KeyFiles& files, const std::string& path) {
    const auto found = std::ranges::find(files.found, path, &probe::FolderFile::name);
    return found == files.found.end() ? nullptr : &*found;
}

bool read_account(std::string_view rest, KeyFiles& files) {
    const auto number = probe::cut(rest, ' ');
    files.home = rest;
    return number && probe::read_number(*number, files.uid);
}

bool read_sshd(std::string_view rest, KeyFiles& files) {
    for (const std::string_view word : base::words(rest)) {
        files.strict = files.strict && word != "lax";
        files.command = files.command || word == "command";
    }
    return true;
}

/// The lines before the folder's entries.
bool read_header(std::string_view line, KeyFiles& files) {
    const auto word = probe::cut(line, ' ');
    if (word == "account") {
        return read_account(line, files);
    }
    if (word == "file") {
        files.paths.emplace_back(line);
        return true;
    }
    return word ? *word == "sshd" && read_sshd(line, files) : line == "sshd";
}

/// What of one file or folder lets others write keys.
std::string distrust_one(const probe::FolderFile& file, std::uint64_t uid) {
    const probe::FileStatus& status = file.status;
    if (status.uid != 0 && status.uid != uid) {
        return fmt::format("{} is owned by {}", file.name,
                           status.owner.empty() ? std::to_string(status.uid) : status.owner);
    }
    if ((status.mode & 022U) != 0) {
        return fmt::format("{} is writable by others (mode {})", file.name, probe::mode_text(status));
    }
    return "";
}

void read_file(const probe::FolderFile& file, Lines& lines) {
    std::size_t number = 0;
    for (const std::string_view text : base::lines(file.bytes)) {
        ++number;
        const std::string_view line = base::trim(text);
        if (line.empty() || line.front() == '#') {
            continue;
        }
        std::string place = fmt::format("{}:{}", file.name, number);
        if (auto key = parse_key(line)) {
            key->place = std::move(place);
            lines.keys.push_back(*std::move(key));
        } else {
            lines.odd.push_back(std::move(place));
        }
    }
}

} // namespace

std::optional<KeyFiles> parse_key_files(std::string_view answer) {
    KeyFiles files;
    while (!answer.starts_with("//")) {
        const auto line = probe::cut(answer, '\n');
        if (!line || !read_header(*line, files)) {
            return std::nullopt;
        }
    }
    auto found = probe::parse_folder(answer);
    if (!found || files.home.empty()) {
        return std::nullopt;
    }
    files.found = std::move(*found);
    return files;
}

std::string distrust(const KeyFiles& files, const std::string& path) {
    std::string step = path;
    while (!step.empty()) {
        const probe::FolderFile* file = find(files, step);
        std::string why = file == nullptr ? "" : distrust_one(*file, files.uid);
        if (!why.empty() || step == files.home) {
            return why;
        }
        step.erase(std::min(step.rfind('/'), step.size()));
    }
    return "";
}

Lines read_lines(const KeyFiles& files) {
    Lines lines;
    for (const std::string& path : files.paths) {
        const probe::FolderFile* file = find(files, path);
        if (file == nullptr || file->state == State::other || file->state == State::dangles) {
            continue; // sshd opens nothing but regular files
        }
        if (file->state == State::given) {
            read_file(*file, lines);
        } else {
            lines.unreadable =
                file->state == State::closed
                    ? with_advice("permission denied: " + path)
                    : fmt::format("{} has {} bytes, more than are read", path, file->status.size);
        }
    }
    return lines;
}

} // namespace plumbline::resource::authorized_keys
