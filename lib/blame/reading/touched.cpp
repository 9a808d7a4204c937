#include "blame/reading/reading.hpp"
#include "probe/status.hpp"

namespace plumbline::blame {
namespace {

std::optional<probe::FileStatus> status(const probe::Answers& answers, const probe::Question& question) {
    const auto* answered = std::get_if<probe::Answered>(&answers.to(question));
    return answered ? probe::parse_status(answered->bytes) : std::nullopt;
}

} // namespace

void read_touched(Reading& reading) {
    for (const auto& [path, questions] : reading.asked.touched) {
        const auto file = status(reading.answers, questions.first);
        const auto folder = status(reading.answers, questions.second);
        const bool gone = std::holds_alternative<probe::Absent>(reading.answers.to(questions.first));
        if (!file && !(gone && folder))
            continue;
        Touched& touched = reading.chronicle.files[path];
        if (folder)
            touched.folder_changed = reading.clock.here(folder->ctime);
        if (file) {
            touched.exists = true;
            touched.changed = reading.clock.here(file->ctime);
            touched.modified = reading.clock.here(file->mtime);
            touched.owner = file->owner;
        }
    }
}

} // namespace plumbline::blame
