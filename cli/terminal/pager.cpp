#include "terminal/pager.hpp"

#include "base/file.hpp"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <iostream>
#include <string>

namespace plumbline::cli {
namespace {

/// The command for sh; empty for none.
std::string pager_command() {
    const char* terminal = std::getenv("TERM");
    if (::isatty(STDOUT_FILENO) != 1 || (terminal != nullptr && std::string(terminal) == "dumb"))
        return {};
    const char* chosen = std::getenv("PAGER");
    const std::string command =
        chosen == nullptr ? "command -v less >/dev/null && exec less -R || exec cat" : chosen;
    return command == "cat" ? "" : command;
}

/// The pager reads `from`. Signals are as a program expects them.
[[noreturn]] void become(const std::string& command, int from) {
    ::dup2(from, STDIN_FILENO);
    for (const int number : {SIGPIPE, SIGINT, SIGTERM, SIGHUP})
        std::signal(number, SIG_DFL);
    ::setenv("LESS", "FRX", 0); // what fits on the screen just stays there
    ::execl("/bin/sh", "sh", "-c", command.c_str(), nullptr);
    ::_exit(127);
}

} // namespace

Pager::Pager() {
    const auto command = pager_command();
    std::array<int, 2> ends{};
    if (command.empty() || ::pipe2(ends.data(), O_CLOEXEC) != 0)
        return;
    base::Descriptor out(ends[0]);
    base::Descriptor in(ends[1]);
    std::cout.flush();
    pid_ = ::fork();
    if (pid_ == 0)
        become(command, out.get());
    if (pid_ < 0)
        return;
    std::signal(SIGINT, SIG_IGN); // it is the pager's
    terminal_ = ::fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
    ::dup2(in.get(), STDOUT_FILENO);
}

Pager::~Pager() {
    if (pid_ <= 0)
        return;
    std::cout.flush();
    std::cout.clear(); // who leaves the pager early has read enough
    ::dup2(terminal_, STDOUT_FILENO);
    ::close(terminal_);
    while (::waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) {
    }
    std::signal(SIGINT, SIG_DFL);
}

} // namespace plumbline::cli
