#include "base/child.hpp"

#include "base/error.hpp"
#include "base/file.hpp"

#include <fcntl.h>
#include <poll.h>
#include <csignal>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

extern char** environ;

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

/// posix_spawn's two attribute objects, freed when they go.
class SpawnPlan {
public:
    SpawnPlan(int input, int output, int errors) {
        posix_spawn_file_actions_init(&actions_);
        posix_spawn_file_actions_adddup2(&actions_, input, 0);
        posix_spawn_file_actions_adddup2(&actions_, output, 1);
        posix_spawn_file_actions_adddup2(&actions_, errors, 2);
        posix_spawnattr_init(&attributes_);
        sigset_t defaults;
        sigemptyset(&defaults);
        for (const int number : {SIGPIPE, SIGINT, SIGTERM, SIGHUP})
            sigaddset(&defaults, number);
        posix_spawnattr_setsigdefault(&attributes_, &defaults);
        sigset_t none;
        sigemptyset(&none);
        posix_spawnattr_setsigmask(&attributes_, &none);
        posix_spawnattr_setpgroup(&attributes_, 0);
        posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
    }
    SpawnPlan(const SpawnPlan&) = delete;
    SpawnPlan& operator=(const SpawnPlan&) = delete;
    ~SpawnPlan() {
        posix_spawn_file_actions_destroy(&actions_);
        posix_spawnattr_destroy(&attributes_);
    }

    pid_t start(const std::vector<std::string>& argv) {
        std::vector<char*> words;
        words.reserve(argv.size() + 1);
        for (const auto& word : argv)
            words.push_back(const_cast<char*>(word.c_str())); // the C interface lacks const, and writes nothing
        words.push_back(nullptr);
        pid_t pid = 0;
        if (const int error = posix_spawnp(&pid, words[0], &actions_, &attributes_, words.data(), environ); error != 0)
            fail("cannot run {}: {}", argv[0], std::strerror(error));
        return pid;
    }

private:
    posix_spawn_file_actions_t actions_{};
    posix_spawnattr_t attributes_{};
};

/// A child that does not read its input must not end the parent: for as long as this lives, writing to it only fails.
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
    kept.append(chunk.data(), std::min(static_cast<std::size_t>(count), limit + 1 - std::min(limit + 1, kept.size())));
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
pollfd watched(const Descriptor& end, short events) { return {end.get(), events, 0}; }

} // namespace

ChildResult run_child(const std::vector<std::string>& argv, std::string_view input, const ChildLimits& limits) {
    const PipeSignalIgnored guard;
    auto in = make_pipe();
    auto out = make_pipe();
    auto err = make_pipe();
    const pid_t pid = SpawnPlan(in.read_end.get(), out.write_end.get(), err.write_end.get()).start(argv);
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
