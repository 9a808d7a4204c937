#pragma once

#include "probe/question.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace plumbline::probe {

/// What is written to the shell's standard input: the script and, as its last command, the call with the
/// questions as data. The nonce (32 hexadecimal digits, fresh for every host and run) frames the answers, so
/// that neither a login shell's noise nor a file's content nor an older transcript can pass for one. A
/// question's id is its place in `queries`; an equal one is asked once, by the first's. Throws Error for a
/// kind or nonce that is not written as it must be.
[[nodiscard]] std::string request(const Queries& queries, std::string_view nonce);

/// An argument of any bytes as one word that no shell expands: [A-Za-z0-9_./:@%+=,-] stand for themselves,
/// every other byte is \0ooo, which printf '%b' undoes (POSIX printf(1)); a backslash alone is the empty
/// argument.
[[nodiscard]] std::string encode(std::string_view bytes);

/// No argument of a program can hold a NUL byte: such a question is not sent, and CannotTell answers it.
[[nodiscard]] bool can_be_asked(const Question& question);

struct Transcript {
    Answers answers;
};
struct Incomplete {
    std::string reason; ///< actionable, printable: "the answer stops after 3 records, …"
};

/// Reads what came back, strictly: begins with the nonce's BEGIN (up to 1 MiB of noise before it is skipped)
/// and ends with END and the right count, and nothing but white space after it, since what else writes into
/// the stream may have written into an answer too. Anything else is Incomplete: no verdict comes from a part.
[[nodiscard]] std::variant<Transcript, Incomplete>
read_transcript(std::string_view bytes, const Queries& queries, std::string_view nonce);

} // namespace plumbline::probe
