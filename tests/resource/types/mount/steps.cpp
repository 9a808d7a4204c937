#include "support/desired.hpp"
#include "support/file_host.hpp"

using namespace plumbline;
using resource::Run;
using resource::Steps;

namespace {

const resource::Type& type = *resource::find_type("mount");
const std::string fstab_path = "/etc/fstab";
const std::string root = "27 1 254:1 / / rw,relatime shared:1 - ext4 /dev/vda1 rw\n";
const std::string tmp = "30 27 0:27 / /tmp rw,nosuid shared:9 - tmpfs tmpfs rw\n";
const test::Texts hardened{{"type", "tmpfs"}, {"options", base::List{"nosuid", "noexec"}}};

test::FileHost with(const std::string& mounts, const std::string& fstab) {
    return {.files = {{fstab_path, fstab}},
            .others = {{{"kernel_file", {"/proc/self/mountinfo"}}, probe::Answered{root + mounts}}}};
}

resource::Desired at(test::Texts texts) {
    return test::desired(type, "/tmp", texts);
}

const base::List back{"umount", "/tmp"};

} // namespace

TEST_CASE("what is not mounted is listed and mounted", "[steps]") {
    const std::string line = "tmpfs /tmp tmpfs nosuid,noexec 0 0\n";
    CHECK(with("", "# x").steps(type, at(hardened)) ==
          Steps{.all = {test::rewrite(fstab_path, "# x", "# x\n" + line),
                        Run{.command = {"mount", "/tmp"}, .undo = {back}}}});
    auto now = hardened;
    now.emplace("fstab", "false");
    CHECK(with("", "").steps(type, at(now)) ==
          Steps{.all = {Run{.command = {"mount", "-t", "tmpfs", "-o", "nosuid,noexec", "tmpfs", "/tmp"},
                            .undo = {back}}}});
}

TEST_CASE("what must not be mounted is taken out and unmounted", "[steps]") {
    const std::string listed = "tmpfs /tmp tmpfs nosuid 0 0\n# x\n";
    CHECK(with(tmp, listed).steps(type, at({{"state", "unmounted"}})) ==
          Steps{.all = {test::rewrite(fstab_path, listed, "# x\n"),
                        Run{.command = back,
                            .undo = {{"mount", "-t", "tmpfs", "-o", "rw,nosuid", "tmpfs", "/tmp"}}}}});
}

TEST_CASE("options are added to the line and to the mount", "[steps]") {
    const std::string listed = "tmpfs\t/tmp\ttmpfs\tdefaults,exec,size=1G\t0 0\n";
    CHECK(with(tmp, listed).steps(type, at(hardened)) ==
          Steps{.all = {test::rewrite(fstab_path, listed, "tmpfs\t/tmp\ttmpfs\tsize=1G,nosuid,noexec\t0 0\n"),
                        Run{.command = {"mount", "-o", "remount,nosuid,noexec", "/tmp"},
                            .undo = {{"mount", "-o", "remount,rw,nosuid", "/tmp"}}}}});
}

TEST_CASE("fields of a line are changed one by one", "[steps]") {
    const auto [texts, before, after] = GENERATE(table<test::Texts, std::string, std::string>({
        {{{"type", "tmpfs"}}, "tmpfs /tmp ramfs nosuid 0 0\n", "tmpfs /tmp tmpfs nosuid 0 0\n"},
        {{{"device", "tmpfs"}}, "none  /tmp tmpfs nosuid 0 0", "tmpfs  /tmp tmpfs nosuid 0 0"},
        {{{"type", "tmpfs"}}, "tmpfs /tmp tmpfs noauto,nosuid 0 0\n", "tmpfs /tmp tmpfs nosuid 0 0\n"},
        {{{"options", base::List{"nosuid"}}}, "tmpfs /tmp tmpfs\n", "tmpfs /tmp tmpfs nosuid\n"},
    }));
    test::check_steps(type, at(texts), with(tmp, before),
                      {.all = {test::rewrite(fstab_path, before, after)}});
}

TEST_CASE("mounts that are not made", "[steps]") {
    CHECK(with("", "").steps(type, at({})) ==
          Steps{.declined = {{"fstab", "a line of /etc/fstab takes a device and a type; name both"},
                             {"state", "nothing says what is to be mounted; name its device"}}});
    CHECK(with(tmp, "").steps(type, at({{"type", "ext4"}, {"fstab", "false"}})) ==
          test::declined("something else is mounted at /tmp; unmount it by hand first", "type"));
    auto pattern = at({{"fstab", "false"}});
    pattern.attributes["type"] = {resource::OneOf{{std::string("ext4"), std::string("xfs")}}};
    CHECK(with(tmp, "").steps(type, pattern) ==
          test::declined("'one of: ext4, xfs' names no one value that could be set; name one", "type"));
}
