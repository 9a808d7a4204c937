#include "resource/formats/fstab.hpp"

#include <catch2/catch.hpp>

using namespace plumbline::resource::formats;
using List = plumbline::base::List;

TEST_CASE("fstab as Debian's installer writes it") {
    const auto entries = read_fstab("# /etc/fstab: static file system information.\n"
                                    "#\n"
                                    "# <file system> <mount point>   <type>  <options>       <dump>  <pass>\n"
                                    "UUID=\"7c1f-a\" /               ext4    errors=remount-ro 0       1\n"
                                    "\n"
                                    "/dev/mapper/vg-swap none swap sw 0 0\n"
                                    "tmpfs\t/tmp\ttmpfs\tnodev,nosuid\n"
                                    "LABEL=my\\040disk /srv/a\\040b\\134c xfs\n"
                                    "half a\n");
    REQUIRE(entries.size() == 4);
    CHECK(entries[0] == FstabEntry{4, "UUID=7c1f-a", "/", "ext4", {"errors=remount-ro"}});
    CHECK(entries[1] == FstabEntry{6, "/dev/mapper/vg-swap", "none", "swap", {"sw"}});
    CHECK(entries[2] == FstabEntry{7, "tmpfs", "/tmp", "tmpfs", {"nodev", "nosuid"}});
    CHECK(entries[3] == FstabEntry{8, "LABEL=my disk", "/srv/a b\\c", "xfs", {"defaults"}});
}

TEST_CASE("octal escapes are undone, and nothing else") {
    CHECK(without_octal_escapes("a\\040b\\011\\012\\134") == "a b\t\n\\");
    for (const char* plain : {"", "\\", "\\04", "\\049", "\\777", "a\\x20"}) {
        CHECK(without_octal_escapes(plain) == plain);
    }
}

TEST_CASE("a tag is a link below /dev/disk") {
    CHECK(device_link("UUID=7c1f-a") == "/dev/disk/by-uuid/7c1f-a");
    CHECK(device_link("LABEL=my disk/1") == "/dev/disk/by-label/my\\x20disk\\x2f1");
    CHECK(device_link("PARTUUID=1") == "/dev/disk/by-partuuid/1");
    CHECK(device_link("/dev/sda1") == "/dev/sda1");
    CHECK(device_link("tmpfs").empty());
    CHECK(device_link("server:/export").empty());
    CHECK(device_link("/srv/data").empty());
}

TEST_CASE("a link leads on from its own folder") {
    CHECK(resolve_link("/dev/disk/by-uuid/7", "../../sda1") == "/dev/sda1");
    CHECK(resolve_link("/dev/mapper/vg-swap", "../dm-0") == "/dev/dm-0");
    CHECK(resolve_link("/dev/cdrom", "sr0") == "/dev/sr0");
    CHECK(resolve_link("/dev/x", "/dev/./y") == "/dev/./y");
    CHECK(resolve_link("/dev/x", "../../../../y") == "/y");
}
