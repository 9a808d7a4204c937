#include "resource/steps/edits/answers_then.hpp"

#include "base/digest.hpp"
#include "base/text.hpp"
#include "probe/content.hpp"
#include "probe/folder.hpp"
#include "probe/lines.hpp"
#include "resource/steps/places/standing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace plumbline::resource::steps {

namespace {

using State = probe::FolderFile::State;

probe::Answer content_then(const std::optional<std::string>& bytes) {
    if (!bytes) {
        return probe::Absent{};
    }
    return probe::Answered{fmt::format("{} {}\n{}", base::sha256_hex(*bytes), bytes->size(), *bytes)};
}

std::string_view word_of(State state) {
    switch (state) {
    case State::given:
        return "given";
    case State::large:
        return "large";
    case State::closed:
        return "closed";
    case State::other:
        return "other";
    case State::dangles:
        break;
    }
    return "dangles";
}

/// As find(1) writes a status: the form that parse_status() takes beside that of stat(1).
std::string status_text(const probe::FileStatus& status) {
    constexpr std::array<char, 8> letters{'f', 'd', 'l', 'p', 's', 'c', 'b', 'f'};
    return fmt::format("{}+{:o},{},{},{},{},{},{},{},{},{}:{}",
                       letters.at(static_cast<std::size_t>(status.kind)), status.mode, status.uid, status.gid,
                       status.size, status.mtime, status.ctime, status.inode, status.links, status.device,
                       status.owner, status.group);
}

std::string folder_text(const std::vector<probe::FolderFile>& files) {
    std::string entries;
    std::string bytes;
    for (const auto& file : files) {
        const auto status = file.state == State::dangles ? "" : status_text(file.status);
        entries += fmt::format("//{},{}/{}\n", word_of(file.state), status, file.name);
        bytes += file.state == State::given ? file.bytes : "";
    }
    return entries + "//=/\n" + bytes;
}

probe::FolderFile new_file(const std::string& name) {
    probe::FolderFile file;
    file.name = name;
    file.status.kind = probe::FileKind::file;
    file.status.mode = 0644;
    file.status.links = 1;
    file.status.owner = file.status.group = "root";
    return file;
}

/// The file of that name holds the bytes then.
void set(std::vector<probe::FolderFile>& files, const std::string& name,
         const std::optional<std::string>& bytes) {
    auto found = std::ranges::find(files, name, &probe::FolderFile::name);
    if (!bytes) {
        if (found != files.end()) {
            files.erase(found);
        }
        return;
    }
    if (found == files.end()) {
        found = files.insert(files.end(), new_file(name));
    }
    found->state = State::given;
    found->bytes = *bytes;
    found->status.size = bytes->size();
}

/// Of an answer that is a header, then a folder's entries.
struct Listing {
    std::string header;
    std::vector<probe::FolderFile> files;
};
std::optional<Listing> listing_of(const probe::Answer& answer) {
    if (std::holds_alternative<probe::Absent>(answer)) {
        return Listing{};
    }
    const auto* answered = std::get_if<probe::Answered>(&answer);
    if (answered == nullptr) {
        return std::nullopt;
    }
    const auto& bytes = answered->bytes;
    const auto begin = bytes.starts_with("//") ? 0 : bytes.find("\n//");
    if (begin == std::string::npos) {
        return std::nullopt;
    }
    const auto header = bytes.starts_with("//") ? 0 : begin + 1;
    auto files = probe::parse_folder(std::string_view(bytes).substr(header));
    return files ? std::optional(Listing{bytes.substr(0, header), *std::move(files)}) : std::nullopt;
}

/// A folder's own file: of its suffix, and none that begins with a dot.
std::optional<std::string> name_in(const probe::Question& folder, const std::string& path) {
    const auto name = path.substr(path.rfind('/') + 1);
    const bool is_listed = folder_of(path) == folder.arguments.at(0) &&
                           name.ends_with(folder.arguments.at(1)) && !name.starts_with('.');
    return is_listed ? std::optional(name) : std::nullopt;
}

probe::Answer folder_then(const probe::Question& question, const probe::Answer& now, const FilesThen& then) {
    auto listing = listing_of(now);
    bool changes = false;
    for (const auto& [path, bytes] : then) {
        if (const auto name = name_in(question, path); name && listing) {
            set(listing->files, *name, bytes);
            changes = true;
        }
    }
    return changes ? probe::Answer{probe::Answered{folder_text(listing->files)}} : now;
}

/// Of files under their whole paths, that are found by what other files say.
probe::Answer paths_then(const probe::Answer& now, const FilesThen& then) {
    auto listing = listing_of(now);
    if (!listing) {
        return now;
    }
    for (const auto& [path, bytes] : then) {
        const bool is_there = std::ranges::any_of(
            listing->files, [&](const probe::FolderFile& file) { return file.name == path; });
        const bool is_named = listing->header.find(fmt::format("file {}\n", path)) != std::string::npos;
        const bool is_in_folder =
            listing->header.empty() && std::ranges::any_of(listing->files, [&](const auto& file) {
                return file.name == folder_of(path) && file.status.kind == probe::FileKind::directory;
            });
        if (is_there || is_named || is_in_folder) {
            set(listing->files, path, bytes);
        }
    }
    return probe::Answered{listing->header + folder_text(listing->files)};
}

/// The lines that say something of a file, as "PATH:NUMBER:LINE".
std::string said_lines(const std::string& path, std::string_view bytes) {
    std::string said;
    std::size_t number = 0;
    for (const auto line : base::lines(bytes)) {
        ++number;
        const auto text = base::trim(line);
        if (!text.empty() && text.front() != '#' && text.front() != ';') {
            said += fmt::format("{}:{}:{}\n", path, number, line);
        }
    }
    return said;
}

/// Of the list of files and their lines (probe/lines.hpp). A new file goes to the front, where its folder is.
probe::Answer lines_then(const probe::Answer& now, const FilesThen& then) {
    const auto* answered = std::get_if<probe::Answered>(&now);
    const auto files = answered == nullptr ? std::nullopt : probe::parse_file_lines(answered->bytes);
    if (!files) {
        return now;
    }
    std::string list;
    std::string lines;
    for (const auto& [path, bytes] : then) {
        list += bytes ? fmt::format("given {}\n", path) : "";
        lines += bytes ? said_lines(path, *bytes) : "";
    }
    for (const auto& file : *files) {
        if (!then.contains(file.path)) {
            list += fmt::format("{} {}\n", file.unreadable.empty() ? "given" : "closed", file.path);
            for (const auto& [number, line] : file.lines) {
                lines += fmt::format("{}:{}:{}\n", file.path, number, line);
            }
        }
    }
    return probe::Answered{list + "\n" + lines};
}

bool is_listing(const probe::Question& question) {
    return question.kind == "sudoers" || question.kind == "authorized_keys";
}

probe::Answer then_to(const probe::Question& question, const probe::Answer& now, const FilesThen& then) {
    if (question.kind == "content" || question.kind == "content_followed") {
        const auto found = then.find(question.arguments.at(0));
        return found == then.end() ? now : content_then(found->second);
    }
    if (question.kind == "folder") {
        return folder_then(question, now, then);
    }
    if (is_listing(question)) {
        return paths_then(now, then);
    }
    const bool is_of_lines = question.kind == "sysctl_files" || question.kind == "modprobe_files" ||
                             question.kind == "module_load_files";
    return is_of_lines ? lines_then(now, then) : now;
}

std::optional<std::string> content_in(const probe::Question& question, const probe::Answer& answer) {
    const auto* answered = std::get_if<probe::Answered>(&answer);
    const auto limit = base::to_integer<std::uint64_t>(question.arguments.at(2));
    const auto content =
        answered == nullptr ? std::nullopt : probe::parse_content(answered->bytes, limit.value_or(0));
    const bool whole = content && content->bytes && content->bytes->whole();
    return whole ? std::optional(content->bytes->first) : std::nullopt;
}

} // namespace

std::optional<std::string> bytes_in(const probe::Question& question, const probe::Answer& answer,
                                    const std::string& path) {
    if (question.kind == "content" || question.kind == "content_followed") {
        return question.arguments.at(0) == path ? content_in(question, answer) : std::nullopt;
    }
    const bool is_folder = question.kind == "folder" && question.arguments.at(0) == folder_of(path);
    const auto listing = is_folder || is_listing(question) ? listing_of(answer) : std::nullopt;
    if (!listing) {
        return std::nullopt;
    }
    const auto name = is_folder ? path.substr(path.rfind('/') + 1) : path;
    const auto found = std::ranges::find(listing->files, name, &probe::FolderFile::name);
    const bool whole = found != listing->files.end() && found->state == State::given;
    return whole ? std::optional(found->bytes) : std::nullopt;
}

probe::Answers answers_then(const probe::Answers& now, const probe::Queries& questions,
                            const FilesThen& files) {
    probe::Answers then;
    for (const auto& question : questions) {
        then.add(question, files.empty() ? now.to(question) : then_to(question, now.to(question), files));
    }
    return then;
}

} // namespace plumbline::resource::steps
