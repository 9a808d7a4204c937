#include "resource/types/package/transaction/transaction.hpp"

#include <catch2/catch.hpp>

using namespace plumbline::resource;
using namespace plumbline::resource::package;

namespace {

std::vector<std::string> words(const std::optional<Transaction>& transaction) {
    REQUIRE(transaction);
    std::vector<std::string> all;
    for (const auto& part : transaction->parts)
        all.push_back(words_of(part));
    if (!transaction->failure.empty())
        all.push_back("fails: " + transaction->failure);
    return all;
}
using Words = std::vector<std::string>;

} // namespace

TEST_CASE("what apt-get -s of Debian 12 says is read") {
    const auto two = read_apt_transaction(
        "Reading package lists...\nBuilding dependency tree...\nReading state information...\n"
        "The following packages will be REMOVED:\n  gamma\n"
        "1 upgraded, 1 newly installed, 1 to remove and 0 not upgraded.\n"
        "Remv gamma [1.0] [libc-bin:amd64 ]\n"
        "Inst libc6:i386 [2.36-9+deb12u8] (2.36-9+deb12u9 Debian:12.9/stable, Debian-Security:12/stable "
        "[i386]) [libc6:amd64 on libc6:i386]\n"
        "Inst beta (1.0 localhost [all])\nConf beta (1.0 localhost [all])\n"
        "exit 0\n"
        "     libc6 | 2.36-9+deb12u9 | http://deb.debian.org/debian bookworm/main amd64 Packages\n"
        "     libc6 | 2.36-9+deb12u9 | http://deb.debian.org/debian bookworm/main i386 Packages\n");
    CHECK(words(two) ==
          Words{"removes gamma 1.0", "upgrades libc6 2.36-9+deb12u8 → 2.36-9+deb12u9", "installs beta 1.0"});
    CHECK(two->offered == std::map<std::string, plumbline::base::List>{{"libc6", {"2.36-9+deb12u9"}}});
    CHECK(words(read_apt_transaction("Inst alpha [2.0] (1.0 localhost [all])\nexit 0\n")) ==
          Words{"downgrades alpha 2.0 → 1.0"});
    CHECK(words(read_apt_transaction("Inst alpha [2.0] (2.0 localhost [all])\nexit 0\n")) ==
          Words{"installs alpha 2.0 again"});
    CHECK(words(read_apt_transaction("Purg alpha\nexit 0\n")) == Words{"removes alpha"});
}

TEST_CASE("why apt-get finds no transaction is told by its error, or by what is unmet") {
    CHECK(words(read_apt_transaction(
              "Reading package lists...\nE: Unable to locate package nosuch\nexit 100\n")) ==
          Words{"fails: Unable to locate package nosuch"});
    CHECK(words(read_apt_transaction(
              "The following packages have unmet dependencies:\n"
              " delta : Depends: nowhere but it is not installable\n"
              "E: Unable to correct problems, you have held broken packages.\nexit 100\n")) ==
          Words{"fails: delta : Depends: nowhere but it is not installable"});
    CHECK(words(read_apt_transaction("exit 124\n")) == Words{"fails: it does not say why"});
}

TEST_CASE("what dnf --assumeno says is read") {
    const std::string heading = "Last metadata expiration check: 0:00:01 ago on Sat Nov 21 16:09:36 2026.\n"
                                "Dependencies resolved.\n"
                                "==========================================================\n"
                                " Package    Architecture  Version     Repository      Size\n"
                                "==========================================================\n";
    const std::string end = "\nTransaction Summary\n=====\nInstall  2 Packages\n\nTotal size: 11 k\n"
                            "Installed size: 0  \nOperation aborted.\nexit 1\n";
    CHECK(words(read_dnf_transaction(heading +
                                     "Installing:\n beta    noarch   3:1.0-1    local   5.4 k\n"
                                     "Installing dependencies:\n alpha   noarch  2.0-1  local  5.4 k\n" +
                                     end)) == Words{"installs beta 3:1.0-1", "installs alpha 2.0-1"});
    const auto newer =
        read_dnf_transaction(heading + "Upgrading:\n alpha   noarch   2.0-1   local   5.4 k\n" + end +
                             "Installed Packages\nalpha.noarch    1.0-1    @local\nAvailable Packages\n"
                             "alpha.noarch    1.0-1    local \nalpha.noarch    2.0-1    local \n");
    CHECK(words(newer) == Words{"upgrades alpha 1.0-1 → 2.0-1"});
    CHECK(offers(*newer, "alpha", "1.0-1"));
    CHECK_FALSE(offers(*newer, "alpha", "0.9-1"));
    CHECK(words(read_dnf_transaction(
              heading +
              "Removing:\n alpha  noarch  1.0-1  @local  0  \n"
              "Removing dependent packages:\n beta  noarch  3:1.0-1  @local  0  \n" +
              end + "Installed Packages\nalpha.noarch 1.0-1 @local\nbeta.noarch 3:1.0-1 @local\n")) ==
          Words{"removes alpha 1.0-1", "removes beta 3:1.0-1"});
    CHECK(words(read_dnf_transaction("No match for argument: nosuch\nError: Unable to find a match: nosuch\n"
                                     "exit 1\n")) == Words{"fails: Unable to find a match: nosuch"});
    CHECK(words(read_dnf_transaction("Dependencies resolved.\nNothing to do.\nComplete!\nexit 0\n")).empty());
}

TEST_CASE("what apk -s says is read") {
    CHECK(words(read_apk_transaction("(1/3) Installing pcre (8.45-r3)\n"
                                     "(2/3) Upgrading nginx (1.24.0-r1 -> 1.24.0-r2)\n"
                                     "(3/3) Purging old (1.0-r0)\nOK: 10 MiB in 20 packages\nexit 0\n")) ==
          Words{"installs pcre 8.45-r3", "upgrades nginx 1.24.0-r1 → 1.24.0-r2", "removes old 1.0-r0"});
    CHECK(words(read_apk_transaction(
              "(1/1) Downgrading nginx (2-r0 -> 1-r0)\n(2/2) Reinstalling x (1-r0)\nexit 0\n")) ==
          Words{"downgrades nginx 2-r0 → 1-r0", "installs x 1-r0 again"});
    CHECK(words(read_apk_transaction("ERROR: unable to select packages:\n  nosuch (no such package):\n"
                                     "    required by: world[nosuch]\nexit 1\n")) ==
          Words{"fails: nosuch (no such package)"});
}

TEST_CASE("what is no such answer is not taken for one") {
    for (const char* answer : {"", "Inst alpha (1.0 localhost [all])\n", "Inst alpha 1.0\nexit 0\n"})
        CHECK_FALSE(read_apt_transaction(answer));
    CHECK_FALSE(read_dnf_transaction("Installing:\n alpha noarch\nexit 1\n"));
    CHECK_FALSE(read_apk_transaction("(1/1) Installing nginx\nexit 0\n"));
}
