#pragma once

#include "support/refusals.hpp"
#include "support/temporary_folder.hpp"

#include <arpa/inet.h>
#include <nlohmann/json.hpp>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <functional>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace plumbline::test {

/// Waits for it, 10 s at most.
inline void wait_until(const std::string& what, const std::function<bool()>& holds) {
    for (int attempts = 0; !holds(); ++attempts) {
        if (attempts == 1000)
            throw std::runtime_error("in vain was waited for " + what);
        ::usleep(10'000);
    }
}

/// A port of 127.0.0.1 that nobody has.
inline std::string free_port(int type) {
    const int socket = ::socket(AF_INET, type, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* const any = reinterpret_cast<sockaddr*>(&address);
    if (::bind(socket, any, size) != 0 || ::getsockname(socket, any, &size) != 0)
        throw std::runtime_error("no free port");
    ::close(socket);
    return std::to_string(ntohs(address.sin_port));
}

/// rsyslogd on 127.0.0.1 and on sockets in a folder of its own, ended with this object.
class Rsyslog {
public:
    Rsyslog() {
        folder_.file("conf", "module(load=\"imudp\")\nmodule(load=\"imtcp\")\n"
                             "module(load=\"imuxsock\" SysSock.Use=\"off\")\n"
                             "global(parser.escapeControlCharactersOnReceive=\"off\")\n"
                             "template(name=\"all\" type=\"list\") { property(name=\"jsonmesg\") "
                             "constant(value=\"\\n\") }\n"
                             "input(type=\"imudp\" address=\"127.0.0.1\" port=\"" +
                                 udp_ +
                                 "\")\n"
                                 "input(type=\"imtcp\" address=\"127.0.0.1\" port=\"" +
                                 tcp_ +
                                 "\")\n"
                                 "input(type=\"imuxsock\" Socket=\"" +
                                 local_socket() +
                                 "\")\n"
                                 "input(type=\"imuxsock\" Socket=\"" +
                                 strict_socket() +
                                 "\" useSpecialParser=\"off\")\n"
                                 "action(type=\"omfile\" file=\"" +
                                 folder_.path("records") + "\" template=\"all\")\n");
        pid_ = ::fork();
        if (pid_ == 0) {
            ::prctl(PR_SET_PDEATHSIG, SIGKILL);
            ::execlp("rsyslogd", "rsyslogd", "-n", "-iNONE", "-f", folder_.path("conf").c_str(), nullptr);
            ::_exit(127);
        }
        wait_until("rsyslogd: sh tests/run.sh fetches it into build/tools, which has to be in PATH",
                   [&] { return std::filesystem::exists(strict_socket()) && is_taking_udp(); });
    }
    Rsyslog(const Rsyslog&) = delete;
    Rsyslog& operator=(const Rsyslog&) = delete;
    ~Rsyslog() {
        ::kill(pid_, SIGKILL);
        ::waitpid(pid_, nullptr, 0);
    }

    [[nodiscard]] std::string udp() const { return "udp://127.0.0.1:" + udp_; }
    [[nodiscard]] std::string tcp() const { return "tcp://127.0.0.1:" + tcp_; }
    /// As /dev/log is by itself.
    [[nodiscard]] std::string local_socket() const { return folder_.path("log"); }
    /// One that takes RFC 5424.
    [[nodiscard]] std::string strict_socket() const { return folder_.path("strict"); }

    /// The next record that was not asked for yet, as rsyslog understood it.
    [[nodiscard]] nlohmann::json next() {
        wait_until("a record", [&] { return records().size() > taken_; });
        return nlohmann::json::parse(records().at(taken_++));
    }

private:
    [[nodiscard]] std::vector<std::string> records() const {
        std::vector<std::string> all;
        std::istringstream lines(whole_file(folder_.path("records")));
        for (std::string line; std::getline(lines, line) && !lines.eof();)
            all.push_back(line);
        return all;
    }
    [[nodiscard]] bool is_taking_udp() const {
        const auto port = [](const std::string& digits) { return std::stoul(digits); };
        std::istringstream sockets(whole_file("/proc/net/udp") + whole_file("/proc/net/tcp"));
        std::size_t seen = 0;
        for (std::string line; std::getline(sockets, line);) {
            const auto at = line.find("0100007F:");
            if (at != std::string::npos && at < 10) {
                const auto here = std::stoul(line.substr(at + 9, 4), nullptr, 16);
                seen += here == port(udp_) || here == port(tcp_) ? 1U : 0U;
            }
        }
        return seen >= 2;
    }

    TemporaryFolder folder_;
    std::string udp_ = free_port(SOCK_DGRAM);
    std::string tcp_ = free_port(SOCK_STREAM);
    pid_t pid_ = 0;
    std::size_t taken_ = 0;
};

} // namespace plumbline::test
