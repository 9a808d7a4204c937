#include "support/probe_part.hpp"
#include "support/temporary_folder.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;

// Recorded output of the tools goes through the part of the probe that makes answers of it.

namespace {

/// What the part answers about these packages, numbered from 1, where the program prints this for all of them
/// and, asked for one, only the lines that name it.
std::string ask(const std::string& database, const std::string& names, const std::string& ids,
                const std::string& printed) {
    return test::run_part(
        "run_" + database + "() {\n    printed='" + printed +
        "'\n"
        "    if [ $# = 1 ]; then printf '%s\\n' \"$printed\" | grep \"$1\"; else printf '%s\\n' "
        "\"$printed\"; fi\n}\n"
        "ids='" +
        ids + "' names='" + names + "'\nask_packages " + database + "\n");
}

} // namespace

TEST_CASE("what rpm says of packages is their answer") {
    CHECK(ask("rpm", " kernel openssh-server virtual-ssh", " 4 5 6",
              "kernel = noarch 5.14.0-1.el9\n"
              "kernel = noarch 5.14.0-12.el9\n"
              "openssh-server = x86_64 1:9.2p1-2.el9\n"
              "package virtual-ssh is not installed") ==
          test::part_frame("lines 4 5 6") +
              "rpm\tkernel = noarch 5.14.0-1.el9\tkernel = noarch 5.14.0-12.el9\n"
              "rpm\topenssh-server = x86_64 1:9.2p1-2.el9\n"
              "rpm\n");
}

TEST_CASE("in another order than asked, each package is asked for alone") {
    CHECK(ask("rpm", " openssh-server kernel", " 1 2",
              "kernel = noarch 5.14.0-1.el9\n"
              "openssh-server = x86_64 1:9.2p1-2.el9") == test::part_frame("lines 1 2") +
                                                              "rpm\topenssh-server = x86_64 1:9.2p1-2.el9\n"
                                                              "rpm\tkernel = noarch 5.14.0-1.el9\n");
}

TEST_CASE("a package of which nothing is said is no absence") {
    CHECK(ask("rpm", " kernel lost virtual-ssh", " 1 2 3",
              "kernel = noarch 5.14.0-1.el9\n"
              "package virtual-ssh is not installed") ==
          test::part_frame("lines 1 2 3") + "rpm\tkernel = noarch 5.14.0-1.el9\n?\nrpm\n");
}

TEST_CASE("an rpm database that can't be opened is no absence") {
    CHECK(ask("rpm", " glibc kernel", " 1 2",
              "error: cannot open Packages database in /var/lib/rpm\n"
              "package kernel is not installed") ==
          test::part_frame("cannot 1 2") + "rpm: cannot open Packages database in /var/lib/rpm");
}

TEST_CASE("what dpkg-query says of packages is their answer") {
    CHECK(ask("dpkg", " gone libc6 nope telnet", " 1 2 3 4",
              "dpkg-query: no packages found matching nope\n"
              "gone =  unknown ok not-installed \n"
              "libc6 = amd64 install ok installed 2.36-9+deb12u14\n"
              "libc6 = i386 install ok installed 2.36-9+deb12u14\n"
              "telnet = amd64 deinstall ok config-files 0.17+2.4-2") ==
          test::part_frame("lines 1 2 3 4") +
              "dpkg\tgone =  unknown ok not-installed \n"
              "dpkg\tlibc6 = amd64 install ok installed 2.36-9+deb12u14\tlibc6 = i386 install ok installed "
              "2.36-9+deb12u14\n"
              "dpkg\n"
              "dpkg\ttelnet = amd64 deinstall ok config-files 0.17+2.4-2\n");
}

TEST_CASE("one package under two names is asked for twice") {
    CHECK(ask("dpkg", " libc6 libc6:i386", " 1 2", "libc6 = i386 install ok installed 2.36-9") ==
          test::part_frame("lines 1 2") + "dpkg\tlibc6 = i386 install ok installed 2.36-9\n?\n");
}

TEST_CASE("a damaged dpkg database is no absence") {
    CHECK(ask("dpkg", " a b", " 1 2",
              "dpkg-query: error: parsing file '\\''/var/lib/dpkg/status'\\'' near line 0:\n"
              " end of file after field name '\\''garbage'\\''") ==
          test::part_frame("cannot 1 2") + "dpkg: parsing file '/var/lib/dpkg/status' near line 0:");
}

TEST_CASE("apk's database and world file are read as they stand") {
    const test::TemporaryFolder host;
    const auto database =
        host.file("installed", "C:Q1EyN5AdpAOBJWKMR89pp/C66o+OE=\nP:musl\nV:1.2.4_git20230717-r4\nA:x86_64\n"
                               "S:407278\nT:the musl c library (libc) implementation\n"
                               "p:so:libc.musl-x86_64.so.1=1\nF:lib\nR:ld-musl-x86_64.so.1\na:0:0:755\n"
                               "Z:Q1m5zXM1zTpgiKQ+RQVHPTwJKpQqQ=\n\n"
                               "C:Q1X2OQAmVZwoyzTHFc+Lcs83iuU8o=\nP:busybox\nV:1.36.1-r15\nA:x86_64\nf:s\n");
    const auto world =
        host.file("world", "alpine-baselayout\nmusl@edge=1.2.4_git20230717-r4\nbusybox>=1.36\n");
    CHECK(
        test::run_part("apk_answers " + world + " " + database + " busybox so:libc.musl-x86_64.so.1 musl") ==
        "apk\tbusybox = x86_64 1.36.1-r15 broken free\n"
        "apk\n"
        "apk\tmusl = x86_64 1.2.4_git20230717-r4 whole pinned\n");
}
