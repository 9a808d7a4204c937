#include "cli/desk.hpp"

#include "support/refusals.hpp"

#include <regex>
#include <stdexcept>

namespace plumbline::test {
namespace {

std::string replaced(std::string text, std::string_view from, std::string_view to) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
    return text;
}

} // namespace

std::ostream& operator<<(std::ostream& out, const Ended& ended) {
    return out << "status " << ended.status << "\n--- output\n"
               << ended.output << "--- errors\n"
               << ended.errors << "---";
}

std::string Desk::file(std::string_view name, std::string text, unsigned mode) const {
    return folder_.file(name, replaced(std::move(text), "DIR", path()), mode);
}

std::string Desk::read(std::string_view name) const {
    return whole_file(path(name));
}

Ended Desk::run(const Words& arguments, const Words& before, std::string_view input) const {
    Words words{"env", "-C",       path(),           "-u", "XDG_STATE_HOME", "-u", "PLUMBLINE_SITE",
                "-u",  "NO_COLOR", "HOME=" + path(), "env"};
    words.insert(words.end(), before.begin(), before.end());
    words.emplace_back(PLUMBLINE_BIN "/plumbline");
    words.insert(words.end(), arguments.begin(), arguments.end());
    const auto result = base::run_child(words, input,
                                        {.deadline = base::Deadline::after(std::chrono::seconds(60)),
                                         .output = 16U << 20U,
                                         .errors = 1U << 20U});
    using End = base::ChildResult::End;
    if (result.end != End::exited && result.end != End::signalled)
        throw std::runtime_error("the program did not end by itself: " + result.errors);
    return {result.end == End::exited ? result.code : 128 + result.code, neutral(result.output),
            neutral(result.errors)};
}

std::string Desk::neutral(std::string text) const {
    static const std::regex time(R"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ, \d+\.\d s)");
    static const std::regex entry("(^|\n)ledger: sha256:[0-9a-f]{64}(?=\n)");
    // how far the window is narrowed hangs on how long the run took, and so does where the line is broken
    static const std::regex since(R"((since:   )\d{4}-\d\d-\d\d \d\d:\d\dZ( \([^)]*\),)\s+([a-z-]+))"
                                  R"((\s+between\s+\S+\s+\S+\s+and\s+(\S+\s+)?\S+Z(\s+\([^)]*\))?)?)"
                                  R"(( before [^\n]*Z)?)");
    // what the logs of the machine that tests hold
    static const std::regex who(R"((who:     )[^\n]*(\n {13}[^\n]*)*)");
    text = std::regex_replace(replaced(std::move(text), path(), "DIR"), time, "TIME");
    text = std::regex_replace(std::regex_replace(text, entry, ""), since, "$1TIME$2 $3");
    return std::regex_replace(text, who, "$1WHO");
}

void write_standard(const Desk& desk) {
    desk.file("standard.yaml", R"(plumbline: 1
standard: demo
version: "1"
resources:
  - file: DIR/motd
    content: "hello\n"
    severity: low
    tags: [text]
  - file: DIR/extra
    state: absent
    severity: high
    tags: [extra]
)");
    desk.file("motd", "hello\n");
}

} // namespace plumbline::test
