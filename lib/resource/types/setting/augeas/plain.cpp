#include "resource/types/setting/augeas/shapes.hpp"

#include "base/text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>

namespace plumbline::resource::setting {
namespace {

void add(formats::Entries& entries, std::string key, std::string value, std::size_t line) {
    entries.push_back({"", std::move(key), std::move(value), line});
}

void add_plain(const Tree& tree, const std::string& prefix, formats::Entries& entries) {
    std::map<std::string, int> seen;
    for (const auto& child : tree.below) {
        const bool several = std::count_if(tree.below.begin(), tree.below.end(),
                                           [&](const Tree& one) { return one.label == child.label; }) > 1;
        const int number = ++seen[child.label];
        const bool leaf = child.below.empty();
        const auto key = prefix + child.label + (several && !leaf ? fmt::format("[{}]", number) : "");
        if (leaf || !child.value.empty()) {
            add(entries, key, leaf && child.value.empty() ? "yes" : child.value, child.line);
        }
        add_plain(child, key + ".", entries);
    }
}

std::string without_quotes(const std::string& value) {
    const bool quoted =
        value.size() >= 2 && (value.front() == '"' || value.front() == '\'') && value.back() == value.front();
    return quoted ? value.substr(1, value.size() - 2) : value;
}

std::string unfolded(const std::string& value) {
    return fmt::format("{}", fmt::join(base::words(value), " "));
}

} // namespace

formats::Entries plain_entries(const Tree& root) {
    formats::Entries entries;
    add_plain(root, "", entries);
    return entries;
}

formats::Entries shell_entries(const Tree& root) {
    formats::Entries entries;
    for (const auto& variable : root.below) {
        const bool is_array = std::any_of(variable.below.begin(), variable.below.end(), [](const Tree& one) {
            return base::to_integer<int>(one.label).has_value();
        });
        if (variable.label.starts_with('@')) {
            continue; // conditions and commands
        }
        if (!is_array) {
            add(entries, variable.label, without_quotes(variable.value), variable.line);
        }
        for (const auto& member : is_array ? variable.below : std::vector<Tree>{}) {
            add(entries, variable.label, without_quotes(member.value), variable.line);
        }
    }
    return entries;
}

formats::Entries unfolded_entries(const Tree& root) {
    formats::Entries entries;
    for (const auto& one : root.below) {
        add(entries, one.label, unfolded(one.value), one.line);
    }
    return entries;
}

formats::Entries hosts_entries(const Tree& root) {
    formats::Entries entries;
    for (const auto& host : root.below) {
        const auto address = host.child("ipaddr");
        add(entries, address, host.child("canonical"), host.line);
        for (const auto& alias : host.children("alias")) {
            add(entries, address, alias, host.line);
        }
    }
    return entries;
}

formats::Entries nsswitch_entries(const Tree& root) {
    formats::Entries entries;
    for (const auto& database : root.below) {
        for (const auto& service : database.children("service")) {
            add(entries, database.value, service, database.line);
        }
    }
    return entries;
}

formats::Entries resolver_entries(const Tree& root) {
    formats::Entries entries;
    for (const auto& one : root.below) {
        if (one.below.empty()) {
            add(entries, one.label, one.value, one.line);
        }
        for (const auto& part : one.below) {
            if (part.label == "domain") {
                add(entries, one.label, part.value, one.line);
            } else {
                add(entries, one.label, part.value.empty() ? part.label : part.label + ":" + part.value,
                    one.line);
            }
        }
    }
    return entries;
}

formats::Entries modprobe_entries(const Tree& root) {
    formats::Entries entries;
    for (const auto& one : root.below) {
        if (one.label == "blacklist") {
            add(entries, one.label, one.value, one.line);
            continue;
        }
        const auto key = one.label + " " + one.value;
        for (const auto& part : one.below) {
            const bool is_option = one.label == "options";
            const auto option = part.value.empty() ? part.label : part.label + "=" + part.value;
            add(entries, key, is_option ? option : unfolded(part.value), one.line);
        }
    }
    return entries;
}

} // namespace plumbline::resource::setting
