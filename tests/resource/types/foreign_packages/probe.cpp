#include "support/probe_part.hpp"
#include "support/temporary_folder.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;

namespace {

/// What the part says on a host with these files.
std::string ask(const test::TemporaryFolder& host) {
    return test::run_part("probe_foreign_packages 1", host.path(),
                          {"/var/lib/apt/lists", "/var/lib/dpkg/status"});
}

std::string cannot(const std::string& reason) {
    return test::part_frame("cannot 1") + reason;
}

const std::string status = "Package: bash\n"
                           "Status: install ok installed\n"
                           "Architecture: amd64\n"
                           "Version: 5.2.15-2+b7\n"
                           "Description: a shell\n"
                           " Package: not-one\n"
                           "\n"
                           "Package: old\n"
                           "Status: deinstall ok config-files\n"
                           "Architecture: amd64\n"
                           "Version: 1.0\n"
                           "\n"
                           "Package: acme\n"
                           "Status: install ok half-configured\n"
                           "Architecture: all\n"
                           "Version: 2.0\n"
                           "\n"
                           "Package: dash\n"
                           "Status: hold ok installed\n"
                           "Architecture: amd64\n"
                           "Version: 0.5.12-2\n";

const std::string packages = "Package: bash\n"
                             "Version: 5.2.15-2+b8\n"
                             "Architecture: amd64\n"
                             "\n"
                             "Package: dash\n"
                             "Architecture: amd64\n"
                             "Version: 0.5.12-2\n";

} // namespace

TEST_CASE("the probe compares dpkg's packages with apt's lists") {
    const test::TemporaryFolder host;
    host.directory("var/lib/dpkg");
    host.file("var/lib/dpkg/status", status);
    host.directory("var/lib/apt/lists");
    host.file("var/lib/apt/lists/h_dists_a_InRelease", "x");
    host.file("var/lib/apt/lists/h_dists_a_main_binary-amd64_Packages", packages);
    host.file("var/lib/apt/lists/lock", "");
    const std::string said = ask(host);
    CHECK(said.find(test::part_frame("ok 1") + "list h_dists_a_InRelease\n"
                                               "list h_dists_a_main_binary-amd64_Packages\n") == 0);
    CHECK(said.find("\npackage bash amd64 5.2.15-2+b7 5.2.15-2+b8\n") != std::string::npos);
    CHECK(said.find("\npackage acme all 2.0\n") != std::string::npos);
    CHECK(said.find("dash") == std::string::npos);
    CHECK(said.find("old") == std::string::npos);
    CHECK(said.find("not-one") == std::string::npos);
    CHECK(said.ends_with("\nwhole\n"));
}

TEST_CASE("the probe says why it can't compare packages") {
    const test::TemporaryFolder host;
    host.directory("var/lib");
    host.file("var/lib/x", "");
    CHECK(ask(host) ==
          cannot("only told where dpkg is: other databases don't say which repository a package is of"));
    host.directory("var/lib/dpkg");
    host.file("var/lib/dpkg/status", status);
    const std::string folder = host.path() + "/var/lib/apt/lists";
    CHECK(ask(host) == cannot("no package lists in " + folder + ": run apt update"));
    host.directory("var/lib/apt/lists");
    host.file("var/lib/apt/lists/lock", "");
    CHECK(ask(host) == cannot("no package lists in " + folder + ": run apt update"));
}

TEST_CASE("a list that can't be unpacked makes no whole answer") {
    const test::TemporaryFolder host;
    host.directory("var/lib/dpkg");
    host.file("var/lib/dpkg/status", status);
    host.directory("var/lib/apt/lists");
    host.file("var/lib/apt/lists/h_Packages.lz4", "garbage");
    CHECK(ask(host).find("\nwhole\n") == std::string::npos);
}
