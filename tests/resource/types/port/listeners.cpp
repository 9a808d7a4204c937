#include "resource/types/port/listeners.hpp"

#include <catch2/catch.hpp>

using namespace plumbline::resource::port;

namespace {

// iproute2 6.1, Debian 12, as root
const std::string ss =
    "ss all\n"
    "udp UNCONN 0      0          127.0.0.1:53    0.0.0.0:*    ino:2518342 sk:2 cgroup:unreachable:1 <->\n"
    "udp   UNCONN 0      0              [::1]:53           [::]:*    ino:2518343 sk:3 v6only:1 <-> \n"
    "tcp   LISTEN 0      511          0.0.0.0:80        0.0.0.0:*    "
    "users:((\"nginx\",pid=12,fd=6),(\"nginx: old\",pid=11,fd=6)) ino:2518339 sk:4 cgroup:/ <->\n"
    "tcp   LISTEN 0      128       0.0.0.0%lo:99        0.0.0.0:*    users:((\"python3\",pid=9,fd=4)) "
    "ino:2518344 sk:5 cgroup:/ <->\n"
    "tcp   LISTEN 0      128        127.0.0.1:8888      0.0.0.0:*    users:((\"python3\",pid=9,fd=5)) "
    "uid:65534 ino:2518345 sk:6 cgroup:/ <->\n"
    "tcp   LISTEN 0      128             [::]:8081         [::]:*    users:((\"python3\",pid=9,fd=6)) "
    "ino:2518341 sk:7 cgroup:/ v6only:1 <-> \n"
    "tcp   LISTEN 0      128                *:8080            *:*    users:((\"python3\",pid=9,fd=7)) "
    "ino:2518340 sk:8 cgroup:/ v6only:0 <-> \n"
    "=0\n";

// proc(5) and GNU ls of the same machine, without ss; each table has its heading
const std::string proc =
    "proc all\n"
    "/proc/net/tcp:  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  "
    "timeout "
    "inode                                                     \n"
    "/proc/net/tcp:   0: 00000000:0050 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        "
    "0 "
    "2526778 1 000000007bf094d3 100 0 0 10 0                   \n"
    "/proc/net/tcp:   2: 0100007F:22B8 00000000:0000 0A 00000000:00000000 00:00000000 00000000 65534        "
    "0 "
    "2526780 1 00000000c02015cd 100 0 0 10 0                   \n"
    "/proc/net/tcp:   3: 0100007F:22B8 0100007F:C001 01 00000000:00000000 00:00000000 00000000     0        "
    "0 "
    "2526799 1 00000000c02015ce 100 0 0 10 0                   \n"
    "/proc/net/tcp6:   1: 00000000000000000000000000000000:1F90 00000000000000000000000000000000:0000 0A "
    "00000000:00000000 00:00000000 00000000     0        0 2518340 1 0000000094521be3 100 0 0 10 0\n"
    "/proc/net/udp: 7370: 0100007F:0035 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        "
    "0 "
    "2518342 2 0000000048728739 0       \n"
    "/proc/net/udp6: 7370: 00000000000000000000000001000000:0035 00000000000000000000000000000000:0000 07 "
    "00000000:00000000 00:00000000 00000000     0        0 2518343 2 000000006ace9f3d 0\n"
    "/proc/1/fd:\n"
    "lrwx------ 1 0 0 64 Nov 21 02:15 9 -> socket:[2526799]\n"
    "/proc/30809/fd:\n"
    "lrwx------    1 0        0               64 Nov 21 02:15 3 -> socket:[2526778]\n"
    "lrwx------ 1 0 0 64 Nov 21 02:15 5 -> socket:[2526780]\n"
    "/proc/1/status:Name:\tinit\n"
    "/proc/30809/status:Name:\tpython3\n"
    "=0\n";

} // namespace

TEST_CASE("what ss says, in the order of protocols, addresses and ports") {
    const auto listeners = read_listeners(ss);
    REQUIRE(listeners);
    CHECK(listeners->every_process);
    CHECK(listeners->all == std::vector<Listener>{{"tcp", "0.0.0.0", 80, {}, {"nginx", "nginx: old"}, {0}},
                                                  {"tcp", "0.0.0.0%lo", 99, {}, {"python3"}, {0}},
                                                  {"tcp", "127.0.0.1", 8888, {}, {"python3"}, {65534}},
                                                  {"tcp", "::", 8080, false, {"python3"}, {0}},
                                                  {"tcp", "::", 8081, true, {"python3"}, {0}},
                                                  {"udp", "127.0.0.1", 53, {}, {}, {0}},
                                                  {"udp", "::1", 53, {}, {}, {0}}});
}

TEST_CASE("without ss, the kernel's tables say the same but for IPV6_V6ONLY") {
    const auto listeners = read_listeners(proc);
    REQUIRE(listeners);
    CHECK(listeners->all == std::vector<Listener>{{"tcp", "0.0.0.0", 80, {}, {"python3"}, {0}},
                                                  {"tcp", "127.0.0.1", 8888, {}, {"python3"}, {65534}},
                                                  {"tcp", "::", 8080, {}, {}, {0}},
                                                  {"udp", "127.0.0.1", 53, {}, {}, {0}},
                                                  {"udp", "::1", 53, {}, {}, {0}}});
}

TEST_CASE("sockets that share a port are one listener") {
    const auto listeners =
        read_listeners("ss own\ntcp LISTEN 0 1 *:80 *:* users:((\"b\",pid=1,fd=1)) uid:7 ino:1 v6only:0 <->\n"
                       "tcp LISTEN 0 1 [::]:80 [::]:* users:((\"a\",pid=2,fd=1)) ino:2 v6only:1 <->\n=0\n");
    REQUIRE(listeners);
    CHECK_FALSE(listeners->every_process);
    CHECK(listeners->all == std::vector<Listener>{{"tcp", "::", 80, false, {"a", "b"}, {0, 7}}});
    CHECK(title(listeners->all[0]) == "tcp:[::]:80");
    CHECK(title({"udp", "10.0.0.1%eth0", 53}) == "udp:10.0.0.1%eth0:53");
}

TEST_CASE("a host that listens nowhere") {
    CHECK(read_listeners("ss all\n=0\n") == Listeners{{}, true});
}

TEST_CASE("an answer that is cut, failed or odd is none") {
    for (const std::string answer :
         {"", "ss all\n", "ss all\n=1\n", "ss all\n=124\n", "ss\n=0\n", "netstat all\n=0\n",
          "ss all\ntcp LISTEN 0 1 0.0.0.0:80\n=0\n", "ss all\ntcp LISTEN 0 1 0.0.0.0:http 0.0.0.0:* x\n=0\n",
          "ss all\ntcp LISTEN 0 1 0.0.0.0:80000 0.0.0.0:* x\n=0\n",
          "ss all\ntcp LISTEN 0 1 host:80 *:* x\n=0\n", "ss all\nnl UNCONN 0 0 rtnl:kernel * x\n=0\n",
          "proc all\n/proc/net/tcp: 0: 1:1 1:1 0A\n=0\n",
          "proc all\n/proc/net/tcp:   0: 0000:0050 00000000:0000 0A 0:0 00:0 0 0 0 1 1\n=0\n"}) {
        INFO(answer);
        CHECK_FALSE(read_listeners(answer));
    }
    CHECK_FALSE(read_listeners(ss.substr(0, ss.size() - 3)));
}
