#include "resource/types/kernel_module/rules.hpp"

#include "base/text.hpp"
#include "resource/formats/command_line.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <fnmatch.h>

#include <algorithm>

namespace plumbline::resource::kernel_module {

namespace {

using formats::kernel_name;

/// A pattern with many more could keep fnmatch(3) busy for hours.
constexpr std::ptrdiff_t wildcards_at_most = 4;

/// Whether what modprobe runs instead does nothing for sure.
Install judge_command(const std::vector<std::string_view>& command) {
    const std::string_view program = command.empty() ? "" : probe::file_name(command.front());
    for (const std::string_view nothing : {"false", "true", "nologin", ":"}) {
        if (command.size() == 1 && program == nothing) {
            return Install::refuses;
        }
    }
    return Install::runs;
}

/// Of one line of modprobe.d.
class ModprobeLine {
public:
    ModprobeLine(std::string_view text, std::string place)
        : words_(base::words(text)), place_(std::move(place)) {}

    void apply(const std::string& module, Rules& rules) const {
        if (words_.size() < 2) {
            return;
        }
        if (words_[0] == "blacklist" && kernel_name(words_[1]) == module && !rules.blacklist) {
            rules.blacklist = saying();
        } else if (words_[0] == "install" && !rules.install && names(module, rules)) {
            rules.install = saying();
            rules.by_install = judge_command({words_.begin() + 2, words_.end()});
        }
    }

private:
    [[nodiscard]] Saying saying() const { return {fmt::format("{}", fmt::join(words_, " ")), place_}; }

    /// The name of an install line may be a pattern.
    [[nodiscard]] bool names(const std::string& module, Rules& rules) const {
        const std::string pattern = kernel_name(words_[1]);
        if (std::count(pattern.begin(), pattern.end(), '*') > wildcards_at_most) {
            rules.modprobe_unreadable =
                fmt::format("{}: a pattern with more than {} wildcards", place_, wildcards_at_most);
            return false;
        }
        return fnmatch(pattern.c_str(), module.c_str(), 0) == 0;
    }

    std::vector<std::string_view> words_;
    std::string place_;
};

bool lists(std::string_view names, std::string_view module) {
    const auto all = base::split(names, ',');
    return std::any_of(all.begin(), all.end(),
                       [&](std::string_view name) { return kernel_name(name) == module; });
}

} // namespace

void read_modprobe(const std::vector<probe::FileLines>& files, std::string_view module, Rules& rules) {
    for (const probe::FileLines& file : files) {
        if (!file.unreadable.empty()) {
            rules.modprobe_unreadable = fmt::format("{}: {}", file.path, file.unreadable);
        }
        for (const auto& [number, text] : file.lines) {
            ModprobeLine(text, fmt::format("{}:{}", file.path, number)).apply(std::string(module), rules);
        }
    }
}

void read_load(const std::vector<probe::FileLines>& files, std::string_view module, Rules& rules) {
    for (const probe::FileLines& file : files) {
        if (!file.unreadable.empty()) {
            rules.load_unreadable = fmt::format("{}: {}", file.path, file.unreadable);
        }
        for (const auto& [number, text] : file.lines) {
            const auto words = base::words(text);
            if (!rules.at_boot && !words.empty() && kernel_name(words[0]) == module) {
                rules.at_boot = {std::string(words[0]), fmt::format("{}:{}", file.path, number)};
            }
        }
    }
}

ByCommandLine read_boot_line(std::string_view command_line, std::string_view module) {
    ByCommandLine by;
    for (const formats::KernelParameter& parameter : formats::read_command_line(command_line)) {
        if (!parameter.value || !lists(*parameter.value, module)) {
            continue;
        }
        const std::string said = fmt::format("{}={}", parameter.name, *parameter.value);
        const std::string name = kernel_name(parameter.name);
        if (name == "modprobe.blacklist") {
            by.blacklist = said;
        } else if (name == "module_blacklist") {
            by.refusal = said;
        } else if (name == "modules_load" || name == "rd.modules_load") {
            by.at_boot = said;
        }
    }
    return by;
}

} // namespace plumbline::resource::kernel_module
