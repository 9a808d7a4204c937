#include "plan.hpp"

#include "base/error.hpp"

#include <arpa/inet.h>
#include <getopt.h>
#include <sys/socket.h>

#include <array>
#include <charconv>

namespace plumbline::live {
namespace {

template <typename Number>
Number number_of(std::string_view text) {
    Number number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size())
        base::fail("expected a number, found '{}'", text);
    return number;
}

/// ADDRESS:PORT of IPv4
sockaddr_in endpoint_of(const std::string& text) {
    sockaddr_in endpoint{};
    endpoint.sin_family = AF_INET;
    const auto colon = text.find(':');
    if (colon == std::string::npos || ::inet_aton(text.substr(0, colon).c_str(), &endpoint.sin_addr) == 0)
        base::fail("expected ADDRESS:PORT, found '{}'", text);
    endpoint.sin_port = htons(number_of<std::uint16_t>(text.substr(colon + 1)));
    return endpoint;
}

void end_after(Plan& plan, End end, const char* count) {
    plan.end = end;
    plan.after = number_of<std::size_t>(count);
}

// no character, so no option that getopt makes up
enum Option { cut = 256, reset, stall, drip, delay, silent, garbage, flood, tally, pid, to };

constexpr std::array<option, 12> options{{
    {"cut-after", required_argument, nullptr, cut},
    {"reset-after", required_argument, nullptr, reset},
    {"stall-after", required_argument, nullptr, stall},
    {"drip", required_argument, nullptr, drip},
    {"delay", required_argument, nullptr, delay},
    {"silent", no_argument, nullptr, silent},
    {"garbage", no_argument, nullptr, garbage},
    {"flood", no_argument, nullptr, flood},
    {"tally", required_argument, nullptr, tally},
    {"pid", required_argument, nullptr, pid},
    {"to", required_argument, nullptr, to},
    {nullptr, 0, nullptr, 0},
}};

void take(Plan& plan, int option) {
    using std::chrono::milliseconds;
    switch (option) {
    case cut:
        return end_after(plan, End::cut, optarg);
    case reset:
        return end_after(plan, End::reset, optarg);
    case stall:
        return end_after(plan, End::stall, optarg);
    case drip:
        plan.drip = milliseconds(number_of<unsigned>(optarg));
        return;
    case delay:
        plan.delay = milliseconds(number_of<unsigned>(optarg));
        return;
    case silent:
        plan.speaker = Speaker::silence;
        return;
    case garbage:
        plan.speaker = Speaker::garbage;
        return;
    case flood:
        plan.speaker = Speaker::flood;
        return;
    case tally:
        plan.tally = optarg;
        return;
    case pid:
        plan.pid_file = optarg;
        return;
    case to:
        plan.to = endpoint_of(optarg);
        return;
    default:
        base::fail("see the first lines of gate.cpp for the options");
    }
}

} // namespace

Plan read_plan(int argc, char** argv) {
    Plan plan;
    int option = 0;
    std::string listen;
    // '-' hands over what is no option as 1; "--" ends the options
    while ((option = ::getopt_long(argc, argv, "-", options.data(), nullptr)) != -1) {
        if (option == 1)
            plan.listen = endpoint_of(listen = optarg);
        else
            take(plan, option);
    }
    plan.program.assign(argv + optind, argv + argc);
    if (listen.empty() || (plan.speaker == Speaker::host && plan.program.empty() == !plan.to.has_value()))
        base::fail("expected ADDRESS:PORT to listen on, and --to ADDRESS:PORT or -- PROGRAM");
    return plan;
}

base::Descriptor listen_on(sockaddr_in address) {
    base::Descriptor listener(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const int yes = 1;
    ::setsockopt(listener.get(), SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    if (::bind(listener.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
        ::listen(listener.get(), SOMAXCONN) != 0)
        base::fail("can't listen on {} port {}", ::inet_ntoa(address.sin_addr), ntohs(address.sin_port));
    return listener;
}

base::Descriptor connect_to(sockaddr_in address) {
    base::Descriptor socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (::connect(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
        base::fail("can't connect to {} port {}", ::inet_ntoa(address.sin_addr), ntohs(address.sin_port));
    return socket;
}

} // namespace plumbline::live
