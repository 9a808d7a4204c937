// fstab(5): the file systems and swaps of the next boot.
#pragma once

#include "base/value.hpp"
#include "probe/question.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::resource::formats {

struct FstabEntry {
    std::size_t line = 0; ///< from 1
    std::string device;   ///< "UUID=…" without quotes, "/dev/sda1", "tmpfs"
    std::string path;     ///< "none" of a swap
    std::string type;
    base::List options; ///< as they stand, in their order
    bool operator==(const FstabEntry&) const = default;
};

/// The lines that have at least a device, a path and a type, which mount(8) asks of one; octal escapes are
/// undone.
[[nodiscard]] std::vector<FstabEntry> read_fstab(std::string_view bytes);

/// How to ask for the file, and what was answered: its entries (none where there is no such file), or why
/// they are not known.
[[nodiscard]] const probe::Question& fstab_question();
struct Fstab {
    std::vector<FstabEntry> entries;
    std::string unreadable;
};
[[nodiscard]] Fstab understand_fstab(const probe::Answers& answers);

/// "\040" and its like as the bytes that they stand for: fstab, /proc/self/mountinfo, /proc/swaps.
[[nodiscard]] std::string without_octal_escapes(std::string_view text);

/// Where udev keeps a link for a tag: "UUID=x" is /dev/disk/by-uuid/x; a path below /dev is itself. "" of
/// what names no device.
[[nodiscard]] std::string device_link(std::string_view device);

/// Where a link leads, seen from the folder in which it stands: "../../sda1" in /dev/disk/by-uuid is
/// /dev/sda1.
[[nodiscard]] std::string resolve_link(std::string_view link, std::string_view leads_to);

} // namespace plumbline::resource::formats
