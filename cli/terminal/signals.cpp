#include "terminal/signals.hpp"

#include <csignal>
#include <initializer_list>

namespace plumbline::cli {
namespace {

volatile std::sig_atomic_t received = 0;

void remember(int number) {
    received = number;
}

} // namespace

void expect_failed_writes() {
    for (const int number : {SIGPIPE, SIGXFSZ})
        std::signal(number, SIG_IGN);
}

void watch_signals() {
    struct sigaction action {};
    action.sa_handler = remember; // without SA_RESTART: poll(2) is to return
    for (const int number : {SIGINT, SIGTERM, SIGHUP})
        sigaction(number, &action, nullptr);
}

int signal_received() {
    return received;
}

} // namespace plumbline::cli
