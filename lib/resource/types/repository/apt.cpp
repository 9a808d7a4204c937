#include "base/text.hpp"
#include "resource/formats/debian/apt_sources.hpp"
#include "resource/text_file.hpp"
#include "resource/types/repository/sources.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace plumbline::resource::repository {

namespace {

using formats::AptSource;

const probe::Question list = text_file("/etc/apt/sources.list");
const probe::Question lines = whole_files("/etc/apt/sources.list.d", ".list");
const probe::Question stanzas = whole_files("/etc/apt/sources.list.d", ".sources");

/// apt leaves out files with other characters in their names (sources.list(5)).
bool is_read(const std::string& name) {
    return std::all_of(name.begin(), name.end(), [](unsigned char c) {
        return std::isalnum(c) != 0 || c == '-' || c == '_' || c == '.';
    });
}

std::string option(const AptSource& source, const std::string& name) {
    const auto found = source.options.find(name);
    return found == source.options.end() ? "" : found->second;
}

bool is_yes(const std::string& text) {
    return text == "yes" || text == "true" || text == "with" || text == "on" || text == "enable" ||
           text == "1";
}

base::List keys(const std::string& signed_by) {
    if (signed_by.find("-----BEGIN PGP") != std::string::npos) {
        return {"inline"};
    }
    std::string text = signed_by;
    std::replace(text.begin(), text.end(), ',', ' ');
    const auto words = base::words(text);
    return {words.begin(), words.end()};
}

base::List plain_urls(const base::List& urls) {
    base::List plain(urls.size());
    std::transform(urls.begin(), urls.end(), plain.begin(), plain_url);
    return plain;
}

void add(const WholeFile& file, const std::vector<AptSource>& found, Configured& configured) {
    for (const AptSource& one : found) {
        const bool lax = is_yes(option(one, "trusted")) || is_yes(option(one, "allow-insecure"));
        configured.sources.push_back(
            {.name = file.name,
             .file = file.path,
             .line = one.line,
             .enabled = one.enabled,
             .packages = std::find(one.types.begin(), one.types.end(), "deb") != one.types.end(),
             .urls = plain_urls(one.uris),
             .suites = one.suites,
             .components = one.components,
             .keys = keys(option(one, "signed-by")),
             .checks = !lax});
    }
}

void read(const WholeFile& file, formats::AptSources (*reader)(std::string_view), Configured& configured) {
    if (!file.unreadable.empty()) {
        configured.gaps.push_back({file.name, file.path + ": " + file.unreadable});
        return;
    }
    const formats::AptSources found = reader(file.bytes);
    if (const auto* malformed = std::get_if<formats::Malformed>(&found)) {
        configured.gaps.push_back(
            {file.name, fmt::format("{}:{}: {}", file.path, malformed->line, malformed->message)});
        return;
    }
    add(file, std::get<0>(found), configured);
}

} // namespace

probe::Queries apt_queries() {
    return {list, lines, stanzas};
}

void read_apt(const probe::Answers& answers, Configured& configured) {
    for (const probe::Question& question : {list, lines, stanzas}) {
        for (const WholeFile& file :
             known(files_of(answers, question), question == list ? "sources.list" : "", configured)) {
            if (is_read(file.name)) {
                read(file, question == stanzas ? formats::read_apt_stanzas : formats::read_apt_list,
                     configured);
            }
        }
    }
}

} // namespace plumbline::resource::repository
