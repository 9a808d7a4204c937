#include "base/child.hpp"
#include "base/text.hpp"
#include "resource/matcher.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <chrono>
#include <string>
#include <utility>
#include <vector>

using namespace plumbline;
using resource::compare_versions;
using resource::VersionOrder;

namespace {

using Pair = std::pair<std::string, std::string>;

/// Each version with itself and with every later one.
std::vector<Pair> pairs_of(const std::vector<std::string>& versions) {
    std::vector<Pair> pairs;
    for (std::size_t i = 0; i < versions.size(); ++i)
        for (std::size_t j = i; j < versions.size(); ++j)
            pairs.emplace_back(versions[i], versions[j]);
    return pairs;
}

/// What a package manager prints about the pairs: -1, 0 or 1, one a line.
std::vector<int> ask(const std::vector<std::string>& argv, const std::string& input) {
    const auto result = base::run_child(argv, input, {base::Deadline::after(std::chrono::minutes(1))});
    INFO(result.errors);
    REQUIRE(result.end == base::ChildResult::End::exited);
    REQUIRE(result.code == 0);
    std::vector<int> orders;
    for (const auto line : base::words(result.output))
        orders.push_back(base::to_integer<int>(line).value());
    return orders;
}

void check_against(const std::vector<int>& oracle, const std::vector<Pair>& pairs, VersionOrder order) {
    REQUIRE(oracle.size() == pairs.size());
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        const auto& [left, right] = pairs[i];
        INFO(fmt::format("'{}' against '{}'", left, right));
        CHECK(compare_versions(left, right, order) == oracle[i]);
        CHECK(compare_versions(right, left, order) == -oracle[i]);
    }
}

/// Every version is older than the next.
void check_ascending(const std::vector<std::string>& versions, VersionOrder order) {
    for (const auto& [left, right] : pairs_of(versions)) {
        INFO(fmt::format("'{}' against '{}'", left, right));
        CHECK(compare_versions(left, right, order) == (left == right ? 0 : -1));
        CHECK(compare_versions(right, left, order) == (left == right ? 0 : 1));
    }
}

} // namespace

TEST_CASE("deb versions compare as dpkg compares them") {
    const auto pairs = pairs_of({"1.0",
                                 "1.0-0",
                                 "1.0-1",
                                 "1.00",
                                 "1.0~rc1",
                                 "1.0~rc1-1",
                                 "1.0~~",
                                 "1.0+b1",
                                 "1:0.9",
                                 "0:1.0",
                                 "00:1.0-1",
                                 "1.0a",
                                 "1.0.a",
                                 "1.0-1+deb12u2",
                                 "1.0-1~",
                                 "1.0-1.1",
                                 "9.2p1-2",
                                 "1:9.2p1-2",
                                 "1:9.2p1-2+b1",
                                 "10",
                                 "9",
                                 "2.36-9",
                                 "2.36.1",
                                 "0",
                                 "1.2.3-4-5",
                                 "1.2.3-4",
                                 "7.88.1-10",
                                 "20230311",
                                 "1.0A",
                                 "1.0Z~a",
                                 "0~",
                                 "1.0.",
                                 "5.36.0-7",
                                 "5.36.0-7.1",
                                 "1.0000000000000000000000001",
                                 "1.10000000000000000000000000"});
    std::string input;
    for (const auto& [left, right] : pairs)
        input += left + " " + right + "\n";
    const std::string script =
        "while read -r a b; do if dpkg --compare-versions \"$a\" lt \"$b\" </dev/null; then echo -1;"
        "elif dpkg --compare-versions \"$a\" eq \"$b\" </dev/null; then echo 0; else echo 1; fi; done";
    check_against(ask({"sh", "-c", script}, input), pairs, VersionOrder::deb);
}

TEST_CASE("rpm versions compare as rpm compares them") {
    const auto pairs = pairs_of({"1.0",
                                 "1.0-1",
                                 "1.0-2.el9",
                                 "1.0-10.el9",
                                 "1.0~rc1",
                                 "1.0~rc1-1",
                                 "1.0~rc1^git",
                                 "1.0^git1",
                                 "1.0^",
                                 "1.0^git2",
                                 "1.0.1",
                                 "1.0a",
                                 "1.0.a",
                                 "1.a",
                                 "1.1",
                                 "1.10",
                                 "1.01",
                                 "1..1",
                                 "1_0",
                                 "1:0.5",
                                 "0:1.0",
                                 "2:0.1-1",
                                 "5.14.0-284.11.1.el9_2",
                                 "5.14.0-284.30.1.el9_2",
                                 "8.7p1-34.el9",
                                 "a",
                                 "b",
                                 "1b",
                                 "b1",
                                 "xyz10",
                                 "xyz.4",
                                 "20101121",
                                 "10xyz",
                                 "1.0~~",
                                 "1.0~",
                                 "1.0^20160102^git1",
                                 "1.0^20160102",
                                 "1.0^20160102~pre",
                                 "6.0.rc1",
                                 "2.0.1a",
                                 "1.0000000000000000000000000000000001",
                                 "1.0-1^a",
                                 "1.0-1~a"});
    std::string lua = "%{lua: ";
    for (const auto& [left, right] : pairs)
        lua += fmt::format("print(rpm.vercmp('{}','{}')..' ') ", left, right);
    check_against(ask({"rpm", "--eval", lua + "}"}, ""), pairs, VersionOrder::rpm);
}

TEST_CASE("apk versions compare as apk-tools compares them") {
    check_ascending(
        {"0.9",     "1.0_alpha", "1.0_alpha2", "1.0_beta", "1.0_pre1", "1.0_rc1",  "1.0_rc1-r1",
         "1.0",     "1.0-r0",    "1.0-r1",     "1.0-r10",  "1.0_cvs1", "1.0_svn1", "1.0_git20240101",
         "1.0_hg",  "1.0_p1",    "1.0_p2",     "1.0a",     "1.0b-r1",  "1.0.5",    "1.05",
         "1.06-r1", "1.1",       "1.2.1",      "1.10",     "2",        "10"},
        VersionOrder::apk);
}

TEST_CASE("apk takes a part with leading zeros for a fraction") {
    CHECK(compare_versions("1.05", "1.5", VersionOrder::apk) == -1);
    CHECK(compare_versions("1.39", "1.00_beta2", VersionOrder::apk) == 1);
    CHECK(compare_versions("006", "1.0.0", VersionOrder::apk) == 1);
    CHECK(compare_versions("0.98", "1.00", VersionOrder::apk) == -1);
    CHECK(compare_versions("1.0.5", "1.05", VersionOrder::apk) == -1);
    CHECK(compare_versions("3.6.8-r2", "3.6.8-r2", VersionOrder::apk) == 0);
}

TEST_CASE("pip versions compare as Python's packaging compares them") {
    const auto pairs = pairs_of({"1.0.dev456",
                                 "1.0a1",
                                 "1.0a2.dev456",
                                 "1.0a12.dev456",
                                 "1.0a12",
                                 "1.0b1.dev456",
                                 "1.0b2",
                                 "1.0b2.post345.dev456",
                                 "1.0b2.post345",
                                 "1.0rc1.dev456",
                                 "1.0rc1",
                                 "1.0",
                                 "1.0+abc.5",
                                 "1.0+abc.7",
                                 "1.0+5",
                                 "1.0.post456.dev34",
                                 "1.0.post456",
                                 "1.1.dev1",
                                 "1!0.1",
                                 "1.0.0",
                                 "1",
                                 "v1.0",
                                 "1.0-1",
                                 "1.0.post1",
                                 "1.0c1",
                                 "1.0-PRE_2",
                                 "1.0alpha",
                                 "1.0.r4",
                                 "2023.10.1",
                                 "1.0+abc",
                                 "1.0+abc.5.1",
                                 "1.0-dev",
                                 "0.10",
                                 "0.9",
                                 "1.00000000000000000000000000000001"});
    std::string input;
    for (const auto& [left, right] : pairs)
        input += left + " " + right + "\n";
    const std::string script = "import sys\n"
                               "from packaging.version import Version as V\n"
                               "for line in sys.stdin:\n"
                               "    a, b = map(V, line.split())\n"
                               "    print((a > b) - (a < b))\n";
    check_against(ask({"/usr/bin/python3", "-c", script}, input), pairs, VersionOrder::pip);
}

TEST_CASE("what is no version of PEP 440 compares by its numbers") {
    CHECK(compare_versions("2004d", "2004e", VersionOrder::pip) == -1);
    CHECK(compare_versions("1.0-foo", "1.0", VersionOrder::pip) == 1);
    CHECK(compare_versions("", "1.0", VersionOrder::pip) == -1);
}

TEST_CASE("npm versions compare as semver.org has it") {
    check_ascending({"0.0.9", "0.9.0", "1.0.0-0", "1.0.0-5", "1.0.0-10", "1.0.0-alpha", "1.0.0-alpha.1",
                     "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0-rc.1", "1.0.0",
                     "1.0.1", "1.2.0", "1.10.0", "2", "10.0.0"},
                    VersionOrder::npm);
    CHECK(compare_versions("1.0.0+build.5", "v1.0", VersionOrder::npm) == 0);
    CHECK(compare_versions("1.0.0-a-b", "1.0.0-a", VersionOrder::npm) == 1);
}

TEST_CASE("gem versions compare as RubyGems compares them") {
    check_ascending({"0.beta.1", "0.9", "1.0.a.2", "1.0.a10", "1.0.b1", "1.0-1", "1.0.pre.2", "1.0.rc1", "1",
                     "1.0.1", "1.8.2.a9", "1.8.2.a10", "1.8.2.b", "1.8.2", "1.10", "10"},
                    VersionOrder::gem);
    CHECK(compare_versions("1.0.0", "1", VersionOrder::gem) == 0);
    CHECK(compare_versions("1.0.a.0", "1.a", VersionOrder::gem) == 0);
    CHECK(compare_versions("1.9.3.1", "1.9.3", VersionOrder::gem) == 1);
}

TEST_CASE("versions of no package manager compare their numbers") {
    check_ascending({"", "8", "9.4", "11", "12", "12.1", "12.10", "22.04", "22.04.3 LTS", "bookworm"},
                    VersionOrder::none);
    CHECK(compare_versions("012", "12", VersionOrder::none) == 0);
}
