#include "resource/text_file.hpp"
#include "resource/type.hpp"
#include "resource/types/foreign_packages/lists.hpp"
#include "resource/whole_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fnmatch.h>

namespace plumbline::resource {

namespace foreign_packages {

namespace {

const probe::Question comparison{"foreign_packages", {}};
const probe::Question list = text_file("/etc/apt/sources.list");
const probe::Question lines = whole_files("/etc/apt/sources.list.d", ".list");
const probe::Question stanzas = whole_files("/etc/apt/sources.list.d", ".sources");

const Schema& the_schema() {
    static const Schema all{
        .type = "foreign_packages",
        .doc =
            "Packages that are installed though no configured repository has them: none but those that are "
            "allowed may be there. A package of which a repository has a newer version is out of date, not "
            "foreign.",
        .title_doc = "Any text: what the rule is called.",
        .attributes = {{.name = "allowed",
                        .kind = Kind::list,
                        .doc = "The names that may be there, * and ? as in a shell.",
                        .compared = false}},
        .asks =
            "Compares /var/lib/dpkg/status with the lists that apt keeps (/var/lib/apt/lists), on the host; "
            "apt itself does not run. Unknown where a configured repository has no list (apt update), and "
            "where the package manager is not dpkg.",
        .enforces = "Nothing: what nobody declared may still be needed: declare each as a `package` with "
                    "state: absent once that is known.",
        .example = "foreign_packages: none but our own\nallowed: [acme-*]\n",
        .phase = Phase::packages};
    return all;
}

struct Sources {
    std::vector<formats::AptSource> all;
    std::string unreadable; ///< why they are not all known, or ""
};

void read(const WholeFile& file, bool by_stanza, Sources& sources) {
    if (!file.unreadable.empty()) {
        sources.unreadable = file.path + ": " + file.unreadable;
        return;
    }
    formats::AptSources found =
        by_stanza ? formats::read_apt_stanzas(file.bytes) : formats::read_apt_list(file.bytes);
    if (const auto* malformed = std::get_if<formats::Malformed>(&found)) {
        sources.unreadable = fmt::format("{}:{}: {}", file.path, malformed->line, malformed->message);
    } else {
        std::ranges::move(std::get<0>(found), std::back_inserter(sources.all));
    }
}

Sources configured(const probe::Answers& answers) {
    Sources sources;
    for (const probe::Question& question : {list, lines, stanzas}) {
        const Files files = files_of(answers, question);
        if (!files.unreadable.empty()) {
            sources.unreadable = files.unreadable;
        }
        for (const WholeFile& file : files.all) {
            read(file, question == stanzas, sources);
        }
    }
    return sources;
}

bool is_allowed(const std::string& name, const base::List& allowed) {
    return std::ranges::any_of(
        allowed, [&](const std::string& glob) { return fnmatch(glob.c_str(), name.c_str(), 0) == 0; });
}

Observed tell(const Comparison& found, const base::List& allowed) {
    Observed observed;
    observed.searched = {"foreign"};
    std::size_t outdated = 0;
    for (const Unlisted& one : found.unlisted) {
        if (one.outdated()) {
            ++outdated;
        } else if (!is_allowed(one.name, allowed)) {
            observed.observations.push_back({"foreign", one.name, Present{one.version}});
        }
    }
    if (outdated > 0) {
        observed.remarks.push_back(
            fmt::format("{} packages are older than what the repositories have", outdated));
    }
    return observed;
}

} // namespace

class ForeignPackages final : public Type {
public:
    [[nodiscard]] const Schema& schema() const override { return the_schema(); }

    [[nodiscard]] probe::Queries queries(const Desired&) const override {
        return {comparison, list, lines, stanzas};
    }

    [[nodiscard]] Expectations expect(const Desired&) const override {
        return {{.property = "foreign", .matcher = {}, .forbidden = true}};
    }

    [[nodiscard]] Observed observe(const Desired& desired, const probe::Answers& answers) const override {
        const Expectations expected = expect(desired);
        const probe::Answer& answer = answers.to(comparison);
        if (const auto* unknown = std::get_if<probe::CannotTell>(&answer)) {
            return unreadable(expected, unknown->reason);
        }
        const auto* answered = std::get_if<probe::Answered>(&answer);
        const auto found = answered == nullptr ? std::nullopt : read_comparison(answered->bytes);
        if (!found) {
            return unreadable(expected, "the package lists could not be read to their end");
        }
        const Sources sources = configured(answers);
        if (!sources.unreadable.empty()) {
            return unreadable(expected, sources.unreadable);
        }
        const base::List missing = without_list(sources.all, found->lists);
        if (!missing.empty()) {
            return unreadable(expected, fmt::format("{} has no list: run apt update", missing.front()));
        }
        return tell(*found, desired.list("allowed").value_or(base::List{}));
    }

    [[nodiscard]] Remedy remedy(const Desired&, const Observed&,
                                const std::vector<Compared>& drifts) const override {
        Remedy actions;
        for (const Compared& drift : drifts) {
            if (drift.status == Compared::Status::drift) {
                actions.push_back({fmt::format("remove {} {} (keeps its configuration)", drift.subject,
                                               base::to_text(drift.actual)),
                                   "remove-package",
                                   {{"package", drift.subject}}});
            }
        }
        return actions;
    }

    [[nodiscard]] Traces traces(const Desired&) const override {
        return {.paths = {"/etc/apt/sources.list", "/etc/apt/sources.list.d", "/etc/yum.repos.d"},
                .words = {"apt", "apt-get", "aptitude", "dpkg", "dnf", "yum", "rpm"}};
    }
};

} // namespace foreign_packages

namespace types_of_folders {

const Type& foreign_packages_type() {
    static const foreign_packages::ForeignPackages type;
    return type;
}

} // namespace types_of_folders

} // namespace plumbline::resource
