// Asks real shells on this machine, as a transport would, and reads what they say.
#pragma once

#include "probe/transcript.hpp"

#include <string>
#include <vector>

namespace plumbline::probe {

inline const std::string test_nonce = "0123456789abcdef0123456789abcdef";

using Command = std::vector<std::string>;

/// Every shell that the probe must run under, as a command that reads its script from standard input.
[[nodiscard]] const std::vector<Command>& shells();

/// What the command prints when it is given `input`. FAILs, naming the package, when the shell is not
/// installed.
[[nodiscard]] std::string run_shell(const Command& command, const std::string& input);

/// The answers of this machine. FAILs when the transcript is not whole.
[[nodiscard]] Answers ask(const Command& command, const Queries& queries);

/// "absent", "cannot: REASON", or the bytes.
[[nodiscard]] std::string text_of(const Answer& answer);

/// A folder of its own under /tmp, gone at the end.
class Scratch {
public:
    Scratch();
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    ~Scratch();
    [[nodiscard]] const std::string& path() const { return path_; }
    [[nodiscard]] std::string operator/(const std::string& name) const { return path_ + '/' + name; }
    void write(const std::string& name, const std::string& bytes) const;

private:
    std::string path_;
};

} // namespace plumbline::probe
