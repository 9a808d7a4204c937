#include "base/text.hpp"
#include "resource/types/kernel_parameter/boot_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <utility>

namespace plumbline::resource::kernel_parameter {

namespace {

using probe::FileLines;

/// Cuts the first word off the front.
std::string_view cut_word(std::string_view& text) {
    text = base::trim(text);
    const std::size_t end = std::min(text.find_first_of(" \t"), text.size());
    const std::string_view word = text.substr(0, end);
    text = base::trim(text.substr(end));
    return word;
}

/// menuentry 'Debian GNU/Linux' --class debian … {
std::string quoted_title(std::string_view rest) {
    if (rest.empty() || (rest.front() != '\'' && rest.front() != '"')) {
        return std::string(rest.substr(0, rest.find(' ')));
    }
    return std::string(rest.substr(1, rest.find(rest.front(), 1) - 1));
}

std::string replace_all(std::string text, std::string_view what, std::string_view with) {
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size())) {
        text.replace(at, what.size(), with);
    }
    return text;
}

bool is_for_recovery(const BootEntry& entry) {
    std::string title = entry.title;
    std::transform(title.begin(), title.end(), title.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    for (const std::string_view word : {"recovery", "rescue", "memtest", "memory test", "(on /dev/"}) {
        if (title.find(word) != std::string::npos) {
            return true;
        }
    }
    return std::any_of(entry.parameters.begin(), entry.parameters.end(),
                       [](const formats::KernelParameter& parameter) {
                           return parameter.name == "single" || parameter.name == "recovery";
                       });
}

/// Takes in the lines of one file after the other.
class Reader {
public:
    explicit Reader(const std::vector<FileLines>& files) {
        for (const bool of_grubenv : {true, false}) { // grub.cfg sets it where grubenv does not
            for (const FileLines& file : files) {
                if ((probe::file_name(file.path) == "grubenv") == of_grubenv) {
                    learn_options(file);
                }
            }
        }
    }

    void read(const FileLines& file) {
        const std::string_view name = probe::file_name(file.path);
        title_ = name;
        for (const auto& [number, text] : file.lines) {
            place_ = fmt::format("{}:{}", file.path, number);
            if (is_entry(file)) {
                add(text);
            } else if (name != "grubenv") {
                read_line(text);
            }
        }
    }

    std::vector<BootEntry> entries;

private:
    /// kernelopts, GRUB's own variable, which the entries of RHEL 8 refer to.
    void learn_options(const FileLines& file) {
        for (const auto& [number, text] : file.lines) {
            learn_options(base::trim(text));
        }
    }

    void learn_options(std::string_view text) {
        if (text.starts_with("set ")) {
            text = base::trim(text.substr(4));
        }
        constexpr std::string_view name = "kernelopts=";
        if (text.starts_with(name) && kernelopts_.empty()) {
            text.remove_prefix(name.size());
            const bool quoted = text.size() > 1 && text.front() == '"' && text.back() == '"';
            kernelopts_ = quoted ? text.substr(1, text.size() - 2) : text;
        }
    }

    void read_line(std::string_view rest) {
        const std::string_view word = cut_word(rest);
        if (word == "menuentry") {
            title_ = quoted_title(rest);
        } else if (word == "title" || word == "label" || word == "LABEL") {
            title_ = rest;
        } else if (word == "linux" || word == "linuxefi" || word == "linux16") {
            const std::string_view kernel = cut_word(rest);
            // an entry of the Boot Loader Specification names its kernel on a line of its own
            if (!rest.empty() && kernel.find("memtest") == std::string_view::npos) {
                add(rest);
            }
        } else if (word == "options" || word == "append" || word == "APPEND") {
            add(rest);
        }
    }

    void add(std::string_view line) {
        std::string whole(line);
        for (const std::string_view name : {"$kernelopts", "${kernelopts}"}) {
            whole = replace_all(std::move(whole), name, kernelopts_);
        }
        BootEntry entry{title_, place_, formats::read_command_line(whole)};
        if (!is_for_recovery(entry)) {
            entries.push_back(std::move(entry));
        }
    }

    std::string kernelopts_;
    std::string title_;
    std::string place_;
};

} // namespace

bool is_entry(const FileLines& file) {
    return probe::file_name(file.path) == "cmdline.txt";
}

std::vector<BootEntry> read_entries(const std::vector<FileLines>& files) {
    Reader reader(files);
    for (const FileLines& file : files) {
        if (file.path.find("-0-rescue") == std::string::npos) {
            reader.read(file);
        }
    }
    return std::move(reader.entries);
}

} // namespace plumbline::resource::kernel_parameter
