#include "resource/types/swap/swaps.hpp"

#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace plumbline::resource::swap {

namespace {

using probe::FileLines;

/// "pri=10" of swapon(8)'s options.
std::string priority_in(const base::List& options) {
    std::string priority;
    for (const std::string& option : options) {
        if (option.starts_with("pri=")) {
            priority = option.substr(4);
        }
    }
    return priority;
}

BootSwap of_fstab(const formats::FstabEntry& entry) {
    return {.device = entry.device,
            .place = fmt::format("/etc/fstab:{}", entry.line),
            .priority = priority_in(entry.options),
            .noauto = std::find(entry.options.begin(), entry.options.end(), "noauto") != entry.options.end()};
}

bool is_wanted(const std::vector<FileLines>& units, std::string_view name) {
    return std::any_of(units.begin(), units.end(), [&](const FileLines& file) {
        const std::string_view folder = std::string_view(file.path).substr(0, file.path.rfind('/'));
        return probe::file_name(file.path) == name &&
               (folder.ends_with(".wants") || folder.ends_with(".requires"));
    });
}

/// A unit that no target wants is as one of fstab with noauto.
BootSwap of_unit(const FileLines& unit, bool wanted) {
    BootSwap found{.device = "", .place = unit.path, .priority = "", .noauto = !wanted};
    for (const auto& [number, text] : unit.lines) {
        const std::size_t equals = std::min(text.find('='), text.size());
        const std::string_view key = base::trim(std::string_view(text).substr(0, equals));
        const std::string_view value =
            base::trim(std::string_view(text).substr(std::min(equals + 1, text.size())));
        if (key == "What") {
            found.device = value;
        } else if (key == "Priority") {
            found.priority = value;
        }
    }
    return found;
}

void add_of_generator(const FileLines& file, std::vector<BootSwap>& swaps) {
    for (const auto& [number, text] : file.lines) {
        if (base::trim(text).starts_with("[zram")) {
            swaps.push_back({.device = std::string(base::trim(text)),
                             .place = fmt::format("{}:{}", file.path, number),
                             .priority = "",
                             .noauto = false});
        }
    }
}

std::vector<FileLines> units_alone(const std::vector<FileLines>& files) {
    std::vector<FileLines> units;
    std::copy_if(files.begin(), files.end(), std::back_inserter(units), [](const FileLines& file) {
        return file.path.ends_with(".swap") && file.path.substr(0, file.path.rfind('/')).ends_with("/system");
    });
    return probe::first_of_each_name(std::move(units));
}

} // namespace

std::optional<std::vector<Swap>> parse_swaps(std::string_view bytes) {
    const auto lines = base::lines(bytes);
    if (lines.empty() || !lines.front().starts_with("Filename")) {
        return std::nullopt;
    }
    std::vector<Swap> swaps;
    for (auto line = lines.begin() + 1; line != lines.end(); ++line) {
        const auto fields = base::words(*line);
        if (fields.size() != 5 || !base::to_integer<long long>(fields[4])) {
            return std::nullopt;
        }
        std::string device = formats::without_octal_escapes(fields[0]);
        constexpr std::string_view deleted = " (deleted)";
        if (device.ends_with(deleted)) {
            device.resize(device.size() - deleted.size());
        }
        swaps.push_back({std::move(device), std::string(fields[4])});
    }
    return swaps;
}

std::vector<BootSwap> boot_swaps(const std::vector<formats::FstabEntry>& fstab,
                                 const std::vector<FileLines>& units) {
    std::vector<BootSwap> swaps;
    for (const formats::FstabEntry& entry : fstab) {
        if (entry.type == "swap") {
            swaps.push_back(of_fstab(entry));
        }
    }
    for (const FileLines& unit : units_alone(units)) {
        if (!unit.lines.empty()) {
            swaps.push_back(of_unit(unit, is_wanted(units, probe::file_name(unit.path))));
        }
    }
    for (const FileLines& file : units) {
        add_of_generator(file, swaps);
    }
    return swaps;
}

} // namespace plumbline::resource::swap
