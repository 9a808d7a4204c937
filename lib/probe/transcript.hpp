#pragma once

#include "probe/question.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace plumbline::probe {

/// What is written to the shell's standard input: the script and, on its last line, the call with the questions as data.
/// The nonce (32 hexadecimal digits, fresh for every host and run) frames the answers, so that neither a login shell's noise nor
/// a file's content nor an older transcript can pass for one.
[[nodiscard]] std::string request(const Queries& queries, std::string_view nonce);

/// An argument of any bytes as one word that no shell expands: [A-Za-z0-9_./:@%+=,-] stand for themselves, every
/// other byte is \0ooo, which printf '%b' undoes (POSIX printf(1)).
[[nodiscard]] std::string encode(std::string_view bytes);

struct Transcript {
    Answers answers;
};
struct Incomplete {
    std::string reason;                           ///< actionable, printable: "the answer ends after 3 of 9 records"
};

/// Reads what came back, strictly: begins with the nonce's BEGIN (noise before it is skipped), ends with END and the
/// right count. Anything else is Incomplete: no verdict comes from a part.
[[nodiscard]] std::variant<Transcript, Incomplete> read_transcript(std::string_view bytes, const Queries& queries,
                                                                   std::string_view nonce);

} // namespace plumbline::probe
