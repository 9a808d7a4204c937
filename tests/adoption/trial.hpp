#pragma once

#include "adoption/adoption.hpp"

#include "base/digest.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "drift/judge.hpp"
#include "history/texts/record_text.hpp"
#include "resource/rendering.hpp"
#include "support/temporary_folder.hpp"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

namespace plumbline::test {

/// What a host has that the standard does not say: "file:/etc/motd" → observations.
struct Actual {
    std::string property;
    resource::Reading reading;
    std::string subject = {};
};
using Actuals = std::map<std::string, std::vector<Actual>>;

inline Actual is(std::string property, base::Value value, std::string subject = {}) {
    return {std::move(property), resource::Present{std::move(value)}, std::move(subject)};
}
inline Actual is_missing(std::string property, std::string subject = {}) {
    return {std::move(property), resource::Missing{}, std::move(subject)};
}

/// A value that the rule accepts.
inline base::Value accepted(const resource::Matcher& matcher) {
    using namespace resource;
    if (const auto* rule = std::get_if<Exactly>(&matcher.rule))
        return rule->value;
    if (const auto* rule = std::get_if<OneOf>(&matcher.rule))
        return rule->values.front();
    if (const auto* rule = std::get_if<AtMost>(&matcher.rule))
        return rule->bound;
    if (const auto* rule = std::get_if<AtLeast>(&matcher.rule))
        return rule->bound;
    if (const auto* rule = std::get_if<Contains>(&matcher.rule))
        return rule->texts;
    if (const auto* rule = std::get_if<Range>(&matcher.rule))
        return rule->comparisons.front().bound;
    return std::string("whatever");
}

/// A standard in a folder of its own, hosts, and what was last seen of them.
class Trial {
public:
    using Files = std::map<std::string, std::string>;

    explicit Trial(const Files& files) {
        for (const auto& [name, text] : files) {
            folder_.directory(std::filesystem::path(name).parent_path().string());
            folder_.file(name, text);
        }
        for (const char* name : {"web1", "web2", "db1"})
            inventory_.hosts[name] = {
                name, {"all", std::string(name).substr(0, std::string(name).size() - 1)}, {}};
        inventory_.groups = {"all", "web", "db"};
    }

    [[nodiscard]] inventory::Host& host(const std::string& name) { return inventory_.hosts.at(name); }
    [[nodiscard]] const std::string& path() const { return path_; }

    /// An audit that saw all as declared, but for this; where a host is not named, all as declared.
    void audit(const std::map<std::string, Actuals>& actuals) {
        const auto standard = loaded();
        for (const auto& [name, host] : inventory_.hosts) {
            const auto found = actuals.find(name);
            seen_[name] = look(standard, host, found == actuals.end() ? Actuals{} : found->second);
        }
    }

    std::string adopt(const std::vector<std::pair<std::string, std::string>>& drifts,
                      const std::optional<std::string>& host_only_why = std::nullopt) {
        const auto standard = loaded();
        adoption::Wish wish{{}, host_only_why};
        for (const auto& [host, id] : drifts)
            wish.drifts.push_back({"7Q4K2M9XAB", host, standard::parse_identity(id).value()});
        const auto last_seen = [&](const std::string& host) {
            const auto known = seen_.find(host);
            return known == seen_.end() ? std::nullopt : std::optional(known->second);
        };
        return adoption::adopt({standard, folder_.path(), inventory_, secrecy_, last_seen}, wish);
    }

    /// Why it was refused; fails where it was not.
    std::string refusal(const std::vector<std::pair<std::string, std::string>>& drifts,
                        const std::optional<std::string>& host_only_why = std::nullopt) {
        try {
            return "not refused:\n" + adopt(drifts, host_only_why);
        } catch (const base::Error& error) {
            return error.what();
        }
    }

    /// By the tool that a reviewer would use; "git apply" or "patch -s -p1 -i".
    void apply(const std::string& patch, const std::string& tool) {
        const TemporaryFolder beside;
        const auto file = beside.file("patch", patch);
        const auto command = "cd " + folder_.path() + " && " + tool + " " + file + " >&2";
        if (std::system(command.c_str()) != 0)
            throw std::runtime_error(tool + " does not take this patch:\n" + patch);
    }

    [[nodiscard]] std::string text(const std::string& file) const {
        return base::read_file(folder_.path(file), 1 << 20);
    }
    [[nodiscard]] bool has(const std::string& file) const {
        return std::filesystem::exists(folder_.path(file));
    }
    void write(const std::string& file, const std::string& text) { folder_.file(file, text); }
    void forget(const std::string& host) { seen_.erase(host); }

    /// What each resource of a host is under the standard as it is in the folder now, by these observations.
    [[nodiscard]] std::map<std::string, drift::Status> verdicts(const std::string& host,
                                                                const Actuals& actuals) {
        std::map<std::string, drift::Status> statuses;
        const auto standard = loaded();
        for (const auto& [id, finding] : look(standard, inventory_.hosts.at(host), actuals, true).findings)
            statuses[id.text()] = finding.status;
        return statuses;
    }

    [[nodiscard]] standard::Standard loaded() const {
        base::Diagnostics diagnostics;
        auto standard = standard::load_standard(folder_.path(), diagnostics);
        if (!standard || diagnostics.has_errors())
            throw std::runtime_error(base::render(diagnostics));
        return *standard;
    }

    [[nodiscard]] catalog::Catalog catalog(const standard::Standard& standard,
                                           const std::string& host) const {
        return compiled(standard, inventory_.hosts.at(host));
    }

private:
    using LastSeen = history::Reader::LastSeen;

    static catalog::Catalog compiled(const standard::Standard& standard, const inventory::Host& host) {
        base::Diagnostics diagnostics;
        catalog::Compiler compiler(standard, diagnostics);
        auto catalog = compiler.compile(host, {}, diagnostics);
        if (!catalog)
            throw std::runtime_error(base::render(diagnostics));
        return *catalog;
    }

    LastSeen look(const standard::Standard& standard, const inventory::Host& host, const Actuals& actuals,
                  bool as_given = false) {
        LastSeen seen;
        seen.facts = {{"os.family", "debian"}, {"hostname", host.name}};
        const auto catalog = compiled(standard, host);
        for (const auto& one : catalog.resources) {
            const auto known = actuals.find(one.desired->id.text());
            if (as_given && known == actuals.end())
                continue;
            const drift::Sight sight{.observed =
                                         [&](const resource::Desired& desired) {
                                             return observed(*one.type, desired,
                                                             known == actuals.end() ? std::vector<Actual>{}
                                                                                    : known->second);
                                         },
                                     .excuses = [] { return std::set<std::string>{}; }};
            const auto finding = drift::judge(catalog, one, seen.facts, sight, secrecy_);
            const auto desired = resource::rendered(one.desired, seen.facts);
            seen.findings[desired->id] =
                history::read_seen(history::seen_text(finding),
                                   history::read_declared(history::declared_text(*desired, secrecy_)));
            seen.declared[desired->id] = history::declaration_digest(*desired, secrecy_);
        }
        return seen;
    }

    static resource::Observed observed(const resource::Type& type, const resource::Desired& desired,
                                       const std::vector<Actual>& actuals) {
        resource::Observed observed;
        observed.version_order = resource::VersionOrder::deb;
        for (const auto& one : actuals)
            add(one, observed);
        for (const auto& expected : type.expect(desired)) {
            const bool is_known = std::ranges::any_of(
                observed.observations, [&](const auto& one) { return one.property == expected.property; });
            if (expected.forbidden)
                observed.searched.push_back(expected.property);
            else if (!is_known)
                observed.observations.push_back({.property = expected.property,
                                                 .reading = resource::Present{accepted(expected.matcher)}});
        }
        return observed;
    }

    /// Content is given as bytes.
    static void add(const Actual& one, resource::Observed& observed) {
        auto reading = one.reading;
        if (auto* present = std::get_if<resource::Present>(&reading);
            present != nullptr && one.property == "content") {
            const auto bytes = base::to_text(present->value);
            observed.contents[one.property] = {bytes, ""};
            present->value = base::sha256(bytes);
        }
        observed.observations.push_back(
            {.property = one.property, .subject = one.subject, .reading = reading});
    }

    TemporaryFolder folder_;
    std::string path_ = folder_.path();
    inventory::Inventory inventory_;
    drift::Secrecy secrecy_{"a key of the test"};
    std::map<std::string, LastSeen> seen_;
};

/// The patch's comments, without "# ".
inline std::vector<std::string> head_of(const std::string& patch) {
    std::vector<std::string> lines;
    std::size_t at = 0;
    while (patch.compare(at, 2, "# ") == 0) {
        const auto end = patch.find('\n', at);
        lines.push_back(patch.substr(at + 2, end - at - 2));
        at = end + 1;
    }
    return lines;
}

} // namespace plumbline::test
