#include "base/text.hpp"
#include "resource/file/traits.hpp"
#include "resource/file_properties.hpp"
#include "resource/file_remedies.hpp"
#include "resource/types/directory/schema.hpp"
#include "resource/types/directory/steps.hpp"
#include "resource/types/directory/tree.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace plumbline::resource::types_of_folders {

namespace {

constexpr std::size_t most_entries = 1'000'000;

bool must_be_absent(const Desired& desired) {
    return desired.text("state") == "absent";
}

probe::Question status_of(const Desired& desired) {
    return {"stat", {desired.id.title}};
}

/// The message when a number is not within 1 and `most`, or "".
std::string object_to_number(const Desired& desired, std::string_view attribute, std::size_t most) {
    const auto text = desired.text(attribute);
    if (!text) {
        return {};
    }
    const auto number = base::to_integer<std::size_t>(*text);
    return number && *number >= 1 && *number <= most
               ? ""
               : fmt::format("{}: expected a number from 1 to {}, found {}", attribute, most, *text);
}

bool asks_recursively(const Desired& desired) {
    return std::ranges::any_of(desired.attributes, [](const auto& attribute) {
        return attribute.first.starts_with("recurse.files.") ||
               attribute.first.starts_with("recurse.directories.");
    });
}

/// "set mode 0640 of conf.d/a (now 0644)"
Action set_below(const Compared& drift) {
    const std::string attribute = drift.property.substr(drift.property.rfind('.') + 1);
    return {.words = fmt::format("set {} {} of {} (now {})", attribute, drift.expected, drift.subject,
                                 base::to_text(drift.actual)),
            .verb = "set",
            .arguments = {{"property", attribute}, {"subject", drift.subject}, {"value", drift.expected}}};
}

Action remove_below(const Compared& drift) {
    const std::string kind = base::to_text(drift.actual);
    const std::string with_all = kind == "directory" ? " and all below it" : "";
    return {.words = fmt::format("remove {} {}{}", kind, drift.subject, with_all),
            .verb = "remove",
            .arguments = {{"kind", kind}, {"subject", drift.subject}}};
}

class Directory final : public Type {
public:
    [[nodiscard]] const Schema& schema() const override { return directory::schema(); }

    [[nodiscard]] probe::Queries queries(const Desired& desired) const override {
        probe::Queries questions{status_of(desired)};
        if (auto tree = directory::tree_question(desired); tree && !must_be_absent(desired)) {
            questions.push_back(*std::move(tree));
        }
        std::ranges::move(file::trait_questions(desired), std::back_inserter(questions));
        return questions;
    }

    [[nodiscard]] Expectations expect(const Desired& desired) const override {
        Expectations expectations =
            file::comparable_traits(with_kind(Type::expect(desired), desired, "directory"));
        if (desired.flag("purge") && !must_be_absent(desired)) {
            expectations.push_back({.property = "purge", .matcher = {}, .forbidden = true});
        }
        return expectations;
    }

    [[nodiscard]] Observed observe(const Desired& desired, const probe::Answers& answers) const override {
        Observed observed;
        const Seen found = seen(answers, status_of(desired));
        const auto* status = observe_presence(found, expect(desired), "directory", observed);
        if (status == nullptr || must_be_absent(desired)) {
            return observed;
        }
        observe_permissions(*status, desired, observed);
        file::observe_traits(*status, desired, answers, observed);
        if (const auto tree = directory::tree_question(desired)) {
            directory::observe_tree(desired, answers.to(*tree), status->device, observed);
        }
        return observed;
    }

    [[nodiscard]] Remedy remedy(const Desired& desired, const Observed& observed,
                                const std::vector<Compared>& drifts) const override {
        if (auto action = remedy_of_presence(desired, observed, drifts, {.kind = "directory"})) {
            return {*std::move(action)};
        }
        Remedy remedy;
        for (const Compared& drift : drifts) {
            std::ranges::move(remedy_of_property(desired, observed, drift), std::back_inserter(remedy));
        }
        return remedy;
    }

    [[nodiscard]] probe::Queries ground(const Desired& desired, const std::vector<Compared>& drifts,
                                        const facts::Facts&) const override {
        return directory::ground(desired, drifts);
    }

    [[nodiscard]] Steps steps(const Desired& desired, const Ground& ground) const override {
        return directory::steps_of(desired, ground);
    }

    [[nodiscard]] std::string object_to(const Desired& desired) const override {
        if (std::string objection = object_to_state(schema(), desired); !objection.empty()) {
            return objection;
        }
        if (std::string objection = file::object_to_traits(desired); !objection.empty()) {
            return objection;
        }
        if (desired.has("keep") && !desired.flag("purge")) {
            return "keep says what purge leaves alone, but nothing is purged; add 'purge: true' or remove "
                   "keep";
        }
        if (desired.flag("consent") && !desired.flag("purge")) {
            return "consent is about what purge finds, but nothing is purged; add 'purge: true' or remove "
                   "consent";
        }
        if ((desired.has("recurse.depth") || desired.has("recurse.ignore")) && !asks_recursively(desired)) {
            return "recurse asks nothing of what is below; add files or directories to it";
        }
        const std::string depth = object_to_number(desired, "recurse.depth", 2048);
        return depth.empty() ? object_to_number(desired, "limit", most_entries) : depth;
    }

private:
    [[nodiscard]] Remedy remedy_of_property(const Desired& desired, const Observed& observed,
                                            const Compared& drift) const {
        if (drift.property == "purge") {
            return {remove_below(drift)};
        }
        if (drift.property == "age") {
            return {};
        }
        if (!drift.property.starts_with("recurse.")) {
            return Type::remedy(desired, observed, {drift});
        }
        const bool can_be_set = desired.attributes.at(drift.property).pins();
        return can_be_set ? Remedy{set_below(drift)} : Remedy{};
    }
};

} // namespace

const Type& directory_type() {
    static const Directory type;
    return type;
}

} // namespace plumbline::resource::types_of_folders
