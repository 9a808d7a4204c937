#include "probe/content.hpp"
#include "probe/folder.hpp"
#include "resource/advice.hpp"
#include "resource/types/cron/parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace plumbline::resource::cron {

namespace {

using State = probe::FolderFile::State;

constexpr std::uint64_t limit = 262'144;

/// Debian and busybox, RHEL, Alpine.
constexpr std::array<const char*, 3> spools{"/var/spool/cron/crontabs", "/var/spool/cron", "/etc/crontabs"};

struct Scripts {
    const char* folder;
    const char* schedule;
};
constexpr std::array<Scripts, 4> scripts{{{"/etc/cron.hourly", "@hourly"},
                                          {"/etc/cron.daily", "@daily"},
                                          {"/etc/cron.weekly", "@weekly"},
                                          {"/etc/cron.monthly", "@monthly"}}};

const probe::Question crontab{"content_followed", {"/etc/crontab", "-", std::to_string(limit)}};

probe::Question folder(const char* path, std::uint64_t bytes) {
    return {"folder", {path, "", std::to_string(bytes)}};
}

/// run-parts(8), and Debian's cron of cron.d: a dot makes a name one that is passed over.
bool is_run(const std::string& name) {
    return std::ranges::all_of(name,
                               [](unsigned char c) { return std::isalnum(c) != 0 || c == '_' || c == '-'; });
}

void note(const std::string& path, const std::string& why, Jobs& jobs) {
    jobs.unreadable.push_back(with_advice(fmt::format("{}: {}", why, path)));
}

void note_file(const std::string& path, const probe::FolderFile& file, Jobs& jobs) {
    if (file.state == State::closed) {
        note(path, "permission denied", jobs);
    } else if (file.state == State::large) {
        note(path, "more bytes than are read", jobs);
    }
}

void read_system_crontab(const probe::Answer& answer, Jobs& jobs) {
    const auto* answered = std::get_if<probe::Answered>(&answer);
    if (const auto* unknown = std::get_if<probe::CannotTell>(&answer)) {
        note("/etc/crontab", unknown->reason, jobs);
    }
    if (answered == nullptr) {
        return;
    }
    const auto content = probe::parse_content(answered->bytes, limit);
    if (content && content->bytes && content->bytes->whole()) {
        read_crontab(content->bytes->first, "/etc/crontab", "", jobs);
    } else {
        note("/etc/crontab", "what was read is not whole", jobs);
    }
}

std::vector<probe::FolderFile> files_of(const char* path, std::uint64_t bytes, const probe::Answers& answers,
                                        Jobs& jobs) {
    const probe::Answer& answer = answers.to(folder(path, bytes));
    if (const auto* unknown = std::get_if<probe::CannotTell>(&answer)) {
        note(path, unknown->reason, jobs);
    }
    const auto* answered = std::get_if<probe::Answered>(&answer);
    if (answered == nullptr) {
        return {};
    }
    auto files = probe::parse_folder(answered->bytes);
    if (!files) {
        note(path, "what was read is not whole", jobs);
    }
    return files ? *std::move(files) : std::vector<probe::FolderFile>{};
}

void read_scripts(const Scripts& of, const probe::Answers& answers, Jobs& jobs) {
    for (const probe::FolderFile& file : files_of(of.folder, 0, answers, jobs)) {
        const bool regular = file.status.kind == probe::FileKind::file;
        if (regular && (file.status.mode & 0111U) != 0 && is_run(file.name)) {
            const std::string path = fmt::format("{}/{}", of.folder, file.name);
            jobs.all.push_back({"root", *parse_schedule(of.schedule), of.schedule, path, {}, path, 0});
        }
    }
}

} // namespace

const probe::Queries& questions() {
    static const probe::Queries all = [] {
        probe::Queries asked{crontab, folder("/etc/cron.d", limit)};
        for (const char* spool : spools) {
            asked.push_back(folder(spool, limit));
        }
        for (const Scripts& of : scripts) {
            asked.push_back(folder(of.folder, 0));
        }
        return asked;
    }();
    return all;
}

Jobs read_jobs(const probe::Answers& answers) {
    Jobs jobs;
    read_system_crontab(answers.to(crontab), jobs);
    for (const probe::FolderFile& file : files_of("/etc/cron.d", limit, answers, jobs)) {
        const std::string path = "/etc/cron.d/" + file.name;
        if (is_run(file.name)) {
            note_file(path, file, jobs);
            read_crontab(file.bytes, path, "", jobs);
        }
    }
    for (const char* spool : spools) {
        for (const probe::FolderFile& file : files_of(spool, limit, answers, jobs)) {
            const std::string path = fmt::format("{}/{}", spool, file.name);
            note_file(path, file, jobs);
            read_crontab(file.bytes, path, file.name, jobs);
        }
    }
    for (const Scripts& of : scripts) {
        read_scripts(of, answers, jobs);
    }
    return jobs;
}

} // namespace plumbline::resource::cron
