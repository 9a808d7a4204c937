// Which processes a resource's title names.
#pragma once

#include "resource/types/process/processes.hpp"

namespace plumbline::resource::process {

enum class Match {
    no,
    yes,
    unclear ///< its name fits, but its executable is not ours to see
};

/// A name, the path of an executable, or in brackets a thread of the kernel.
class Title {
public:
    explicit Title(std::string text);

    /// Whether a name alone does not tell: the kernel keeps 15 bytes of it, and of a script that runs, the
    /// executable is its interpreter.
    [[nodiscard]] bool wants_words() const;
    [[nodiscard]] Match match(const Process& process, bool every_executable) const;

private:
    [[nodiscard]] Match match_path(const Process& process, bool every_executable) const;
    [[nodiscard]] bool is_name_of(const Process& process) const;

    std::string text_;
    std::string name_; ///< without folders and brackets
};

} // namespace plumbline::resource::process
