// A root of its own for the change script: this machine's programs, read-only, and a /etc and a /var that are
// nobody else's, in a mount namespace that ends with the shell.
#pragma once

#include "enforce/change/change.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace plumbline::enforce {

inline const std::string test_nonce = "0123456789abcdef0123456789abcdef";
inline const std::string test_run = "01JCHANGE00000000000000000";

using Command = std::vector<std::string>;

/// Every shell that the script must run under, as a command that reads it from standard input.
[[nodiscard]] const std::vector<Command>& change_shells();

class Host {
public:
    Host();
    Host(const Host&) = delete;
    Host& operator=(const Host&) = delete;
    ~Host();

    /// A path of the host, as this machine sees it.
    [[nodiscard]] std::string at(const std::string& path) const { return root_ + path; }
    void write(const std::string& path, const std::string& bytes) const;
    [[nodiscard]] std::string read(const std::string& path) const;
    [[nodiscard]] bool has(const std::string& path) const;
    /// Names below a folder that are not as they were made: what a killed step left.
    [[nodiscard]] std::vector<std::string> hidden(const std::string& folder) const;

    /// What a command says in there, given this input; with `before` run by sh first, as the host's root.
    [[nodiscard]] std::string run(const Command& command, const std::string& input,
                                  const std::string& before = ":") const;
    /// What run() runs on this machine.
    [[nodiscard]] Command enter(const Command& command, const std::string& before) const;
    /// The same of a shell command that must succeed.
    std::string sh(const std::string& command) const;

    // With dash, and FAILing where the answer is not whole.
    StepResult open() const;
    std::vector<StepResult> apply(const std::vector<resource::Step>& steps, std::size_t first = 0) const;
    std::vector<StepResult> take_back(const std::vector<std::size_t>& steps) const;
    StepResult close() const;
    std::vector<JournalEntry> journal() const;
    /// What one request of one answer is answered with.
    StepResult ask(const std::string& request) const;

    /// The shell that those use.
    Command shell{"dash"};
    std::string before = ":";

private:
    [[nodiscard]] std::vector<StepResult> results(const std::string& request, std::size_t expected) const;
    std::string root_;
};

[[nodiscard]] resource::Image image_of_link(const std::string& text);
[[nodiscard]] resource::WriteFile write_file(const std::string& path, const std::string& bytes,
                                             const resource::Image& before);

/// "applied", "refused: REASON", …
[[nodiscard]] std::string words(const StepResult& result);
[[nodiscard]] std::vector<std::string> words(const std::vector<StepResult>& results);

} // namespace plumbline::enforce
