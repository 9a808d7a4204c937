#include "resource/types/package/databases/installed.hpp"

#include <catch2/catch.hpp>

using namespace plumbline::resource;
using namespace plumbline::resource::package;

namespace {

// lines as probe.sh brings them, of what dpkg-query 1.21.22, rpm 4.18.0 and apk-tools 2.14 say
struct Case {
    const char* line;
    Installed package;
};

} // namespace

TEST_CASE("what dpkg, rpm and apk say of a package is read") {
    const Case cases[] = {
        {"dpkg\tbash = amd64 install ok installed 5.2.15-2+b8\n",
         {.arch = "amd64", .version = "5.2.15-2+b8"}},
        {"dpkg\tadduser = all install ok installed 3.134\n", {.arch = "all", .version = "3.134"}},
        {"dpkg\topenssh-server = amd64 hold ok installed 1:9.2p1-2+deb12u3\n",
         {.arch = "amd64", .version = "1:9.2p1-2+deb12u3", .held = true}},
        {"dpkg\ttelnet = amd64 deinstall ok config-files 0.17+2.4-2\n",
         {.arch = "amd64",
          .version = "0.17+2.4-2",
          .status = "config-files",
          .unpacked = false,
          .configuration_left = true}},
        {"dpkg\tnano =  unknown ok not-installed \n", {.status = "not-installed", .unpacked = false}},
        {"dpkg\tgone = amd64 unknown ok not-installed \n",
         {.arch = "amd64", .status = "not-installed", .unpacked = false}},
        {"dpkg\tnginx = amd64 install ok half-configured 1.22.1-9\n",
         {.arch = "amd64", .version = "1.22.1-9", .status = "half-configured"}},
        {"dpkg\tbroken = amd64 install reinstreq half-installed 1.0-1\n",
         {.arch = "amd64", .version = "1.0-1", .status = "half-installed, reinstallation required"}},
        {"rpm\topenssh-server = x86_64 1:9.2p1-2.el9\n", {.arch = "x86_64", .version = "1:9.2p1-2.el9"}},
        {"apk\tmusl = x86_64 1.2.4_git20230717-r4 whole free\n",
         {.arch = "x86_64", .version = "1.2.4_git20230717-r4"}},
        {"apk\tbusybox = x86_64 1.36.1-r15 broken pinned\n",
         {.arch = "x86_64", .version = "1.36.1-r15", .status = "broken", .held = true}},
    };
    for (const Case& one : cases) {
        INFO(one.line);
        const auto report = read_report(one.line);
        REQUIRE(report);
        CHECK(report->all == std::vector{one.package});
    }
}

TEST_CASE("several packages of one name are all read") {
    const auto libc = read_report(
        "dpkg\tlibc6 = amd64 install ok installed 2.36-9\tlibc6 = i386 install ok installed 2.36-9\n");
    REQUIRE(libc);
    REQUIRE(libc->all.size() == 2);
    CHECK(libc->all[1].arch == "i386");
    const auto kernel = read_report("rpm\tkernel = noarch 5.14.0-1.el9\tkernel = noarch 5.14.0-12.el9\n");
    REQUIRE(kernel);
    REQUIRE(kernel->all.size() == 2);
    CHECK(kernel->all[1].version == "5.14.0-12.el9");
}

TEST_CASE("a database that knows no package of the name says so") {
    for (const char* line : {"dpkg\n", "rpm\n", "apk\n"}) {
        const auto report = read_report(line);
        REQUIRE(report);
        CHECK(report->all.empty());
    }
}

TEST_CASE("a line of any other form is no answer") {
    for (const char* line :
         {"", "?\n", "pacman\tbash = 5\n", "dpkg\tbash\n", "dpkg\tbash = amd64 install ok\n",
          "dpkg\tbash = amd64 install ok fine 1\n", "dpkg\tbash - amd64 install ok installed 1\n",
          "dpkg\tbash = amd64 install ok installed 1 2\n", "rpm\tbash = x86_64\n", "rpm\tbash = x86_64 1 2\n",
          "apk\tmusl = x86_64 1 whole\n", "apk\tmusl = x86_64 1 odd free\n",
          "apk\tmusl = x86_64 1 whole odd\n"}) {
        INFO(line);
        CHECK_FALSE(read_report(line));
    }
}

TEST_CASE("version locks of yum, dnf and dnf 5 hold a package") {
    const char* yum = "# comment\n0:bash-4.2.46-35.el7_9.*\n!0:tar-1.0-1.*\n";
    const char* dnf = "kernel-core-0:5.14.0-362.el9.*\nopenssh-server-*\n\nvim-\n";
    const char* dnf5 =
        "version = \"1.0\"\n[[packages]]\nname = \"bash\"\ncomment = \"Added by 'versionlock add'\"\n";
    CHECK(locked_by_rpm(yum, "bash"));
    CHECK_FALSE(locked_by_rpm(yum, "tar"));
    CHECK_FALSE(locked_by_rpm(yum, "comment"));
    CHECK(locked_by_rpm(dnf, "kernel-core"));
    CHECK_FALSE(locked_by_rpm(dnf, "kernel"));
    CHECK(locked_by_rpm(dnf, "openssh-server"));
    CHECK_FALSE(locked_by_rpm(dnf, "openssh"));
    CHECK_FALSE(locked_by_rpm(dnf, "vim"));
    CHECK(locked_by_rpm(dnf5, "bash"));
    CHECK_FALSE(locked_by_rpm(dnf5, "bas"));
    CHECK_FALSE(locked_by_rpm("", "bash"));
}
