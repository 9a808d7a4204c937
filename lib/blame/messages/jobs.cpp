// What ran by itself: cron, anacron, at; and whoever edited what cron runs.
#include "blame/messages/message.hpp"

#include <re2/re2.h>

namespace plumbline::blame {
namespace {

using re2::RE2;

std::optional<Record> job(std::string account, std::string command) {
    Record record;
    record.act = Act::job;
    record.account = std::move(account);
    record.things = paths_of_command("cron " + command, "");
    record.command = std::move(command);
    return record;
}

} // namespace

std::optional<Record> understand_cron(std::string_view text) {
    static const RE2 started(R"(\(([^)]+)\) CMD \(\s*(.*?)\s*\))");
    std::string account;
    std::string command;
    if (!RE2::FullMatch(re2::StringPiece(text.data(), text.size()), started, &account, &command))
        return std::nullopt;
    return job(account, command);
}

std::optional<Record> understand_crontab(std::string_view text) {
    static const RE2 edited(R"(\(([^)]+)\) (REPLACE|DELETE) \(([^)]+)\))");
    Record record;
    std::string word;
    if (!RE2::FullMatch(re2::StringPiece(text.data(), text.size()), edited, &record.account, &word,
                        &record.as))
        return std::nullopt;
    record.command = word == "DELETE" ? "crontab -r" : "crontab";
    if (record.as != record.account)
        record.command += " -u " + record.as;
    for (const std::string folder : {"/var/spool/cron/crontabs/", "/var/spool/cron/", "/etc/crontabs/"})
        record.things.push_back(folder + record.as);
    return record;
}

std::optional<Record> understand_anacron(std::string_view text) {
    static const RE2 started(R"(Job `(.+)' started)");
    std::string name;
    if (!RE2::FullMatch(re2::StringPiece(text.data(), text.size()), started, &name))
        return std::nullopt;
    return job("root", name);
}

std::optional<Record> understand_at(std::string_view text) {
    static const RE2 started(R"(Starting job (\d+) \((\S+)\) for user '(.+)' \(\d+\))");
    std::string number;
    std::string file;
    std::string account;
    if (!RE2::FullMatch(re2::StringPiece(text.data(), text.size()), started, &number, &file, &account))
        return std::nullopt;
    return job(account, "at job " + number);
}

} // namespace plumbline::blame
