#include "facts/domains.hpp"

#include <catch2/catch.hpp>

using namespace plumbline::facts;

TEST_CASE("what no host says of a fact is known by what was meant") {
    using Cases = std::vector<std::pair<std::string, std::string>>;
    for (const auto& [value, right] : Cases{{"ubuntu", "debian"},
                                            {"rhel", "redhat"},
                                            {"centos", "redhat"},
                                            {"debain", "debian"},
                                            {"apline", "alpine"}}) {
        INFO(value);
        CHECK(meant("os.family", value) == right);
    }
    for (const auto& [value, right] :
         Cases{{"amd64", "x86_64"}, {"arm64", "aarch64"}, {"armhf", "armv7l"}, {"x86_46", "x86_64"}}) {
        INFO(value);
        CHECK(meant("arch", value) == right);
    }
}

TEST_CASE("a value that some host may say is let be") {
    for (const auto* family :
         {"debian", "redhat", "suse", "arch", "alpine", "gentoo", "bsd", "nixos", "void"})
        CHECK_FALSE(meant("os.family", family));
    for (const auto* machine : {"x86_64", "aarch64", "armv7l", "i686", "m68k", "s390x"})
        CHECK_FALSE(meant("arch", machine));
    CHECK_FALSE(meant("os.id", "debain"));
}

TEST_CASE("facts of few values name them all") {
    CHECK(all_values("pkg") == std::vector<std::string>{"dpkg", "rpm", "apk", "pacman"});
    CHECK(all_values("init").size() == 5);
    CHECK(all_values("os.family").empty());
    CHECK(all_values("hostname").empty());
}
