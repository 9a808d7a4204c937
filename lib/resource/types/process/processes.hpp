// The processes of a host, as the probe's answers tell them. Knows proc(5); must not know what was desired.
#pragma once

#include "base/value.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace plumbline::resource::process {

struct Process {
    std::string name;       ///< as the kernel keeps it: 15 bytes
    char state = 'S';       ///< proc(5): Z is dead
    std::uint64_t user = 0; ///< the effective uid
    std::uint64_t parent = 0;
    std::string executable; ///< without " (deleted)"; "" when it has none or it is not ours to see
    bool replaced = false;  ///< its executable is not there any more under that name
    bool of_kernel = false; ///< a thread of the kernel itself: kthreadd or a child of it
    base::List words = {};  ///< its arguments with the command itself, when they were asked for
    bool operator==(const Process&) const = default;
};

struct Processes {
    std::map<std::uint64_t, Process> by_number;
    bool every_executable = false; ///< whether one without an executable has none
    bool operator==(const Processes&) const = default;
};

/// Nothing when the answer is cut short or of another form.
[[nodiscard]] std::optional<Processes> read_processes(std::string_view answer);

/// The words of each, by its number; the same.
[[nodiscard]] std::optional<std::map<std::uint64_t, base::List>> read_arguments(std::string_view answer);

} // namespace plumbline::resource::process
