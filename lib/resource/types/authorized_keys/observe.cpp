#include "resource/types/authorized_keys/parts.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace plumbline::resource::authorized_keys {

namespace {

std::string with_place(const Key& key) {
    return fmt::format("{} ({})", label(key), key.place);
}

/// A declared key in the file: there, and with the options that were declared with it.
Reading declared_key(const Key& wanted, const std::vector<Key>& keys) {
    const Key* other = nullptr;
    for (const Key& key : keys) {
        if (!is_same(key, wanted)) {
            continue;
        }
        base::List options = key.options;
        if (wanted.options.empty() ||
            (has_options(wanted.options, options) && options.size() == wanted.options.size())) {
            return Present{"present"};
        }
        other = &key;
    }
    if (other == nullptr) {
        return Missing{};
    }
    const base::List options = shown_options(other->options);
    return Present{options.empty() ? fmt::format("present without options, declared with {}",
                                                 fmt::join(shown_options(wanted.options), ","))
                                   : fmt::format("present with {}, declared with {}", fmt::join(options, ","),
                                                 fmt::join(shown_options(wanted.options), ","))};
}

void observe_keys(const Desired& desired, const Lines& lines, Observed& observed) {
    for (const Key& wanted : declared_keys(desired)) {
        observed.observations.push_back(
            {.property = "keys", .subject = label(wanted), .reading = declared_key(wanted, lines.keys)});
    }
    observed.searched.emplace_back("keys");
}

void observe_others(const Desired& desired, const Lines& lines, Observed& observed) {
    const std::vector<Key> wanted = declared_keys(desired);
    for (const Key& key : lines.keys) {
        if (std::ranges::none_of(wanted, [&](const Key& one) { return is_same(one, key); })) {
            observed.observations.push_back(
                {.property = "exclusive", .subject = with_place(key), .reading = Present{"present"}});
        }
    }
    for (const std::string& place : lines.odd) {
        observed.observations.push_back(
            {.property = "exclusive",
             .subject = place,
             .reading = Unreadable{"not of the form of sshd(8): remove the line, or see what it is"}});
    }
    observed.searched.emplace_back("exclusive");
}

void observe_options(const Lines& lines, Observed& observed) {
    for (const Key& key : lines.keys) {
        observed.observations.push_back(
            {.property = "options", .subject = with_place(key), .reading = Present{key.options}});
    }
    observed.searched.emplace_back("options");
}

void observe_modes(const KeyFiles& files, Observed& observed) {
    std::string why;
    for (const std::string& path : files.paths) {
        const bool there =
            std::ranges::find(files.found, path, &probe::FolderFile::name) != files.found.end();
        if (there && why.empty()) {
            why = distrust(files, path);
        }
    }
    observed.observations.push_back(
        {.property = "strict_modes", .reading = Present{why.empty() ? "true" : "false"}});
    if (!why.empty()) {
        observed.remarks.push_back(files.strict ? fmt::format("sshd ignores keys here (StrictModes): {}", why)
                                                : fmt::format("others may write keys here: {}", why));
    }
}

void remark(const Desired& desired, const KeyFiles& files, const Lines& lines, Observed& observed) {
    if (files.command) {
        observed.remarks.emplace_back("sshd asks a command for keys as well (AuthorizedKeysCommand)");
    }
    if (!lines.odd.empty() && !desired.flag("exclusive")) {
        observed.remarks.push_back(
            fmt::format("no key that sshd reads, so passed over: {}", fmt::join(lines.odd, ", ")));
    }
}

} // namespace

Observed observe_files(const Desired& desired, const KeyFiles& files) {
    const Lines lines = read_lines(files);
    Observed observed;
    observe_modes(files, observed);
    if (!lines.unreadable.empty()) {
        for (const char* property : {"state", "keys", "options", "exclusive"}) {
            observed.observations.push_back({.property = property, .reading = Unreadable{lines.unreadable}});
        }
        return observed;
    }
    observed.observations.push_back(
        {.property = "state", .reading = Present{lines.keys.empty() ? "absent" : "present"}});
    observe_keys(desired, lines, observed);
    observe_others(desired, lines, observed);
    observe_options(lines, observed);
    remark(desired, files, lines, observed);
    return observed;
}

} // namespace plumbline::resource::authorized_keys
