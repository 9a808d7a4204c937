// floor HOSTS KEY SCRIPT WORKERS PORT: the least that an audit over SSH can cost. A bare libssh2 program that
// hands a hand-written script to `sh` on each of 127.1.0.1 … over WORKERS pre-forked processes, and reads the
// answer to its end. It judges no host key, has no deadlines and understands nothing: what plumbline takes
// beyond it is the price of doing so.
#include <arpa/inet.h>
#include <libssh2.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <new>
#include <string>

namespace {

struct Work {
    std::string key;
    std::string script;
    unsigned port = 0;
};

void quick_ack(int channel) {
    const int on = 1;
    setsockopt(channel, IPPROTO_TCP, TCP_QUICKACK, &on, sizeof on);
}

int connect_to(unsigned host, unsigned port) {
    const int channel = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(0x7F010000U + host);
    const int on = 1;
    setsockopt(channel, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (connect(channel, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
        std::perror("connect");
        return -1;
    }
    return channel;
}

bool ask(LIBSSH2_SESSION* session, int channel_fd, const Work& work) {
    LIBSSH2_CHANNEL* channel = libssh2_channel_open_session(session);
    quick_ack(channel_fd);
    if (channel == nullptr || libssh2_channel_exec(channel, "sh") != 0)
        return false;
    quick_ack(channel_fd);
    for (std::size_t sent = 0; sent < work.script.size();) {
        const auto put = libssh2_channel_write(channel, work.script.data() + sent, work.script.size() - sent);
        if (put < 0)
            return false;
        sent += static_cast<std::size_t>(put);
    }
    libssh2_channel_send_eof(channel);
    std::string answer;
    char chunk[32768];
    for (ssize_t got = 0; (got = libssh2_channel_read(channel, chunk, sizeof chunk)) > 0;
         quick_ack(channel_fd))
        answer.append(chunk, static_cast<std::size_t>(got));
    libssh2_channel_free(channel);
    return answer.find("END") != std::string::npos;
}

bool visit(unsigned host, const Work& work) {
    const int channel = connect_to(host, work.port);
    if (channel < 0)
        return false;
    LIBSSH2_SESSION* session = libssh2_session_init();
    libssh2_session_method_pref(session, LIBSSH2_METHOD_HOSTKEY, "ssh-ed25519");
    quick_ack(channel);
    const bool done =
        libssh2_session_handshake(session, channel) == 0 && (quick_ack(channel), true) &&
        libssh2_userauth_publickey_fromfile(session, "root", nullptr, work.key.c_str(), nullptr) == 0 &&
        ask(session, channel, work);
    if (!done)
        std::fprintf(stderr, "host %u failed\n", host);
    libssh2_session_disconnect(session, "");
    libssh2_session_free(session);
    close(channel);
    return done;
}

} // namespace

int main(int argc, char** argv) {
    if (argc != 6)
        return 1;
    const auto hosts = static_cast<unsigned>(std::atoi(argv[1]));
    std::ifstream script(argv[3], std::ios::binary);
    const Work work{
        argv[2], {std::istreambuf_iterator<char>(script), {}}, static_cast<unsigned>(std::atoi(argv[5]))};
    libssh2_init(0);
    void* shared = mmap(nullptr, sizeof(std::atomic<unsigned>), PROT_READ | PROT_WRITE,
                        MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    auto* next = new (shared) std::atomic<unsigned>(1);
    for (int worker = std::atoi(argv[4]); worker > 0; --worker) {
        if (fork() != 0)
            continue;
        bool all = true;
        for (unsigned host = (*next)++; host <= hosts; host = (*next)++)
            all = visit(host, work) && all;
        _exit(all ? 0 : 1);
    }
    int failed = 0;
    for (int status = 0; wait(&status) > 0;)
        failed |= status;
    return failed == 0 ? 0 : 1;
}
