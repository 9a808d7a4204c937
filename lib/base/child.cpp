#include "base/child.hpp"

#include "base/error.hpp"
#include "base/file.hpp"

#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

namespace plumbline::base {
namespace {

struct Pipe {
    Descriptor read_end;
    Descriptor write_end;
};

Pipe make_pipe() {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0)
        fail("cannot make a pipe: {}", std::strerror(errno));
    return {Descriptor(ends[0]), Descriptor(ends[1])};
}

void set_nonblocking(const Descriptor& end) {
    ::fcntl(end.get(), F_SETFL, ::fcntl(end.get(), F_GETFL) | O_NONBLOCK);
}

/// Whose ends of the pipes become the child's descriptors 0, 1 and 2.
struct Ends {
    int input, output, errors;
};

void forget_signals() {
    struct sigaction as_usual {};
    as_usual.sa_handler = SIG_DFL;
    for (const int number : {SIGPIPE, SIGINT, SIGTERM, SIGHUP})
        ::sigaction(number, &as_usual, nullptr);
    sigset_t none;
    ::sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
}

/// Between fork and exec, where only what signal-safety(7) lists may be called. It ends with its parent, so
/// that a run that is killed leaves nothing behind. Why there is no exec goes to `failure`.
[[noreturn]] void become(char* const* words, const Ends& ends, pid_t parent, int failure) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    ::setpgid(0, 0);
    forget_signals();
    if (::getppid() == parent && ::dup2(ends.input, 0) >= 0 && ::dup2(ends.output, 1) >= 0 &&
        ::dup2(ends.errors, 2) >= 0)
        ::execvp(words[0], words);
    const int error = errno;
    if (::write(failure, &error, sizeof error) < 0)
        ::_exit(126);
    ::_exit(127);
}

/// What the child says of its exec: nothing when that went well, since the pipe closes then.
int failure_of(const Descriptor& end) {
    int error = 0;
    ssize_t count = 0;
    while ((count = ::read(end.get(), &error, sizeof error)) < 0 && errno == EINTR) {
    }
    return count == sizeof error ? error : 0;
}

pid_t start(const std::vector<std::string>& argv, const Ends& ends) {
    std::vector<char*> words;
    words.reserve(argv.size() + 1);
    for (const auto& word : argv)
        words.push_back(const_cast<char*>(word.c_str())); // the C interface lacks const, and writes nothing
    words.push_back(nullptr);
    auto failure = make_pipe();
    const pid_t parent = ::getpid();
    const pid_t pid = ::fork();
    if (pid < 0)
        fail("cannot run {}: {}", argv[0], std::strerror(errno));
    if (pid == 0)
        become(words.data(), ends, parent, failure.write_end.get());
    failure.write_end.close();
    if (const int error = failure_of(failure.read_end); error != 0) {
        ::waitpid(pid, nullptr, 0);
        fail("cannot run {}: {}", argv[0], std::strerror(error));
    }
    return pid;
}

/// A child that does not read its input must not end the parent: for as long as this lives, writing to it
/// only fails.
class PipeSignalIgnored {
public:
    PipeSignalIgnored() {
        struct sigaction ignore {};
        ignore.sa_handler = SIG_IGN;
        sigaction(SIGPIPE, &ignore, &before_);
    }
    PipeSignalIgnored(const PipeSignalIgnored&) = delete;
    PipeSignalIgnored& operator=(const PipeSignalIgnored&) = delete;
    ~PipeSignalIgnored() { sigaction(SIGPIPE, &before_, nullptr); }

private:
    struct sigaction before_ {};
};

/// Moves what one end has to say into `kept`, at most `limit` bytes; false when the other side closed it.
bool drain(Descriptor& end, std::string& kept, std::size_t limit) {
    std::array<char, 1 << 16> chunk{};
    const auto count = ::read(end.get(), chunk.data(), chunk.size());
    if (count < 0)
        return errno == EAGAIN || errno == EINTR;
    kept.append(chunk.data(),
                std::min(static_cast<std::size_t>(count), limit + 1 - std::min(limit + 1, kept.size())));
    return count > 0;
}

/// Writes what the child takes of the input; closes the end when there is no more or nobody reads.
void feed(Descriptor& end, std::string_view& input) {
    const auto count = ::write(end.get(), input.data(), input.size());
    if (count > 0)
        input.remove_prefix(static_cast<std::size_t>(count));
    if (input.empty() || (count < 0 && errno != EAGAIN && errno != EINTR))
        end.close();
}

/// A closed end is -1, which poll(2) passes over.
pollfd watched(const Descriptor& end, short events) {
    return {end.get(), events, 0};
}

} // namespace

ChildResult run_child(const std::vector<std::string>& argv, std::string_view input,
                      const ChildLimits& limits) {
    const PipeSignalIgnored guard;
    auto in = make_pipe();
    auto out = make_pipe();
    auto err = make_pipe();
    const pid_t pid = start(argv, {in.read_end.get(), out.write_end.get(), err.write_end.get()});
    in.read_end.close();
    out.write_end.close();
    err.write_end.close();
    for (const auto* end : {&in.write_end, &out.read_end, &err.read_end})
        set_nonblocking(*end);
    if (input.empty())
        in.write_end.close();

    ChildResult result;
    bool killed = false;
    while (out.read_end.is_open() || err.read_end.is_open()) {
        std::array<pollfd, 3> ends{watched(in.write_end, POLLOUT), watched(out.read_end, POLLIN),
                                   watched(err.read_end, POLLIN)};
        ::poll(ends.data(), ends.size(), limits.deadline.remaining_ms());
        if (ends[0].revents != 0)
            feed(in.write_end, input);
        if (ends[1].revents != 0 && !drain(out.read_end, result.output, limits.output))
            out.read_end.close();
        if (ends[2].revents != 0 && !drain(err.read_end, result.errors, limits.errors))
            err.read_end.close();
        const bool flooded = result.output.size() > limits.output;
        if (flooded || limits.deadline.passed()) {
            result.end = flooded ? ChildResult::End::flooded : ChildResult::End::timed_out;
            killed = true;
            break;
        }
    }
    int status = 0;
    if (!killed) { // both ends are closed, but the child may go on without them
        while (::waitpid(pid, &status, WNOHANG) == 0) {
            if (limits.deadline.passed()) {
                result.end = ChildResult::End::timed_out;
                killed = true;
                break;
            }
            ::usleep(500);
        }
    }
    if (killed) {
        ::kill(-pid, SIGKILL);
        ::waitpid(pid, &status, 0);
        return result;
    }
    result.end = WIFSIGNALED(status) ? ChildResult::End::signalled : ChildResult::End::exited;
    result.code = WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status);
    return result;
}

} // namespace plumbline::base
