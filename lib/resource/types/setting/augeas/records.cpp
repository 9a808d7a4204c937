#include "resource/types/setting/augeas/shapes.hpp"

#include "base/text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace plumbline::resource::setting {
namespace {

std::string without_quotes(std::string value) {
    value.erase(std::remove(value.begin(), value.end(), '"'), value.end());
    return value;
}

bool has(const Tree& tree, std::string_view label) {
    return std::any_of(tree.below.begin(), tree.below.end(),
                       [&](const Tree& one) { return one.label == label; });
}

void add_pam_arguments(const Tree& rule, const std::string& type, const std::string& module,
                       formats::Entries& entries) {
    for (const auto& argument : rule.children("argument")) {
        const auto equals = std::min(argument.find('='), argument.size());
        const auto value = equals == argument.size() ? "yes" : argument.substr(equals + 1);
        entries.push_back({type, module + "." + argument.substr(0, equals), value, rule.line});
    }
}

/// An option of Defaults. One whose list is added to or taken from keeps the sign in its key: "env_keep+=".
void add_default(const Tree& option, const std::string& section, formats::Entries& entries) {
    const auto sign = has(option, "append") ? "+=" : has(option, "remove") ? "-=" : "";
    const auto parts = option.children("var");
    for (const auto& part : parts) {
        entries.push_back({section, option.label + sign, without_quotes(part), option.line});
    }
    if (parts.empty()) {
        const auto flag = has(option, "negate") ? "no" : "yes";
        entries.push_back({section, option.label + sign,
                           option.value.empty() ? flag : without_quotes(option.value), option.line});
    }
}

void add_defaults(const Tree& line, formats::Entries& entries) {
    const auto whose = line.child("type");
    for (const auto& option : line.below) {
        if (option.label != "type") {
            add_default(option, whose.empty() ? "" : "Defaults" + whose, entries);
        }
    }
}

std::string command_text(const Tree& command) {
    std::string text;
    const auto users = fmt::format("{}", fmt::join(command.children("runas_user"), ", "));
    const auto groups = fmt::format("{}", fmt::join(command.children("runas_group"), ", "));
    if (!users.empty() || !groups.empty()) {
        text = groups.empty() ? fmt::format("({}) ", users) : fmt::format("({}:{}) ", users, groups);
    }
    for (const auto& tag : command.children("tag")) {
        text += tag + ": ";
    }
    return text + command.value;
}

void add_rule(const Tree& rule, formats::Entries& entries) {
    const auto who = fmt::format("{}", fmt::join(rule.children("user"), ", "));
    for (const auto& group : rule.below) {
        if (group.label != "host_group") {
            continue;
        }
        const auto where = fmt::format("{}", fmt::join(group.children("host"), ", "));
        for (const auto& command : group.below) {
            if (command.label == "command") {
                entries.push_back({who, where, command_text(command), command.line});
            }
        }
    }
}

void add_aliases(const Tree& line, formats::Entries& entries) {
    for (const auto& alias : line.below) {
        for (const auto& member : alias.below) {
            if (member.label != "name") {
                entries.push_back({"", line.label + " " + alias.child("name"), member.value, line.line});
            }
        }
    }
}

void add_rotation(const Tree& directive, const std::string& section, formats::Entries& entries) {
    std::vector<std::string> words;
    if (!directive.value.empty() && directive.value != directive.label) {
        words.push_back(directive.value);
    }
    for (const auto& part : directive.below) {
        words.push_back(part.value);
    }
    const auto value = words.empty() ? "yes" : fmt::format("{}", fmt::join(words, " "));
    entries.push_back({section, directive.label, value, directive.line});
}

std::string selectors_of(const Tree& entry) {
    std::vector<std::string> all;
    for (const auto& selector : entry.below) {
        if (selector.label == "selector") {
            all.push_back(
                fmt::format("{}.{}", fmt::join(selector.children("facility"), ","), selector.child("level")));
        }
    }
    return fmt::format("{}", fmt::join(all, ";"));
}

std::string action_of(const Tree& entry) {
    const auto action = std::find_if(entry.below.begin(), entry.below.end(),
                                     [](const Tree& one) { return one.label == "action"; });
    std::string text;
    for (const auto& part : action == entry.below.end() ? std::vector<Tree>{} : action->below) {
        text += part.label == "no_sync"    ? "-"
                : part.label == "protocol" ? part.value
                : part.label == "port"     ? ":" + part.value
                                           : part.value;
    }
    return text;
}

} // namespace

formats::Entries pam_entries(const Tree& root) {
    formats::Entries entries;
    for (const auto& rule : root.below) {
        if (rule.label == "include") {
            entries.push_back({"", "@include", rule.value, rule.line});
            continue;
        }
        const auto type = rule.child("type");
        const auto module = rule.child("module");
        auto words = rule.children("argument");
        words.insert(words.begin(), rule.child("control"));
        entries.push_back({type, module, fmt::format("{}", fmt::join(words, " ")), rule.line});
        entries.push_back({type, module + ".control", rule.child("control"), rule.line});
        add_pam_arguments(rule, type, module, entries);
    }
    return entries;
}

formats::Entries sudoers_entries(const Tree& root) {
    formats::Entries entries;
    for (const auto& line : root.below) {
        if (line.label == "Defaults") {
            add_defaults(line, entries);
        } else if (line.label == "spec") {
            add_rule(line, entries);
        } else if (line.label.ends_with("_Alias")) {
            add_aliases(line, entries);
        } else if (line.label.ends_with("includedir")) {
            entries.push_back({"", "@includedir", line.value, line.line});
        } else if (line.label.ends_with("include")) {
            entries.push_back({"", "@include", line.value, line.line});
        }
    }
    return entries;
}

formats::Entries limits_entries(const Tree& root) {
    formats::Entries entries;
    for (const auto& rule : root.below) {
        const auto type = rule.child("type");
        for (const auto* one : {"soft", "hard"}) {
            if (type == one || type == "-") {
                entries.push_back({rule.value, fmt::format("{} {}", one, rule.child("item")),
                                   rule.child("value"), rule.line});
            }
        }
    }
    return entries;
}

formats::Entries fstab_entries(const Tree& root) {
    formats::Entries entries;
    for (const auto& mount : root.below) {
        const auto path = mount.child("file");
        const auto add = [&](const char* key, std::string value) {
            entries.push_back({path, key, std::move(value), mount.line});
        };
        add("device", mount.child("spec"));
        add("type", fmt::format("{}", fmt::join(mount.children("vfstype"), ",")));
        for (const auto& option : mount.below) {
            if (option.label == "opt") {
                const auto value = option.child("value");
                add("options", has(option, "value") ? option.value + "=" + value : option.value);
            }
        }
        add("dump", mount.child("dump"));
        add("pass", mount.child("passno"));
    }
    return entries;
}

formats::Entries logrotate_entries(const Tree& root) {
    formats::Entries entries;
    for (const auto& directive : root.below) {
        if (directive.label != "rule") {
            add_rotation(directive, "", entries);
            continue;
        }
        const auto section = fmt::format("{}", fmt::join(directive.children("file"), " "));
        for (const auto& one : directive.below) {
            if (one.label != "file") {
                add_rotation(one, section, entries);
            }
        }
    }
    return entries;
}

formats::Entries rsyslog_entries(const Tree& root) {
    formats::Entries entries;
    for (const auto& one : root.below) {
        if (one.label == "module") {
            entries.push_back({"", "module", one.child("load"), one.line});
        } else if (one.label == "entry") {
            entries.push_back({"", selectors_of(one), action_of(one), one.line});
        } else if (one.label == "include") {
            entries.push_back({"", "include", one.child("file"), one.line});
        } else {
            entries.push_back({"", one.label, one.value, one.line});
        }
    }
    return entries;
}

} // namespace plumbline::resource::setting
