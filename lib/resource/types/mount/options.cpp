#include "resource/types/mount/options.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>

namespace plumbline::resource::mount {

namespace {

bool has(const base::List& list, std::string_view text) {
    return std::find(list.begin(), list.end(), text) != list.end();
}

struct Opposites {
    std::string_view by_default;
    std::string_view otherwise;
};
/// mount(8), "defaults" and its opposites.
constexpr std::array opposites{
    Opposites{"rw", "ro"},
    Opposites{"suid", "nosuid"},
    Opposites{"dev", "nodev"},
    Opposites{"exec", "noexec"},
    Opposites{"async", "sync"},
    Opposites{"auto", "noauto"},
    Opposites{"nouser", "user"},
    Opposites{"diratime", "nodiratime"},
    Opposites{"relatime", "norelatime"},
    Opposites{"atime", "noatime"},
    Opposites{"symfollow", "nosymfollow"},
};

void put(base::List& options, std::string_view option) {
    for (const auto& [one, other] : opposites) {
        if (option == one || option == other) {
            std::erase(options, one);
            std::erase(options, other);
        }
    }
    if (!has(options, option)) {
        options.emplace_back(option);
    }
}

/// What an option stands for, beside itself.
std::vector<std::string_view> brings(std::string_view option) {
    if (option == "user" || option == "users" || option.starts_with("user=")) {
        return {"noexec", "nosuid", "nodev"};
    }
    if (option == "owner" || option == "group") {
        return {"nosuid", "nodev"};
    }
    return {};
}

/// "512k", "1G", "4096" in bytes.
std::optional<std::uint64_t> bytes(std::string_view text) {
    constexpr std::string_view units = "kmgt";
    const std::size_t unit =
        text.empty() ? std::string_view::npos : units.find(static_cast<char>(text.back() | 0x20));
    const auto number = base::to_integer<std::uint64_t>(
        text.substr(0, text.size() - (unit == std::string_view::npos ? 0 : 1)));
    const std::uint64_t shift = unit == std::string_view::npos ? 0 : 10 * (unit + 1);
    if (!number || *number > (UINT64_MAX >> shift)) {
        return std::nullopt;
    }
    return *number << shift;
}

std::string_view without_leading_zeros(std::string_view digits) {
    const std::size_t first = digits.find_first_not_of('0');
    return first == std::string_view::npos ? digits : digits.substr(first);
}

/// proc(5): since Linux 5.8 the kernel shows words for numbers.
std::string_view hidepid(std::string_view value) {
    if (value == "0") {
        return "off";
    }
    if (value == "1") {
        return "noaccess";
    }
    return value == "2" ? "invisible" : value == "4" ? "ptraceable" : value;
}

bool are_equal(std::string_view left, std::string_view right) {
    const std::size_t equals = left.find('=');
    if (equals == std::string_view::npos || left.substr(0, equals) != right.substr(0, right.find('='))) {
        return left == right;
    }
    const std::string_view name = left.substr(0, equals);
    left.remove_prefix(equals + 1);
    right.remove_prefix(std::min(right.size(), equals + 1));
    if (name == "size" || name == "nr_inodes" || name == "nr_blocks") {
        const auto bound = bytes(left);
        return bound && bound == bytes(right);
    }
    if (name == "mode" || name == "umask" || name == "fmask" || name == "dmask") {
        return without_leading_zeros(left) == without_leading_zeros(right);
    }
    return name == "hidepid" ? hidepid(left) == hidepid(right) : left == right;
}

bool names_any(const base::List& options, std::string_view name) {
    return std::any_of(options.begin(), options.end(),
                       [&](std::string_view option) { return option.substr(0, option.find('=')) == name; });
}

/// Whether an option holds though nothing says it.
bool is_implied(const base::List& options, std::string_view asked, std::string_view type) {
    for (const auto& [by_default, otherwise] : opposites) {
        if (asked == by_default) {
            return !has(options, otherwise) && asked != "relatime";
        }
    }
    // shmem_show_options of the kernel leaves out what is so by default
    const bool of_tmpfs = are_equal(asked, "mode=1777") || asked == "uid=0" || asked == "gid=0";
    return type == "tmpfs" && of_tmpfs && !names_any(options, asked.substr(0, asked.find('=')));
}

} // namespace

base::List obeyed(const base::List& options) {
    base::List all;
    for (const std::string& option : options) {
        if (option == "defaults") {
            for (const std::string_view reset : {"rw", "suid", "dev", "exec", "auto", "nouser", "async"}) {
                put(all, reset);
            }
            continue;
        }
        put(all, option);
        for (const std::string_view more : brings(option)) {
            put(all, more);
        }
    }
    return all;
}

base::List shown_by_kernel(const base::List& options) {
    constexpr std::array own_of_mount{"defaults",   "auto",     "noauto",  "user",   "users",
                                      "nouser",     "owner",    "group",   "nofail", "_netdev",
                                      "bind",       "rbind",    "private", "shared", "slave",
                                      "unbindable", "rprivate", "rshared", "rslave", "runbindable"};
    base::List shown;
    std::copy_if(options.begin(), options.end(), std::back_inserter(shown), [&](const std::string& option) {
        return std::find(own_of_mount.begin(), own_of_mount.end(), option) == own_of_mount.end() &&
               !option.starts_with("x-") && !option.starts_with("X-") && !option.starts_with("comment=") &&
               !option.starts_with("user=");
    });
    return shown;
}

base::List in_asked_words(base::List options, const base::List& asked, std::string_view type) {
    for (const std::string& wanted : asked) {
        const auto found = std::find_if(options.begin(), options.end(),
                                        [&](const std::string& option) { return are_equal(wanted, option); });
        if (found != options.end()) {
            *found = wanted;
        } else if (is_implied(options, wanted, type)) {
            options.push_back(wanted);
        }
    }
    return options;
}

} // namespace plumbline::resource::mount
