#include "resource/types/mount/at_boot.hpp"

#include "base/text.hpp"
#include "resource/types/mount/options.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <optional>

namespace plumbline::resource::mount {

namespace {

using probe::FileLines;

bool has(const base::List& list, std::string_view text) {
    return std::find(list.begin(), list.end(), text) != list.end();
}

base::List as_list(std::string_view options) {
    base::List list;
    for (const std::string_view option : base::split(options, ',')) {
        if (!base::trim(option).empty()) {
            list.emplace_back(base::trim(option));
        }
    }
    return list;
}

bool is_of_administrator(std::string_view path) {
    return path.starts_with("/etc/") || path.starts_with("/run/");
}

/// Puts what the files say together, in the order of systemd: a unit in /etc or /run, fstab, a unit of a
/// package; drop-ins on top.
class Boot {
public:
    Boot(const std::vector<formats::FstabEntry>& fstab, const std::vector<FileLines>& units,
         std::string_view path)
        : units_(units), unit_(unit_name(path)) {
        for (const formats::FstabEntry& entry : fstab) {
            if (entry.path == path && entry.type != "swap") {
                entry_ = entry; // a later line is mounted over an earlier one
            }
        }
    }

    AtBoot read() {
        const FileLines* unit = file_of_unit();
        if (unit != nullptr && (is_of_administrator(unit->path) || !entry_)) {
            take_unit(*unit);
        } else if (entry_) {
            take_entry();
        }
        if (boot_.word != AtBoot::Word::not_listed) {
            take_drop_ins();
        }
        return std::move(boot_);
    }

private:
    void remark(std::string text) { boot_.remarks.push_back(std::move(text)); }

    [[nodiscard]] bool is_in_folder(const FileLines& file, std::string_view ending) const {
        const std::string_view folder = std::string_view(file.path).substr(0, file.path.rfind('/'));
        return folder.ends_with(ending);
    }

    [[nodiscard]] const FileLines* file_of_unit() const {
        const auto found = std::find_if(units_.begin(), units_.end(), [&](const FileLines& file) {
            return probe::file_name(file.path) == unit_ && is_in_folder(file, "/system");
        });
        return found == units_.end() ? nullptr : &*found;
    }

    [[nodiscard]] bool is_wanted() const {
        return std::any_of(units_.begin(), units_.end(), [&](const FileLines& file) {
            return probe::file_name(file.path) == unit_ &&
                   (is_in_folder(file, ".wants") || is_in_folder(file, ".requires"));
        });
    }

    void take_entry() {
        boot_.device = entry_->device;
        boot_.type = entry_->type;
        boot_.options = obeyed(entry_->options);
        const bool waits = has(boot_.options, "noauto") && !has(boot_.options, "x-systemd.automount");
        boot_.word = waits ? AtBoot::Word::noauto : AtBoot::Word::listed;
        remark(fmt::format("/etc/fstab:{}", entry_->line));
    }

    void take_unit(const FileLines& unit) {
        if (!unit.unreadable.empty()) {
            boot_.unreadable = fmt::format("{}: {}", unit.path, unit.unreadable);
            return;
        }
        if (entry_) {
            remark(fmt::format("{} stands before /etc/fstab:{}", unit.path, entry_->line));
        }
        if (unit.lines.empty()) {
            return remark(fmt::format("{} is masked: nothing mounts it at boot", unit.path));
        }
        take_lines(unit);
        if (!entry_ && !is_wanted()) {
            return remark(fmt::format("{} would mount it, but no target wants it at boot", unit.path));
        }
        boot_.word = AtBoot::Word::listed;
        remark(fmt::format("mounted at boot by {}", unit.path));
    }

    void take_drop_ins() {
        std::vector<FileLines> files;
        std::copy_if(units_.begin(), units_.end(), std::back_inserter(files),
                     [&](const FileLines& file) { return is_in_folder(file, "/" + unit_ + ".d"); });
        for (const FileLines& file : probe::first_of_each_name(std::move(files))) {
            if (!file.unreadable.empty()) {
                boot_.unreadable = fmt::format("{}: {}", file.path, file.unreadable);
            }
            if (!file.lines.empty()) {
                take_lines(file);
                remark(fmt::format("{} changes it", file.path));
            }
        }
    }

    void take_lines(const FileLines& file) {
        for (const auto& [number, text] : file.lines) {
            const std::size_t equals = text.find('=');
            const std::string_view key = base::trim(std::string_view(text).substr(0, equals));
            const std::string_view value =
                equals == std::string::npos ? "" : base::trim(std::string_view(text).substr(equals + 1));
            if (key == "What") {
                boot_.device = value;
            } else if (key == "Type") {
                boot_.type = value;
            } else if (key == "Options") {
                boot_.options = obeyed(as_list(value));
            }
        }
    }

    const std::vector<FileLines>& units_;
    std::string unit_;
    std::optional<formats::FstabEntry> entry_;
    AtBoot boot_;
};

} // namespace

std::string unit_name(std::string_view path) {
    std::string name;
    for (const char c : path.substr(path.starts_with('/') ? 1 : 0)) {
        const bool plain = std::isalnum(static_cast<unsigned char>(c)) != 0 || c == ':' || c == '_' ||
                           (c == '.' && !name.empty());
        name += c == '/' ? std::string("-")
                : plain  ? std::string(1, c)
                         : fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
    }
    return (name.empty() ? "-" : name) + ".mount";
}

AtBoot at_boot(const std::vector<formats::FstabEntry>& fstab, const std::vector<FileLines>& units,
               std::string_view path) {
    return Boot(fstab, units, path).read();
}

} // namespace plumbline::resource::mount
