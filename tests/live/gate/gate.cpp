// lab-gate: a listener between a client and a host of the lab that plays what hosts and networks do wrong.
//
//   lab-gate [OPTION…] ADDRESS:PORT --to ADDRESS:PORT        each connection is forwarded
//   lab-gate [OPTION…] ADDRESS:PORT -- PROGRAM ARGUMENT…     each connection gets the program, as from inetd
//
//   --cut-after N, --reset-after N, --stall-after N   after N bytes from the host: FIN, RST, nothing more
//   --drip MS, --delay MS           one byte every MS milliseconds; every piece, both ways, MS late
//   --silent, --garbage, --flood    no host at all: says nothing, rubbish, lines without end
//   --tally FILE                    appends how many bytes of the host each connection has passed on
//   --pid FILE                      its process id, written when it listens
//
// Ends with the process that started it, and so does everything that it starts.
#include "connection.hpp"
#include "plan.hpp"

#include "base/error.hpp"

#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <iostream>

namespace {

using namespace plumbline::live;

constexpr int most_connections = 256;

void end_with_parent() {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
}

/// One process a connection: what hangs in one is nobody else's matter.
void start_connection(const Plan& plan, plumbline::base::Descriptor client) {
    const auto child = ::fork();
    if (child < 0)
        plumbline::base::fail("can't fork for a connection");
    if (child > 0)
        return;
    end_with_parent();
    serve(plan, std::move(client));
    ::_exit(0);
}

void listen_for_ever(const Plan& plan) {
    const auto listener = listen_on(plan.listen);
    if (!plan.pid_file.empty())
        std::ofstream(plan.pid_file) << ::getpid() << '\n';
    for (int open = 0;;) {
        plumbline::base::Descriptor client(::accept4(listener.get(), nullptr, nullptr, SOCK_CLOEXEC));
        if (!client.is_open())
            continue;
        start_connection(plan, std::move(client));
        ++open;
        while (open > 0 && ::waitpid(-1, nullptr, open < most_connections ? WNOHANG : 0) > 0)
            --open;
    }
}

} // namespace

int main(int argc, char** argv) {
    end_with_parent();
    ::signal(SIGPIPE, SIG_IGN);
    try {
        listen_for_ever(read_plan(argc, argv));
    } catch (const std::exception& error) {
        std::cerr << "lab-gate: " << error.what() << '\n';
        return 1;
    }
}
