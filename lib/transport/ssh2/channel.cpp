#include "transport/ssh2/channel.hpp"

#include <algorithm>
#include <array>

namespace plumbline::transport {
namespace {

constexpr unsigned window =
    512 << 10; ///< what a host may send ahead of our reading: bounds a session's memory
constexpr unsigned packet = 32 << 10; ///< RFC 4253 section 6.1
constexpr std::size_t errors_kept = 16 << 10;

/// Writes the input to a command and reads its answer at the same time.
class Conversation {
public:
    Conversation(Session& session, LIBSSH2_CHANNEL* channel, std::string_view command, std::string_view input,
                 std::size_t limit)
        : session_(session), channel_(channel), command_(command), input_(input), limit_(limit) {}

    Output run() {
        while (true) {
            start();
            const bool written = write();
            const bool read = read_answer();
            const bool read_more = read_errors();
            if (libssh2_channel_eof(channel_) == 1)
                break;
            session_.throw_trouble();
            if (!written && !read && !read_more)
                session_.wait();
        }
        if (has_closed()) // only then has the exit status come, if there is one
            output_.exit_status = libssh2_channel_get_exit_status(channel_);
        return std::move(output_);
    }

private:
    /// The status is worth a wait only where it explains an answer that never came.
    bool has_closed() {
        while (output_.bytes.empty() && libssh2_channel_wait_closed(channel_) == LIBSSH2_ERROR_EAGAIN &&
               session_.line().trouble() == Line::Trouble::none)
            session_.wait();
        return libssh2_channel_wait_closed(channel_) == 0;
    }

    /// The request goes out with the first call; the host's agreement comes with a later one.
    void start() {
        if (started_)
            return;
        const int result = libssh2_channel_process_startup(channel_, "exec", 4, command_.data(),
                                                           static_cast<unsigned>(command_.size()));
        started_ = result == 0;
        if (started_ || result == LIBSSH2_ERROR_EAGAIN)
            return;
        session_.throw_trouble();
        stop(Stage::channel,
             "{} refuses to run '{}': {}; look at its sshd_config and at the key's options there",
             session_.peer(), command_, session_.last_error());
    }

    bool write() {
        if (ended_ || !session_.line().all_sent())
            return false;
        if (!input_.empty()) {
            const auto sent =
                libssh2_channel_write(channel_, input_.data(), std::min<std::size_t>(input_.size(), packet));
            check(sent, "write the input");
            input_.remove_prefix(static_cast<std::size_t>(std::max<ssize_t>(sent, 0)));
            return sent > 0;
        }
        ended_ = libssh2_channel_send_eof(channel_) != LIBSSH2_ERROR_EAGAIN;
        return ended_;
    }

    bool read_answer() {
        const auto got = libssh2_channel_read(channel_, chunk_.data(), chunk_.size());
        check(got, "read the answer");
        if (got <= 0)
            return false;
        output_.bytes.append(chunk_.data(), static_cast<std::size_t>(got));
        if (output_.bytes.size() > limit_)
            stop(Stage::probe, "{} answered more than the limit of {} bytes", session_.peer(), limit_);
        return true;
    }

    bool read_errors() {
        const auto got = libssh2_channel_read_stderr(channel_, chunk_.data(), chunk_.size());
        check(got, "read the errors");
        if (got <= 0)
            return false;
        const auto room = errors_kept - output_.errors.size();
        output_.errors.append(chunk_.data(), std::min(static_cast<std::size_t>(got), room));
        return true;
    }

    void check(ssize_t result, std::string_view doing) {
        if (result >= 0 || result == LIBSSH2_ERROR_EAGAIN)
            return;
        if (libssh2_channel_eof(channel_) == 1)
            return; // a host that has answered may close before it has read all of the input
        session_.throw_trouble();
        stop(Stage::probe, "cannot {} of {}: {}", doing, session_.peer(), session_.last_error());
    }

    Session& session_;
    LIBSSH2_CHANNEL* channel_;
    std::string_view command_;
    std::string_view input_;
    std::size_t limit_;
    bool started_ = false;
    bool ended_ = false;
    Output output_;
    std::array<char, 1 << 15> chunk_{};
};

} // namespace

Channel::Channel(Session& session) : session_(session) {
    raw_.reset(session.finish(
        [&] { return libssh2_channel_open_ex(session.raw(), "session", 7, window, packet, nullptr, 0); }));
    if (!raw_)
        stop(Stage::channel, "{} opens no session: {}; look at MaxSessions in its sshd_config",
             session.peer(), session.last_error());
}

Channel::Channel(Session& session, const std::string& host, int port) : session_(session) {
    raw_.reset(session.finish(
        [&] { return libssh2_channel_direct_tcpip_ex(session.raw(), host.c_str(), port, "127.0.0.1", 0); }));
    if (!raw_)
        stop(Stage::connect,
             "{} does not connect to {} port {}: {}; is the host up, and does AllowTcpForwarding in the jump "
             "host's "
             "sshd_config allow it?",
             session.peer(), host, port, session.last_error());
}

void Channel::await_close() {
    session_.finish([this] { return libssh2_channel_wait_closed(raw_.get()); });
}

Output Channel::run(std::string_view command, std::string_view input, std::size_t limit) {
    return Conversation(session_, raw_.get(), command, input, limit).run();
}

} // namespace plumbline::transport
