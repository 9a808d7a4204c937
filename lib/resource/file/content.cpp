#include "resource/file/content.hpp"

#include "probe/content.hpp"
#include "resource/secrets.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace plumbline::resource::file {

namespace {

/// What is fetched of a file that differs, in bytes: enough for any diff that a person would read.
constexpr std::uint64_t fetched_bytes = 1 << 20;
constexpr std::string_view digest_prefix = "sha256:";

probe::Question question(const Desired& desired, const std::string& kind,
                         std::vector<std::string> arguments = {}) {
    arguments.insert(arguments.begin(), desired.id.title);
    return {kind + (desired.flag("follow") ? "_followed" : ""), std::move(arguments)};
}

/// As the probe takes it: bare, or "-" while nobody knows what is wanted because facts of the host decide.
std::string wanted_digest(const Desired& desired) {
    return desired.rendering ? "-" : desired.contents.at("content").digest.substr(digest_prefix.size());
}

/// The digest alone is told while it is as it should be; else the bytes come with it.
std::optional<probe::Question> content_question(const Desired& desired) {
    if (!desired.has("content")) {
        return std::nullopt;
    }
    // a secret file's bytes have no business on the wire: its diff is never shown
    if (is_secret(desired, "content")) {
        return question(desired, "digest");
    }
    return question(desired, "content", {wanted_digest(desired), std::to_string(fetched_bytes)});
}

std::string size_text(std::uint64_t bytes) {
    if (bytes >= 1U << 20U) {
        return fmt::format("{} MiB", bytes >> 20U);
    }
    return bytes >= 1U << 10U ? fmt::format("{} KiB", bytes >> 10U) : fmt::format("{} bytes", bytes);
}

std::optional<probe::FileContent> parse(const probe::Question& question, std::string_view bytes) {
    if (question.kind.starts_with("content")) {
        return probe::parse_content(bytes, fetched_bytes);
    }
    if (auto digest = probe::parse_digest(bytes)) {
        return probe::FileContent{*std::move(digest), std::nullopt};
    }
    return std::nullopt;
}

/// The digest as a reading; the bytes, when they came, go to `observed`.
Reading read(const probe::Question& question, const probe::Answer& answer, Observed& observed) {
    if (const auto* unclear = std::get_if<probe::CannotTell>(&answer)) {
        return Unreadable{unclear->reason};
    }
    const auto* answered = std::get_if<probe::Answered>(&answer);
    auto found = answered == nullptr ? std::nullopt : parse(question, answered->bytes);
    if (!found) {
        return Unreadable{"the file changed while it was looked at; audit again"};
    }
    if (found->bytes) {
        const std::string remark =
            found->bytes->whole()
                ? ""
                : fmt::format("first {} of {}", size_text(fetched_bytes), size_text(found->bytes->size));
        observed.contents["content"] = {std::move(found->bytes->first), remark};
    }
    return Present{found->digest};
}

void observe_property(const std::string& property, const probe::Question& question,
                      const probe::Answers& answers, Observed& observed) {
    observed.observations.push_back(
        {.property = property, .reading = read(question, answers.to(question), observed)});
}

} // namespace

probe::Queries content_questions(const Desired& desired) {
    probe::Queries questions;
    if (auto content = content_question(desired)) {
        questions.push_back(*std::move(content));
    }
    if (desired.has("sha256")) {
        questions.push_back(question(desired, "digest"));
    }
    return questions;
}

void observe_content(const Desired& desired, const probe::Answers& answers, Observed& observed) {
    if (!desired.unrendered.empty()) {
        observed.observations.push_back({.property = "content", .reading = Unreadable{desired.unrendered}});
    } else if (const auto content = content_question(desired)) {
        observe_property("content", *content, answers, observed);
    }
    if (desired.has("sha256")) {
        observe_property("sha256", question(desired, "digest"), answers, observed);
    }
}

std::string short_digest(const std::string& digest) {
    return digest.substr(0, digest_prefix.size() + 12) + "…";
}

std::string content_words(const Content& content) {
    const std::string& bytes = content.bytes;
    const bool binary = bytes.find('\0') != std::string::npos;
    const auto lines = std::ranges::count(bytes, '\n') + (bytes.empty() || bytes.ends_with('\n') ? 0 : 1);
    const std::string measure =
        binary ? size_text(bytes.size()) : fmt::format("{} {}", lines, lines == 1 ? "line" : "lines");
    return fmt::format("{}, {}", measure, short_digest(content.digest));
}

} // namespace plumbline::resource::file
