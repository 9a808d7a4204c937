#include "support/probe_part.hpp"
#include "support/temporary_folder.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;

namespace {

/// What the part says of a kernel whose files lie below this folder.
std::string say(const test::TemporaryFolder& host, const std::string& call) {
    return test::run_part(call, host.path(),
                          {"/proc/modules", "/proc/sys/kernel/osrelease", "/lib/modules/", "/sys/module/",
                           "/etc/modprobe.d", "/lib/modprobe.d", "/etc/modules", "/run/systemd"});
}

void make_kernel(const test::TemporaryFolder& host) {
    for (const char* folder : {"proc/sys/kernel", "lib/modules/6.1.0-18-amd64", "sys/module/ext4",
                               "sys/module/printk", "sys/module/nf_conntrack"}) {
        host.directory(folder);
    }
    host.file("proc/sys/kernel/osrelease", "6.1.0-18-amd64\n");
    host.file("proc/modules", "nf_conntrack 188416 2 xt_conntrack,nf_nat, Live 0xffffffffc09d2000\n"
                              "ext4 987136 1 - Live 0xffffffffc0441000\n");
    host.file("lib/modules/6.1.0-18-amd64/modules.builtin", "kernel/fs/configfs/configfs.ko\n"
                                                            "kernel/drivers/usb/storage/usb-storage.ko\n");
    host.file("lib/modules/6.1.0-18-amd64/modules.dep",
              "kernel/net/dccp/dccp.ko.xz: kernel/net/ipv6/ip6_udp.ko.xz\n"
              "kernel/net/dccp/dccp_ipv4.ko.xz: kernel/net/dccp/dccp.ko.xz\n"
              "updates/dkms/snd-x-y.ko:\n"
              "kernel/net/netfilter/nf_conntrack.ko: kernel/lib/libcrc32c.ko\n");
}

} // namespace

TEST_CASE("loaded, built in, on disk and nowhere are told apart") {
    const test::TemporaryFolder host;
    make_kernel(host);
    CHECK(
        say(host, "probe_kernel_module 1 nf_conntrack 2 usb_storage 3 dccp 4 snd_x_y 5 printk 6 ccp 7 ext") ==
        test::part_frame("lines 1 2 3 4 5 6 7") + "loaded module 6.1.0-18-amd64\n"
                                                  "built-in built-in 6.1.0-18-amd64\n"
                                                  "none module 6.1.0-18-amd64\n"
                                                  "none module 6.1.0-18-amd64\n"
                                                  "built-in none 6.1.0-18-amd64\n"
                                                  "none none 6.1.0-18-amd64\n"
                                                  "none none 6.1.0-18-amd64\n");
}

TEST_CASE("without the kernel's folder nothing is sure but what is loaded") {
    const test::TemporaryFolder host;
    host.directory("proc/sys/kernel");
    host.file("proc/sys/kernel/osrelease", "6.1.0-18-amd64\n");
    host.file("proc/modules", "ext4 987136 1 - Live 0x0\n");
    CHECK(say(host, "probe_kernel_module 1 ext4 2 dccp") ==
          test::part_frame("lines 1 2") + "loaded unsure 6.1.0-18-amd64\nunsure unsure 6.1.0-18-amd64\n");
}

TEST_CASE("a host without /proc can't tell") {
    const test::TemporaryFolder host;
    CHECK(say(host, "probe_kernel_module 1 ext4 2 dccp") ==
          test::part_frame("cannot 1 2") + "no /proc on the host: what its kernel has loaded can't be told");
}

TEST_CASE("lines of modprobe.d that forbid are sent, and those alone") {
    const test::TemporaryFolder host;
    host.directory("etc/modprobe.d");
    host.file("etc/modprobe.d/a.conf", "# install x /bin/false\n\ninstall dccp /bin/false\noptions ext4 a=1\n"
                                       "\tblacklist dccp\n");
    host.file("etc/modprobe.d/a.conf.bak", "blacklist sctp\n");
    const std::string path = host.path("etc/modprobe.d/a.conf");
    CHECK(say(host, "probe_modprobe_files 1") == test::part_frame("ok 1") + "given " + path + "\n\n" + path +
                                                     ":3:install dccp /bin/false\n" + path +
                                                     ":5:\tblacklist dccp\n");
}

TEST_CASE("/etc/modules counts where systemd does not run") {
    const test::TemporaryFolder host;
    host.directory("etc");
    host.file("etc/modules", "# comment\nloop\n");
    const std::string path = host.path("etc/modules");
    CHECK(say(host, "probe_module_load_files 1") ==
          test::part_frame("ok 1") + "given " + path + "\n\n" + path + ":2:loop\n");
    host.directory("run/systemd/system");
    CHECK(say(host, "probe_module_load_files 1") == test::part_frame("ok 1") + "\n");
}
