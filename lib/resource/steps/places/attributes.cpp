#include "resource/steps/places/attributes.hpp"

#include "base/text.hpp"
#include "resource/file/capabilities.hpp"
#include "resource/file/texts.hpp"
#include "resource/file/xattrs.hpp"
#include "resource/file_remedies.hpp"
#include "resource/steps/places/whole_acl.hpp"
#include "resource/steps/runs.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

namespace plumbline::resource::steps {

namespace {

constexpr std::string_view xattrs_prefix = "xattrs.";
constexpr std::array<std::string_view, 8> attribute_names{"mode", "owner",        "group",     "selinux",
                                                          "acl",  "capabilities", "immutable", "append_only"};

std::optional<std::string> answered(const probe::Answers& answers, const std::string& kind,
                                    const std::string& path) {
    const auto* answer = std::get_if<probe::Answered>(&answers.to({kind, {path}}));
    return answer == nullptr ? std::nullopt : std::optional(answer->bytes);
}

/// Gathers attributes one by one. `ground` is null for what is made anew.
class Gathering {
public:
    Gathering(const Desired& desired, const Ground* ground, std::string usual_mode)
        : desired_(desired), ground_(ground), usual_mode_(std::move(usual_mode)) {}

    void add(const std::string& property) {
        if (!desired_.attributes.at(property).pins()) {
            decline(property, names_no_value(desired_, property));
        } else if (property == "acl") {
            add_acl();
        } else if (property == "selinux") {
            add_label();
        } else if (property.starts_with(xattrs_prefix)) {
            add_xattr(property);
        } else {
            add_plain(property);
        }
    }

    Settable take() { return std::move(settable_); }

private:
    void decline(const std::string& property, std::string reason) {
        settable_.declined.push_back({property, std::move(reason)});
    }

    void add_plain(const std::string& property) {
        const auto text = *desired_.text(property);
        auto& attributes = settable_.attributes;
        if (property == "mode") {
            attributes.mode = text;
        } else if (property == "owner") {
            attributes.owner = text;
        } else if (property == "group") {
            attributes.group = text;
        } else if (property == "capabilities") {
            attributes.capabilities =
                text == "absent" ? "" : file::canonical_capabilities(text).value_or(text);
        } else if (property == "immutable") {
            attributes.immutable = text == "true";
        } else if (property == "append_only") {
            attributes.append_only = text == "true";
        }
    }

    [[nodiscard]] std::vector<file::AclEntry> seen_acl() const {
        const auto lines = ground_ == nullptr ? std::nullopt : answered(ground_->answers, "acl", path());
        const auto seen = lines ? file::parse_acl(*lines) : std::nullopt;
        return seen ? *seen : acl_of_mode(desired_.text("mode").value_or(usual_mode_));
    }

    void add_acl() {
        const auto wanted = *desired_.list("acl");
        const auto whole = whole_acl(seen_acl(), wanted, desired_.text("mode"));
        std::vector<file::AclEntry> entries;
        for (const std::string& text : whole) {
            entries.push_back(*file::parse_acl_entry(text));
        }
        if (const auto view = file::view_acl(entries, wanted); !view.limited.empty()) {
            return decline("acl", fmt::format("mode {} takes rights from {}; the standard can't have both",
                                              *desired_.text("mode"), fmt::join(view.limited, ", ")));
        }
        settable_.attributes.acl = whole;
    }

    /// Where the standard names the type alone, the rest of the label stays.
    void add_label() {
        const auto wanted = *desired_.text("selinux");
        if (wanted.find(':') != std::string::npos) {
            settable_.attributes.label = wanted;
            return;
        }
        const auto label = ground_ == nullptr ? std::nullopt : answered(ground_->answers, "label", path());
        auto fields = base::split(label ? *label : std::string_view(), ':');
        if (fields.size() < 3) {
            return decline("selinux",
                           "what is made anew has no label yet whose type could be set; name all of "
                           "it: user:role:type:level");
        }
        fields[2] = wanted;
        settable_.attributes.label = fmt::format("{}", fmt::join(fields, ":"));
    }

    void add_xattr(const std::string& property) {
        const auto name = property.substr(xattrs_prefix.size());
        const auto wanted = *desired_.text(property);
        if (wanted == "absent") {
            remove_xattr(name);
        } else {
            settable_.attributes.xattrs[name] = file::xattr_bytes(wanted);
        }
    }

    void remove_xattr(const std::string& name) {
        const auto lines = ground_ == nullptr ? std::nullopt : answered(ground_->answers, "xattrs", path());
        const auto seen = lines ? file::parse_xattrs(*lines) : std::nullopt;
        if (seen && seen->contains(name)) { // what is made anew has none
            settable_.attributes.xattrs[name] = std::nullopt;
        }
    }

    [[nodiscard]] const std::string& path() const { return desired_.id.title; }

    const Desired& desired_;
    const Ground* ground_;
    std::string usual_mode_;
    Settable settable_;
};

/// What a thing made anew would have against the standard's word, of those that name no one value.
std::string objection_to_new(const Desired& desired, const std::string& usual_mode) {
    const std::array<std::pair<std::string, std::string>, 3> usual{
        {{"mode", usual_mode}, {"owner", "root"}, {"group", "root"}}};
    for (const auto& [property, value] : usual) {
        const auto found = desired.attributes.find(property);
        const auto kind = property == "mode" ? Kind::mode : Kind::text;
        if (found != desired.attributes.end() && !found->second.pins() &&
            !holds(found->second, kind, value, VersionOrder::none)) {
            return fmt::format("{} {}; made anew it would be {}", property, names_no_value(desired, property),
                               value);
        }
    }
    return {};
}

} // namespace

bool is_attribute(std::string_view property) {
    return property.starts_with(xattrs_prefix) ||
           std::ranges::find(attribute_names, property) != attribute_names.end();
}

Settable drifting_attributes(const Desired& desired, const Ground& ground) {
    Gathering gathering(desired, &ground, "");
    for (const Compared& drift : ground.drifts) {
        if (is_attribute(drift.property) && drift.subject.empty()) {
            gathering.add(drift.property);
        }
    }
    return gathering.take();
}

Settable attributes_of_new(const Desired& desired, const std::string& usual_mode) {
    if (auto objection = objection_to_new(desired, usual_mode); !objection.empty()) {
        return {.refusal = std::move(objection)};
    }
    Gathering gathering(desired, nullptr, usual_mode);
    for (const auto& [name, matcher] : desired.attributes) {
        const bool stays_usual = (name == "mode" || name == "owner" || name == "group") && !matcher.pins();
        if (is_attribute(name) && !stays_usual) {
            gathering.add(name);
        }
    }
    return gathering.take();
}

std::string names_no_value(const Desired& desired, const std::string& property) {
    return unpinned(desired, property).reason;
}

} // namespace plumbline::resource::steps
