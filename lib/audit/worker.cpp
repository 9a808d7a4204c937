#include "audit/worker.hpp"

#include "audit/message.hpp"
#include "audit/sandbox.hpp"
#include "base/error.hpp"
#include "transport/run.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace plumbline::audit {
namespace {

bool read_exactly(int channel, char* into, std::size_t count) {
    while (count > 0) {
        const auto got = ::read(channel, into, count);
        if (got == 0 || (got < 0 && errno != EINTR))
            return false;
        if (got > 0) {
            into += got;
            count -= static_cast<std::size_t>(got);
        }
    }
    return true;
}

bool write_all(int channel, std::string_view bytes) {
    while (!bytes.empty()) {
        const auto put = ::send(channel, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (put < 0 && errno != EINTR)
            return false;
        if (put > 0)
            bytes.remove_prefix(static_cast<std::size_t>(put));
    }
    return true;
}

std::optional<Job> next_job(int channel) {
    std::string header(frame_header, '\0');
    if (!read_exactly(channel, header.data(), header.size()))
        return std::nullopt;
    std::string message(message_length(header), '\0');
    if (!read_exactly(channel, message.data(), message.size()))
        return std::nullopt;
    return decode_job(message);
}

/// Tells the parent what came of its question, and hears whether there is another for the same host. It waits
/// for that as long as it takes: the parent kills whoever is late, and when it is gone, so is this process.
std::optional<std::string> report(int channel, const transport::Outcome& outcome) {
    if (!write_all(channel, encode(outcome)))
        ::_exit(0);
    if (std::holds_alternative<transport::Failure>(outcome))
        return std::nullopt;
    auto job = next_job(channel);
    if (!job || job->kind == Job::Kind::visit)
        ::_exit(0);
    if (job->kind == Job::Kind::leave)
        return std::nullopt;
    return std::move(job->input);
}

/// The child's whole life: until the parent closes its end.
[[noreturn]] void serve(const WorkerKnowledge& knowledge, int channel, Confinement confinement) {
    if (confinement == Confinement::sandboxed)
        enter_sandbox();
    else
        die_with_parent();
    while (auto job = next_job(channel)) {
        if (job->kind != Job::Kind::visit || job->host >= knowledge.destinations.size())
            break;
        transport::converse(
            knowledge.destinations[job->host], std::move(job->input), knowledge.limits, knowledge.resolver,
            [channel](const transport::Outcome& outcome) { return report(channel, outcome); });
    }
    ::_exit(0);
}

void restore_signals() {
    for (const int number : {SIGINT, SIGTERM, SIGHUP})
        std::signal(number, SIG_DFL);
    std::signal(SIGPIPE, SIG_IGN);
    sigset_t none;
    sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
}

} // namespace

Worker::Worker(const WorkerKnowledge& knowledge, Confinement confinement, const std::vector<int>& others)
    : confinement_(confinement) {
    std::array<int, 2> ends{};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
        base::fail("cannot make a channel to a worker: {}", std::strerror(errno));
    channel_ = base::Descriptor(ends[0]);
    base::Descriptor child_end(ends[1]);
    pid_.number = ::fork();
    if (pid_.number < 0)
        base::fail("cannot start a worker: {}", std::strerror(errno));
    if (pid_.number == 0) {
        ::setpgid(0, 0); // so that what it starts (ssh, a local shell) dies with it
        restore_signals();
        for (const int other : others)
            ::close(other);
        channel_.close();
        serve(knowledge, child_end.get(), confinement);
    }
    ::setpgid(pid_.number, pid_.number); // whichever of the two comes first
}

Worker& Worker::operator=(Worker&& other) noexcept {
    if (this != &other) {
        kill();
        pid_ = std::move(other.pid_);
        channel_ = std::move(other.channel_);
        confinement_ = other.confinement_;
    }
    return *this;
}

void Worker::kill() {
    channel_.close();
    if (pid_.number <= 0)
        return;
    ::kill(-pid_.number, SIGKILL);
    ::kill(pid_.number, SIGKILL);
    ::waitpid(pid_.number, nullptr, 0);
    pid_.number = 0;
}

} // namespace plumbline::audit
