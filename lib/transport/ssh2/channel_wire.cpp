#include "transport/ssh2/channel_wire.hpp"

#include <cerrno>

namespace plumbline::transport {
namespace {

/// libssh2's answer as recv(2) or send(2) would give it.
ssize_t as_errno(ssize_t result) {
    if (result >= 0)
        return result;
    return result == LIBSSH2_ERROR_EAGAIN ? -EAGAIN : -ECONNRESET;
}

} // namespace

ssize_t ChannelWire::receive(void* bytes, std::size_t count) {
    const auto got = libssh2_channel_read(channel_.raw(), static_cast<char*>(bytes), count);
    if (got == 0 && libssh2_channel_eof(channel_.raw()) == 0)
        return -EAGAIN; // libssh2 says 0 also for "nothing yet"
    return as_errno(got);
}

ssize_t ChannelWire::send(const void* bytes, std::size_t count) {
    if (!outer_.line().all_sent())
        return -EAGAIN;
    const auto sent = libssh2_channel_write(channel_.raw(), static_cast<const char*>(bytes), count);
    return sent == 0 ? -EAGAIN : as_errno(sent); // 0: the outer host's window is full
}

void ChannelWire::wait(bool, base::Deadline deadline) {
    outer_.line().wait_until(deadline);
}

} // namespace plumbline::transport
