// setting: the files that the host gave, by path.
#pragma once

#include "probe/question.hpp"
#include "resource/types/setting/lens.hpp"

#include <map>
#include <optional>

namespace plumbline::resource::setting {

struct Text {
    std::string path;
    std::string bytes;
    std::string unreadable; ///< why the bytes are not known; "" when they are
    bool is_folder = false; ///< that can't be listed: it stands for files that nobody knows
};

/// What is there of a layout's files. What is not there is left out.
class Texts {
public:
    Texts(const Layout& layout, const probe::Answers& answers);

    /// nullptr when there is no such file.
    [[nodiscard]] const Text* file(const std::string& path) const;
    /// The folders' files in the order of their names, each name from the first folder that has it. One that
    /// masks (a link to /dev/null) says nothing. Folders that can't be listed come last: what is in them may
    /// have the last word.
    [[nodiscard]] std::vector<Text> by_name() const;
    /// The files that a pattern (glob(7)) matches, in the order of paths; nothing when it may match some that
    /// were not asked for.
    [[nodiscard]] std::optional<std::vector<Text>> matching(const std::string& pattern) const;

private:
    void take_main(const std::string& path, const probe::Answer& answer);
    void take_folder(const Folder& folder, const probe::Answer& answer);

    std::map<std::string, Text> mains_;
    std::vector<std::pair<Folder, std::vector<Text>>> folders_;
};

} // namespace plumbline::resource::setting
