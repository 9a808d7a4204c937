#include "transport/net/addresses.hpp"

#include "base/escape.hpp"

#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>

namespace plumbline::transport {
namespace {

addrinfo asked(const Endpoint& endpoint, int flags) {
    addrinfo hints{};
    hints.ai_family = endpoint.family;
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = flags | AI_NUMERICSERV;
    return hints;
}

/// A question to getaddrinfo(3), shared with the thread that waits for it: that function knows no deadline,
/// and its thread can't be ended, so it is left behind with what it needs when it is late.
struct Question {
    Endpoint endpoint;
    std::mutex mutex;
    std::condition_variable answered;
    bool done = false;
    int error = 0;
    Addresses addresses;
};

void ask(const std::shared_ptr<Question>& question) {
    const auto hints = asked(question->endpoint, AI_ADDRCONFIG);
    addrinfo* list = nullptr;
    const int error =
        ::getaddrinfo(question->endpoint.host.c_str(), question->endpoint.port.c_str(), &hints, &list);
    const std::scoped_lock lock(question->mutex);
    question->error = error;
    question->addresses.reset(list);
    question->done = true;
    question->answered.notify_one();
}

[[noreturn]] void cannot_resolve(const Endpoint& endpoint, std::string_view reason) {
    stop(Stage::resolve,
         "cannot resolve {}: {}; check the name, or give the address in the inventory (ansible_host)",
         base::printable(endpoint.host), reason);
}

Addresses look_up(const Endpoint& endpoint, const Phase& phase) {
    const auto question = std::make_shared<Question>();
    question->endpoint = endpoint;
    std::thread(ask, question).detach();
    std::unique_lock lock(question->mutex);
    if (!question->answered.wait_until(lock, phase.deadline.at(), [&] { return question->done; }))
        stop(phase.cut_by_host ? Stage::deadline : Stage::resolve,
             "the name {} was not resolved within {}; check the resolver of this machine",
             base::printable(endpoint.host), base::to_text(phase.allowed));
    if (question->error != 0)
        cannot_resolve(endpoint, ::gai_strerror(question->error));
    return std::move(question->addresses);
}

} // namespace

Addresses resolve(const Endpoint& endpoint, const Phase& phase) {
    const auto hints = asked(endpoint, AI_NUMERICHOST);
    addrinfo* list = nullptr;
    const int error = ::getaddrinfo(endpoint.host.c_str(), endpoint.port.c_str(), &hints, &list);
    if (error == 0)
        return Addresses(list);
    if (error == EAI_SERVICE)
        stop(Stage::resolve, "expected a port number for {}, found {}", base::printable(endpoint.host),
             base::printable(endpoint.port));
    return look_up(endpoint, phase);
}

} // namespace plumbline::transport
