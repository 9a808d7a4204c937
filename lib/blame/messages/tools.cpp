// What other tools that configure hosts say of their work: Puppet, Ansible, Salt, Chef.
#include "base/text.hpp"
#include "blame/messages/message.hpp"

#include <re2/re2.h>

#include <algorithm>

namespace plumbline::blame {
namespace {

using re2::RE2;

re2::StringPiece piece(std::string_view text) {
    return {text.data(), text.size()};
}

std::optional<Record> work_of(const char* tool, std::string command, base::List things) {
    Record record;
    record.act = Act::tool;
    record.tool = tool;
    record.command = std::move(command);
    record.things = std::move(things);
    return record;
}

/// "nginx", "['nginx', 'curl']", "nginx=1.2": each name.
void take_names(base::List& things, std::string_view value) {
    static const RE2 name(R"(([^\s'"\[\],=]+)(?:=[^\s'",\]]+)?)");
    re2::StringPiece rest = piece(value);
    for (std::string found; RE2::FindAndConsume(&rest, name, &found);)
        if (std::find(things.begin(), things.end(), found) == things.end())
            things.push_back(found);
}

} // namespace

std::optional<Record> understand_puppet(std::string_view text) {
    static const RE2 changed(R"(\((/Stage\[.*?\].*?)\) (.*))");
    static const RE2 title(R"(.*[A-Z][a-z0-9_]*(?:::[A-Z][a-z0-9_]*)*\[([^\]]+)\](?:/[a-z_]+)?)");
    static const RE2 applied(R"(Applied catalog in .* seconds)");
    static const RE2 says_nothing(
        R"(.*(?:\(noop\)|Scheduling refresh|Skipping because|Dependency |Could not ).*)");
    std::string resource;
    std::string what;
    std::string name;
    if (RE2::FullMatch(piece(text), changed, &resource, &what) && !RE2::FullMatch(what, says_nothing) &&
        RE2::FullMatch(resource, title, &name))
        return work_of("puppet", resource, {name});
    if (RE2::FullMatch(piece(text), applied))
        return work_of("puppet", "agent", {});
    return std::nullopt;
}

std::optional<Record> understand_ansible(std::string_view text) {
    static const RE2 invoked(R"(ansible-(\S+?):? (?s:Invoked with (.*)))");
    static const RE2 argument(
        R"((?:^|\s)(?:dest|path|name|pkg|package|src|unit|user|group|_raw_params|cmd|key)=)"
        R"((\[[^\]]*\]|'[^']*'|"[^"]*"|\S+))");
    std::string module;
    std::string arguments;
    if (!RE2::FullMatch(piece(text), invoked, &module, &arguments))
        return std::nullopt;
    constexpr std::string_view namespaces[]{"ansible.legacy.", "ansible.builtin."};
    for (const std::string_view prefix : namespaces)
        if (module.rfind(prefix, 0) == 0)
            module.erase(0, prefix.size());
    // what only looks
    if (module == "setup" || module == "stat" || module == "ping" || module == "slurp" || module == "find" ||
        module == "async_status" || module == "gather_facts")
        return std::nullopt;
    base::List things;
    re2::StringPiece rest(arguments);
    for (std::string value; RE2::FindAndConsume(&rest, argument, &value);)
        if (value != "None")
            take_names(things, value);
    return work_of("ansible", module, std::move(things));
}

std::optional<Record> understand_salt(std::string_view text) {
    static const RE2 executing(R"(.*(?:Executing state \S+ for|Running state|Completed state) \[(.+?)\].*)");
    static const RE2 updated(R"(.*File (?:changed|updated|/?\S+ updated)[: ]+(/\S+).*)");
    std::string name;
    if (RE2::FullMatch(piece(text), executing, &name) || RE2::FullMatch(piece(text), updated, &name))
        return work_of("salt", "state", {name});
    return std::nullopt;
}

std::optional<Record> understand_chef(std::string_view text) {
    static const RE2 changed(
        R"(.*\b([a-z_]+)\[([^\]]+)\] (?:updated|created|backed up|mode changed|owner changed|group changed|)"
        R"(installed|upgraded|removed|restarted|reloaded|altered|ran successfully|deleted|enabled|disabled|)"
        R"(started|stopped).*)");
    std::string type;
    std::string name;
    if (!RE2::FullMatch(piece(text), changed, &type, &name))
        return std::nullopt;
    return work_of("chef", type, {name});
}

} // namespace plumbline::blame
