#include "transport/ssh2/session.hpp"

#include "base/escape.hpp"

#include <fmt/ranges.h>

#include <algorithm>

namespace plumbline::transport {
namespace {

Line& line_of(void** abstract) {
    return *static_cast<Line*>(*abstract);
}

void* allocate(std::size_t count, void** abstract) {
    return line_of(abstract).allocate(count);
}
void* reallocate(void* block, std::size_t count, void** abstract) {
    return line_of(abstract).reallocate(block, count);
}
void release(void* block, void** abstract) {
    line_of(abstract).release(block);
}

ssize_t receive(libssh2_socket_t, void* bytes, std::size_t count, int, void** abstract) {
    return line_of(abstract).receive(static_cast<char*>(bytes), count);
}
ssize_t send(libssh2_socket_t, const void* bytes, std::size_t count, int, void** abstract) {
    return line_of(abstract).send(static_cast<const char*>(bytes), count);
}

/// libssh2_session_callback_set(3) takes every kind of function as a void*.
template <typename Function>
void* as_object(Function* function) {
    return reinterpret_cast<void*>(function);
}

void initialise() {
    static const int result = libssh2_init(0);
    if (result != 0)
        base::fail("libssh2 cannot be initialised (error {})", result);
}

} // namespace

Session::Session(std::unique_ptr<Wire> wire, std::string peer)
    : wire_(std::move(wire)),
      peer_(std::move(peer)), phase_{Stage::connect, base::Deadline::after({}), {}, false},
      line_(*wire_, phase_.deadline, 0) {
    initialise();
    raw_.reset(libssh2_session_init_ex(allocate, release, reallocate, &line_));
    if (!raw_)
        base::fail("libssh2 has no memory for a session");
    libssh2_session_callback_set(raw_.get(), LIBSSH2_CALLBACK_RECV, as_object(receive));
    libssh2_session_callback_set(raw_.get(), LIBSSH2_CALLBACK_SEND, as_object(send));
    libssh2_session_set_blocking(raw_.get(), 0);
}

Session::~Session() {
    libssh2_session_disconnect(raw_.get(), "done");
    line_.hang_up(
        Line::Trouble::closed); // from here on every step of libssh2 fails at once instead of waiting
}

void Session::Free::operator()(LIBSSH2_SESSION* session) const {
    while (libssh2_session_free(session) == LIBSSH2_ERROR_EAGAIN) {
    }
}

void Session::enter(const Phase& phase, std::size_t budget) {
    phase_ = phase;
    budget_ = budget;
    line_.enter(phase.deadline, budget);
}

std::vector<std::string> Session::supported(int method) {
    const char** names = nullptr;
    const int count = libssh2_session_supported_algs(raw_.get(), method, &names);
    std::vector<std::string> all;
    for (int i = 0; i < count; ++i)
        all.emplace_back(names[i]);
    libssh2_free(raw_.get(), names);
    return all;
}

void Session::prefer(int method, const std::vector<std::string>& names, std::string_view what) {
    const auto able = supported(method);
    std::vector<std::string>
        common; // libssh2 1.10 copies overlapping memory when it has to drop a name itself
    std::copy_if(names.begin(), names.end(), std::back_inserter(common),
                 [&](const auto& name) { return std::find(able.begin(), able.end(), name) != able.end(); });
    const auto list = fmt::format("{}", fmt::join(common, ","));
    if (common.empty() || libssh2_session_method_pref(raw_.get(), method, list.c_str()) != 0)
        throw Unsupported(fmt::format("libssh2 knows no {} of those that ssh_config allows ({})", what,
                                      fmt::join(names, ",")));
}

void Session::handshake() {
    const int result = finish([this] { return libssh2_session_handshake(raw_.get(), wire_->descriptor()); });
    switch (result) {
    case 0:
        return;
    case LIBSSH2_ERROR_KEX_FAILURE:
    case LIBSSH2_ERROR_METHOD_NONE:
        throw Unsupported(
            fmt::format("libssh2 has no key exchange, host key, cipher or MAC in common with {}", peer_));
    default:
        stop(Stage::auth, "the SSH handshake with {} failed: {}; is it an SSH server?", peer_, last_error());
    }
}

std::string_view Session::host_key() const {
    std::size_t size = 0;
    int type = 0;
    const char* key = libssh2_session_hostkey(raw_.get(), &size, &type);
    return key == nullptr ? std::string_view{} : std::string_view(key, size);
}

std::string Session::last_error() const {
    char* text = nullptr;
    int size = 0;
    libssh2_session_last_error(raw_.get(), &text, &size, 0);
    return base::printable({text, static_cast<std::size_t>(size)});
}

void Session::throw_trouble() const {
    switch (line_.trouble()) {
    case Line::Trouble::none:
        return;
    case Line::Trouble::late:
        stop(phase_.late(), "{} did not finish within {}{}", peer_, base::to_text(phase_.allowed),
             phase_.cut_by_host ? ", the deadline of a host" : "");
    case Line::Trouble::flooded:
        stop(phase_.stage, "{} sent more than {} bytes, the limit of this phase", peer_, budget_);
    case Line::Trouble::closed:
        stop(phase_.stage, "{} closed the connection", peer_);
    case Line::Trouble::unread:
        stop(phase_.stage, "{} provokes answers and does not read them", peer_);
    }
}

} // namespace plumbline::transport
