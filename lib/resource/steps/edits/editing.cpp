#include "resource/steps/edits/editing.hpp"

#include "base/digest.hpp"
#include "probe/tree.hpp"
#include "resource/file_properties.hpp"
#include "resource/steps/places/standing.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace plumbline::resource::steps {

namespace {

constexpr std::size_t most_entries = 10'000; ///< of a drop-in folder
constexpr std::size_t most_bytes = 16U << 20U;

probe::Question entries_of(const std::string& folder) {
    return {"tree", {folder, "1", std::to_string(most_entries)}};
}

FilesThen written_files(const Ground& ground) {
    FilesThen files;
    for (const auto& [path, bytes] : ground.written) {
        files.emplace(path, bytes);
    }
    return files;
}

/// What stands at a path, by itself or as an entry of its folder, as far as it was asked.
std::variant<probe::FileKind, probe::Absent, probe::CannotTell> kind_at(const std::string& path,
                                                                        const probe::Answers& answers) {
    if (const probe::Question itself{"stat", {path}}; answers.has(itself)) {
        const Seen found = seen(answers, itself);
        if (const auto* status = std::get_if<probe::FileStatus>(&found)) {
            return status->kind;
        }
        if (const auto* unclear = std::get_if<probe::CannotTell>(&found)) {
            return *unclear;
        }
        return probe::Absent{};
    }
    const auto& answer = answers.to(entries_of(folder_of(path)));
    if (const auto* unclear = std::get_if<probe::CannotTell>(&answer)) {
        return *unclear;
    }
    const auto* answered = std::get_if<probe::Answered>(&answer);
    const auto tree = answered == nullptr ? std::nullopt : probe::parse_tree(answered->bytes, most_entries);
    if (!tree) {
        return probe::Absent{};
    }
    const auto found =
        std::ranges::find(tree->entries, path.substr(path.rfind('/') + 1), &probe::TreeEntry::path);
    if (found == tree->entries.end()) {
        return probe::Absent{};
    }
    return found->status.kind;
}

bool is_folder_missing(const std::string& path, const probe::Answers& answers) {
    const probe::Question folder = entries_of(folder_of(path));
    return answers.has(folder) && std::holds_alternative<probe::Absent>(answers.to(folder));
}

std::string in_words(const Compared& one) {
    const auto of = one.subject.empty() ? "" : fmt::format(" of {}", one.subject);
    return one.status == Compared::Status::unknown
               ? fmt::format("{}{} would be unknown: {}", one.property, of, one.reason)
               : fmt::format("{}{} would be {}, should be {}", one.property, of, base::to_text(one.actual),
                             one.expected);
}

bool contains(const std::vector<Compared>& all, const Compared& one) {
    return std::ranges::any_of(all, [&](const Compared& other) {
        return other.property == one.property && other.subject == one.subject && other.status == one.status;
    });
}

} // namespace

probe::Queries questions_of_edits(const base::List& paths, const base::List& folders) {
    probe::Queries questions;
    for (const auto& path : paths) {
        questions.push_back({"stat", {path}});
    }
    for (const auto& folder : folders) {
        questions.push_back(entries_of(folder));
    }
    return questions;
}

Editing::Editing(const Type& type, const Desired& desired, const Ground& ground, const probe::Queries& more)
    : type_(type), desired_(desired), ground_(ground), questions_(type.queries(desired)) {
    std::ranges::copy(more, std::back_inserter(questions_));
    answers_ = answers_then(ground.answers, questions_, written_files(ground));
}

probe::Answers Editing::answers_after() const {
    FilesThen files;
    for (const auto& [path, edit] : edits_) {
        files.emplace(path, edit.becomes);
    }
    for (const auto& [link, path] : links_) {
        if (const auto edit = edits_.find(path); edit != edits_.end()) {
            files.emplace(link, edit->second.becomes);
        }
    }
    return answers_then(answers_, questions_, files);
}

std::optional<std::string> Editing::bytes(const std::string& path) const {
    if (const auto edit = edits_.find(path); edit != edits_.end()) {
        return edit->second.becomes;
    }
    if (const auto written = ground_.written.find(path); written != ground_.written.end()) {
        return written->second;
    }
    for (const auto& question : questions_) {
        if (auto bytes = bytes_in(question, answers_.to(question), path)) {
            return bytes;
        }
    }
    return std::nullopt;
}

void Editing::write(const std::string& path, const std::optional<std::string>& becomes,
                    Attributes attributes) {
    const auto [edit, is_first] = edits_.try_emplace(path, Edit{bytes(path), becomes, std::move(attributes)});
    if (!is_first) {
        edit->second.becomes = becomes;
    }
}

void Editing::decline(const std::string& property, std::string reason) {
    Declined declined{property, std::move(reason)};
    if (std::ranges::find(declined_, declined) == declined_.end()) {
        declined_.push_back(std::move(declined));
    }
}

bool Editing::is_declined(const std::string& property) const {
    return (left_out_ && left_out_(property)) ||
           std::ranges::find(declined_, property, &Declined::property) != declined_.end();
}

/// Why what is written does not say what the standard says; "" when it does.
std::string Editing::objection() const {
    const auto expected = type_.expect(desired_);
    const auto before = compare(expected, type_.observe(desired_, answers_));
    for (const auto& one : compare(expected, type_.observe(desired_, answers_after()))) {
        const bool is_as_unknown = one.status == Compared::Status::unknown && contains(before, one);
        if (one.status != Compared::Status::in_sync && one.plane != Plane::now && !is_as_unknown &&
            !is_declined(one.property)) {
            return in_words(one);
        }
    }
    return {};
}

std::string Editing::objection_to(const std::string& path, const Edit& edit) const {
    if (edit.becomes && edit.becomes->size() > most_bytes) {
        return fmt::format("{} would have {} bytes; files of up to 16 MiB are written", path,
                           edit.becomes->size());
    }
    if (ground_.written.contains(path)) {
        return {};
    }
    if (!ground_.answers.has({"stat", {path}}) && !ground_.answers.has(entries_of(folder_of(path)))) {
        return {};
    }
    const auto kind = kind_at(path, ground_.answers);
    if (const auto* unclear = std::get_if<probe::CannotTell>(&kind)) {
        return fmt::format("{}: {}", path, unclear->reason);
    }
    const auto* found = std::get_if<probe::FileKind>(&kind);
    if (found == nullptr) {
        return edit.was ? path + ": changed while it was looked at; plan again" : "";
    }
    if (*found == probe::FileKind::symlink) {
        return path + " is a symbolic link; name the file that it leads to, or replace it by a file";
    }
    if (*found != probe::FileKind::file) {
        return fmt::format("{} is no file that could be edited, but a {}", path, probe::name(*found));
    }
    return edit.was ? "" : path + ": it could not be read whole, so it is not edited";
}

std::vector<Step> Editing::steps_of(const std::string& path, const Edit& edit) const {
    const Image before = edit.was ? image_of_file(*edit.was) : Image{};
    if (!edit.becomes) {
        return {Remove{path, before}};
    }
    std::vector<Step> steps;
    if (is_folder_missing(path, ground_.answers) && !ground_.written.contains(path)) {
        steps.emplace_back(MakeFolder{folder_of(path)});
    }
    steps.emplace_back(WriteFile{.path = path,
                                 .content = {*edit.becomes, base::sha256(*edit.becomes)},
                                 .before = before,
                                 .was = {edit.was.value_or(""), ""},
                                 .attributes = edit.attributes});
    return steps;
}

std::string Editing::objection_to_all() const {
    for (const auto& [path, edit] : edits_) {
        if (auto why = edit.was == edit.becomes ? "" : objection_to(path, edit); !why.empty()) {
            return why;
        }
    }
    const auto why = objection();
    if (why.empty()) {
        return {};
    }
    return edits_.empty() ? fmt::format("no file that could be edited says otherwise: {}", why)
                          : fmt::format("what would be written does not say what the standard says: {}; edit "
                                        "the file by hand",
                                        why);
}

Steps Editing::finish(const std::string& property) const {
    Steps steps{.declined = declined_};
    if (auto objection = objection_to_all(); !objection.empty()) {
        steps.declined.push_back({property, std::move(objection)});
    } else {
        steps.all = first_;
        for (const auto& [path, edit] : edits_) {
            if (edit.was != edit.becomes) {
                std::ranges::move(steps_of(path, edit), std::back_inserter(steps.all));
            }
        }
    }
    std::ranges::copy(others_, std::back_inserter(steps.all));
    return steps;
}

} // namespace plumbline::resource::steps
