#include "resource/formats/directives/words.hpp"

#include <catch2/catch.hpp>

using namespace plumbline::resource::formats;

TEST_CASE("login.defs: a name, blanks and a value") {
    CHECK(std::get<Entries>(read_login_defs("#\n# PASS_MAX_DAYS\t1\nPASS_MAX_DAYS\t99999\n"
                                            " ENV_PATH\tPATH=/usr/local/bin:/bin\nSU_NAME \"su x\"\n")) ==
          Entries{{"", "PASS_MAX_DAYS", "99999", 3},
                  {"", "ENV_PATH", "PATH=/usr/local/bin:/bin", 4},
                  {"", "SU_NAME", "su x", 5}});
    CHECK(std::get<Malformed>(read_login_defs("A 1\nUMASK\n")) ==
          Malformed{2, "expected a value after the name"});
}

TEST_CASE("sysctl: keys with dots, blanks as one, a minus left out") {
    CHECK(std::get<Entries>(read_sysctl("# a.b = 1\n; c = 2\nnet/ipv4/conf/eth0.1/forwarding=1\n"
                                        "-net.ipv4.ip_forward = 0\nnet.ipv4.tcp_rmem = 4096\t87380  6291456\n"
                                        "nothing\n")) ==
          Entries{{"", "net.ipv4.conf.eth0/1.forwarding", "1", 3},
                  {"", "net.ipv4.ip_forward", "0", 4},
                  {"", "net.ipv4.tcp_rmem", "4096 87380 6291456", 5}});
}

TEST_CASE("assignments: with or without '=', quotes and comments; a name alone is yes") {
    CHECK(std::get<Entries>(read_assignments("# c\nminlen = 14 # at least\ndeny=5\naudit\nempty =\n"
                                             "listen_addresses = 'a, b' # c\nshared_buffers 128MB\n"
                                             "x = a#b\n")) == Entries{{"", "minlen", "14", 2},
                                                                      {"", "deny", "5", 3},
                                                                      {"", "audit", "yes", 4},
                                                                      {"", "empty", "", 5},
                                                                      {"", "listen_addresses", "a, b", 6},
                                                                      {"", "shared_buffers", "128MB", 7},
                                                                      {"", "x", "a#b", 8}});
}

TEST_CASE("directives: a word and what stands after it") {
    CHECK(std::get<Entries>(
              read_directives("! c\npool  2.debian.pool.ntp.org \tiburst\n% c\nrtcsync\nmakestep 1 3\n")) ==
          Entries{{"", "pool", "2.debian.pool.ntp.org iburst", 2},
                  {"", "rtcsync", "", 4},
                  {"", "makestep", "1 3", 5}});
}
