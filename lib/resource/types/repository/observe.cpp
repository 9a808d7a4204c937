#include "resource/types/repository/parts.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace plumbline::resource::repository {

namespace {

/// What a title names: "docker", "https://host/path", "https://host/path bookworm".
struct Wanted {
    std::string name;
    std::string url = {}; ///< else
    std::string suite = {};

    explicit Wanted(const std::string& title) : name(title) {
        const std::size_t blank = title.find(' ');
        if (title.find(":/") != std::string::npos) {
            url = plain_url(title.substr(0, blank));
            suite = blank == std::string::npos ? "" : title.substr(blank + 1);
        }
    }

    [[nodiscard]] bool is(const Source& source) const {
        if (url.empty()) {
            return source.name == name;
        }
        return holds(source.urls, url) && (suite.empty() || holds(source.suites, suite));
    }

private:
    static bool holds(const base::List& list, const std::string& text) {
        return std::find(list.begin(), list.end(), text) != list.end();
    }
};

using Sources = std::vector<const Source*>;

Sources matching(const Configured& configured, const Wanted& wanted) {
    Sources found;
    for (const Source& one : configured.sources) {
        if (wanted.is(one)) {
            found.push_back(&one);
        }
    }
    return found;
}

/// Why it can't be told, or "".
std::string obstacle(const Configured& configured, const Wanted& wanted, bool found) {
    if (!configured.any) {
        return "the host has neither apt's sources (/etc/apt) nor dnf's (/etc/yum.repos.d)";
    }
    for (const Gap& gap : configured.gaps) {
        const bool may_hold_it = gap.name.empty() || !wanted.url.empty();
        if (gap.name == wanted.name || (may_hold_it && !found)) {
            return gap.reason;
        }
    }
    return "";
}

/// Those for which the condition holds, or all where it holds for none.
template <typename Condition>
Sources preferring(const Sources& all, Condition condition) {
    Sources some;
    std::copy_if(all.begin(), all.end(), std::back_inserter(some), condition);
    return some.empty() ? all : some;
}

std::string place(const Source& source) {
    return fmt::format("{}:{}", source.file, source.line);
}

bool is_of_dnf(const Source& source) {
    return source.file.ends_with(".repo");
}

/// Those that count: of a section that dnf meets twice the first, of apt's entries those of packages and
/// those that are enabled. Says what does not.
Sources counting(const Sources& all, std::vector<std::string>& remarks) {
    Sources read;
    for (const Source* one : all) {
        const bool twice = is_of_dnf(*one) && std::any_of(read.begin(), read.end(), [&](const Source* other) {
                               return other->name == one->name && is_of_dnf(*other);
                           });
        if (twice) {
            remarks.push_back(fmt::format("{} says it again, which dnf leaves out", place(*one)));
        } else {
            read.push_back(one);
        }
    }
    const Sources packages = preferring(read, [](const Source* one) { return one->packages; });
    const Sources enabled = preferring(packages, [](const Source* one) { return one->enabled; });
    for (const Source* one : packages) {
        if (!one->enabled) {
            remarks.push_back(place(*one) + " is not enabled");
        }
    }
    return enabled;
}

base::List merged(const Sources& sources, base::List Source::*list) {
    base::List all;
    for (const Source* one : sources) {
        for (const std::string& text : one->*list) {
            if (std::find(all.begin(), all.end(), text) == all.end()) {
                all.push_back(text);
            }
        }
    }
    return all;
}

std::string boolean(bool value) {
    return value ? "true" : "false";
}

/// Whether all of them are checked.
Reading checks(const Sources& sources, const MainCheck& main) {
    bool all = true;
    for (const Source* one : sources) {
        if (!one->checks && !main.unreadable.empty()) {
            return Unreadable{main.unreadable};
        }
        all = all && one->checks.value_or(main.checks);
    }
    return Present{boolean(all)};
}

std::string places(const Sources& sources) {
    constexpr std::size_t most = 5;
    std::vector<std::string> said;
    for (const Source* one : sources) {
        said.push_back(place(*one));
    }
    if (said.size() > most) {
        const std::size_t more = said.size() - most;
        said.resize(most);
        said.push_back(fmt::format("{} more", more));
    }
    return fmt::format("configured by {}", fmt::join(said, ", "));
}

} // namespace

std::vector<WholeFile> known(Files files, const std::string& name, Configured& configured) {
    configured.any = configured.any || files.there;
    if (!files.unreadable.empty()) {
        configured.gaps.push_back({name, files.unreadable});
    }
    return std::move(files.all);
}

Observed observe_configured(const Desired& desired, const Expectations& expected,
                            const Configured& configured, const MainCheck& main) {
    const Wanted wanted(desired.id.title);
    const Sources found = matching(configured, wanted);
    if (const std::string reason = obstacle(configured, wanted, !found.empty()); !reason.empty()) {
        return unreadable(expected, reason);
    }
    Observed observed;
    const auto tell = [&](const char* property, Reading reading) {
        observed.observations.push_back({.property = property, .reading = std::move(reading)});
    };
    tell("state", Present{std::string(found.empty() ? "absent" : "present")});
    if (found.empty()) {
        for (const char* property : {"url", "suite", "components", "key", "enabled", "check_signatures"}) {
            tell(property, Missing{});
        }
        return observed;
    }
    const Sources sources = counting(found, observed.remarks);
    observed.remarks.insert(observed.remarks.begin(), places(sources));
    const auto tell_list = [&](const char* property, base::List Source::*list) {
        base::List all = merged(sources, list);
        tell(property, all.empty() ? Reading(Missing{}) : Reading(Present{std::move(all)}));
    };
    tell_list("url", &Source::urls);
    tell_list("suite", &Source::suites);
    tell_list("components", &Source::components);
    tell_list("key", &Source::keys);
    tell("enabled", Present{boolean(sources.front()->enabled)});
    tell("check_signatures", checks(sources, main));
    return observed;
}

} // namespace plumbline::resource::repository
