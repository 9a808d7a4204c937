#include "resource/file/regular_file.hpp"

#include "resource/file/content.hpp"
#include "resource/file/searches.hpp"
#include "resource/file/traits.hpp"
#include "resource/file_properties.hpp"
#include "resource/file_remedies.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace plumbline::resource::file {

namespace {

/// What enforce can't put right by itself.
constexpr std::array<std::string_view, 5> without_remedy{"sha256", "size", "age", "contains", "lacks"};

bool must_be_absent(const Desired& desired) {
    return desired.text("state") == "absent";
}

probe::Question status_of(const Desired& desired) {
    return {desired.flag("follow") ? "stat_followed" : "stat", {desired.id.title}};
}

const Content* content_of(const Desired& desired) {
    const auto found = desired.contents.find("content");
    return found == desired.contents.end() ? nullptr : &found->second;
}

/// The file as the standard describes it; nothing when the standard names properties of bytes that it does
/// not hold.
std::optional<Making> making(const Desired& desired) {
    Making made{.kind = "file"};
    if (const Content* content = content_of(desired)) {
        made.words = fmt::format(" ({})", content_words(*content));
        made.arguments = {{"content", content->digest}};
        return made;
    }
    const bool asks_nothing_of_bytes =
        std::ranges::none_of(std::array{"content", "sha256", "size", "contains"},
                             [&](std::string_view attribute) { return desired.has(attribute); });
    return asks_nothing_of_bytes ? std::optional(made) : std::nullopt;
}

Action write(const Content& content, const Compared& drift) {
    const std::string now = base::to_text(drift.actual);
    return {.words = fmt::format("write content ({}, now {})", content_words(content), short_digest(now)),
            .verb = "write-content",
            .arguments = {{"content", content.digest}, {"now", now}}};
}

/// A link that leads nowhere looks as if nothing were there.
void remark_link(const Desired& desired, const probe::Answers& answers, const Seen& found,
                 Observed& observed) {
    if (!desired.flag("follow") || !std::holds_alternative<probe::Absent>(found)) {
        return;
    }
    const Seen itself = seen(answers, {"stat", {desired.id.title}});
    if (std::holds_alternative<probe::FileStatus>(itself)) {
        observed.remarks.emplace_back("dangling: there is a symlink, but what it leads to does not exist");
    }
}

void append(probe::Queries& questions, probe::Queries others) {
    std::ranges::move(others, std::back_inserter(questions));
}

} // namespace

std::vector<Attribute> regular_file_attributes() {
    std::vector<Attribute> all{
        {.name = "size",
         .kind = Kind::size,
         .doc = "The size in bytes; most useful with at_most and at_least."},
        {.name = "follow",
         .kind = Kind::boolean,
         .doc = "Judge the file that a symlink leads to, instead of calling the symlink a drift.",
         .compared = false,
         .fallback = "false"},
        {.name = "validate",
         .kind = Kind::text,
         .doc =
             "A command that must accept the file before enforce puts it in its place, where %s is that "
             "file: \"nginx -t -c %s\". Its words stand between blanks, and no shell reads them. Without it, "
             "the program that is known to read the path is asked.",
         .compared = false},
    };
    for (auto& attributes : {search_attributes(), permission_attributes(), traits_of_files()}) {
        std::ranges::copy(attributes, std::back_inserter(all));
    }
    return all;
}

probe::Queries RegularFile::queries(const Desired& desired) const {
    probe::Queries questions{status_of(desired)};
    append(questions, content_questions(desired));
    append(questions, search_questions(desired));
    append(questions, trait_questions(desired));
    if (desired.flag("follow")) {
        questions.push_back({"stat", {desired.id.title}});
    }
    return questions;
}

Expectations RegularFile::expect(const Desired& desired) const {
    Expectations expectations = comparable_traits(Type::expect(desired));
    // content that is rendered is no attribute that one could write
    if (find(schema(), "content") == nullptr && desired.has("content")) {
        expectations.insert(
            expectations.begin(),
            {.property = "content", .kind = Kind::content, .matcher = desired.attributes.at("content")});
    }
    expectations = with_kind(std::move(expectations), desired, "file");
    if (!must_be_absent(desired)) {
        add_searches(desired, expectations);
    }
    return expectations;
}

Observed RegularFile::observe(const Desired& desired, const probe::Answers& answers) const {
    Observed observed;
    const Seen found = seen(answers, status_of(desired));
    if (const auto* status = observe_presence(found, expect(desired), "file", observed);
        status != nullptr && !must_be_absent(desired)) {
        observe_permissions(*status, desired, observed);
        if (desired.has("size")) { // a log grows: that would be recorded in every audit
            observed.observations.push_back(
                {.property = "size", .reading = Present{std::to_string(status->size)}});
        }
        observe_content(desired, answers, observed);
        observe_searches(desired, answers, observed);
        observe_traits(*status, desired, answers, observed);
    }
    remark_link(desired, answers, found, observed);
    return observed;
}

Remedy RegularFile::remedy(const Desired& desired, const Observed& observed,
                           const std::vector<Compared>& drifts) const {
    const auto made = making(desired);
    if (auto action = remedy_of_presence(desired, observed, drifts, made.value_or(Making{}))) {
        return made ? Remedy{*std::move(action)} : Remedy{};
    }
    return remedy_of_properties(desired, observed, drifts);
}

std::string RegularFile::object_to(const Desired& desired) const {
    if (desired.has("content") && desired.has("sha256")) {
        return "sha256 stands beside content or source, which say the same; keep one of them";
    }
    if (std::string objection = object_to_state(schema(), desired); !objection.empty()) {
        return objection;
    }
    if (const auto validate = desired.text("validate");
        validate && validate->find("%s") == std::string::npos) {
        return fmt::format("validate: expected %s where the file is to stand, found '{}'", *validate);
    }
    std::string objection = object_to_searches(desired);
    return objection.empty() ? object_to_traits(desired) : objection;
}

Remedy RegularFile::remedy_of_properties(const Desired& desired, const Observed& observed,
                                         const std::vector<Compared>& drifts) const {
    Remedy remedy;
    for (const Compared& drift : drifts) {
        if (const Content* content = content_of(desired); content != nullptr && drift.property == "content") {
            remedy.push_back(write(*content, drift));
        } else if (std::ranges::find(without_remedy, drift.property) == without_remedy.end()) {
            std::ranges::move(Type::remedy(desired, observed, {drift}), std::back_inserter(remedy));
        }
    }
    return remedy;
}

} // namespace plumbline::resource::file
