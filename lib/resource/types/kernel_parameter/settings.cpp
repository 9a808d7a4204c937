#include "base/text.hpp"
#include "resource/types/kernel_parameter/boot_files.hpp"

#include <fmt/format.h>

#include <map>
#include <optional>

namespace plumbline::resource::kernel_parameter {

namespace {

using probe::FileLines;

bool is_name_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

using Variables = std::map<std::string, std::string>;

/// The value of a shell's assignment: quotes, backslashes and plain variables. Nothing where it would run
/// something.
class ShellValue {
public:
    ShellValue(std::string_view text, const Variables& variables) : text_(text), variables_(variables) {}

    std::optional<std::string> read() {
        while (at_ < text_.size() && ok_) {
            take();
        }
        return ok_ && quote_ == 0 ? std::optional(value_) : std::nullopt;
    }

private:
    void take() {
        const char c = text_[at_++];
        if (quote_ == '\'') {
            take_in_quotes(c);
        } else if (c == '"' || (c == '\'' && quote_ == 0)) {
            quote_ = quote_ == 0 ? c : '\0';
        } else if (c == '\\' && at_ < text_.size()) {
            value_ += text_[at_++];
        } else if (c == '`') {
            ok_ = false;
        } else if (c == '$') {
            take_variable();
        } else if (quote_ == 0 && (c == ' ' || c == '\t' || c == ';')) {
            at_ = text_.size(); // a comment or another command
        } else {
            value_ += c;
        }
    }

    /// Between single quotes every byte stands for itself.
    void take_in_quotes(char c) {
        if (c == '\'') {
            quote_ = '\0';
        } else {
            value_ += c;
        }
    }

    void take_variable() {
        const bool braced = at_ < text_.size() && text_[at_] == '{';
        at_ += braced ? 1 : 0;
        const std::size_t begin = at_;
        while (at_ < text_.size() && is_name_character(text_[at_])) {
            ++at_;
        }
        const auto found = variables_.find(std::string(text_.substr(begin, at_ - begin)));
        if (begin == at_ || (braced && (at_ == text_.size() || text_[at_] != '}'))) {
            ok_ = false; // $(…), ${name:-…}
            return;
        }
        at_ += braced ? 1 : 0;
        value_ += found == variables_.end() ? "" : found->second;
    }

    std::string_view text_;
    const Variables& variables_;
    std::size_t at_ = 0;
    char quote_ = 0;
    bool ok_ = true;
    std::string value_;
};

/// Takes in NAME=VALUE and NAME+=VALUE; what else a file does is passed over.
class Assignments {
public:
    void read(const FileLines& file, Settings& settings) {
        for (const auto& [number, text] : file.lines) {
            if (!take(base::trim(text))) {
                settings.unreadable =
                    fmt::format("{}:{}: what a shell makes of this line can't be told", file.path, number);
            }
            if (text.find("GRUB_CMDLINE_LINUX") != std::string::npos) {
                settings.place = file.path;
            }
        }
    }

    [[nodiscard]] std::string command_line() const {
        return of("GRUB_CMDLINE_LINUX") + " " + of("GRUB_CMDLINE_LINUX_DEFAULT");
    }

private:
    [[nodiscard]] std::string of(const std::string& name) const {
        const auto found = variables_.find(name);
        return found == variables_.end() ? "" : found->second;
    }

    /// False when the line says something of the command line that can't be understood.
    bool take(std::string_view line) {
        if (line.starts_with("export ")) {
            line = base::trim(line.substr(7));
        }
        std::size_t end = 0;
        while (end < line.size() && is_name_character(line[end])) {
            ++end;
        }
        const std::string name(line.substr(0, end));
        const bool adds = line.substr(end).starts_with("+=");
        if (end == 0 || (!adds && !line.substr(end).starts_with('='))) {
            return line.find("GRUB_CMDLINE_LINUX") == std::string_view::npos;
        }
        const auto value = ShellValue(line.substr(end + (adds ? 2 : 1)), variables_).read();
        if (value) {
            variables_[name] = adds ? of(name) + *value : *value;
        }
        return value || !name.starts_with("GRUB_CMDLINE_LINUX");
    }

    Variables variables_;
};

std::string joined_lines(const FileLines& file) {
    std::string all;
    for (const auto& [number, text] : file.lines) {
        all += text + " ";
    }
    return all;
}

} // namespace

Settings read_settings(const std::vector<FileLines>& files) {
    Settings settings;
    Assignments grub;
    bool has_grub = false;
    std::string other;
    for (const FileLines& file : files) {
        if (is_entry(file)) {
            continue;
        }
        settings.given = true;
        if (!file.unreadable.empty()) {
            settings.unreadable = fmt::format("{}: {}", file.path, file.unreadable);
        }
        if (file.path == "/etc/kernel/cmdline") {
            other = joined_lines(file);
            settings.place = has_grub ? settings.place : file.path;
        } else {
            has_grub = true;
            grub.read(file, settings);
        }
    }
    settings.parameters = formats::read_command_line(has_grub ? grub.command_line() : other);
    return settings;
}

} // namespace plumbline::resource::kernel_parameter
