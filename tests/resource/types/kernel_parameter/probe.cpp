#include "support/probe_part.hpp"
#include "support/temporary_folder.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;

namespace {

std::string say(const test::TemporaryFolder& host, const std::string& call) {
    return test::run_part(call, host.path(), {"/boot", "/efi/loader", "/etc/default/grub", "/etc/kernel"});
}

} // namespace

TEST_CASE("the lines of boot loaders that count are sent, and those alone") {
    const test::TemporaryFolder host;
    host.directory("boot/grub");
    host.directory("boot/loader/entries");
    host.file("boot/grub/grub.cfg",
              "set default=\"0\"\nif [ x ]; then\n  insmod gzio\nfi\n"
              "menuentry 'Debian' {\n\tlinux\t/vmlinuz ro quiet\n\tinitrd /initrd\n}\n");
    host.file("boot/loader/entries/a.conf", "title A\nversion 6.1\nlinux /vmlinuz\noptions ro\n");
    const std::string grub = host.path("boot/grub/grub.cfg");
    const std::string entry = host.path("boot/loader/entries/a.conf");
    CHECK(say(host, "probe_boot_entries 1") ==
          test::part_frame("ok 1") + "given " + grub + "\ngiven " + entry + "\n\n" + grub +
              ":5:menuentry 'Debian' {\n" + grub + ":6:\tlinux\t/vmlinuz ro quiet\n" + entry +
              ":1:title A\n" + entry + ":3:linux /vmlinuz\n" + entry + ":4:options ro\n");
}

TEST_CASE("what entries are written from is sent without its comments") {
    const test::TemporaryFolder host;
    for (const char* folder : {"etc/default/grub.d", "boot/firmware"}) {
        host.directory(folder);
    }
    host.file("etc/default/grub", "# comment\nGRUB_CMDLINE_LINUX=\"a=1\"\n");
    host.file("etc/default/grub.d/x.cfg", "GRUB_CMDLINE_LINUX+=\" b=1\"\n");
    host.file("boot/firmware/cmdline.txt", "quiet c=1\n");
    const std::string grub = host.path("etc/default/grub");
    const std::string more = host.path("etc/default/grub.d/x.cfg");
    const std::string line = host.path("boot/firmware/cmdline.txt");
    CHECK(say(host, "probe_boot_settings 1") ==
          test::part_frame("ok 1") + "given " + grub + "\ngiven " + more + "\ngiven " + line + "\n\n" + grub +
              ":2:GRUB_CMDLINE_LINUX=\"a=1\"\n" + more + ":1:GRUB_CMDLINE_LINUX+=\" b=1\"\n" + line +
              ":1:quiet c=1\n");
}
