#include "resource/types/directory/tree.hpp"

#include "base/text.hpp"
#include "resource/file_properties.hpp"
#include "resource/types/directory/below.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace plumbline::resource::directory {

namespace {

/// Deeper than any path that a host can be asked for (PATH_MAX is 4096).
constexpr std::size_t no_limit = 2048;

std::size_t number(const Desired& desired, std::string_view attribute, std::size_t otherwise) {
    const auto text = desired.text(attribute);
    return text ? base::to_integer<std::size_t>(*text).value_or(otherwise) : otherwise;
}

std::size_t limit(const Desired& desired) {
    return number(desired, "limit", 10'000);
}
std::size_t recurse_depth(const Desired& desired) {
    return number(desired, "recurse.depth", no_limit);
}

base::List globs(const Desired& desired, std::string_view attribute) {
    return desired.list(attribute).value_or(base::List{});
}

base::List declared(const Desired& desired) {
    return relative_to(desired.id.title, desired.declared_below);
}

std::size_t depth_for_purge(const Desired& desired) {
    const base::List keep = globs(desired, "keep");
    const bool at_any_depth = std::ranges::any_of(
        keep, [](const std::string& glob) { return glob.find('/') == std::string::npos; });
    return at_any_depth ? no_limit : purge_depth(declared(desired), keep);
}

/// What is expected of one kind of thing below: "recurse.files.mode", …
base::List recursive_properties(const Desired& desired) {
    base::List properties;
    for (const auto& [name, matcher] : desired.attributes) {
        if (name.starts_with("recurse.files.") || name.starts_with("recurse.directories.")) {
            properties.push_back(name);
        }
    }
    return properties;
}

std::size_t depth_to_ask(const Desired& desired) {
    const std::size_t recursive = recursive_properties(desired).empty() ? 0 : recurse_depth(desired);
    return std::max(recursive, desired.flag("purge") ? depth_for_purge(desired) : 0);
}

/// Judges each path below; keeps what deviates and what could not be looked at.
class Search {
public:
    Search(const Desired& desired, const probe::Tree& tree, std::uint64_t device, Observed& observed)
        : desired_(desired), tree_(tree), device_(device), observed_(observed) {}

    void recurse(const std::string& property) {
        const Matcher& matcher = desired_.attributes.at(property);
        const bool of_files = property.starts_with("recurse.files.");
        const probe::FileKind kind = of_files ? probe::FileKind::file : probe::FileKind::directory;
        const base::List ignored = globs(desired_, "recurse.ignore");
        const std::size_t deepest = recurse_depth(desired_);
        for (const probe::TreeEntry& entry : tree_.entries) {
            if (depth(entry.path) <= deepest && entry.status.kind == kind && !covered(entry.path, ignored)) {
                judge(property, matcher, entry);
            }
        }
        report_unseen(property, ignored, deepest);
    }

    void purge() {
        std::map<std::string, std::string, std::less<>> kinds;
        base::List paths;
        for (const probe::TreeEntry& entry : tree_.entries) {
            paths.push_back(entry.path);
            kinds[entry.path] = probe::name(entry.status.kind);
        }
        const base::List keep = globs(desired_, "keep");
        const base::List removed = undeclared(paths, declared(desired_), keep);
        for (const std::string& path : removed) {
            add("purge", path, Present{kinds[path]});
        }
        gone_ = removed;
        report_unseen("purge", keep, depth_for_purge(desired_));
    }

private:
    void add(const std::string& property, const std::string& subject, Reading reading) {
        observed_.observations.push_back(
            {.property = property, .subject = subject, .reading = std::move(reading)});
    }

    [[nodiscard]] std::string value(const std::string& property, const probe::FileStatus& status) const {
        if (property.ends_with(".mode")) {
            return probe::mode_text(status);
        }
        return property.ends_with(".owner") ? account_text(desired_, property, status.owner, status.uid)
                                            : account_text(desired_, property, status.group, status.gid);
    }

    void judge(const std::string& property, const Matcher& matcher, const probe::TreeEntry& entry) {
        const std::string actual = value(property, entry.status);
        if (!holds(matcher, property.ends_with(".mode") ? Kind::mode : Kind::text, actual,
                   VersionOrder::none)) {
            add(property, entry.path, Present{actual});
        }
    }

    [[nodiscard]] bool is_mount_point(const probe::TreeEntry& entry) const {
        return entry.status.kind == probe::FileKind::directory && entry.status.device != device_;
    }

    /// Whether what is below a directory concerns the property.
    [[nodiscard]] bool concerns(const std::string& folder, const base::List& passed_over,
                                std::size_t deepest) const {
        return depth(folder) < deepest && !covered(folder, passed_over) && !would_be_gone(folder);
    }

    [[nodiscard]] bool would_be_gone(const std::string& folder) const {
        return std::ranges::any_of(
            gone_, [&](const std::string& path) { return folder == path || folder.starts_with(path + "/"); });
    }

    void report_unseen(const std::string& property, const base::List& passed_over, std::size_t deepest) {
        for (const std::string& folder : tree_.unreadable) {
            if (concerns(folder, passed_over, deepest)) {
                add(property, folder,
                    Unreadable{"permission denied: what is below it could not be looked at"});
            }
        }
        for (const probe::TreeEntry& entry : tree_.entries) {
            if (is_mount_point(entry) && concerns(entry.path, passed_over, deepest)) {
                add(property, entry.path,
                    Unreadable{"another file system is mounted here, which was not looked at"});
            }
        }
        if (tree_.cut) {
            add(property, "",
                Unreadable{fmt::format("more entries than the limit of {}; raise `limit`", limit(desired_))});
        } else if (tree_.failed) {
            add(property, "", Unreadable{"not everything below could be listed; audit again"});
        }
    }

    const Desired& desired_;
    const probe::Tree& tree_;
    std::uint64_t device_;
    Observed& observed_;
    base::List gone_; ///< what purge would remove, with all below it
};

void observe_unclear(const base::List& properties, const std::string& reason, Observed& observed) {
    for (const std::string& property : properties) {
        observed.observations.push_back({.property = property, .reading = Unreadable{reason}});
    }
}

base::List properties_below(const Desired& desired) {
    base::List properties = recursive_properties(desired);
    if (desired.flag("purge")) {
        properties.emplace_back("purge");
    }
    return properties;
}

} // namespace

std::optional<probe::Question> tree_question(const Desired& desired) {
    const std::size_t depth = depth_to_ask(desired);
    if (depth == 0) {
        return std::nullopt;
    }
    return probe::Question{"tree", {desired.id.title, std::to_string(depth), std::to_string(limit(desired))}};
}

std::optional<probe::Tree> seen_tree(const Desired& desired, const probe::Answers& answers) {
    const auto question = tree_question(desired);
    const auto* answered = question ? std::get_if<probe::Answered>(&answers.to(*question)) : nullptr;
    return answered == nullptr ? std::nullopt : probe::parse_tree(answered->bytes, limit(desired));
}

void observe_tree(const Desired& desired, const probe::Answer& answer, std::uint64_t device,
                  Observed& observed) {
    const base::List properties = properties_below(desired);
    if (const auto* unclear = std::get_if<probe::CannotTell>(&answer)) {
        return observe_unclear(properties, unclear->reason, observed);
    }
    const auto* answered = std::get_if<probe::Answered>(&answer);
    const auto tree = answered == nullptr ? std::nullopt : probe::parse_tree(answered->bytes, limit(desired));
    if (!tree) {
        return observe_unclear(properties, "the directory changed while it was looked at; audit again",
                               observed);
    }
    observed.searched = properties;
    Search search(desired, *tree, device, observed);
    for (const std::string& property : recursive_properties(desired)) {
        search.recurse(property);
    }
    if (desired.flag("purge")) {
        search.purge();
    }
}

} // namespace plumbline::resource::directory
