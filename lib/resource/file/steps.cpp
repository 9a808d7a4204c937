#include "resource/file/regular_file.hpp"

#include "base/digest.hpp"
#include "base/text.hpp"
#include "resource/file_properties.hpp"
#include "resource/file_remedies.hpp"
#include "resource/steps/places/attributes.hpp"
#include "resource/steps/places/standing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace plumbline::resource::file {

namespace {

using steps::declined;

constexpr std::uint64_t most_mebibytes = 16;
constexpr std::uint64_t most_bytes = most_mebibytes << 20U;
constexpr std::string_view usual_mode = "0644";

/// What of a file's bytes is only looked at, and why.
constexpr std::array<std::pair<std::string_view, std::string_view>, 5> only_looked_at{{
    {"sha256", "a digest tells no bytes that could be written; give content or source"},
    {"size", "a size tells no bytes that could be written; give content or source"},
    {"contains", "it does not say where the text belongs; say it with a line, a setting, content or source"},
    {"lacks",
     "it does not say what should stand there instead; say it with a line, a setting, content or source"},
    {"age", "an age can't be set; look at what should have written the file"},
}};

const Content* content_of(const Desired& desired) {
    const auto found = desired.contents.find("content");
    return found == desired.contents.end() ? nullptr : &found->second;
}

std::string too_large(std::uint64_t bytes) {
    return fmt::format("it has {} bytes; files of up to {} MiB are written", bytes, most_mebibytes);
}

/// Why the file can't be made of what the standard says; "" when it can.
std::string objection_to_making(const Desired& desired) {
    if (const auto* content = content_of(desired)) {
        return content->bytes.size() > most_bytes ? too_large(content->bytes.size()) : "";
    }
    if (!desired.unrendered.empty()) {
        return desired.unrendered;
    }
    for (const char* asked : {"sha256", "size", "contains"}) {
        if (desired.has(asked)) {
            return fmt::format("the standard asks for {} but does not hold the file's bytes; give content or "
                               "source",
                               asked);
        }
    }
    return {};
}

/// The steps of one file.
class FileSteps {
public:
    FileSteps(const Desired& desired, const Ground& ground)
        : desired_(desired), ground_(ground), path_(desired.id.title) {}

    [[nodiscard]] Steps make() const {
        if (is_followed_link()) {
            return declined(fmt::format("{} is a symbolic link; name the file that it leads to", path_));
        }
        if (drifts("state") && desired_.text("state") == "absent") {
            return steps::removal(path_, ground_.answers);
        }
        return drifts("state") || drifts("kind") ? make_anew() : put_right();
    }

private:
    [[nodiscard]] bool drifts(std::string_view property) const {
        return drift_of(ground_.drifts, property) != nullptr;
    }

    [[nodiscard]] probe::FileStatus status() const {
        const Seen itself = seen(ground_.answers, {"stat", {path_}});
        const auto* status = std::get_if<probe::FileStatus>(&itself);
        return status == nullptr ? probe::FileStatus{} : *status;
    }

    [[nodiscard]] bool is_followed_link() const {
        return desired_.flag("follow") && status().kind == probe::FileKind::symlink;
    }

    [[nodiscard]] Steps make_anew() const {
        if (auto objection = objection_to_making(desired_); !objection.empty()) {
            return declined(std::move(objection));
        }
        auto wanted = steps::attributes_of_new(desired_, std::string(usual_mode));
        if (!wanted.refusal.empty()) {
            return declined(std::move(wanted.refusal));
        }
        Steps steps = steps::removal(path_, ground_.answers);
        if (!steps.declined.empty()) {
            return steps;
        }
        const auto* content = content_of(desired_);
        steps.all.push_back(
            WriteFile{.path = path_,
                      .content = content == nullptr ? Content{"", base::sha256("")} : *content,
                      .before = {},
                      .attributes = std::move(wanted.attributes),
                      .validate = validation()});
        steps.declined = std::move(wanted.declined);
        return steps;
    }

    [[nodiscard]] Steps put_right() const {
        auto wanted = steps::drifting_attributes(desired_, ground_);
        Steps steps{.declined = std::move(wanted.declined)};
        const bool writes = content_of(desired_) != nullptr && drifts("content");
        if (const auto size = status().size; writes && size > most_bytes) {
            steps.declined.push_back({"content", too_large(size)});
        } else if (auto objection = objection_to_making(desired_); writes && !objection.empty()) {
            steps.declined.push_back({"content", std::move(objection)});
        } else if (writes) {
            steps.all.push_back(writing(std::exchange(wanted.attributes, {})));
        }
        if (wanted.attributes != Attributes{}) {
            steps.all.push_back(SetAttributes{path_, std::move(wanted.attributes)});
        }
        decline_what_is_only_looked_at(writes, steps);
        return steps;
    }

    [[nodiscard]] WriteFile writing(Attributes attributes) const {
        WriteFile write{.path = path_,
                        .content = *content_of(desired_),
                        .before = {Image::Kind::file, seen_text(ground_.observed, "content")},
                        .attributes = std::move(attributes),
                        .validate = validation()};
        if (const auto written = ground_.written.find(path_); written != ground_.written.end()) {
            write.before = image_of_file(written->second);
            write.was = {written->second, ""};
        } else if (const auto was = ground_.observed.contents.find("content");
                   was != ground_.observed.contents.end()) {
            write.was = was->second;
        }
        return write;
    }

    [[nodiscard]] base::List validation() const {
        const auto command = desired_.text("validate").value_or("");
        const auto words = base::words(command);
        return {words.begin(), words.end()};
    }

    /// What is written anew has what is searched in it, or the standard contradicts itself.
    void decline_what_is_only_looked_at(bool writes, Steps& steps) const {
        for (const auto& [property, reason] : only_looked_at) {
            const bool any = std::ranges::any_of(ground_.drifts, [&, name = property](const Compared& drift) {
                return drift.property == name;
            });
            if (any && !writes) {
                steps.declined.push_back({std::string(property), std::string(reason)});
            }
        }
    }

    const Desired& desired_;
    const Ground& ground_;
    const std::string& path_;
};

} // namespace

probe::Queries RegularFile::ground(const Desired& desired, const std::vector<Compared>& drifts,
                                   const facts::Facts&) const {
    const bool is_replaced = drift_of(drifts, "state") != nullptr || drift_of(drifts, "kind") != nullptr;
    return is_replaced ? steps::standing_questions(desired.id.title)
                       : probe::Queries{{"stat", {desired.id.title}}};
}

Steps RegularFile::steps(const Desired& desired, const Ground& ground) const {
    return FileSteps(desired, ground).make();
}

} // namespace plumbline::resource::file
