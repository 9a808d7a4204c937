#include "resource/types/process/title.hpp"

#include <algorithm>
#include <utility>

namespace plumbline::resource::process {

namespace {

/// What the kernel keeps of a name (TASK_COMM_LEN without its end).
constexpr std::size_t name_bytes = 15;

std::string_view last_part(std::string_view path) {
    return path.substr(path.rfind('/') + 1);
}

std::string_view without_brackets(std::string_view text) {
    const bool bracketed = text.size() > 2 && text.front() == '[' && text.back() == ']';
    return bracketed ? text.substr(1, text.size() - 2) : text;
}

/// Where /bin is a link to /usr/bin, both are the same executable.
bool same_executable(std::string_view wanted, std::string_view running) {
    constexpr std::string_view merged = "/usr";
    return running == wanted || (running.starts_with(merged) && running.substr(merged.size()) == wanted);
}

} // namespace

Title::Title(std::string text) : text_(std::move(text)), name_(without_brackets(last_part(text_))) {}

bool Title::wants_words() const {
    return text_.starts_with('/') || name_.size() > name_bytes;
}

bool Title::is_name_of(const Process& process) const {
    if (process.name != name_.substr(0, name_bytes)) {
        return false;
    }
    if (name_.size() <= name_bytes) {
        return true;
    }
    const auto is_it = [&](std::string_view word) { return last_part(word) == name_; };
    const auto first = process.words.begin();
    const auto second = first + std::min<std::ptrdiff_t>(2, std::ssize(process.words));
    return is_it(process.executable) || std::any_of(first, second, is_it);
}

Match Title::match_path(const Process& process, bool every_executable) const {
    if (!process.executable.empty() && same_executable(text_, process.executable)) {
        return Match::yes;
    }
    if (process.name != name_.substr(0, name_bytes)) {
        return Match::no;
    }
    // a script: its interpreter is what is executed, and it the first argument
    if (process.words.size() > 1 && process.words[1] == text_) {
        return Match::yes;
    }
    const bool hidden = process.executable.empty() && !every_executable;
    return hidden ? Match::unclear : Match::no;
}

Match Title::match(const Process& process, bool every_executable) const {
    if (process.of_kernel) {
        return text_.starts_with('[') && process.name == name_.substr(0, name_bytes) ? Match::yes : Match::no;
    }
    if (text_.starts_with('[')) {
        return Match::no;
    }
    if (text_.starts_with('/')) {
        return match_path(process, every_executable);
    }
    return is_name_of(process) ? Match::yes : Match::no;
}

} // namespace plumbline::resource::process
