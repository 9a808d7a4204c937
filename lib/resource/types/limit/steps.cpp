#include "resource/types/limit/steps.hpp"

#include "base/letter_case.hpp"
#include "base/text.hpp"
#include "resource/file_remedies.hpp"
#include "resource/steps/edits/editing.hpp"
#include "resource/steps/edits/lines.hpp"
#include "resource/steps/places/attributes.hpp"
#include "resource/types/limit/lines.hpp"
#include "resource/whole_files.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace plumbline::resource::limit {

namespace {

const std::string main_path = "/etc/security/limits.conf";
const std::string folder_path = "/etc/security/limits.d";
const std::string own_path = folder_path + "/99-plumbline.conf";

/// DOMAIN TYPE ITEM VALUE of a line, without its comment.
std::vector<std::string_view> words_of(std::string_view line) {
    return base::words(line.substr(0, line.find('#')));
}

/// The line with another last word.
std::string with_value(std::string_view line, const std::string& value) {
    const auto word = words_of(line).at(3);
    const auto at = static_cast<std::size_t>(word.data() - line.data());
    return fmt::format("{}{}{}", line.substr(0, at), value, line.substr(at + word.size()));
}

/// The edits of one limit.
class Limits {
public:
    Limits(const Desired& desired, const Type& type, const Ground& ground)
        : desired_(desired), item_(desired.text("item").value_or("")), editing_(type, desired, ground) {
        files_.push_back(main_path);
        for (const auto& question : type.queries(desired)) {
            if (question.kind == "folder") {
                for (const auto& file : files_of(editing_.answers(), question).all) {
                    files_.push_back(file.path);
                }
            }
        }
    }

    void set(const std::string& type, const std::string& value) {
        if (!set_where_it_counts(type, value)) {
            const auto line = fmt::format("{} {} {} {}", desired_.id.title, type, item_, value);
            editing_.write(own_path, steps::with_line(editing_.bytes(own_path).value_or(""), line));
        }
    }

    void remove() {
        for (const auto& path : files_) {
            const auto bytes = editing_.bytes(path);
            if (!bytes) {
                continue;
            }
            steps::Lines lines(*bytes);
            for (auto number = lines.count(); number > 0; --number) {
                if (is_meant(words_of(lines.at(number)))) {
                    lines.remove(number);
                }
            }
            editing_.write(path, lines.bytes());
        }
    }

    void decline(const std::string& property) {
        editing_.decline(property, steps::names_no_value(desired_, property));
    }
    [[nodiscard]] Steps finish() const { return editing_.finish(); }

private:
    [[nodiscard]] bool is_meant(const std::vector<std::string_view>& words) const {
        return words.size() > 3 && words[0] == desired_.id.title && base::lower_case(words[2]) == item_;
    }

    /// The last line that names this type of limit counts; one for both types ("-") says more than this.
    bool set_where_it_counts(const std::string& type, const std::string& value) {
        for (auto path = files_.rbegin(); path != files_.rend(); ++path) {
            steps::Lines lines(editing_.bytes(*path).value_or(""));
            for (auto number = lines.count(); number > 0; --number) {
                const auto words = words_of(lines.at(number));
                if (!is_meant(words) || (base::lower_case(words[1]) != type && words[1] != "-")) {
                    continue;
                }
                if (words[1] == "-") {
                    return false;
                }
                lines.replace(number, with_value(lines.at(number), value));
                editing_.write(*path, lines.bytes());
                return true;
            }
        }
        return false;
    }

    const Desired& desired_;
    std::string item_;
    steps::Editing editing_;
    base::List files_; ///< in the order in which they are read
};

} // namespace

probe::Queries ground(const Desired&, const facts::Facts&) {
    return steps::questions_of_edits({main_path}, {folder_path});
}

Steps steps_of(const Type& type, const Desired& desired, const Ground& ground) {
    Limits limits(desired, type, ground);
    if (desired.text("state") == "absent") {
        limits.remove();
        return limits.finish();
    }
    const bool is_gone = drift_of(ground.drifts, "state") != nullptr;
    if (is_gone && !desired.has("soft") && !desired.has("hard")) {
        return {.declined = {{"", "the standard names no limit that a line could set; name soft or hard"}}};
    }
    for (const char* property : {"soft", "hard"}) {
        const bool drifts = is_gone || drift_of(ground.drifts, property) != nullptr;
        if (drifts && desired.text(property)) {
            limits.set(property, canonical(*desired.text(property)));
        } else if (drifts && desired.has(property)) {
            limits.decline(property);
        }
    }
    return limits.finish();
}

} // namespace plumbline::resource::limit
