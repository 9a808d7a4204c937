#include "resource/whole_files.hpp"

#include "probe/folder.hpp"
#include "resource/text_file.hpp"

namespace plumbline::resource {

namespace {

constexpr std::size_t most_bytes = 1 << 20;

std::string reason_of(probe::FolderFile::State state) {
    using State = probe::FolderFile::State;
    switch (state) {
    case State::given:
        return "";
    case State::large:
        return "larger than 1 MiB";
    case State::closed:
        return "permission denied";
    case State::other:
        return "not a regular file";
    case State::dangles:
        return "a link that leads nowhere";
    }
    return "";
}

Files files_of_folder(const probe::Question& question, std::string_view bytes) {
    const std::string& path = question.arguments[0];
    const std::string& suffix = question.arguments[1];
    const auto found = probe::parse_folder(bytes);
    if (!found) {
        return {.unreadable = path + ": changed while it was read"};
    }
    Files files;
    for (const probe::FolderFile& one : *found) {
        files.all.push_back({path + "/" + one.name, one.name.substr(0, one.name.size() - suffix.size()),
                             one.bytes, reason_of(one.state)});
    }
    return files;
}

Files folder_of(const probe::Answers& answers, const probe::Question& question) {
    const probe::Answer& answer = answers.to(question);
    if (std::holds_alternative<probe::Absent>(answer)) {
        return {.there = false};
    }
    if (const auto* unknown = std::get_if<probe::CannotTell>(&answer)) {
        return {.unreadable = question.arguments[0] + ": " + unknown->reason};
    }
    return files_of_folder(question, std::get<probe::Answered>(answer).bytes);
}

Files single_file(const std::string& path, const probe::Answers& answers) {
    TextFile file = read_text_file(path, answers);
    if (!file.bytes) {
        return {.there = !file.unreadable.empty(), .unreadable = std::move(file.unreadable)};
    }
    return {.all = {{path, path.substr(path.rfind('/') + 1), std::move(*file.bytes)}}};
}

} // namespace

probe::Question whole_files(const std::string& folder, const std::string& suffix) {
    return {"folder", {folder, suffix, std::to_string(most_bytes)}};
}

Files files_of(const probe::Answers& answers, const probe::Question& question) {
    return question.kind == "folder" ? folder_of(answers, question)
                                     : single_file(question.arguments[0], answers);
}

} // namespace plumbline::resource
