// What the next boot mounts at a path: fstab(5), and systemd's units beside it. Knows files' bytes; must not
// know what was desired.
#pragma once

#include "base/value.hpp"
#include "probe/lines.hpp"
#include "resource/formats/fstab.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace plumbline::resource::mount {

/// The name of the unit that mounts a path (systemd.unit(5), "string escaping"): "/var/tmp" is var-tmp.mount.
[[nodiscard]] std::string unit_name(std::string_view path);

struct AtBoot {
    enum class Word { listed, noauto, not_listed };
    Word word = Word::not_listed;
    std::string device;
    std::string type;
    base::List options;     ///< as mount(8) obeys them
    base::List remarks;     ///< which file says so, and what hides another
    std::string unreadable; ///< why it can't be told
};

/// `units` are those of systemd, the most important folder first; none where systemd does not run.
[[nodiscard]] AtBoot at_boot(const std::vector<formats::FstabEntry>& fstab,
                             const std::vector<probe::FileLines>& units, std::string_view path);

} // namespace plumbline::resource::mount
