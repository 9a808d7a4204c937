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

const Type& type = *find_type("kernel_parameter");

const probe::Answer runs_audit =
    probe::Answered{"BOOT_IMAGE=/vmlinuz-6.1.0-18-amd64 root=UUID=1-2 ro audit=1 quiet\n"};
const probe::Answer runs_plain =
    probe::Answered{"BOOT_IMAGE=/vmlinuz-6.1.0-18-amd64 root=UUID=1-2 ro quiet\n"};

/// grub.cfg as Debian's update-grub writes it, by grep.
probe::Answer grub(const std::string& more, const std::string& more_in_submenu) {
    const std::string at = "/boot/grub/grub.cfg:";
    return probe::Answered{
        "given /boot/grub/grub.cfg\ngiven /boot/grub/grubenv\n\n" + at +
        "112:menuentry 'Debian GNU/Linux' --class debian --class gnu-linux $menuentry_id_option 'x' {\n" +
        at + "126:\tlinux\t/boot/vmlinuz-6.1.0-18-amd64 root=UUID=1-2 ro " + more + " quiet\n" + at +
        "131:\tmenuentry 'Debian GNU/Linux, with Linux 6.1.0-18-amd64' --class debian {\n" + at +
        "145:\t\tlinux\t/boot/vmlinuz-6.1.0-18-amd64 root=UUID=1-2 ro " + more_in_submenu + " quiet\n" + at +
        "149:\tmenuentry 'Debian GNU/Linux, with Linux 6.1.0-18-amd64 (recovery mode)' --class debian {\n" +
        at + "163:\t\tlinux\t/boot/vmlinuz-6.1.0-18-amd64 root=UUID=1-2 ro single dis_ucode_ldr\n" + at +
        "170:menuentry 'Memory test (memtest86+x64.efi)' {\n" + at + "171:\tlinux /boot/memtest86+x64.efi\n"};
}

probe::Answer default_grub(const std::string& line) {
    return probe::Answered{
        "given /etc/default/grub\n\n"
        "/etc/default/grub:6:GRUB_DEFAULT=0\n"
        "/etc/default/grub:8:GRUB_DISTRIBUTOR=`lsb_release -i -s 2> /dev/null || echo Debian`\n"
        "/etc/default/grub:9:GRUB_CMDLINE_LINUX_DEFAULT=\"quiet\"\n"
        "/etc/default/grub:10:" +
        line + "\n"};
}

Verdict judge(const std::string& name, const Texts& texts, const probe::Answer& running,
              const probe::Answer& entries, const probe::Answer& settings) {
    return test::judge(type, test::desired(type, name, texts), {running, entries, settings});
}

} // namespace

TEST_CASE("the running kernel, the next boot and what it is written from are told apart") {
    const Texts texts{{"value", "1"}};
    const auto right = judge("audit", texts, runs_audit, grub("audit=1", "audit=1"),
                             default_grub("GRUB_CMDLINE_LINUX=\"audit=1\""));
    CHECK(right.properties == Lines{"running: in sync", "next_boot: in sync", "configured: in sync"});
    CHECK(right.remarks.empty());

    const auto live_only =
        judge("audit", texts, runs_audit, grub("", ""), default_grub("GRUB_CMDLINE_LINUX=\"\""));
    CHECK(live_only.properties ==
          Lines{"running: in sync", "next_boot: 1 / absent", "configured: 1 / absent"});
    CHECK(live_only.would == Lines{"write the boot loader's entry with audit=1 (not given now)",
                                   "put audit=1 into GRUB_CMDLINE_LINUX of /etc/default/grub, or "
                                   "/etc/kernel/cmdline (not given now)"});

    const auto not_written = judge("audit", texts, runs_plain, grub("audit=0", "audit=0"),
                                   default_grub("GRUB_CMDLINE_LINUX='audit=1'"));
    CHECK(not_written.properties == Lines{"running: 1 / absent", "next_boot: 1 / 0", "configured: in sync"});
    CHECK(not_written.would ==
          Lines{"reboot with audit=1 (not given now)", "write the boot loader's entry with audit=1 (now 0)"});
}

TEST_CASE("an entry that lacks it is named, those for recovery are passed over") {
    const auto verdict = judge("audit", {{"value", "1"}}, runs_audit, grub("audit=1", ""),
                               default_grub("GRUB_CMDLINE_LINUX=audit=1"));
    CHECK(verdict.properties ==
          Lines{"running: in sync", "next_boot: in sync", "next_boot: 1 / absent", "configured: in sync"});
    CHECK(verdict.remarks == Lines{"the boot loader's 2 entries differ"});
    CHECK(verdict.would ==
          Lines{"write the boot loader's entry of Debian GNU/Linux, with Linux 6.1.0-18-amd64 "
                "(/boot/grub/grub.cfg:145) with audit=1 (not given now)"});
}

TEST_CASE("the entries of the Boot Loader Specification, with GRUB's own variable") {
    const probe::Answer rhel = probe::Answered{
        "given /boot/grub2/grub.cfg\ngiven /boot/grub2/grubenv\n"
        "given /boot/loader/entries/9d0-0-rescue.conf\n"
        "given /boot/loader/entries/9d0-4.18.0-553.el8.x86_64.conf\n\n"
        "/boot/grub2/grub.cfg:91:  set kernelopts=\"root=/dev/mapper/rhel-root ro fallback \"\n"
        "/boot/grub2/grubenv:3:kernelopts=root=/dev/mapper/rhel-root ro audit=1 "
        "audit_backlog_limit=8192 \n"
        "/boot/loader/entries/9d0-0-rescue.conf:1:title Red Hat (0-rescue-9d0) 8.10\n"
        "/boot/loader/entries/9d0-0-rescue.conf:3:linux /vmlinuz-0-rescue-9d0\n"
        "/boot/loader/entries/9d0-0-rescue.conf:5:options ro\n"
        "/boot/loader/entries/9d0-4.18.0-553.el8.x86_64.conf:1:title Red Hat (4.18.0-553.el8)\n"
        "/boot/loader/entries/9d0-4.18.0-553.el8.x86_64.conf:3:linux /vmlinuz-4.18.0-553.el8\n"
        "/boot/loader/entries/9d0-4.18.0-553.el8.x86_64.conf:5:options $kernelopts $tuned_params\n"};
    const auto verdict =
        judge("audit-backlog-limit", {{"value", "8192"}}, runs_plain, rhel, probe::Answered{"\n"});
    CHECK(verdict.properties == Lines{"running: 8192 / absent", "next_boot: in sync", "configured: in sync"});
}

TEST_CASE("extlinux and a Raspberry's cmdline.txt are boot loaders too") {
    const probe::Answer extlinux =
        probe::Answered{"given /boot/extlinux/extlinux.conf\n\n/boot/extlinux/extlinux.conf:4:label l0\n"
                        "/boot/extlinux/extlinux.conf:8:\tappend root=/dev/vda1 ro console=ttyS0\n"
                        "/boot/extlinux/extlinux.conf:10:label l0r\n"
                        "/boot/extlinux/extlinux.conf:14:\tappend root=/dev/vda1 ro single\n"};
    const probe::Answer raspberry =
        probe::Answered{"given /boot/firmware/cmdline.txt\n\n"
                        "/boot/firmware/cmdline.txt:1:quiet console=ttyS0 rootwait\n"};
    const Lines wanted{"running: ttyS0 / absent", "next_boot: in sync", "configured: in sync"};
    const probe::Answer none = probe::Answered{"\n"};
    CHECK(judge("console", {{"value", "ttyS0"}}, runs_plain, extlinux, none).properties == wanted);
    CHECK(judge("console", {{"value", "ttyS0"}}, runs_plain, none, raspberry).properties == wanted);
}

TEST_CASE("of several occurrences the last one counts, or each of them") {
    const probe::Answer running =
        probe::Answered{"console=tty0 console=ttyS0,115200n8 loglevel=3 loglevel=7"};
    const auto look = [&](const char* name, const Texts& texts) {
        Texts live = texts;
        live["persisted"] = "false";
        return test::judge(type, test::desired(type, name, live), {running}).properties;
    };
    CHECK(look("loglevel", {{"value", "7"}}) == Lines{"running: in sync"});
    CHECK(look("loglevel", {{"value", "3"}}) == Lines{"running: 3 / 7"});
    CHECK(look("console", {{"values", base::List{"ttyS0,115200n8", "tty0"}}}) == Lines{"running: in sync"});
    CHECK(look("console", {{"values", base::List{"tty0"}}}) == Lines{"running: tty0 / tty0, ttyS0,115200n8"});
    Desired at_most = test::desired(type, "loglevel", {{"persisted", "false"}});
    at_most.attributes["value"] = {AtMost{"4"}};
    const auto verdict = test::judge(type, at_most, {running});
    CHECK(verdict.properties == Lines{"running: at most 4 / 7"});
    CHECK(verdict.would.empty());
}

TEST_CASE("what must not be given: the parameter, or one value of it") {
    const probe::Answer running = probe::Answered{"selinux=0 mitigations=off quiet -- single"};
    const auto look = [&](const char* name, Texts texts) {
        texts["persisted"] = "false";
        texts["state"] = "absent";
        return test::judge(type, test::desired(type, name, texts), {running});
    };
    CHECK(look("selinux", {}).properties == Lines{"running: absent / present"});
    CHECK(look("selinux", {}).would == Lines{"reboot without selinux (given now)"});
    CHECK(look("selinux", {{"value", "0"}}).would == Lines{"reboot without selinux=0 (now 0)"});
    CHECK(look("selinux", {{"value", "1"}}).properties == Lines{"running: in sync"});
    CHECK(look("single", {}).properties == Lines{"running: in sync"});
    CHECK(test::judge(type, test::desired(type, "quiet", {{"persisted", "false"}}), {running}).properties ==
          Lines{"running: in sync"});
}

TEST_CASE("/etc/default/grub is read as a shell reads it") {
    const auto configured = [](const std::string& line) {
        return judge("audit", {{"value", "1"}}, runs_audit, grub("audit=1", "audit=1"), default_grub(line))
            .properties.back();
    };
    for (const char* line :
         {"GRUB_CMDLINE_LINUX=\"console=tty0 audit=1\" # kept", "export GRUB_CMDLINE_LINUX='audit=1'",
          "GRUB_CMDLINE_LINUX_DEFAULT=\"$GRUB_CMDLINE_LINUX_DEFAULT audit=1\"",
          "GRUB_CMDLINE_LINUX=\"${GRUB_CMDLINE_LINUX} audit=1\"", "GRUB_CMDLINE_LINUX+=\" audit=1\""}) {
        INFO(line);
        CHECK(configured(line) == "configured: in sync");
    }
    for (const char* line : {"GRUB_CMDLINE_LINUX=\"$(cat /etc/cmdline)\"", "GRUB_CMDLINE_LINUX=\"audit=1",
                             "if true; then GRUB_CMDLINE_LINUX=audit=1; fi",
                             "GRUB_CMDLINE_LINUX=${X:-audit=1}", "GRUB_CMDLINE_LINUX=`x`"}) {
        INFO(line);
        CHECK(configured(line) ==
              "configured: unknown, /etc/default/grub:10: what a shell makes of this line can't be told");
    }
    CHECK(configured("if [ -x /bin/x ]; then") == "configured: 1 / absent");
    CHECK(judge("audit", {{"value", "1"}}, runs_audit, grub("audit=1", "audit=1"),
                probe::Answered{
                    "given /etc/kernel/cmdline\n\n/etc/kernel/cmdline:1:root=/dev/vda1 ro audit=1\n"})
              .properties.back() == "configured: in sync");
}

TEST_CASE("a host without a boot loader, and files that can't be read, are unknown") {
    const Texts texts{{"value", "1"}};
    CHECK(
        judge("audit", texts, runs_audit, probe::Answered{"\n"}, probe::Answered{"\n"}).properties ==
        Lines{"running: in sync",
              "next_boot: unknown, no boot loader's entry is on the host: no grub.cfg, no loader/entries, no "
              "extlinux.conf (of a container, ask its host)",
              "configured: in sync"});
    CHECK(judge("audit", texts, probe::Absent{}, probe::Answered{"closed /boot/grub2/grub.cfg\n\n"},
                probe::Answered{"closed /etc/default/grub\n\n"})
              .properties == Lines{"running: unknown, no /proc/cmdline on the host",
                                   "next_boot: unknown, /boot/grub2/grub.cfg: permission denied",
                                   "configured: unknown, /etc/default/grub: permission denied"});
    CHECK(judge("audit", texts, probe::CannotTell{"was not answered"}, probe::Answered{"garbage"},
                probe::CannotTell{"was not answered"})
              .properties ==
          Lines{"running: unknown, was not answered",
                "next_boot: unknown, the files that the host named are not of the expected form",
                "configured: unknown, was not answered"});
}

TEST_CASE("what is no name of a parameter, and what contradicts itself, are refused") {
    CHECK(test::objections("kernel_parameter: audit=1\n") ==
          "kernel_parameter:audit=1: a parameter's name holds no '=', blanks or quotes: its value is an "
          "attribute");
    CHECK(test::objections("kernel_parameter: console\nvalue: tty0\nvalues: [tty0]\n") ==
          "kernel_parameter:console: 'value' is the last of 'values': name one of them");
    CHECK(
        test::objections("kernel_parameter: console\nstate: absent\nvalues: [tty0]\n") ==
        "kernel_parameter:console: beside 'state: absent' stands at most one value, which may not be given");
    CHECK(test::objections(type.schema().example).empty());
}
