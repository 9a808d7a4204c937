// What the kinds stat, stat_followed, link and the entries of tree say of one file.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace plumbline::probe {

enum class FileKind { file, directory, symlink, fifo, socket, chardev, blockdev, other };
/// As reports print it: "file", "directory", …
[[nodiscard]] std::string_view name(FileKind kind);

/// inode(7), as lstat(2) or stat(2) told it.
struct FileStatus {
    FileKind kind = FileKind::other;
    unsigned mode = 0; ///< permission bits, setuid, setgid and sticky: 07777
    std::uint64_t uid = 0;
    std::uint64_t gid = 0;
    std::uint64_t size = 0; ///< bytes
    std::int64_t mtime = 0; ///< seconds since 1970
    std::int64_t ctime = 0;
    std::uint64_t inode = 0;
    std::uint64_t links = 0;
    std::uint64_t device = 0;
    std::string owner; ///< the name; "" when the uid has none
    std::string group;

    bool operator==(const FileStatus&) const = default;
};

/// The mode as reports print it: "0644".
[[nodiscard]] std::string mode_text(const FileStatus& status);

/// The answer to `stat PATH` (lstat) and `stat_followed PATH`:
/// "MODE,UID,GID,SIZE,MTIME,CTIME,INODE,LINKS,DEVICE,OWNER:GROUP", the mode raw and hexadecimal or, as find
/// prints it, "LETTER+OCTAL". Nothing when it is not that.
[[nodiscard]] std::optional<FileStatus> parse_status(std::string_view answer);

struct Link {
    std::string target; ///< exactly as it stands in the link
    bool resolves = false;
    bool operator==(const Link&) const = default;
};

/// The answer to `link PATH`: "resolves TARGET" or "dangles TARGET". Of what is no link, the probe says it
/// can't tell.
[[nodiscard]] std::optional<Link> parse_link(std::string_view answer);

} // namespace plumbline::probe
