#include "resource/types/sysctl/assignments.hpp"

#include <catch2/catch.hpp>

using namespace plumbline::resource::sysctl;
using plumbline::probe::FileLines;

namespace {

// as the probe brings it from a Debian 12 without systemd running
const char* debian = "given /etc/sysctl.d/99-sysctl.conf\n"
                     "given /usr/lib/sysctl.d/50-pid-max.conf\n"
                     "given /usr/lib/sysctl.d/99-protect-links.conf\n"
                     "given /etc/sysctl.conf\n"
                     "\n"
                     "/usr/lib/sysctl.d/50-pid-max.conf:16:kernel.pid_max = 4194304\n"
                     "/usr/lib/sysctl.d/99-protect-links.conf:7:fs.protected_fifos = 1\n"
                     "/usr/lib/sysctl.d/99-protect-links.conf:10:fs.protected_symlinks = 1\n";

using Lines = std::vector<std::pair<std::size_t, std::string>>;

LastWord judge(const Lines& lines, const char* key) {
    return last_word({{.path = "/etc/sysctl.d/1.conf", .lines = lines}}, to_path(key));
}

LastWord by(const char* value, int line) {
    return {.assignment = Assignment{value, "/etc/sysctl.d/1.conf:" + std::to_string(line)}};
}

} // namespace

TEST_CASE("dots and slashes of a key change places if the first of them is a dot") {
    for (const auto& [key, path] : {std::pair{"net.ipv4.ip_forward", "net/ipv4/ip_forward"},
                                    {"net/ipv4/ip_forward", "net/ipv4/ip_forward"},
                                    {"net.ipv4.conf.eth0/1.forwarding", "net/ipv4/conf/eth0.1/forwarding"},
                                    {"net/ipv4/conf/eth0.1/forwarding", "net/ipv4/conf/eth0.1/forwarding"},
                                    {"plain", "plain"}}) {
        CHECK(to_path(key) == path);
    }
}

TEST_CASE("blanks in a value are all the same") {
    CHECK(normalised("4096\t131072\t6291456\n") == "4096 131072 6291456");
    CHECK(normalised("  1 ") == "1");
    CHECK(normalised("\n").empty());
}

TEST_CASE("the files of a boot are read in the order of their names") {
    const auto files = read_boot_files(debian);
    REQUIRE(files);
    REQUIRE(files->size() == 4);
    CHECK((*files)[0] == FileLines{.path = "/usr/lib/sysctl.d/50-pid-max.conf",
                                   .lines = {{16, "kernel.pid_max = 4194304"}}});
    CHECK((*files)[1].path == "/usr/lib/sysctl.d/99-protect-links.conf");
    CHECK((*files)[1].lines == Lines{{7, "fs.protected_fifos = 1"}, {10, "fs.protected_symlinks = 1"}});
    CHECK((*files)[2].path == "/etc/sysctl.d/99-sysctl.conf");
    CHECK((*files)[3].path == "/etc/sysctl.conf");
    CHECK(read_boot_files("\n")->empty());
}

TEST_CASE("a file replaces those of its name in less important folders, a masked one too") {
    const auto files =
        read_boot_files("masked /etc/sysctl.d/a.conf\ngiven /run/sysctl.d/b.conf\n"
                        "given /usr/lib/sysctl.d/a.conf\ngiven /usr/lib/sysctl.d/b.conf\n"
                        "closed /usr/lib/sysctl.d/c.conf\nodd /usr/lib/sysctl.d/d\n\n"
                        "/usr/lib/sysctl.d/a.conf:1:a.b = 1\n/run/sysctl.d/b.conf:2:a.c = 2:3\n");
    REQUIRE(files);
    CHECK(*files ==
          std::vector<FileLines>{{.path = "/etc/sysctl.d/a.conf"},
                                 {.path = "/run/sysctl.d/b.conf", .lines = {{2, "a.c = 2:3"}}},
                                 {.path = "/usr/lib/sysctl.d/c.conf", .unreadable = "permission denied"},
                                 {.path = "/usr/lib/sysctl.d/d", .unreadable = "its name holds a newline"}});
}

TEST_CASE("an answer of another form is none") {
    for (const char* answer :
         {"", "given /a.conf\n", "odd\n\n", "lost /a.conf\n\n", "given a.conf\n\n",
          "given /a.conf\n\n/b.conf:1:x\n", "given /a.conf\n\n/a.conf:one:x\n",
          "given /a.conf\n\n/a.conf:1\n", "given /a.conf\n\nBinary file /a.conf matches\n"}) {
        INFO(answer);
        CHECK_FALSE(read_boot_files(answer));
    }
}

TEST_CASE("the last assignment to a key wins") {
    CHECK(judge({{1, "net.ipv4.ip_forward = 1"}, {2, "net/ipv4/ip_forward=0"}}, "net.ipv4.ip_forward") ==
          by("0", 2));
    CHECK(judge({{3, "  - net.ipv4.ip_forward =\t1 "}}, "net.ipv4.ip_forward") == by("1", 3));
    CHECK(judge({{1, "net.ipv4.conf.eth0/1.forwarding = 1"}}, "net/ipv4/conf/eth0.1/forwarding") ==
          by("1", 1));
    CHECK(judge({{1, "kernel.core_pattern = |/bin/x a=b"}}, "kernel.core_pattern") == by("|/bin/x a=b", 1));
    CHECK(judge({{1, "# net.ipv4.ip_forward = 1"},
                 {2, "; net.ipv4.ip_forward = 1"},
                 {3, "net.ipv4.ip_forward"},
                 {4, ""}},
                "net.ipv4.ip_forward") == LastWord{});
}

TEST_CASE("a key that is named is not touched by patterns, wherever they stand") {
    const char* key = "net.ipv4.conf.eth0.rp_filter";
    CHECK(judge({{1, "net.ipv4.conf.*.rp_filter = 2"}}, key) == by("2", 1));
    CHECK(judge({{1, "net.ipv4.conf.*.rp_filter = 2"}, {2, "net.ipv4.conf.e*.rp_filter = 1"}}, key) ==
          by("1", 2));
    CHECK(judge({{1, "net.ipv4.conf.eth0.rp_filter = 1"}, {2, "net.ipv4.conf.*.rp_filter = 2"}}, key) ==
          by("1", 1));
    CHECK(judge({{1, "-net.ipv4.conf.eth0.rp_filter"}, {2, "net.ipv4.conf.*.rp_filter = 2"}}, key) ==
          LastWord{});
    CHECK(judge({{1, "-net.ipv4.conf.eth0.rp_filter"}, {2, "net.ipv4.conf.eth0.rp_filter = 1"}}, key) ==
          by("1", 2));
    CHECK(judge({{1, "net.*.rp_filter = 2"}}, key) == LastWord{});
}

TEST_CASE("a file that can't be read leaves it open, unless a later one names the key") {
    const FileLines closed{.path = "/etc/sysctl.d/5.conf", .unreadable = "permission denied"};
    const FileLines early{.path = "/etc/sysctl.d/1.conf", .lines = {{1, "a.b = 1"}}};
    const FileLines late{.path = "/etc/sysctl.d/9.conf", .lines = {{1, "a.b = 2"}}};
    CHECK(last_word({early, closed}, "a/b") ==
          LastWord{.unreadable = "/etc/sysctl.d/5.conf: permission denied"});
    CHECK(last_word({closed, late}, "a/b") ==
          LastWord{.assignment = Assignment{"2", "/etc/sysctl.d/9.conf:1"}});
    CHECK(judge({{1, "*.*.*.*.* = 1"}}, "a.b") ==
          LastWord{.unreadable = "/etc/sysctl.d/1.conf:1: a pattern with more than 4 wildcards"});
}
