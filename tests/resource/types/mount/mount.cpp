#include "support/content_answer.hpp"
#include "support/declared.hpp"
#include "support/desired.hpp"
#include "support/judge.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using namespace plumbline::resource;
using test::Lines;
using test::Texts;
using test::Verdict;

namespace {

const Type& type = *find_type("mount");

const std::string root = "27 1 254:1 / / rw,relatime shared:1 - ext4 /dev/vda1 rw,errors=remount-ro\n";

probe::Answer mounted(const std::string& lines) {
    return probe::Answered{root + lines};
}

probe::Answer tmp_with(const std::string& options) {
    return mounted("30 27 0:27 / /tmp " + options + " shared:9 - tmpfs tmpfs rw,size=1048576k,inode64\n");
}

probe::Answer fstab(const std::string& bytes) {
    return test::content_answer(bytes);
}

const Texts hardened{{"type", "tmpfs"}, {"options", base::List{"nodev", "nosuid", "noexec"}}};
const std::string good_line = "tmpfs /tmp tmpfs defaults,nodev,nosuid,noexec,size=1G 0 0\n";
const std::string good_options = "rw,nosuid,nodev,noexec,relatime";

Verdict judge(const Texts& texts, const probe::Answer& live, const probe::Answer& table,
              const probe::Answer& units = probe::Absent{}) {
    return test::judge(type, test::desired(type, "/tmp", texts), {live, table, units});
}

} // namespace

TEST_CASE("what is mounted and what fstab says are told apart, both ways") {
    const auto right = judge(hardened, tmp_with(good_options), fstab(good_line));
    CHECK(right.properties == Lines{"state: in sync", "type: in sync", "options: in sync", "fstab: in sync",
                                    "fstab.type: in sync", "fstab.options: in sync"});
    CHECK(right.remarks == Lines{"/etc/fstab:1"});
    CHECK(right.would.empty());

    const auto now_only =
        judge(hardened, tmp_with(good_options), fstab("# x\ntmpfs /tmp tmpfs nodev,nosuid 0 0\n"));
    CHECK(now_only.properties == Lines{"state: in sync", "type: in sync", "options: in sync",
                                       "fstab: in sync", "fstab.type: in sync",
                                       "fstab.options: containing nodev, nosuid, noexec / nodev, nosuid"});
    CHECK(now_only.would == Lines{"add noexec to the options of /tmp in /etc/fstab"});
    CHECK(now_only.remarks == Lines{"/etc/fstab:2"});

    const auto later_only = judge(hardened, tmp_with("rw,nosuid,nodev,relatime"), fstab(good_line));
    CHECK(later_only.properties[2] ==
          "options: containing nodev, nosuid, noexec / rw, nosuid, nodev, relatime, "
          "size=1048576k, inode64");
    CHECK(later_only.would == Lines{"remount /tmp with noexec"});

    const auto unlisted = judge(hardened, tmp_with(good_options), fstab("# nothing\n"));
    CHECK(unlisted.properties == Lines{"state: in sync", "type: in sync", "options: in sync",
                                       "fstab: listed / not listed", "fstab.type: tmpfs / absent",
                                       "fstab.options: containing nodev, nosuid, noexec / absent"});
    CHECK(unlisted.would == Lines{"list /tmp in /etc/fstab type tmpfs with nodev,nosuid,noexec"});
    CHECK(judge(hardened, tmp_with(good_options), probe::Absent{}).would == unlisted.would);
}

TEST_CASE("what is mounted can be looked at alone") {
    Texts texts = hardened;
    texts["fstab"] = "false";
    const Desired desired = test::desired(type, "/tmp", texts);
    CHECK(type.queries(desired) == probe::Queries{{"kernel_file", {"/proc/self/mountinfo"}}});
    CHECK(test::judge(type, desired, {tmp_with(good_options)}).properties ==
          Lines{"state: in sync", "type: in sync", "options: in sync"});
}

TEST_CASE("what is not mounted says so once") {
    const auto verdict = judge(hardened, mounted(""), fstab(good_line));
    CHECK(verdict.properties == Lines{"state: mounted / unmounted", "fstab: in sync", "fstab.type: in sync",
                                      "fstab.options: in sync"});
    CHECK(verdict.would == Lines{"mount /tmp type tmpfs with nodev,nosuid,noexec"});
    const auto noauto = judge({}, mounted(""), fstab("tmpfs /tmp tmpfs noauto 0 0\n"));
    CHECK(noauto.properties == Lines{"state: mounted / unmounted", "fstab: listed / listed, but noauto"});
    CHECK(noauto.would == Lines{"mount /tmp", "take noauto out of the line of /tmp in /etc/fstab"});
    CHECK(judge({}, tmp_with("rw"), fstab("x /tmp tmpfs noauto,x-systemd.automount\n")).properties ==
          Lines{"state: in sync", "fstab: in sync"});
}

TEST_CASE("nothing may be mounted, now or after a reboot") {
    const Texts texts{{"state", "unmounted"}};
    const auto wrong = judge(texts, tmp_with("rw"), fstab(good_line));
    CHECK(wrong.properties ==
          Lines{"state: unmounted / mounted", "fstab: one of: not listed, listed, but noauto / listed"});
    CHECK(wrong.would == Lines{"unmount /tmp", "take /tmp out of /etc/fstab"});
    CHECK(judge(texts, mounted(""), fstab("")).properties == Lines{"state: in sync", "fstab: in sync"});
}

TEST_CASE("a device is known by its tags, links and numbers") {
    const auto look = [](const std::string& device, const probe::Answer& number, const probe::Answer& link) {
        const Desired desired = test::desired(type, "/", {{"device", device}, {"fstab", "false"}});
        return test::judge(type, desired, {mounted(""), number, link}).properties.back();
    };
    const Desired by_uuid = test::desired(type, "/", {{"device", "UUID=7"}, {"fstab", "false"}});
    CHECK(type.queries(by_uuid) == probe::Queries{{"kernel_file", {"/proc/self/mountinfo"}},
                                                  {"block_device", {"/dev/disk/by-uuid/7"}},
                                                  {"link", {"/dev/disk/by-uuid/7"}}});
    CHECK(look("UUID=7", probe::Answered{"fe:1"}, probe::Answered{"resolves ../../dm-0"}) ==
          "device: in sync");
    CHECK(look("UUID=7", probe::Answered{"0:1f"}, probe::Answered{"resolves ../../vda1"}) ==
          "device: in sync");
    CHECK(look("UUID=7", probe::Answered{"fe:2"}, probe::Answered{"resolves ../../vda2"}) ==
          "device: UUID=7 / /dev/vda1");
    CHECK(look("UUID=7", probe::Absent{}, probe::Absent{}) ==
          "device: unknown, no /dev/disk/by-uuid/7 on the host, so which device that is can't be told");
    CHECK(look("/dev/vda1", probe::Absent{}, probe::Absent{}) == "device: in sync");
    CHECK(look("/dev/mapper/a", probe::CannotTell{"permission denied: /dev/mapper"}, probe::Absent{}) ==
          "device: unknown, permission denied: /dev/mapper");
}

TEST_CASE("a folder that is bound to another is its device") {
    const probe::Answer live = mounted("32 27 254:1 /srv/data /mnt ro,relatime - ext4 /dev/vda1 rw\n");
    const Desired desired =
        test::desired(type, "/mnt", {{"device", "/srv/data"}, {"options", base::List{"ro", "bind"}}});
    const auto verdict =
        test::judge(type, desired, {live, fstab("/srv/data /mnt none bind,ro 0 0\n"), probe::Absent{}});
    CHECK(verdict.properties == Lines{"state: in sync", "device: in sync", "options: in sync",
                                      "fstab: in sync", "fstab.device: in sync", "fstab.options: in sync"});
    CHECK(verdict.remarks.front() == "it shows /srv/data of the file system of /dev/vda1");
}

TEST_CASE("a tag in fstab beside a path in the standard is not guessed to be the same") {
    const Desired desired = test::desired(type, "/", {{"device", "/dev/vda1"}});
    const auto look = [&](const std::string& table) {
        return test::judge(type, desired, {mounted(""), fstab(table), probe::Absent{}}).properties.back();
    };
    CHECK(look("/dev/vda1 / ext4\n") == "fstab.device: in sync");
    CHECK(look("/dev/vda2 / ext4\n") == "fstab.device: /dev/vda1 / /dev/vda2");
    CHECK(look("UUID=7 / ext4\n") ==
          "fstab.device: unknown, it says UUID=7, and whether that is /dev/vda1 can't "
          "be told: name the device as fstab does");
}

TEST_CASE("units of systemd mount as well: /etc stands before fstab, and a package's unit after it") {
    const std::string unit = "/usr/lib/systemd/system/tmp.mount";
    const std::string lines = unit + ":14:What=tmpfs\n" + unit + ":16:Type=tmpfs\n" + unit +
                              ":17:Options=mode=1777,strictatime,nosuid,nodev,size=50%%,nr_inodes=1m\n";
    const std::string wanted = "/usr/lib/systemd/system/local-fs.target.wants/tmp.mount";
    const Texts texts{{"options", base::List{"nosuid", "nodev"}}};

    const auto of_package = judge(texts, tmp_with(good_options), fstab(""),
                                  probe::Answered{"given " + unit + "\ngiven " + wanted + "\n\n" + lines});
    CHECK(of_package.properties ==
          Lines{"state: in sync", "options: in sync", "fstab: in sync", "fstab.options: in sync"});
    CHECK(of_package.remarks == Lines{"mounted at boot by " + unit});

    const auto unwanted =
        judge(texts, tmp_with(good_options), fstab(""), probe::Answered{"given " + unit + "\n\n" + lines});
    CHECK(unwanted.properties[2] == "fstab: listed / not listed");
    CHECK(unwanted.remarks == Lines{unit + " would mount it, but no target wants it at boot"});

    const auto below_fstab = judge(hardened, tmp_with(good_options), fstab(good_line),
                                   probe::Answered{"given " + unit + "\n\n" + lines});
    CHECK(below_fstab.properties.back() == "fstab.options: in sync");

    const std::string site = "/etc/systemd/system/tmp.mount";
    const auto above_fstab = judge(hardened, tmp_with(good_options), fstab(good_line),
                                   probe::Answered{"given " + site + "\n\n" + site + ":3:Options=nosuid\n"});
    CHECK(above_fstab.properties.back() == "fstab.options: containing nodev, nosuid, noexec / nosuid");
    CHECK(above_fstab.remarks == Lines{site + " stands before /etc/fstab:1", "mounted at boot by " + site});

    const auto masked =
        judge({}, tmp_with("rw"), fstab(good_line), probe::Answered{"masked " + site + "\n\n"});
    CHECK(masked.properties == Lines{"state: in sync", "fstab: listed / not listed"});

    const std::string more = "/etc/systemd/system/tmp.mount.d/site.conf";
    const auto dropped_in = judge(hardened, tmp_with(good_options), fstab(good_line),
                                  probe::Answered{"given " + more + "\n\n" + more + ":2:Options=nodev\n"});
    CHECK(dropped_in.properties.back() == "fstab.options: containing nodev, nosuid, noexec / nodev");
    CHECK(dropped_in.remarks == Lines{"/etc/fstab:1", more + " changes it"});
}

TEST_CASE("what can't be read is unknown, with its reason") {
    const auto verdict =
        judge(hardened, probe::Answered{"garbage\n"}, probe::CannotTell{"permission denied"});
    CHECK(verdict.properties ==
          Lines{"state: unknown, /proc/self/mountinfo is not of the form of proc_pid_mountinfo(5)",
                "type: unknown, /proc/self/mountinfo is not of the form of proc_pid_mountinfo(5)",
                "options: unknown, /proc/self/mountinfo is not of the form of proc_pid_mountinfo(5)",
                "fstab: unknown, /etc/fstab: permission denied",
                "fstab.type: unknown, /etc/fstab: permission denied",
                "fstab.options: unknown, /etc/fstab: permission denied"});
    CHECK(judge({}, probe::Absent{}, fstab(good_line), probe::Answered{"garbage"}).properties ==
          Lines{"state: unknown, no /proc/self/mountinfo on the host",
                "fstab: unknown, the units of systemd that the host named are not of the expected form"});
    CHECK(judge({}, tmp_with("rw"), fstab(good_line),
                probe::Answered{"closed /etc/systemd/system/tmp.mount\n\n"})
              .properties.back() == "fstab: unknown, /etc/systemd/system/tmp.mount: permission denied");
    CHECK(judge({}, tmp_with("rw"), test::content_answer(std::string(1U << 20U, '#') + "\n", 1U << 20U))
              .properties.back() == "fstab: unknown, /etc/fstab has more than 1048576 bytes");
}

TEST_CASE("the running system and the next boot are planes apart") {
    for (const Expectation& one : type.expect(test::desired(type, "/tmp", hardened))) {
        CHECK(one.plane == (one.property.starts_with("fstab") ? Plane::boot : Plane::now));
    }
}

TEST_CASE("what contradicts itself is refused") {
    CHECK(test::objections("mount: /tmp\nstate: unmounted\noptions: [nodev]\n") ==
          "mount:/tmp: device, type and options say nothing of what is not mounted");
    CHECK(test::objections("mount: /tmp\noptions: [size=50%]\n") ==
          "mount:/tmp: the kernel shows a size in bytes, never as a percentage: write size=512M");
    CHECK(test::objections(type.schema().example).empty());
}
