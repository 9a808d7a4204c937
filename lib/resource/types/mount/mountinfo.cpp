#include "resource/types/mount/mountinfo.hpp"

#include "base/text.hpp"
#include "resource/formats/fstab.hpp"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace plumbline::resource::mount {

namespace {

using formats::without_octal_escapes;

bool has(const base::List& list, std::string_view text) {
    return std::find(list.begin(), list.end(), text) != list.end();
}

/// What the mount says, and then what its file system adds. Reading and writing is of both.
base::List merge_options(std::string_view of_mount, std::string_view of_system) {
    base::List all;
    for (const std::string_view option : base::split(of_mount, ',')) {
        all.push_back(without_octal_escapes(option));
    }
    for (const std::string_view option : base::split(of_system, ',')) {
        if (option == "ro") {
            std::replace(all.begin(), all.end(), std::string("rw"), std::string("ro"));
        } else if (option != "rw" && !option.empty() && !has(all, option)) {
            all.push_back(without_octal_escapes(option));
        }
    }
    return all;
}

bool read_device(std::string_view text, Mount& mount) {
    const std::size_t colon = text.find(':');
    const auto major = base::to_integer<std::uint64_t>(text.substr(0, colon));
    const auto minor = colon == std::string_view::npos
                           ? std::nullopt
                           : base::to_integer<std::uint64_t>(text.substr(colon + 1));
    mount.major = major.value_or(0);
    mount.minor = minor.value_or(0);
    return major && minor;
}

/// ID PARENT MAJOR:MINOR ROOT PATH OPTIONS [TAG…] - TYPE SOURCE OPTIONS; a source may be empty.
std::optional<Mount> read_line(std::string_view line) {
    const auto fields = base::split(line, ' ');
    const auto dash = std::find(fields.begin(), fields.end(), "-");
    if (dash - fields.begin() < 6 || fields.end() - dash < 4) {
        return std::nullopt;
    }
    const auto id = base::to_integer<std::uint64_t>(fields[0]);
    const auto parent = base::to_integer<std::uint64_t>(fields[1]);
    Mount mount{.id = id.value_or(0),
                .parent = parent.value_or(0),
                .root = without_octal_escapes(fields[3]),
                .path = without_octal_escapes(fields[4]),
                .options = merge_options(fields[5], dash[3]),
                .type = std::string(dash[1]),
                .source = without_octal_escapes(dash[2])};
    const bool whole = id && parent && read_device(fields[2], mount) && mount.path.starts_with('/');
    return whole ? std::optional(mount) : std::nullopt;
}

/// Whether the path is the folder, or something below it.
bool is_within(std::string_view path, std::string_view folder) {
    return folder == "/" || path == folder ||
           (path.starts_with(folder) && path.substr(folder.size()).starts_with('/'));
}

using ByParent = std::unordered_multimap<std::uint64_t, const Mount*>;

/// The mounts by that on which they stand; of those that stand on none of these (the root), by 0.
ByParent by_parent(const std::vector<Mount>& mounts) {
    std::unordered_set<std::uint64_t> ids;
    for (const Mount& mount : mounts) {
        ids.insert(mount.id);
    }
    ByParent children;
    for (const Mount& mount : mounts) {
        const bool stands_on_one = mount.parent != mount.id && ids.count(mount.parent) > 0;
        children.emplace(stands_on_one ? mount.parent : 0, &mount);
    }
    return children;
}

/// Which of the mounts on another a path meets: the first on its way, and of those at one place the last.
const Mount* step(const ByParent& children, std::uint64_t parent, std::string_view path) {
    const Mount* next = nullptr;
    const auto [begin, end] = children.equal_range(parent);
    for (auto child = begin; child != end; ++child) {
        const Mount* mount = child->second;
        const bool meets_it = is_within(path, mount->path);
        if (meets_it && (next == nullptr || mount->path.size() < next->path.size() ||
                         (mount->path == next->path && mount > next))) {
            next = mount;
        }
    }
    return next;
}

} // namespace

std::optional<std::vector<Mount>> parse_mountinfo(std::string_view bytes) {
    std::vector<Mount> mounts;
    for (const std::string_view line : base::lines(bytes)) {
        auto mount = read_line(line);
        if (!mount) {
            return std::nullopt;
        }
        mounts.push_back(std::move(*mount));
    }
    return mounts.empty() ? std::nullopt : std::optional(mounts);
}

const Mount* mount_of(const std::vector<Mount>& mounts, std::string_view path) {
    const ByParent children = by_parent(mounts);
    std::unordered_set<std::uint64_t> met{0}; // a hostile list may lead in circles
    const Mount* current = nullptr;
    for (const Mount* next = step(children, 0, path); next != nullptr && met.insert(next->id).second;
         next = step(children, next->id, path)) {
        current = next;
    }
    return current;
}

const Mount* mounted_at(const std::vector<Mount>& mounts, std::string_view path) {
    const Mount* mount = mount_of(mounts, path);
    return mount != nullptr && mount->path == path ? mount : nullptr;
}

bool is_bound_from(const std::vector<Mount>& mounts, const Mount& mount, std::string_view path) {
    const Mount* origin = mount_of(mounts, path);
    if (origin == nullptr || origin->major != mount.major || origin->minor != mount.minor) {
        return false;
    }
    const std::string_view rest = path.substr(origin->path == "/" ? 0 : origin->path.size());
    const std::string whole = (origin->root == "/" ? "" : origin->root) + std::string(rest);
    return mount.root == (whole.empty() ? "/" : whole);
}

} // namespace plumbline::resource::mount
