#include "resource/types/setting/steps.hpp"

#include "base/letter_case.hpp"
#include "resource/steps/edits/editing.hpp"
#include "resource/steps/edits/lines.hpp"
#include "resource/steps/places/attributes.hpp"
#include "resource/types/setting/edits/candidates.hpp"
#include "resource/types/setting/parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>

namespace plumbline::resource::setting {

namespace {

const std::string in_force_prefix = "in_force.";

/// Section, key and value.
using Saying = std::tuple<std::string, std::string, std::string>;

/// The edits of one resource's keys.
class KeyEdits {
public:
    KeyEdits(const Type& type, const Desired& desired, const Ground& ground)
        : lens_(*lens_of(desired)), desired_(desired), ground_(ground), editing_(type, desired, ground) {
        editing_.leave_out([](const std::string& property) { return property.starts_with(in_force_prefix); });
    }

    Steps make() {
        const bool is_gone = drifts("state");
        for (const auto& wanted : wanted_of(lens_, desired_)) {
            if (wanted.absent ? drifts(wanted.property) : is_gone || drifts(wanted.property)) {
                put_right(wanted);
            } else if (drifts(in_force_prefix + wanted.written)) {
                editing_.decline(
                    in_force_prefix + wanted.written,
                    "the file is right, and what runs does not go by it yet; let the resource notify "
                    "the service that reads it");
            }
        }
        return editing_.finish();
    }

private:
    [[nodiscard]] bool drifts(const std::string& property) const {
        return std::ranges::any_of(ground_.drifts,
                                   [&](const Compared& one) { return one.property == property; });
    }

    [[nodiscard]] Gathered gathered() const {
        return gather(lens_, layout_of(lens_, path_of(desired_)), editing_.answers_after());
    }

    void put_right(const Wanted& wanted) {
        const auto values =
            wanted.absent ? base::List{} : desired_.list(wanted.property).value_or(base::List{});
        if (!wanted.absent && !desired_.attributes.at(wanted.property).pins()) {
            return editing_.decline(wanted.property, steps::names_no_value(desired_, wanted.property));
        }
        const auto now = gathered();
        const auto said = look_up(lens_, now, wanted.key);
        const bool done = wanted.absent ? remove(wanted, said) : set(wanted, values, now, said);
        if (!done) {
            editing_.decline(wanted.property,
                             fmt::format("no way was found to {} {} so that nothing else in the "
                                         "configuration changes; edit {} by hand",
                                         wanted.absent ? "take out" : "set", wanted.written,
                                         path_of(desired_)));
        }
    }

    bool set(const Wanted& wanted, const base::List& values, const Gathered& now, const Said& said) {
        if (!said.counts.empty() && is_peoples(said.counts.back().file)) {
            const auto& file = said.counts.back().file;
            const auto assignment = assign(wanted, values, now, file);
            return try_each(wanted, file, with_other_values(assignment, in_file(said.counts, file)));
        }
        const auto file = file_to_add_to(now);
        return try_each(wanted, file, with_added_key(assign(wanted, values, now, file)));
    }

    /// All lines that set it.
    bool remove(const Wanted& wanted, const Said& said) {
        std::map<std::string, std::set<std::size_t>> places;
        for (const auto* entries : {&said.counts, &said.loses}) {
            for (const auto& placed : *entries) {
                if (placed.entry.line == 0 || !is_peoples(placed.file)) {
                    return false;
                }
                places[placed.file].insert(placed.entry.line);
            }
        }
        for (const auto& [file, numbers] : places) {
            steps::Lines lines(editing_.bytes(file).value_or(""));
            for (auto number = numbers.rbegin(); number != numbers.rend(); ++number) {
                if (*number <= lines.count()) {
                    lines.remove(*number);
                }
            }
            if (!try_each(wanted, file, {lines.bytes()}, false)) {
                return false;
            }
        }
        return look_up(lens_, gathered(), wanted.key).counts.empty();
    }

    /// Files of packages come back with the next version.
    static bool is_peoples(const std::string& file) {
        return !file.starts_with("/usr/") && !file.starts_with("/lib/") && !file.starts_with("/run/");
    }

    [[nodiscard]] std::string file_to_add_to(const Gathered& now) const {
        const auto layout = layout_of(lens_, path_of(desired_));
        for (const auto& main : layout.mains) {
            if (is_peoples(main) && std::ranges::find(now.files, main) != now.files.end()) {
                return main;
            }
        }
        return path_of(desired_);
    }

    static std::vector<Placed> in_file(const std::vector<Placed>& entries, const std::string& file) {
        std::vector<Placed> there;
        std::ranges::copy_if(entries, std::back_inserter(there),
                             [&](const Placed& placed) { return placed.file == file; });
        return there;
    }

    [[nodiscard]] Assignment assign(const Wanted& wanted, const base::List& values, const Gathered& now,
                                    const std::string& file) const {
        return {wanted.key, values, editing_.bytes(file).value_or(""), in_file(now.entries, file)};
    }

    [[nodiscard]] bool is_of(const Key& key, const formats::Entry& entry) const {
        const auto same = [&](const std::string& left, const std::string& right) {
            return lens_.meaning.any_case ? base::lower_case(left) == base::lower_case(right) : left == right;
        };
        return same(entry.section, key.section) && same(entry.key, key.name);
    }

    /// What the configuration says beside the key, in its order.
    [[nodiscard]] std::vector<Saying> all_but(const Key& key, const Gathered& gathered) const {
        std::vector<Saying> others;
        for (const auto& [entry, file] : gathered.entries) {
            if (!is_of(key, entry)) {
                others.emplace_back(entry.section, entry.key, entry.value);
            }
        }
        return others;
    }

    [[nodiscard]] bool holds_now(const Wanted& wanted, const Gathered& then) const {
        const auto said = look_up(lens_, then, wanted.key);
        std::vector<std::string> values;
        for (const auto& placed : said.counts) {
            values.push_back(placed.entry.value);
        }
        const auto reading = reading_of(lens_, wanted.key, values, wants_list(wanted.matcher));
        const auto* present = std::get_if<Present>(&reading);
        return said.unreadable.empty() && !said.counts.empty() && present != nullptr &&
               holds(wanted.matcher, Kind::value, present->value, VersionOrder::none);
    }

    /// Keeps the first that sets the key and nothing else; else the file stays as it was.
    bool try_each(const Wanted& wanted, const std::string& file, const std::vector<std::string>& candidates,
                  bool sets = true) {
        const auto before = editing_.bytes(file);
        const auto now = gathered();
        const auto others = all_but(wanted.key, now);
        for (const auto& candidate : candidates) {
            editing_.write(file, candidate);
            const auto then = gathered();
            if (then.gaps.size() == now.gaps.size() && all_but(wanted.key, then) == others &&
                (!sets || holds_now(wanted, then))) {
                return true;
            }
        }
        editing_.write(file, before);
        return false;
    }

    const Lens& lens_;
    const Desired& desired_;
    const Ground& ground_;
    steps::Editing editing_;
};

} // namespace

probe::Queries ground(const Desired& desired, const facts::Facts&) {
    const auto* lens = lens_of(desired);
    if (lens == nullptr) {
        return {};
    }
    const auto layout = layout_of(*lens, path_of(desired));
    base::List folders;
    for (const auto& folder : layout.folders) {
        folders.push_back(folder.path);
    }
    auto mains = layout.mains;
    if (std::ranges::find(mains, path_of(desired)) == mains.end()) {
        mains.push_back(path_of(desired));
    }
    return steps::questions_of_edits(mains, folders);
}

Steps steps_of(const Type& type, const Desired& desired, const Ground& ground) {
    return KeyEdits(type, desired, ground).make();
}

} // namespace plumbline::resource::setting
