#include "resource/types/process/processes.hpp"

#include "base/text.hpp"
#include "probe/fields.hpp"

namespace plumbline::resource::process {

namespace {

constexpr std::string_view proc = "/proc/";
constexpr std::string_view replaced = " (deleted)";

/// Cuts "/proc/PID/FILE" and the delimiter after it off the front.
std::optional<std::uint64_t> take_number(std::string_view& text, std::string_view file, char delimiter) {
    if (!text.starts_with(proc)) {
        return std::nullopt;
    }
    std::string_view rest = text.substr(proc.size());
    const auto digits = probe::cut(rest, '/');
    const auto number = base::to_integer<std::uint64_t>(digits.value_or(""));
    const auto name = probe::cut(rest, delimiter);
    if (!number || name != file) {
        return std::nullopt;
    }
    text = rest;
    return number;
}

/// "Name:\tsshd", "State:\tS (sleeping)", "Uid:\t0\t0\t0\t0" (real, effective, …), "PPid:\t1".
bool take_status(std::string_view text, Process& process) {
    const auto key = probe::cut(text, ':');
    const std::string_view value = base::trim(text);
    if (key == "Name") {
        process.name = value;
        return true;
    }
    if (key == "State" && !value.empty()) {
        process.state = value.front();
        return true;
    }
    if (key == "PPid") {
        return probe::read_number(value, process.parent);
    }
    const auto users = base::words(value);
    return key == "Uid" && users.size() == 4 && probe::read_number(users[1], process.user);
}

/// "lrwxrwxrwx 1 0 0 0 Nov 21 02:14 /proc/12/exe -> /usr/sbin/nginx (deleted)"; a process that has none, or
/// one that is not ours to see, has no arrow. What else ls says is none of a process. False when one has two:
/// a path with a newline in it speaks for others.
bool take_executable(std::string_view line, Processes& processes) {
    const std::size_t at = line.find(proc);
    std::string_view link = at == std::string_view::npos ? "" : line.substr(at);
    const auto number = take_number(link, "exe", ' ');
    constexpr std::string_view arrow = "-> ";
    const auto process = processes.by_number.find(number.value_or(0));
    if (!number || !link.starts_with(arrow) || process == processes.by_number.end()) {
        return true;
    }
    std::string_view target = link.substr(arrow.size());
    const bool first = process->second.executable.empty();
    process->second.replaced = target.ends_with(replaced);
    if (process->second.replaced) {
        target.remove_suffix(replaced.size());
    }
    process->second.executable = target;
    return first;
}

void mark_threads_of_kernel(Processes& processes) {
    constexpr std::uint64_t first = 2;
    const auto kthreadd = processes.by_number.find(first);
    if (kthreadd == processes.by_number.end() || kthreadd->second.name != "kthreadd" ||
        kthreadd->second.parent != 0) {
        return;
    }
    for (auto& [number, process] : processes.by_number) {
        process.of_kernel = number == first || process.parent == first;
    }
}

} // namespace

std::optional<Processes> read_processes(std::string_view answer) {
    auto lines = base::lines(answer);
    if (lines.size() < 3 || lines.back() != "=" || (lines.front() != "all" && lines.front() != "own")) {
        return std::nullopt;
    }
    Processes processes{.by_number = {}, .every_executable = lines.front() == "all"};
    lines.pop_back();
    lines.erase(lines.begin());
    for (std::string_view line : lines) {
        const auto number = take_number(line, "status", ':');
        const bool taken =
            number ? take_status(line, processes.by_number[*number]) : take_executable(line, processes);
        if (!taken) {
            return std::nullopt;
        }
    }
    mark_threads_of_kernel(processes);
    return processes;
}

std::optional<std::map<std::uint64_t, base::List>> read_arguments(std::string_view answer) {
    auto lines = base::lines(answer);
    if (lines.empty() || lines.back() != "=") {
        return std::nullopt;
    }
    lines.pop_back();
    std::map<std::uint64_t, std::string> texts;
    for (std::string_view line : lines) {
        const auto number = take_number(line, "cmdline", ':');
        if (!number) {
            return std::nullopt;
        }
        // of an argument with a newline in it, each line has the file's name before it
        const auto [text, is_new] = texts.try_emplace(*number);
        text->second += (is_new ? "" : "\n") + std::string(line);
    }
    std::map<std::uint64_t, base::List> arguments;
    for (auto& [number, text] : texts) {
        while (!text.empty() && text.back() == '\0') {
            text.pop_back();
        }
        const auto words = base::split(text, '\0');
        arguments[number] = {words.begin(), words.end()};
    }
    return arguments;
}

} // namespace plumbline::resource::process
