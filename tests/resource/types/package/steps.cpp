#include "support/desired.hpp"
#include "support/steps_text.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using namespace plumbline::resource;
using test::Lines;
using test::Texts;

namespace {

const Type& type = *find_type("package");
const test::Host debian{.facts = {{"pkg", "dpkg"}, {"os.family", "debian"}}};
const test::Host fedora{.facts = {{"pkg", "rpm"}, {"os.family", "redhat"}}};
const test::Host alpine{.facts = {{"pkg", "apk"}, {"os.family", "alpine"}}};

/// A host that says this of the package, and then this of what its package manager would do.
Lines steps(const Desired& desired, const test::Host& host, const std::string& there,
            const std::string& simulated) {
    std::vector<probe::Answer> answers{probe::Answered{there}};
    if (desired.has("held"))
        answers.push_back(probe::Absent{});
    if (!simulated.empty())
        answers.push_back(probe::Answered{simulated});
    return test::steps_of(type, desired, answers, host);
}
Lines steps(const Texts& texts, const std::string& there, const std::string& simulated,
            const test::Host& host = debian) {
    return steps(test::desired(type, "alpha", texts), host, there, simulated);
}

const std::string none = "dpkg\n";
const std::string old = "dpkg\talpha = all install ok installed 1.0\n";
const std::string held = "dpkg\talpha = all hold ok installed 1.0\n";
const std::string left = "dpkg\talpha = all deinstall ok config-files 1.0\n";
const std::string half = "dpkg\talpha = all install ok half-configured 1.0\n";
const std::string unpacked = "dpkg\talpha = all install reinstreq half-installed 1.0\n";

const std::string offered = "     alpha |        2.0 | file: repo/ Packages\n"
                            "     alpha | 1.1-1+deb12u1 | file: repo/ Packages\n"
                            "     alpha |        1.0 | file: repo/ Packages\n";
const std::string apt_get = "run apt-get -y -q -o Dpkg::Options::=--force-confold --no-remove ";
const std::string back = "apt-get -y -q -o Dpkg::Options::=--force-confold --no-remove ";

const Texts present{};
const Texts absent{{"state", "absent"}};
const Texts purged{{"state", "purged"}};
const Texts newest{{"version", "2.0"}};

} // namespace

TEST_CASE("the package manager is asked what it would do about what drifts") {
    const auto asked = [](const Texts& texts, const std::string& there, const test::Host& host) {
        const auto desired = test::desired(type, "alpha", texts);
        test::Host one = host;
        one.answers.add(type.queries(desired).front(), probe::Answered{there});
        return type.ground(desired, test::drifts_of(type, desired, one), one.facts);
    };
    using Queries = probe::Queries;
    CHECK(asked(present, none, debian) == Queries{{"apt_transaction", {"install", "alpha"}}});
    CHECK(asked(newest, none, debian) == Queries{{"apt_transaction", {"install", "alpha=2.0"}}});
    CHECK(asked(newest, old, debian) == Queries{{"apt_transaction", {"install", "alpha=2.0"}}});
    CHECK(asked({{"version", "0.5"}}, old, debian) ==
          Queries{{"apt_transaction", {"downgrade", "alpha=0.5"}}});
    CHECK(asked({{"arch", "i386"}}, none, debian) == Queries{{"apt_transaction", {"install", "alpha:i386"}}});
    CHECK(asked(absent, old, debian) == Queries{{"apt_transaction", {"remove", "alpha"}}});
    CHECK(asked(purged, left, debian) == Queries{{"apt_transaction", {"purge", "alpha"}}});
    CHECK(asked(present, half, debian).empty());
    CHECK(asked(present, unpacked, debian) == Queries{{"apt_transaction", {"reinstall", "alpha"}}});
    CHECK(asked({{"version", "2.0-1"}}, "rpm\n", fedora) ==
          Queries{{"dnf_transaction", {"install", "alpha-2.0-1"}}});
    CHECK(asked(absent, "apk\talpha = x86_64 1.0-r0 whole free\n", alpine) ==
          Queries{{"apk_transaction", {"remove", "alpha"}}});
}

TEST_CASE("what is installed is the version that was simulated, and all that comes with it is told") {
    CHECK(steps(present, none,
                "Inst lib (1.0 localhost [all])\nInst alpha (2.0 localhost [all])\nConf lib (1.0 localhost "
                "[all])\nexit 0\n" +
                    offered) ==
          Lines{apt_get + "install alpha=2.0; does installs lib 1.0, installs alpha 2.0; back dpkg --remove "
                          "lib alpha"});
    CHECK(steps(newest, old, "Inst alpha [1.0] (2.0 localhost [all])\nexit 0\n" + offered) ==
          Lines{apt_get + "install alpha=2.0; does upgrades alpha 1.0 → 2.0; back " + back +
                "--allow-downgrades install alpha=1.0"});
    CHECK(steps({{"version", "0.5"}}, old, "Inst alpha [1.0] (0.5 localhost [all])\nexit 0\n" + offered) ==
          Lines{apt_get + "--allow-downgrades install alpha=0.5; does downgrades alpha 1.0 → 0.5; back " +
                back + "install alpha=1.0"});
    CHECK(steps({{"version", "2.0"}, {"held", "true"}}, none,
                "Inst alpha (2.0 localhost [all])\nexit 0\n" + offered) ==
          Lines{apt_get + "install alpha=2.0; does installs alpha 2.0; back dpkg --remove alpha",
                "run apt-mark hold alpha; back apt-mark unhold alpha"});
    CHECK(steps(newest, old, "Inst alpha [1.0] (2.0 localhost [all])\nexit 0\n") ==
          Lines{apt_get + "install alpha=2.0; does upgrades alpha 1.0 → 2.0; one way: no repository offers "
                          "alpha 1.0 any more"});
}

TEST_CASE("a range takes what the package manager would bring, if that is in it") {
    auto desired = test::desired(type, "alpha");
    desired.attributes["version"] = {Range{{{Comparison::Operator::at_least, "1.1"}}}};
    CHECK(steps(desired, debian, old, "Inst alpha [1.0] (2.0 localhost [all])\nexit 0\n" + offered) ==
          Lines{apt_get + "install alpha=2.0; does upgrades alpha 1.0 → 2.0; back " + back +
                "--allow-downgrades install alpha=1.0"});
    desired.attributes["version"] = {
        Range{{{Comparison::Operator::at_least, "1.1"}, {Comparison::Operator::less, "2"}}}};
    CHECK(
        steps(desired, debian, old, "Inst alpha [1.0] (2.0 localhost [all])\nexit 0\n" + offered) ==
        Lines{"declined version: apt-get would bring 2.0: it has 2.0, 1.1-1+deb12u1, 1.0; name one that will "
              "do"});
    CHECK(steps(desired, debian, old, "alpha is already the newest version (1.0).\nexit 0\n" + offered) ==
          Lines{"declined version: apt-get offers nothing that would change it: it has 2.0, 1.1-1+deb12u1, "
                "1.0; name one that will do"});
}

TEST_CASE("a package is removed alone") {
    CHECK(steps(absent, old, "Remv alpha [1.0]\nexit 0\n" + offered) ==
          Lines{"run dpkg --remove alpha; does removes alpha 1.0; back " + back + "install alpha=1.0"});
    CHECK(
        steps(absent, old, "Remv alpha [1.0]\nexit 0\n") ==
        Lines{"run dpkg --remove alpha; does removes alpha 1.0; one way: no repository offers alpha 1.0 any "
              "more"});
    CHECK(steps(purged, old, "Purg alpha [1.0]\nexit 0\n" + offered) ==
          Lines{"run dpkg --purge alpha; does removes alpha 1.0, its configuration files are gone for good; "
                "back " +
                back + "install alpha=1.0"});
    CHECK(steps(purged, left, "Purg alpha\nexit 0\n" + offered) ==
          Lines{"run dpkg --purge alpha; does removes alpha, its configuration files are gone for good; one "
                "way: nothing but its configuration files was left"});
    const std::string both = "Remv beta [1.0]\nRemv alpha [1.0]\nexit 0\n" + offered;
    CHECK(steps(absent, old, both) ==
          Lines{"declined state: beta 1.0 would go with it: declare that absent too, and name it in requires "
                "here"});
    auto desired = test::desired(type, "alpha", absent);
    desired.requires_ = {{"package", "beta"}};
    CHECK(steps(desired, debian, old, both) ==
          Lines{"run dpkg --remove alpha; does removes alpha 1.0; back " + back + "install alpha=1.0"});
}

TEST_CASE("what would take other packages along, or is another package, is declined") {
    const std::string gamma = "Remv gamma [1.0]\nInst alpha (2.0 localhost [all])\nexit 0\n";
    CHECK(steps(present, none, gamma) ==
          Lines{"declined state: it would remove gamma 1.0: declare that absent first, if that is meant"});
    CHECK(steps(present, none,
                "Note, selecting 'exim4' instead of 'alpha'\nInst exim4 (4 x [all])\nexit 0\n") ==
          Lines{"declined state: apt-get would install exim4 instead: name that"});
    CHECK(steps(present, none, "E: Unable to locate package alpha\nexit 100\n") ==
          Lines{"declined state: apt-get finds no way: Unable to locate package alpha; where a repository of "
                "this standard brings it, plan again once that is there"});
    CHECK(steps(newest, none, "E: Version '2.0' for 'alpha' was not found\nexit 100\n") ==
          Lines{"declined state: apt-get finds no way: Version '2.0' for 'alpha' was not found"});
}

TEST_CASE("without an answer of the package manager nothing is done") {
    const auto desired = test::desired(type, "alpha");
    CHECK(test::steps_of(type, desired, {probe::Answered{none}, probe::CannotTell{"the host has no apt-get"}},
                         debian) ==
          Lines{"declined state: what apt-get would do is not known: the host has no apt-get"});
    CHECK(test::steps_of(type, desired, {probe::Answered{none}, probe::Answered{"?"}}, debian) ==
          Lines{"declined state: what apt-get would do is not known: no answer of the expected form"});
}

TEST_CASE("a half-configured package is configured, a half-installed one installed again") {
    CHECK(steps(present, half, "") == Lines{"run dpkg --configure alpha; one way: it was half done before"});
    CHECK(steps(present, unpacked, "Inst alpha [1.0] (1.0 localhost [all])\nexit 0\n" + offered) ==
          Lines{apt_get +
                "install --reinstall alpha; does installs alpha 1.0 again; one way: nothing to take "
                "back: the same version stays"});
}

TEST_CASE("a hold is kept, unless the standard speaks of it") {
    const std::string newer = "Inst alpha [1.0] (2.0 localhost [all])\nexit 0\n" + offered;
    CHECK(steps(newest, held, newer) ==
          Lines{"declined: it is on hold, so somebody wants it as it is: apt-mark "
                "unhold alpha, or say held"});
    CHECK(steps({{"version", "2.0"}, {"held", "true"}}, held, newer) ==
          Lines{"run apt-mark unhold alpha; back apt-mark hold alpha",
                apt_get + "install alpha=2.0; does upgrades alpha 1.0 → 2.0; back " + back +
                    "--allow-downgrades install alpha=1.0",
                "run apt-mark hold alpha; back apt-mark unhold alpha"});
    CHECK(steps({{"version", "2.0"}, {"held", "true"}}, held, "E: no\nexit 100\n") ==
          Lines{"declined version: apt-get finds no way: no"});
    CHECK(steps({{"held", "true"}}, old, "") == Lines{"run apt-mark hold alpha; back apt-mark unhold alpha"});
    CHECK(steps({{"held", "false"}}, held, "") ==
          Lines{"run apt-mark unhold alpha; back apt-mark hold alpha"});
}

TEST_CASE("dnf and rpm put packages right") {
    const std::string list = "Installed Packages\nalpha.noarch 1.0-1 @local\nAvailable Packages\n"
                             "alpha.noarch 1.0-1 local\nalpha.noarch 2.0-1 local\n";
    const std::string there = "rpm\talpha = noarch 1.0-1\n";
    CHECK(steps({{"version", "2.0-1"}}, there,
                "Upgrading:\n alpha noarch 2.0-1 local 5.4 k\n\nTransaction Summary\nexit 1\n" + list,
                fedora) ==
          Lines{"run dnf -y install alpha-2.0-1; does upgrades alpha 1.0-1 → 2.0-1; back dnf -y downgrade "
                "alpha-1.0-1"});
    CHECK(steps(absent, there,
                "Removing:\n alpha noarch 1.0-1 @local 0\n\nTransaction Summary\nexit 1\n" + list, fedora) ==
          Lines{"run rpm -e alpha; does removes alpha 1.0-1; back dnf -y install alpha-1.0-1"});
    CHECK(steps({{"held", "true"}}, there, "", fedora) ==
          Lines{"run dnf versionlock add alpha; back dnf versionlock delete alpha"});
}

TEST_CASE("apk puts packages right") {
    CHECK(steps(present, "apk\n", "(1/2) Installing lib (1-r0)\n(2/2) Installing alpha (2-r0)\nexit 0\n",
                alpine) ==
          Lines{"run apk add -u alpha; does installs lib 1-r0, installs alpha 2-r0; back apk del alpha"});
    const std::string there = "apk\talpha = x86_64 1.0-r0 whole free\n";
    CHECK(
        steps({{"version", "2.0-r0"}}, there, "(1/1) Upgrading alpha (1.0-r0 -> 2.0-r0)\nexit 0\n", alpine) ==
        Lines{"run apk add -u alpha=2.0-r0; does upgrades alpha 1.0-r0 → 2.0-r0; one way: no repository "
              "offers alpha 1.0-r0 any more"});
    CHECK(steps(absent, there, "(1/2) Purging alpha (1.0-r0)\n(2/2) Purging lib (1-r0)\nexit 0\n", alpine) ==
          Lines{"run apk del alpha; does removes alpha 1.0-r0, removes lib 1-r0; back apk add alpha"});
    CHECK(steps(absent, there, "World updated, but the following packages are not removed due to:\nexit 0\n",
                alpine) == Lines{"declined state: apk would not remove it: other packages need it"});
    CHECK(steps({{"held", "true"}}, there, "", alpine) ==
          Lines{"run apk add alpha=1.0-r0; back apk add alpha"});
}

TEST_CASE("what pip, npm or gem install is left to them") {
    CHECK(test::steps_of(type, test::desired(type, "flask", {{"provider", "pip"}}), {probe::Answered{""}}) ==
          Lines{"declined: what pip installs is only audited: it breaks what else is in the same folder too "
                "easily; do it with pip"});
}
