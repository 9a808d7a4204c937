#include "resource/types/directory/steps.hpp"

#include "resource/file_properties.hpp"
#include "resource/file_remedies.hpp"
#include "resource/steps/places/attributes.hpp"
#include "resource/steps/places/standing.hpp"
#include "resource/types/directory/tree.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace plumbline::resource::directory {

namespace {

using steps::declined;

constexpr const char* usual_mode = "0755";

bool is_replaced(const std::vector<Compared>& drifts) {
    return drift_of(drifts, "state") != nullptr || drift_of(drifts, "kind") != nullptr;
}

std::string path_below(const Desired& desired, const std::string& subject) {
    const auto& folder = desired.id.title;
    return folder + (folder.ends_with('/') ? "" : "/") + subject;
}

Steps make_anew(const Desired& desired, const Ground& ground) {
    auto wanted = steps::attributes_of_new(desired, usual_mode);
    if (!wanted.refusal.empty()) {
        return declined(std::move(wanted.refusal));
    }
    Steps steps = steps::removal(desired.id.title, ground.answers);
    if (steps.declined.empty()) {
        steps.all.push_back(MakeFolder{desired.id.title, std::move(wanted.attributes)});
        steps.declined = std::move(wanted.declined);
    }
    return steps;
}

/// What is put right of a folder that is there, and of what stands below it.
class Below {
public:
    Below(const Desired& desired, const Ground& ground)
        : desired_(desired), ground_(ground), tree_(seen_tree(desired, ground.answers)) {}

    Steps make() {
        add_own();
        for (const Compared& drift : ground_.drifts) {
            if (drift.property == "purge") {
                purge(drift.subject);
            } else if (drift.property.starts_with("recurse.")) {
                set(drift);
            } else if (drift.property == "age") {
                decline({"age", "an age can't be set; look at what should have changed what it holds"});
            }
        }
        for (auto& [subject, attributes] : below_) {
            steps_.all.push_back(SetAttributes{path_below(desired_, subject), std::move(attributes)});
        }
        std::ranges::move(removals_, std::back_inserter(steps_.all));
        return std::move(steps_);
    }

private:
    void add_own() {
        auto wanted = steps::drifting_attributes(desired_, ground_);
        if (wanted.attributes != Attributes{}) {
            steps_.all.push_back(SetAttributes{desired_.id.title, std::move(wanted.attributes)});
        }
        steps_.declined = std::move(wanted.declined);
    }

    /// Said once, however many subjects it is said of.
    void decline(Declined declined) {
        if (std::ranges::find(steps_.declined, declined) == steps_.declined.end()) {
            steps_.declined.push_back(std::move(declined));
        }
    }

    void set(const Compared& drift) {
        const auto value = desired_.text(drift.property);
        if (!value) {
            return decline({drift.property, steps::names_no_value(desired_, drift.property)});
        }
        Attributes& attributes = below_[drift.subject];
        if (drift.property.ends_with(".mode")) {
            attributes.mode = *value;
        } else if (drift.property.ends_with(".owner")) {
            attributes.owner = *value;
        } else {
            attributes.group = *value;
        }
    }

    [[nodiscard]] bool holds_mount(const std::string& subject) const {
        const Seen itself = seen(ground_.answers, {"stat", {desired_.id.title}});
        const auto* status = std::get_if<probe::FileStatus>(&itself);
        return tree_ && status != nullptr &&
               std::ranges::any_of(tree_->entries, [&](const probe::TreeEntry& entry) {
                   return (entry.path == subject || entry.path.starts_with(subject + "/")) &&
                          entry.status.kind == probe::FileKind::directory &&
                          entry.status.device != status->device;
               });
    }

    void purge(const std::string& subject) {
        if (!desired_.flag("consent")) {
            return decline({"purge", "the standard does not consent to remove what nobody declared; say "
                                     "consent: true, or declare it, or name it in keep"});
        }
        const auto path = path_below(desired_, subject);
        if (holds_mount(subject)) {
            return decline({"purge", fmt::format("{}: a file system is mounted there or below; unmount it "
                                                 "first",
                                                 path)});
        }
        Steps removal = steps::removal(path, ground_.answers);
        std::ranges::move(removal.all, std::back_inserter(removals_));
        for (const Declined& declined : removal.declined) {
            decline({"purge", declined.reason});
        }
    }

    const Desired& desired_;
    const Ground& ground_;
    std::optional<probe::Tree> tree_;
    Steps steps_;
    std::map<std::string, Attributes> below_; ///< by subject
    std::vector<Step> removals_;
};

} // namespace

probe::Queries ground(const Desired& desired, const std::vector<Compared>& drifts) {
    if (is_replaced(drifts)) {
        return steps::standing_questions(desired.id.title);
    }
    probe::Queries questions;
    for (const Compared& drift : drifts) {
        if (drift.property == "purge" && desired.flag("consent")) {
            std::ranges::move(steps::standing_questions(path_below(desired, drift.subject)),
                              std::back_inserter(questions));
        }
    }
    return questions;
}

Steps steps_of(const Desired& desired, const Ground& ground) {
    if (!is_replaced(ground.drifts)) {
        return Below(desired, ground).make();
    }
    return desired.text("state") == "absent" ? steps::removal(desired.id.title, ground.answers)
                                             : make_anew(desired, ground);
}

} // namespace plumbline::resource::directory
