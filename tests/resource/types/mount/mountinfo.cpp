#include "resource/types/mount/mountinfo.hpp"
#include "resource/types/mount/options.hpp"

#include <catch2/catch.hpp>

using namespace plumbline::resource::mount;
using List = plumbline::base::List;

namespace {

// a Debian 12 with a bind mount, an overmount, a blank in a name and a network file system
const char* debian =
    "22 27 0:21 / /proc rw,nosuid,nodev,noexec,relatime shared:14 - proc proc rw\n"
    "24 27 0:5 / /dev rw,nosuid,relatime shared:2 - devtmpfs udev "
    "rw,size=2005380k,nr_inodes=501345,mode=755,inode64\n"
    "27 1 254:1 / / rw,relatime shared:1 - ext4 /dev/vda1 rw,discard,errors=remount-ro\n"
    "30 27 0:27 / /tmp rw,nosuid,nodev,relatime shared:9 - tmpfs tmpfs rw,size=1048576k,inode64\n"
    "31 30 0:28 / /tmp rw,noexec shared:10 - tmpfs over rw\n"
    "32 27 254:1 /srv/data /mnt/data ro,relatime shared:1 - ext4 /dev/vda1 rw,discard,errors=remount-ro\n"
    "33 27 0:30 / /srv/a\\040b rw,relatime - nfs4 server:/export rw,vers=4.2,addr=10.0.0.1\n"
    "34 27 254:2 / /var rw,relatime shared:20 master:3 - ext4 /dev/mapper/vg-var ro\n"
    "35 27 0:31 / /mnt rw - tmpfs  rw\n";

} // namespace

TEST_CASE("what lies over another at a path is what is mounted there") {
    const auto mounts = parse_mountinfo(debian);
    REQUIRE(mounts);
    const auto source_at = [&](std::string_view path) {
        const Mount* mount = mounted_at(*mounts, path);
        return mount == nullptr ? std::string("nothing") : mount->source;
    };
    CHECK(source_at("/") == "/dev/vda1");
    CHECK(source_at("/tmp") == "over");
    CHECK(source_at("/srv/a b") == "server:/export");
    CHECK(source_at("/srv") == "nothing");
    CHECK(source_at("/tm") == "nothing");
    CHECK(source_at("/mnt").empty());
    CHECK(source_at("/mnt/data") == "nothing"); // /mnt lies over it
}

TEST_CASE("options are the mount's and its file system's, read-only where either is") {
    const auto mounts = parse_mountinfo(debian);
    REQUIRE(mounts);
    CHECK(mounted_at(*mounts, "/")->options == List{"rw", "relatime", "discard", "errors=remount-ro"});
    CHECK(mounted_at(*mounts, "/var")->options == List{"ro", "relatime"});
}

TEST_CASE("a bind mount is told by what it shows") {
    const auto mounts = parse_mountinfo("27 1 254:1 / / rw - ext4 /dev/vda1 rw\n"
                                        "28 27 254:2 / /srv rw - ext4 /dev/vdb rw\n"
                                        "29 27 254:2 /data /mnt rw - ext4 /dev/vdb rw\n"
                                        "30 27 254:1 /etc /opt rw - ext4 /dev/vda1 rw\n");
    REQUIRE(mounts);
    CHECK(is_bound_from(*mounts, *mounted_at(*mounts, "/mnt"), "/srv/data"));
    CHECK_FALSE(is_bound_from(*mounts, *mounted_at(*mounts, "/mnt"), "/data"));
    CHECK_FALSE(is_bound_from(*mounts, *mounted_at(*mounts, "/mnt"), "/srv"));
    CHECK(is_bound_from(*mounts, *mounted_at(*mounts, "/opt"), "/etc"));
    CHECK(is_bound_from(*mounts, *mounted_at(*mounts, "/srv"), "/srv"));
}

TEST_CASE("a chroot, where no root is mounted, and lists that lead in circles") {
    const auto in_chroot = parse_mountinfo("99 98 0:5 / /proc rw - proc proc rw\n");
    REQUIRE(in_chroot);
    CHECK(mounted_at(*in_chroot, "/proc") != nullptr);
    CHECK(mounted_at(*in_chroot, "/") == nullptr);
    const auto circle = parse_mountinfo("1 1 0:1 / / rw - a a rw\n2 3 0:2 / /x rw - b b rw\n"
                                        "3 2 0:3 / /x rw - c c rw\n1 2 0:4 / /x rw - d d rw\n");
    REQUIRE(circle);
    CHECK(mounted_at(*circle, "/x") == nullptr);
}

TEST_CASE("a line of another form makes all of it odd") {
    for (const char* odd : {"", "\n", "22 27 0:21 / /proc rw proc proc rw\n",
                            "a 27 0:21 / /proc rw - proc proc rw\n", "22 27 021 / /proc rw - proc proc rw\n",
                            "22 27 0:21 / proc rw - proc proc rw\n", "22 27 0:21 / /proc rw - proc proc\n"}) {
        INFO(odd);
        CHECK_FALSE(parse_mountinfo(odd));
    }
}

TEST_CASE("options of fstab as mount obeys them") {
    CHECK(obeyed({"defaults", "noexec"}) == List{"rw", "suid", "dev", "auto", "nouser", "async", "noexec"});
    CHECK(obeyed({"noexec", "exec", "size=1G"}) == List{"exec", "size=1G"});
    CHECK(obeyed({"noexec", "defaults"}) == List{"rw", "suid", "dev", "exec", "auto", "nouser", "async"});
    CHECK(obeyed({"user", "exec"}) == List{"user", "nosuid", "nodev", "exec"});
    CHECK(shown_by_kernel({"defaults", "nodev", "nofail", "x-systemd.automount", "_netdev", "comment=a"}) ==
          List{"nodev"});
}

TEST_CASE("the same option in other words is the one that was asked for") {
    CHECK(in_asked_words({"rw", "size=1048576k"}, {"size=1G"}, "tmpfs") == List{"rw", "size=1G"});
    CHECK(in_asked_words({"rw", "size=1048576k"}, {"size=2G"}, "tmpfs") == List{"rw", "size=1048576k"});
    CHECK(in_asked_words({"mode=755"}, {"mode=0755"}, "tmpfs") == List{"mode=0755"});
    CHECK(in_asked_words({"hidepid=invisible"}, {"hidepid=2"}, "proc") == List{"hidepid=2"});
    CHECK(in_asked_words({"rw"}, {"exec", "mode=1777"}, "tmpfs") == List{"rw", "exec", "mode=1777"});
    CHECK(in_asked_words({"rw", "mode=700"}, {"mode=1777"}, "tmpfs") == List{"rw", "mode=700"});
    CHECK(in_asked_words({"rw", "noexec"}, {"exec", "nodev", "relatime"}, "ext4") == List{"rw", "noexec"});
    CHECK(in_asked_words({"size=18446744073709551615k"}, {"size=1"}, "tmpfs") ==
          List{"size=18446744073709551615k"});
    CHECK(in_asked_words({"size="}, {"size=1"}, "tmpfs") == List{"size="});
}
