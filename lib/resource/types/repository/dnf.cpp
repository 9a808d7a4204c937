#include "base/text.hpp"
#include "resource/formats/readers.hpp"
#include "resource/text_file.hpp"
#include "resource/types/repository/sources.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <variant>

namespace plumbline::resource::repository {

namespace {

const probe::Question repositories = whole_files("/etc/yum.repos.d", ".repo");
const probe::Question dnf_main = text_file("/etc/dnf/dnf.conf");
const probe::Question yum_main = text_file("/etc/yum.conf");

/// dnf.conf(5), "boolean": nothing when it is none.
std::optional<bool> truth(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    if (text == "1" || text == "yes" || text == "true" || text == "on") {
        return true;
    }
    if (text == "0" || text == "no" || text == "false" || text == "off") {
        return false;
    }
    return std::nullopt;
}

/// dnf.conf(5), "list": commas and blanks part.
base::List parts(std::string text) {
    std::replace(text.begin(), text.end(), ',', ' ');
    const auto words = base::words(text);
    return {words.begin(), words.end()};
}

void take(const formats::Entry& entry, Source& source) {
    if (entry.key == "baseurl" || entry.key == "metalink" || entry.key == "mirrorlist") {
        for (const std::string& url : parts(entry.value)) {
            source.urls.push_back(plain_url(url));
        }
    } else if (entry.key == "gpgkey") {
        source.keys = parts(entry.value);
    } else if (entry.key == "enabled") {
        source.enabled = truth(entry.value).value_or(source.enabled);
    } else if (entry.key == "gpgcheck" || entry.key == "pkg_gpgcheck") {
        source.checks = truth(entry.value);
    }
}

void add(const WholeFile& file, const formats::Entries& entries, Configured& configured) {
    const std::size_t first = configured.sources.size();
    for (const formats::Entry& entry : entries) {
        if (entry.section.empty() || entry.section == "main") {
            continue;
        }
        auto& sources = configured.sources;
        const bool begins = sources.size() == first || sources.back().name != entry.section;
        if (begins) {
            sources.push_back({.name = entry.section, .file = file.path, .line = entry.line});
        }
        take(entry, sources.back());
    }
}

/// The file's entries, or why they are not known.
std::variant<formats::Entries, std::string> entries_of(const WholeFile& file) {
    if (!file.unreadable.empty()) {
        return file.path + ": " + file.unreadable;
    }
    formats::Contents contents = formats::read_folded_ini(file.bytes);
    if (const auto* malformed = std::get_if<formats::Malformed>(&contents)) {
        return fmt::format("{}:{}: {}", file.path, malformed->line, malformed->message);
    }
    return std::get<formats::Entries>(std::move(contents));
}

MainCheck check_of(const WholeFile& file) {
    const auto entries = entries_of(file);
    if (const auto* reason = std::get_if<std::string>(&entries)) {
        return {.unreadable = *reason};
    }
    MainCheck check;
    for (const formats::Entry& entry : std::get<0>(entries)) {
        if (entry.section == "main" && entry.key == "gpgcheck") {
            check.checks = truth(entry.value).value_or(check.checks);
        }
    }
    return check;
}

} // namespace

probe::Queries dnf_queries() {
    return {repositories};
}

void read_dnf(const probe::Answers& answers, Configured& configured) {
    for (const WholeFile& file : known(files_of(answers, repositories), "", configured)) {
        const auto entries = entries_of(file);
        if (const auto* reason = std::get_if<std::string>(&entries)) {
            configured.gaps.push_back({"", *reason});
        } else {
            add(file, std::get<0>(entries), configured);
        }
    }
}

probe::Queries dnf_main_queries() {
    return {dnf_main, yum_main};
}

MainCheck read_dnf_main(const probe::Answers& answers) {
    for (const probe::Question& question : {dnf_main, yum_main}) {
        const Files found = files_of(answers, question);
        if (!found.unreadable.empty()) {
            return {.unreadable = found.unreadable};
        }
        if (!found.all.empty()) {
            return check_of(found.all.front());
        }
    }
    return {};
}

} // namespace plumbline::resource::repository
