#include "base/text.hpp"
#include "resource/types/cron/parts.hpp"

#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>

namespace plumbline::resource::cron {

namespace {

std::string_view cut_word(std::string_view& text) {
    const std::size_t end = std::min(text.find_first_of(" \t"), text.size());
    const std::string_view word = text.substr(0, end);
    text = base::trim(text.substr(end));
    return word;
}

std::string unquoted(std::string_view text) {
    text = base::trim(text);
    const bool quoted =
        text.size() > 1 && text.front() == text.back() && (text.front() == '"' || text.front() == '\'');
    return std::string(quoted ? text.substr(1, text.size() - 2) : text);
}

/// NAME = VALUE
bool read_assignment(std::string_view line, std::map<std::string, std::string>& environment) {
    static const RE2 form("^[\"']?([A-Za-z_][A-Za-z0-9_]*)[\"']?[ \t]*=(.*)$");
    std::string name;
    std::string value;
    if (!RE2::FullMatch(re2::StringPiece(line.data(), line.size()), form, &name, &value)) {
        return false;
    }
    environment[name] = unquoted(value);
    return true;
}

/// The words that say when: one nickname, or five fields.
std::string cut_schedule(std::string_view& line) {
    std::string text(cut_word(line));
    for (int more = text.starts_with('@') ? 0 : 4; more > 0; --more) {
        text += " " + std::string(cut_word(line));
    }
    return text;
}

} // namespace

std::string label(const Job& job) {
    static const RE2 secret("(?i)((?:pass(?:word|wd|phrase)?|pwd|token|secret|api[-_]?key)[\"']?[=: ]+|"
                            "://[^/:@ ]*:)[^ @;|&]+");
    std::string command = job.command;
    RE2::GlobalReplace(&command, secret, "\\1…");
    const std::string place = job.line == 0 ? job.path : fmt::format("{}:{}", job.path, job.line);
    return fmt::format("{} {} {} ({})", job.user, job.schedule_text, command, place);
}

void read_crontab(std::string_view bytes, const std::string& path, const std::string& user, Jobs& jobs) {
    std::map<std::string, std::string> environment;
    std::size_t number = 0;
    for (const std::string_view text : base::lines(bytes)) {
        ++number;
        std::string_view line = base::trim(text);
        if (line.empty() || line.front() == '#' || read_assignment(line, environment)) {
            continue;
        }
        line.remove_prefix(line.front() == '-' ? 1 : 0); // cronie: do not log
        Job job{user, {}, cut_schedule(line), "", environment, path, number};
        const auto schedule = parse_schedule(job.schedule_text);
        if (user.empty()) {
            job.user = cut_word(line);
        }
        job.command = line;
        if (schedule && !job.command.empty()) {
            job.schedule = *schedule;
            jobs.all.push_back(std::move(job));
        } else {
            jobs.odd.push_back(fmt::format("{}:{}", path, number));
        }
    }
}

} // namespace plumbline::resource::cron
