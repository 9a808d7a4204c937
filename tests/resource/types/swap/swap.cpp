#include "support/content_answer.hpp"
#include "support/declared.hpp"
#include "support/desired.hpp"
#include "support/probe_part.hpp"
#include "support/temporary_folder.hpp"
#include "support/verdict.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using namespace plumbline::resource;
using test::Lines;
using test::Texts;

namespace {

const Type& type = *find_type("swap");

// as Linux 6.1 prints it
const probe::Answer one_swap =
    probe::Answered{"Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n"
                    "/dev/dm-1                               partition\t999420\t\t0\t\t-2\n"
                    "/srv/swap\\040file\\040(deleted)         file\t\t1048572\t\t524\t\t10\n"};
const probe::Answer no_swap = probe::Answered{"Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n"};

const probe::Answer table = test::content_answer("UUID=1 / ext4 defaults 0 1\n"
                                                 "/dev/mapper/vg-swap none swap sw,pri=5 0 0\n"
                                                 "/srv/swap\\040file none swap noauto 0 0\n");
const probe::Answer to_dm = probe::Answered{"resolves ../dm-1"};

struct Said {
    Lines differences;
    Lines would;
    Lines remarks;
};

Said judge(const std::string& title, const Texts& texts, const std::vector<probe::Answer>& given) {
    const Desired desired = test::desired(type, title, texts);
    probe::Answers answers;
    const auto asked = type.queries(desired);
    for (std::size_t i = 0; i < given.size(); ++i) {
        answers.add(asked.at(i), given[i]);
    }
    const Observed observed = type.observe(desired, answers);
    return {test::differences(type, desired, observed), test::would(type, desired, observed),
            observed.remarks};
}

} // namespace

TEST_CASE("a swap is known by its link, now and at the next boot") {
    const Said right =
        judge("/dev/mapper/vg-swap", {{"priority", "-2"}, {"fstab", "false"}}, {one_swap, to_dm});
    CHECK(right.differences.empty());
    const Said both =
        judge("/dev/mapper/vg-swap", {{"priority", "5"}}, {one_swap, table, probe::Absent{}, to_dm});
    CHECK(both.differences == Lines{"priority is -2, should be 5"});
    CHECK(both.would == Lines{"swap on /dev/mapper/vg-swap with priority 5 (now -2)"});
    CHECK(both.remarks == Lines{"/etc/fstab:2"});
    const Said off = judge("/dev/mapper/vg-swap", {}, {no_swap, table, probe::Absent{}, to_dm});
    CHECK(off.differences == Lines{"state is inactive, should be active"});
    CHECK(off.would == Lines{"swap on /dev/mapper/vg-swap"});
}

TEST_CASE("a file that is swapped on, and that fstab leaves alone") {
    const Said said = judge("/srv/swap file", {}, {one_swap, table, probe::Absent{}});
    CHECK(said.differences == Lines{"fstab is listed, but noauto, should be listed"});
    CHECK(said.would == Lines{"take noauto off /srv/swap file in /etc/fstab"});
    CHECK(judge("/srv/swap file", {{"state", "inactive"}}, {one_swap, table, probe::Absent{}}).would ==
          Lines{"no longer swap on /srv/swap file"});
    CHECK(judge("/swapfile", {}, {no_swap, table, probe::Absent{}}).would ==
          Lines{"swap on /swapfile", "list /swapfile as swap in /etc/fstab"});
}

TEST_CASE("no swap at all: each that is there is named, now and at the next boot") {
    const Said wrong = judge("all", {{"state", "inactive"}}, {one_swap, table, probe::Absent{}});
    CHECK(wrong.differences == Lines{"state of /dev/dm-1 is active, should be absent",
                                     "state of /srv/swap file is active, should be absent",
                                     "fstab of /dev/mapper/vg-swap is /etc/fstab:2, should be absent"});
    CHECK(wrong.would == Lines{"no longer swap on /dev/dm-1", "no longer swap on /srv/swap file",
                               "take /dev/mapper/vg-swap out of /etc/fstab:2"});
    CHECK(judge("all", {{"state", "inactive"}}, {no_swap, probe::Absent{}, probe::Absent{}})
              .differences.empty());
    CHECK(judge("all", {{"state", "inactive"}, {"fstab", "false"}}, {no_swap}).differences.empty());
}

TEST_CASE("units of systemd and its zram generator swap as well") {
    const std::string unit = "/etc/systemd/system/dev-vdb.swap";
    const std::string generator = "/usr/lib/systemd/zram-generator.conf";
    const probe::Answer units = probe::Answered{
        "given " + unit + "\ngiven /etc/systemd/system/swap.target.wants/dev-vdb.swap\ngiven " + generator +
        "\n\n" + unit + ":4:What=/dev/vdb\n" + unit + ":5:Priority=7\n" + generator + ":3:[zram0]\n"};
    CHECK(judge("all", {{"state", "inactive"}}, {no_swap, probe::Absent{}, units}).differences ==
          Lines{"fstab of /dev/vdb is /etc/systemd/system/dev-vdb.swap, should be absent",
                "fstab of [zram0] is /usr/lib/systemd/zram-generator.conf:3, should be absent"});
    CHECK(judge("/dev/vdb", {{"priority", "8"}}, {no_swap, probe::Absent{}, units, probe::Absent{}})
              .differences ==
          Lines{"state is inactive, should be active", "fstab.priority is 7, should be 8"});
    const probe::Answer unwanted = probe::Answered{"given " + unit + "\n\n" + unit + ":4:What=/dev/vdb\n"};
    CHECK(judge("all", {{"state", "inactive"}}, {no_swap, probe::Absent{}, unwanted}).differences.empty());
}

TEST_CASE("a swap of which nothing can be told is unknown") {
    CHECK(
        judge("UUID=7", {{"fstab", "false"}}, {one_swap, probe::Absent{}}).differences ==
        Lines{"state unknown: no /dev/disk/by-uuid/7 on the host, so whether it is /dev/dm-1 can't be told"});
    CHECK(judge("UUID=7", {{"state", "inactive"}}, {no_swap, table, probe::Absent{}, probe::Absent{}})
              .differences == Lines{"fstab unknown: /etc/fstab:2 says /dev/mapper/vg-swap, and whether that "
                                    "is the same can't be told: "
                                    "name it as that does"});
    CHECK(judge("/swapfile", {}, {probe::Absent{}, probe::CannotTell{"permission denied"}}).differences ==
          Lines{"state unknown: no /proc/swaps on the host", "fstab unknown: /etc/fstab: permission denied"});
    for (const char* odd : {"", "garbage\n", "Filename Type\n/dev/sda2 partition 1 0\n",
                            "Filename Type\n/dev/sda2 partition 1 0 x\n"}) {
        INFO(odd);
        CHECK(judge("all", {{"state", "inactive"}, {"fstab", "false"}}, {probe::Answered{odd}}).differences ==
              Lines{"state unknown: /proc/swaps is not of the form of proc_swaps(5)"});
    }
    CHECK(judge("/swapfile", {{"state", "inactive"}},
                {no_swap, probe::Absent{}, probe::Answered{"closed /etc/systemd/system/a.swap\n\n"}})
              .differences == Lines{"fstab unknown: /etc/systemd/system/a.swap: permission denied"});
}

TEST_CASE("a swap that contradicts itself is refused") {
    CHECK(test::objections("swap: all\n") ==
          "swap:all: 'all' can only be inactive: name the devices that must be active");
    CHECK(test::objections("swap: /swapfile\nstate: inactive\npriority: 1\n") ==
          "swap:/swapfile: what is inactive has no priority");
    CHECK(test::objections("swap: swapfile\n") ==
          "swap:swapfile: a swap is named by its path, by UUID=… or LABEL=…, or is 'all'");
    CHECK(test::objections(type.schema().example).empty());
}

TEST_CASE("the probe names systemd's units where systemd runs") {
    const test::TemporaryFolder host;
    const auto say = [&] {
        return test::run_part("probe_swap_units 1", host.path(), {"/etc/systemd", "/run/systemd"});
    };
    CHECK(say() == test::part_frame("absent 1"));
    host.directory("run/systemd/system");
    host.directory("etc/systemd/system");
    host.file("etc/systemd/system/a.swap", "[Swap]\n# What=/x\nWhat=/dev/vdb\n");
    const std::string unit = host.path("etc/systemd/system/a.swap");
    CHECK(say() == test::part_frame("ok 1") + "given " + unit + "\n\n" + unit + ":3:What=/dev/vdb\n");
}
