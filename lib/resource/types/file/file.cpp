#include "resource/file_properties.hpp"
#include "resource/file_remedies.hpp"
#include "resource/types/file/content.hpp"
#include "resource/types/file/schema.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace plumbline::resource::types_of_folders {

namespace {

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
        made.words = fmt::format(" ({})", file::content_words(*content));
        made.arguments = {{"content", content->digest}};
        return made;
    }
    return desired.has("sha256") || desired.has("size") ? std::nullopt : std::optional(made);
}

Action write(const Content& content, const Compared& drift) {
    const std::string now = base::to_text(drift.actual);
    return {.words = fmt::format("write content ({}, now {})", file::content_words(content),
                                 file::short_digest(now)),
            .verb = "write-content",
            .arguments = {{"content", content.digest}, {"now", now}}};
}

class File final : public Type {
public:
    [[nodiscard]] const Schema& schema() const override { return file::schema(); }

    [[nodiscard]] probe::Queries queries(const Desired& desired) const override {
        probe::Queries questions = file::content_questions(desired);
        questions.insert(questions.begin(), status_of(desired));
        if (desired.flag("follow")) {
            questions.push_back({"stat", {desired.id.title}});
        }
        return questions;
    }

    [[nodiscard]] Expectations expect(const Desired& desired) const override {
        return with_kind(Type::expect(desired), desired, "file");
    }

    [[nodiscard]] Observed observe(const Desired& desired, const probe::Answers& answers) const override {
        Observed observed;
        const Seen found = seen(answers, status_of(desired));
        if (const auto* status = observe_presence(found, expect(desired), "file", observed);
            status != nullptr && !must_be_absent(desired)) {
            observe_permissions(*status, desired, observed);
            observed.observations.push_back(
                {.property = "size", .reading = Present{std::to_string(status->size)}});
            file::observe_content(desired, answers, observed);
        }
        remark_link(desired, answers, found, observed);
        return observed;
    }

    [[nodiscard]] Remedy remedy(const Desired& desired, const Observed& observed,
                                const std::vector<Compared>& drifts) const override {
        const auto made = making(desired);
        if (auto action = remedy_of_presence(desired, observed, drifts, made.value_or(Making{}))) {
            return made ? Remedy{*std::move(action)} : Remedy{};
        }
        return remedy_of_properties(desired, observed, drifts);
    }

    [[nodiscard]] std::string object_to(const Desired& desired) const override {
        if (desired.has("content") && desired.has("sha256")) {
            return "sha256 stands beside content or source, which say the same; keep one of them";
        }
        return object_to_state(schema(), desired);
    }

private:
    /// A link that leads nowhere looks as if nothing were there.
    static void remark_link(const Desired& desired, const probe::Answers& answers, const Seen& found,
                            Observed& observed) {
        if (!desired.flag("follow") || !std::holds_alternative<probe::Absent>(found)) {
            return;
        }
        const Seen itself = seen(answers, {"stat", {desired.id.title}});
        if (std::holds_alternative<probe::FileStatus>(itself)) {
            observed.remarks.emplace_back(
                "dangling: there is a symlink, but what it leads to does not exist");
        }
    }

    [[nodiscard]] Remedy remedy_of_properties(const Desired& desired, const Observed& observed,
                                              const std::vector<Compared>& drifts) const {
        Remedy remedy;
        for (const Compared& drift : drifts) {
            if (const Content* content = content_of(desired);
                content != nullptr && drift.property == "content") {
                remedy.push_back(write(*content, drift));
            } else if (drift.property != "sha256" && drift.property != "size") {
                std::ranges::move(Type::remedy(desired, observed, {drift}), std::back_inserter(remedy));
            }
        }
        return remedy;
    }
};

} // namespace

const Type& file_type() {
    static const File type;
    return type;
}

} // namespace plumbline::resource::types_of_folders
