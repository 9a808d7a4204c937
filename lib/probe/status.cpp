#include "probe/status.hpp"

#include "probe/fields.hpp"

#include <fmt/format.h>

#include <sys/stat.h>

namespace plumbline::probe {
namespace {

template <typename Number>
bool cut_number(std::string_view& text, Number& number) {
    const auto field = cut(text, ',');
    return field && read_number(*field, number);
}

/// GNU find prints fractions of a second, which stat does not.
bool cut_time(std::string_view& text, std::int64_t& seconds) {
    const auto field = cut(text, ',');
    return field && read_number(field->substr(0, field->find('.')), seconds);
}

FileKind kind_of(unsigned raw_mode) {
    switch (raw_mode & S_IFMT) {
    case S_IFREG:
        return FileKind::file;
    case S_IFDIR:
        return FileKind::directory;
    case S_IFLNK:
        return FileKind::symlink;
    case S_IFIFO:
        return FileKind::fifo;
    case S_IFSOCK:
        return FileKind::socket;
    case S_IFCHR:
        return FileKind::chardev;
    case S_IFBLK:
        return FileKind::blockdev;
    default:
        return FileKind::other;
    }
}

FileKind kind_of_letter(char letter) {
    switch (letter) {
    case 'f':
        return FileKind::file;
    case 'd':
        return FileKind::directory;
    case 'l':
        return FileKind::symlink;
    case 'p':
        return FileKind::fifo;
    case 's':
        return FileKind::socket;
    case 'c':
        return FileKind::chardev;
    case 'b':
        return FileKind::blockdev;
    default:
        return FileKind::other;
    }
}

bool cut_mode(std::string_view& text, FileStatus& status) {
    const auto field = cut(text, ',');
    if (!field)
        return false;
    if (field->substr(0, 2).find('+') == 1) {
        status.kind = kind_of_letter(field->front());
        return read_number(field->substr(2), status.mode, 8) && status.mode <= 07777;
    }
    unsigned raw = 0;
    if (!read_number(*field, raw, 16))
        return false;
    status.kind = kind_of(raw);
    status.mode = raw & 07777;
    return true;
}

/// stat says UNKNOWN, find and BSD the number itself, for an id without a name.
std::string name_of(std::string_view text, std::uint64_t id) {
    return text == "UNKNOWN" || text == std::to_string(id) ? std::string() : std::string(text);
}

} // namespace

std::string_view name(FileKind kind) {
    switch (kind) {
    case FileKind::file:
        return "file";
    case FileKind::directory:
        return "directory";
    case FileKind::symlink:
        return "symlink";
    case FileKind::fifo:
        return "fifo";
    case FileKind::socket:
        return "socket";
    case FileKind::chardev:
        return "chardev";
    case FileKind::blockdev:
        return "blockdev";
    case FileKind::other:
        return "other";
    }
    return "other";
}

std::string mode_text(const FileStatus& status) {
    return fmt::format("{:04o}", status.mode);
}

std::optional<FileStatus> parse_status(std::string_view answer) {
    if (!answer.empty() && answer.back() == '/')
        answer.remove_suffix(1);
    FileStatus status;
    if (!cut_mode(answer, status) || !cut_number(answer, status.uid) || !cut_number(answer, status.gid) ||
        !cut_number(answer, status.size) || !cut_time(answer, status.mtime) ||
        !cut_time(answer, status.ctime) || !cut_number(answer, status.inode) ||
        !cut_number(answer, status.links) || !cut_number(answer, status.device))
        return std::nullopt;
    const auto owner = cut(answer, ':');
    if (!owner || answer.find_first_of("/\n") != std::string_view::npos)
        return std::nullopt;
    status.owner = name_of(*owner, status.uid);
    status.group = name_of(answer, status.gid);
    return status;
}

std::optional<Link> parse_link(std::string_view answer) {
    const auto word = cut(answer, ' ');
    if (!word || answer.empty() || (*word != "resolves" && *word != "dangles"))
        return std::nullopt;
    return Link{std::string(answer), *word == "resolves"};
}

} // namespace plumbline::probe
