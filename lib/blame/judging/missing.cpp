#include "blame/judging/missing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>

namespace plumbline::blame {
namespace {

using Names = std::initializer_list<std::string_view>;
using State = Source::State;

std::vector<const Source*> sources_of(const Chronicle& chronicle, Names names) {
    std::vector<const Source*> found;
    for (const auto& source : chronicle.sources)
        if (std::ranges::find(names, source.name) != names.end())
            found.push_back(&source);
    return found;
}

bool is_read(const Source* source) {
    return source->state == State::read;
}

/// Whether it has the whole time that is asked about.
bool covers(const Source* source, const drift::Window& window) {
    return is_read(source) && (!source->reaches || !window.after || *source->reaches <= *window.after);
}

/// Why none of the sources told: that one can't be read, or does not go back far enough; else `absent`.
std::string silence_of(const std::vector<const Source*>& sources, const std::string& absent) {
    for (const auto* source : sources)
        if (is_read(source) && source->reaches)
            return fmt::format("{} goes back to {} only: keep more of it", source->name,
                               base::to_rfc3339(*source->reaches));
    for (const auto* source : sources)
        if (source->state == State::unreadable)
            return fmt::format("{} could not be read: {}", source->name, source->reason);
    return absent;
}

bool any_covers(const std::vector<const Source*>& sources, const drift::Window& window) {
    return std::ranges::any_of(sources, [&](const Source* source) { return covers(source, window); });
}

/// The one that changed, if times tell; else the first.
std::string path_to_watch(const Inquiry& inquiry, const Chronicle& chronicle) {
    for (const auto& path : inquiry.traces.paths)
        if (const auto found = chronicle.files.find(path); found != chronicle.files.end())
            if (const auto when = found->second.changed;
                found->second.exists && (!inquiry.window.after || when >= *inquiry.window.after))
                return path;
    return inquiry.traces.paths.front();
}

std::string rule_for(const std::string& path) {
    // auditctl(8) takes no quotes: a shell does
    const bool plain = path.find_first_of(" \t\n'\"\\$`*?[;&|<>()#!") == std::string::npos;
    return plain ? fmt::format("auditctl -w {} -p wa -k plumbline", path)
                 : "a watch of auditctl on that path";
}

void look_at_audit(std::vector<std::string>& missing, const Inquiry& inquiry, const Chronicle& chronicle) {
    if (inquiry.traces.paths.empty())
        return;
    const auto path = path_to_watch(inquiry, chronicle);
    const auto sources = sources_of(chronicle, {"audit.log"});
    const bool read = std::ranges::any_of(sources, is_read);
    if (read && any_covers(sources, inquiry.window))
        missing.push_back(
            fmt::format("auditd does not watch {}: {} would tell next time", path, rule_for(path)));
    else if (read || (!sources.empty() && sources.front()->state == State::unreadable))
        missing.push_back(silence_of(sources, ""));
    else
        missing.push_back(fmt::format("no audit log: with auditd, {} would tell next time", rule_for(path)));
}

void look_at_logins(std::vector<std::string>& missing, const Inquiry& inquiry, const Chronicle& chronicle) {
    const auto sources = sources_of(chronicle, {"journal", "auth.log", "secure"});
    if (!any_covers(sources, inquiry.window))
        missing.push_back(silence_of(sources, "no log of logins and sudo: have journald keep its journal "
                                              "(Storage=persistent), or install rsyslog"));
}

void look_at_packages(std::vector<std::string>& missing, const Inquiry& inquiry, const Chronicle& chronicle) {
    if (inquiry.traces.packages.empty())
        return;
    const auto sources =
        sources_of(chronicle, {"dpkg.log", "apt history", "dnf.rpm.log", "dnf.log", "dnf5.log", "yum.log",
                               "zypp history", "rpm database", "package log"});
    if (!any_covers(sources, inquiry.window))
        missing.push_back(silence_of(
            sources, "no log of packages: keep /var/log/dpkg.log and /var/log/apt, or that of dnf"));
}

} // namespace

std::vector<std::string> missing_evidence(const Inquiry& inquiry, const Chronicle& chronicle,
                                          const std::vector<drift::Suspect>& suspects) {
    std::vector<std::string> missing;
    if (!suspects.empty() && suspects.front().certainty == drift::Certainty::certain)
        return missing;
    for (const auto* source : sources_of(chronicle, {"clock"}))
        if (!is_read(source))
            missing.push_back(source->reason);
    look_at_packages(missing, inquiry, chronicle);
    look_at_logins(missing, inquiry, chronicle);
    look_at_audit(missing, inquiry, chronicle);
    return missing;
}

} // namespace plumbline::blame
