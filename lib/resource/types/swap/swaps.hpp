// What a host swaps on: /proc/swaps (proc_swaps(5)), and what its files turn on at boot. Knows their bytes;
// must not know what was desired.
#pragma once

#include "probe/lines.hpp"
#include "resource/formats/fstab.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::resource::swap {

struct Swap {
    std::string device; ///< as the kernel names it: /dev/dm-1, /swapfile
    std::string priority;
    bool operator==(const Swap&) const = default;
};

/// Nothing when it is of another form. A file that was deleted since is named without the kernel's word for
/// it.
[[nodiscard]] std::optional<std::vector<Swap>> parse_swaps(std::string_view bytes);

/// A swap that a file turns on at boot.
struct BootSwap {
    std::string device;   ///< as the file names it; "[zram0]" of a generator
    std::string place;    ///< "/etc/fstab:3"
    std::string priority; ///< "" where the file says none
    bool noauto = false;
    bool operator==(const BootSwap&) const = default;
};

[[nodiscard]] std::vector<BootSwap> boot_swaps(const std::vector<formats::FstabEntry>& fstab,
                                               const std::vector<probe::FileLines>& units);

} // namespace plumbline::resource::swap
