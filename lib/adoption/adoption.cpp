#include "adoption/adoption.hpp"

#include "adoption/changes/wanted.hpp"
#include "adoption/editing/edit.hpp"
#include "adoption/proof/patch.hpp"
#include "adoption/proof/proof.hpp"
#include "base/error.hpp"
#include "base/scratch_folder.hpp"
#include "history/texts/record_text.hpp"
#include "report/words.hpp"
#include "resource/rendering.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace plumbline::adoption {
namespace {

using LastSeen = history::Reader::LastSeen;
using Lines = std::vector<std::string>;

/// A drift with what is known of it.
struct Known {
    const Drift& drift;
    const inventory::Host& host;
    std::shared_ptr<const resource::Desired> desired;
    LastSeen seen;

    [[nodiscard]] const drift::Finding& finding() const { return seen.findings.at(drift.resource); }
};

std::string words(const Drift& drift) {
    return fmt::format("{} ({} on {})", drift.name, drift.resource.text(), drift.host);
}

/// A value with braces would be taken for a variable; a file of its own takes them.
void check_braces(const Change& change, bool in_file) {
    const auto has_braces = [](const std::string& text) { return text.find("{{") != std::string::npos; };
    const auto* list = std::get_if<base::List>(&change.value.value);
    const bool found = list != nullptr ? std::ranges::any_of(*list, has_braces)
                                       : has_braces(std::get<std::string>(change.value.value));
    if (found && !in_file)
        base::fail(
            "{} holds {{{{ on the host, which a standard takes for a variable: put the text into a file of "
            "the standard, as source",
            change.name());
}

class Adoption {
public:
    Adoption(const Situation& situation, const Wish& wish)
        : situation_(situation), wish_(wish), tree_(situation.standard, situation.path),
          current_(situation.standard) {}

    std::string patch() {
        for (const auto& drift : wish_.drifts)
            each(drift);
        if (!refusals_.empty())
            base::fail("{}", fmt::join(refusals_, "\n"));
        const auto proof = tried();
        return patch_of(head(proof), tree_.edited(), situation_.standard.folder);
    }

private:
    /// What is refused of one drift is said together with what is of the others.
    void each(const Drift& drift) {
        try {
            edit(known(drift));
        } catch (const base::Error& error) {
            refusals_.push_back(fmt::format("drift {} can't be adopted: {}", words(drift), error.what()));
        }
    }

    Known known(const Drift& drift) {
        const auto host = situation_.inventory.hosts.find(drift.host);
        if (host == situation_.inventory.hosts.end())
            base::fail("{} is not in the inventory", drift.host);
        auto seen = situation_.last_seen(drift.host);
        const auto finding = seen ? seen->findings.find(drift.resource) : decltype(seen->findings.end()){};
        if (!seen || finding == seen->findings.end())
            base::fail("the last audit of {} did not look at it: audit again", drift.host);
        if (!finding->second.deviates())
            base::fail("it is not seen to drift any more: {} at the last audit",
                       drift::name(finding->second.status));
        const auto catalog = current_.of(host->second);
        const auto* resource = find(catalog, drift.resource);
        if (resource == nullptr)
            base::fail("the standard does not declare it for {} any more: audit again", drift.host);
        auto desired = resource::rendered(resource->desired, seen->facts);
        check_declared(*desired, *seen);
        return {drift, host->second, std::move(desired), std::move(*seen)};
    }

    /// The drift was recorded under this very declaration.
    void check_declared(const resource::Desired& desired, const LastSeen& seen) const {
        const auto digest = seen.declared.find(desired.id);
        if (digest == seen.declared.end() ||
            digest->second != history::declaration_digest(desired, situation_.secrecy))
            base::fail("the standard says something else of it now ({}) than when it was last seen ({}): "
                       "audit again",
                       desired.place.file_and_line(), base::to_rfc3339(seen.when));
    }

    void edit(const Known& known) {
        const auto wanted = wanted_of(*known.desired, known.finding());
        if (wanted.changes.empty() && wanted.undeclared.empty())
            base::fail("{}", fmt::join(wanted.unsaid, "; "));
        const Written written(situation_.standard, known.host, *known.desired);
        for (const auto& change : wanted.changes)
            check_braces(change, written.key_of(change) == "source" && !written.is_rendered());
        Adopted adopted{known.drift, {}, wanted.unsaid};
        if (wish_.host_only_why)
            edit_for_host(known, written, wanted);
        else
            edit_for_all(known, written, wanted, adopted);
        tell(known);
        adopted_.push_back(std::move(adopted));
    }

    void edit_for_host(const Known& known, const Written& written, const Wanted& wanted) {
        if (!wanted.undeclared.empty())
            base::fail("an override can't declare {}, which is not declared yet: declare it in a profile for "
                       "{} alone, "
                       "by hand",
                       wanted.undeclared.front().text(), known.drift.host);
        const auto meant = inventory::select(situation_.inventory, inventory::Pattern(known.drift.host));
        if (meant.size() != 1)
            base::fail("the pattern '{}' means {}, so no override can be for this host alone",
                       known.drift.host, report::counted(meant.size(), "host"));
        add_override(tree_, written, wanted, known.drift.host, known.drift.resource, *wish_.host_only_why);
    }

    void edit_for_all(const Known& known, const Written& written, const Wanted& wanted, Adopted& adopted) {
        Lines reasons;
        for (const auto& change : wanted.changes)
            if (auto why = written.why_not_here(change); !why.empty())
                reasons.push_back(std::move(why));
        if (!reasons.empty())
            base::fail("{}; change that by hand, or use --host-only for an override for {} alone",
                       fmt::join(reasons, "; "), known.drift.host);
        Wanted fresh = wanted;
        adopted.declared = wanted.undeclared;
        std::erase_if(fresh.undeclared, [&](const auto& id) { return !declared_.insert(id).second; });
        for (auto& note : edit_in_place(tree_, written, fresh))
            notes_.insert(known.drift.resource.text() + ": " + note);
    }

    /// The copy with the edits, loaded and judged.
    Proof tried() {
        const base::ScratchFolder scratch("plumbline-adopt", "to try the patch in");
        try {
            return tried_in(scratch.path());
        } catch (const base::Error& error) {
            base::fail("{}", with_own_paths(error.what(), scratch.path().string()));
        }
    }

    Proof tried_in(const std::filesystem::path& folder) {
        base::Diagnostics refused;
        const auto place = tree_.write(folder);
        const auto edited = standard::load_standard(place, refused);
        if (!edited || refused.has_errors())
            base::fail("the edited standard would not be valid:\n{}", base::render(refused));
        Catalogs catalogs(*edited);
        return prove(situation_, current_, catalogs, adopted_);
    }

    /// As the user knows the files.
    [[nodiscard]] std::string with_own_paths(std::string text, const std::string& scratch) const {
        const auto folder = situation_.standard.folder.string();
        for (auto at = text.find(scratch); at != std::string::npos;
             at = text.find(scratch, at + folder.size()))
            text.replace(at, scratch.size(), folder);
        return text;
    }

    void tell(const Known& known) {
        told_.push_back(fmt::format("{}, seen {}", words(known.drift), base::to_rfc3339(known.seen.when)));
        for (const auto& one : known.finding().properties) {
            if (one.status != resource::Compared::Status::drift)
                continue;
            const auto subject = one.subject.empty() ? "" : " of " + one.subject;
            told_.push_back(fmt::format("  {}{} is {}, the standard said {}", one.property, subject,
                                        report::short_value(one.actual), report::short_value(one.expected)));
        }
    }

    [[nodiscard]] Lines head(const Proof& proof) const {
        Lines lines{"plumbline adopt: what these hosts have becomes the standard"};
        lines.insert(lines.end(), told_.begin(), told_.end());
        lines.insert(lines.end(), notes_.begin(), notes_.end());
        if (wish_.host_only_why)
            lines.emplace_back("as an override for each host alone; the declarations stay as they are");
        for (const auto& one : proof.elsewhere)
            add_elsewhere(lines, one);
        lines.emplace_back(
            "tried: under the edited standard these drifts are gone, and nothing else that was seen of "
            "these hosts changes");
        lines.insert(lines.end(), proof.notes.begin(), proof.notes.end());
        const auto root = root_of(situation_.standard.folder);
        lines.push_back(fmt::format("paths are relative to the {}: in {}, git apply FILE or patch -p1 <FILE",
                                    root.is_git ? "top of the git work tree" : "standard's folder",
                                    root.folder.string()));
        lines.emplace_back("a sign-off of the standard does not cover it: sign again after the review");
        return lines;
    }

    static void add_elsewhere(Lines& lines, const Elsewhere& one) {
        lines.push_back(
            fmt::format("{} also applies to {}: {}; with --host-only an override for the drift's host "
                        "alone",
                        one.resource.text(), report::counted(one.hosts.size(), "other host"),
                        fmt::join(one.hosts, ", ")));
        const auto add = [&](const Lines& hosts, std::string_view what) {
            if (!hosts.empty())
                lines.push_back(fmt::format("  {}: {}", what, fmt::join(hosts, ", ")));
        };
        add(one.would_drift, "would drift then");
        add(one.would_be_right, "would be right then");
        add(one.untold, "can't be told without an audit");
    }

    const Situation& situation_;
    const Wish& wish_;
    Tree tree_;
    Catalogs current_;
    std::vector<Adopted> adopted_;
    std::set<standard::Identity> declared_;
    std::set<std::string> notes_;
    Lines told_;
    Lines refusals_;
};

} // namespace

std::string adopt(const Situation& situation, const Wish& wish) {
    return Adoption(situation, wish).patch();
}

} // namespace plumbline::adoption
