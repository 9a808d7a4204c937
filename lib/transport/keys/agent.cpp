#include "transport/keys/agent.hpp"

#include "base/error.hpp"
#include "transport/keys/key_blob.hpp"
#include "transport/net/socket.hpp"

#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <cerrno>
#include <cstring>

namespace plumbline::transport {
namespace {

constexpr std::size_t answer_limit = 256 << 10; ///< as OpenSSH's own
constexpr char identities_request = 11;
constexpr char identities_answer = 12;
constexpr char sign_request = 13;
constexpr char sign_response = 14;

[[noreturn]] void garbled(const std::string& path) {
    base::fail("the ssh agent at {} sends garbage", path);
}

} // namespace

Agent::Agent(const std::string& socket_path)
    : path_(socket_path), socket_(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0)) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path_.size() >= sizeof address.sun_path)
        base::fail("the ssh agent's path is longer than {} bytes: {}", sizeof address.sun_path - 1, path_);
    path_.copy(address.sun_path, path_.size());
    if (::connect(socket_.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
        base::fail("the ssh agent at {} can't be reached: {}", path_, std::strerror(errno));
}

void Agent::send(std::string_view bytes, base::Deadline deadline) {
    while (!bytes.empty()) {
        const auto sent = ::send(socket_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent > 0)
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        else if (errno != EAGAIN && errno != EINTR)
            base::fail("the ssh agent at {} hung up", path_);
        else if (!wait_for(socket_.get(), POLLOUT, deadline))
            base::fail("the ssh agent at {} does not answer", path_);
    }
}

std::string Agent::receive(std::size_t count, base::Deadline deadline) {
    std::string bytes(count, '\0');
    std::size_t got = 0;
    while (got < count) {
        if (!wait_for(socket_.get(), POLLIN, deadline) || deadline.passed())
            base::fail("the ssh agent at {} does not answer", path_);
        const auto more = ::recv(socket_.get(), bytes.data() + got, count - got, 0);
        if (more == 0 || (more < 0 && errno != EAGAIN && errno != EINTR))
            base::fail("the ssh agent at {} hung up", path_);
        got += more > 0 ? static_cast<std::size_t>(more) : 0;
    }
    return bytes;
}

std::string Agent::ask(std::string_view request, base::Deadline deadline) {
    send(as_text(request), deadline);
    const auto size = *Fields(receive(4, deadline)).number();
    if (size == 0 || size > answer_limit)
        garbled(path_);
    return receive(size, deadline);
}

std::vector<AgentKey> Agent::keys(base::Deadline deadline) {
    const auto answer = ask({&identities_request, 1}, deadline);
    if (answer.front() != identities_answer)
        return {};
    Fields fields(std::string_view(answer).substr(1));
    const auto count = fields.number();
    std::vector<AgentKey> keys;
    for (std::uint32_t i = 0; count && i < *count; ++i) {
        const auto blob = fields.text();
        const auto comment = fields.text();
        if (!blob || !comment)
            garbled(path_);
        keys.push_back({std::string(*blob), std::string(*comment)});
    }
    return keys;
}

std::optional<std::string> Agent::sign(std::string_view blob, std::string_view message, std::uint32_t flags,
                                       base::Deadline deadline) {
    const auto answer =
        ask(std::string(1, sign_request) + as_text(blob) + as_text(message) + as_number(flags), deadline);
    if (answer.front() != sign_response)
        return std::nullopt;
    const auto signature = Fields(std::string_view(answer).substr(1)).text();
    if (!signature)
        garbled(path_);
    Fields parts(*signature);
    const auto algorithm = parts.text();
    const auto bytes = parts.text();
    if (!algorithm || !bytes)
        garbled(path_);
    return std::string(*bytes);
}

} // namespace plumbline::transport
