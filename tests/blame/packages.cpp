#include "reading.hpp"

using namespace plumbline;

namespace {

std::string read(const std::string& log, const std::string& lines) {
    return test::told(test::Host().logged(log, lines).read());
}

} // namespace

TEST_CASE("dpkg.log, as captured") {
    CHECK(read("dpkg.log", "2026-11-21 05:02:58 startup archives unpack\n"
                           "2026-11-21 05:02:59 upgrade nginx:amd64 1.22.1-9 1.22.1-9+deb12u1\n"
                           "2026-11-21 05:02:59 status half-installed nginx:amd64 1.22.1-9\n"
                           "2026-11-21 05:03:01 configure libc-bin:amd64 2.36-9 <none>\n") ==
          "05:02:59 package command=upgrade nginx:amd64 1.22.1-9 1.22.1-9+deb12u1 things=nginx tool=dpkg "
          "(dpkg.log)\n"
          "05:03:01 package command=configure libc-bin:amd64 2.36-9 <none> things=libc-bin tool=dpkg "
          "(dpkg.log)\n");
}

TEST_CASE("apt's history, as captured: who asked for it, and with which command") {
    const std::string history = "\nStart-Date: 2026-11-21  05:02:59\n"
                                "Commandline: apt-get -qq install -y --no-install-recommends tree\n"
                                "Requested-By: alice (1000)\n"
                                "Install: tree:amd64 (2.1.0-1), libx+y1:all (1.0, automatic)\n"
                                "Upgrade: nginx:amd64 (1.22.1-9, 1.22.1-9+deb12u1)\n"
                                "End-Date: 2026-11-21  05:03:04\n"
                                "\nStart-Date: 2026-11-21  05:10:00\n"
                                "Commandline: /usr/bin/unattended-upgrade\n"
                                "Remove: old:amd64 (1)\n"
                                "End-Date: 2026-11-21  05:10:01\n";
    CHECK(read("apt history", history) ==
          "05:02:59 package account=alice command=apt-get -qq install -y --no-install-recommends tree "
          "things=tree, libx+y1, nginx tool=apt (apt history)\n"
          "05:10:00 package command=/usr/bin/unattended-upgrade things=old tool=unattended-upgrades (apt "
          "history)\n");
    test::Host host;
    host.logged("apt history", history);
    CHECK(
        host.read().records[1].line ==
        "Start-Date: 2026-11-21  05:10:00; Commandline: /usr/bin/unattended-upgrade; Remove: old:amd64 (1); "
        "End-Date: 2026-11-21  05:10:01");
    CHECK(read("apt history", "Commandline: cut off\nInstall: x:amd64 (1)\n").empty());
}

TEST_CASE("logs of unattended-upgrades, dnf, yum and zypper") {
    CHECK(read("unattended-upgrades.log",
               "2026-11-21 05:02:59,123 INFO Packages that will be upgraded: curl libcurl4\n"
               "2026-11-21 05:03:59,123 INFO All upgrades installed\n") ==
          "05:02:59 tool command=unattended-upgrade things=curl, libcurl4 tool=unattended-upgrades "
          "(unattended-upgrades.log)\n");
    CHECK(
        read("dnf.rpm.log",
             "2026-11-21T05:02:59+0000 SUBDEBUG Installed: nginx-1:1.20.1-14.el9.x86_64\n"
             "2026-11-21T05:02:59+0000 INFO --- logging initialized ---\n"
             "2026-11-21T05:03:00+0000 SUBDEBUG Upgraded: perl-Net-SSLeay-1.92-2.el9.x86_64\n") ==
        "05:02:59 package command=Installed nginx-1:1.20.1-14.el9.x86_64 things=nginx tool=dnf "
        "(dnf.rpm.log)\n"
        "05:03:00 package command=Upgraded perl-Net-SSLeay-1.92-2.el9.x86_64 things=perl-Net-SSLeay tool=dnf "
        "(dnf.rpm.log)\n");
    CHECK(read("dnf.log", "2026-11-21T05:02:59+0000 DDEBUG Command: dnf -y install nginx \n") ==
          "05:02:59 package command=dnf -y install nginx things=install, nginx tool=dnf (dnf.log)\n");
    CHECK(read("yum.log", "Nov 21 05:02:59 Installed: 1:nginx-1.20.1-9.el7.x86_64\n"
                          "Nov 21 05:03:00 Erased: nginx\n") ==
          "05:02:59 package command=Installed 1:nginx-1.20.1-9.el7.x86_64 things=nginx tool=yum (yum.log)\n"
          "05:03:00 package command=Erased nginx things=nginx tool=yum (yum.log)\n");
    CHECK(read("zypp history",
               "# 2026-11-21 05:02:59 nginx-1.21.5-1.x86_64.rpm installed ok\n"
               "2026-11-21 05:02:58|command|root@web1|'zypper' 'in' 'nginx'|\n"
               "2026-11-21 05:02:59|install|nginx|1.21.5-1|x86_64|root@web1|repo-oss|abc|\n") ==
          "05:02:58 package command='zypper' 'in' 'nginx' tool=zypper (zypp history)\n"
          "05:02:59 package command=install nginx things=nginx tool=zypper (zypp history)\n");
}

TEST_CASE("rpm's database says when a package came") {
    test::Host host;
    host.says(*host.asked().installed,
              "nginx 1.20.1-14.el9 1795237379\npackage tree is not installed\nnginx x y\n");
    CHECK(test::told(host.read()) ==
          "05:02:59 package command=installed things=nginx tool=rpm (rpm database)\n");
}

TEST_CASE("a package that came in the window brought its files") {
    test::Host host;
    host.logged("dpkg.log", "2026-11-21 05:02:59 upgrade base-files:amd64 1 2\n");
    for (const std::string owners : {"dpkg\nbase-files: /etc/motd\n",
                                     "dpkg\nother, base-files:amd64: /etc/motd\n", "rpm\nbase-files\n"}) {
        host.says(*host.asked().owners, owners);
        CHECK(host.read().records.back().things == base::List{"base-files", "/etc/motd"});
    }
    for (const std::string owners :
         {"dpkg\ndiversion by base-files from: /etc/motd\n", "dpkg\n", "",
          "rpm\nfile /etc/motd is not owned by any package\n", "rpm\n\nbase-files\n"}) {
        host.says(*host.asked().owners, owners);
        CHECK(host.read().records.back().things == base::List{"base-files"});
    }
}
