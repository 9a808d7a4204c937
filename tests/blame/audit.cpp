#include "reading.hpp"

using namespace plumbline;

namespace {

std::string read(const std::string& lines) {
    return test::told(test::Host().logged("audit.log", lines).read());
}

/// The forms of auditd's own documentation (auditctl -w /etc/motd -p wa -k motd); 05:02:59.
std::string write_event(const std::string& call, const std::string& paths, const std::string& more = "") {
    return "type=SYSCALL msg=audit(1795237379.123:24287): arch=c000003e " + call +
           " a3=0 items=2 ppid=2686 pid=3538 auid=1000 uid=0 gid=0 euid=0 suid=0 fsuid=0 egid=0 sgid=0 "
           "fsgid=0 "
           "tty=pts0 ses=3 comm=\"tee\" exe=\"/usr/bin/tee\" key=\"motd\"\n"
           "type=CWD msg=audit(1795237379.123:24287): cwd=\"/etc\"\n" +
           paths + more;
}
std::string path(const std::string& name, const std::string& kind) {
    return "type=PATH msg=audit(1795237379.123:24287): item=0 name=" + name +
           " inode=409248 dev=fd:00 mode=0100644 ouid=0 ogid=0 rdev=00:00 nametype=" + kind + " cap_fp=0\n";
}
const std::string title =
    "type=PROCTITLE msg=audit(1795237379.123:24287): proctitle=746565002F6574632F6D6F7464\n";
const std::string opened = "syscall=257 success=yes exit=3 a0=ffffff9c a1=7ffd a2=241";
const std::string told = "05:02:59 file_write account=alice as=root command=tee /etc/motd things=/etc/motd "
                         "terminal=pts/0 pid=3538 session=3 (audit.log)\n";

} // namespace

TEST_CASE("auditd tells who wrote a file, by the account that logged in") {
    CHECK(read(write_event(opened, path("\"/etc/motd\"", "NORMAL"), title)) == told);
    CHECK(read(write_event(opened, path("\"motd\"", "NORMAL"), title)) == told);
    CHECK(read(write_event(opened, path("2F6574632F6D6F7464", "NORMAL"), title)) == told);
    CHECK(read(write_event("syscall=90 success=yes exit=0 a0=1 a1=1ff a2=0", path("\"/etc/motd\"", "NORMAL"),
                           title)) == told);
    // the lines of two events may stand between each other, and a number may be written as a name
    const std::string one = write_event(opened, path("\"/etc/motd\"", "NORMAL"), title);
    const std::size_t end = one.find('\n') + 1;
    CHECK(read(one.substr(0, end) +
               "type=SYSCALL msg=audit(1795237379.123:24288): arch=c000003e syscall=59\n" +
               one.substr(end)) == told);
    CHECK(read(write_event("syscall=openat success=yes exit=3 a0=ffffff9c a1=7ffd a2=241 SYSCALL=openat",
                           path("\"/etc/motd\"", "NORMAL"), title)) == told);
}

TEST_CASE("an editor that puts a new file in the old one's place wrote it") {
    const std::string renamed = write_event("syscall=82 success=yes exit=0 a0=1 a1=2 a2=0",
                                            path("\"/etc/\"", "PARENT") + path("\"/etc/sedXY1\"", "DELETE") +
                                                path("\"/etc/motd\"", "CREATE"));
    CHECK(read(renamed) ==
          "05:02:59 file_write account=alice as=root command=tee things=/etc/sedXY1, /etc/motd "
          "terminal=pts/0 pid=3538 session=3 (audit.log)\n");
}

TEST_CASE("what only reads, fails, or is about another file is no write") {
    const std::string event = GENERATE(
        write_event("syscall=257 success=yes exit=3 a0=ffffff9c a1=7ffd a2=80000",
                    path("\"/etc/motd\"", "NORMAL")),
        write_event("syscall=257 success=no exit=-13 a0=ffffff9c a1=7ffd a2=241",
                    path("\"/etc/motd\"", "NORMAL")),
        write_event("syscall=257 success=yes exit=3 a0=ffffff9c a1=7ffd a2=zz",
                    path("\"/etc/motd\"", "NORMAL")),
        write_event("syscall=999 success=yes exit=3 a0=0 a1=0 a2=241", path("\"/etc/motd\"", "NORMAL")),
        write_event(opened, path("\"/etc/issue\"", "NORMAL")), write_event(opened, path("(null)", "NORMAL")),
        write_event(opened, path("\"/etc/motd\"", "PARENT")), write_event(opened, ""));
    INFO(event);
    CHECK(read(event).empty());
}

TEST_CASE("nobody logged in is nobody, and an enriched line has the name") {
    std::string event = write_event(opened, path("\"/etc/motd\"", "NORMAL"));
    const std::string auid = "auid=1000";
    const std::size_t at = event.find(auid);
    CHECK(read(std::string(event).replace(at, auid.size(), "auid=4294967295")).substr(0, 27) ==
          "05:02:59 file_write as=root");
    CHECK(read(std::string(event).replace(at, auid.size(), "auid=7777")).substr(0, 32) ==
          "05:02:59 file_write account=7777");
    event.insert(event.find("key=\"motd\"") + 10, "\x1d"
                                                  "ARCH=x86_64 SYSCALL=openat AUID=\"ldap\" UID=\"root\"");
    CHECK(read(std::string(event).replace(at, auid.size(), "auid=7777")).substr(0, 40) ==
          "05:02:59 file_write account=ldap as=root");
}

TEST_CASE("commands, also sudo's, and what happens to accounts") {
    const std::string prefix = "msg=audit(1795237379.123:7): pid=31 uid=1000 auid=1000 ses=3 ";
    CHECK(read("type=USER_CMD " + prefix +
               "msg='cwd=\"/home/alice\" cmd=746565202F6574632F6D6F7464 exe=\"/usr/bin/sudo\" terminal=pts/0 "
               "res=success'\n") == "05:02:59 command account=alice command=tee /etc/motd things=/etc/motd "
                                    "terminal=pts/0 pid=31 session=3 (audit.log)\n");
    CHECK(read("type=USER_CMD " + prefix + "msg='cwd=\"/\" cmd=\"id\" terminal=pts/0 res=failed'\n")
              .find("failed_login account=alice command=id") != std::string::npos);
    CHECK(read("type=USER_CMD " + prefix + "msg='cwd=\"/\" cmd=\"bash\" terminal=pts/0 res=success'\n")
              .find("became account=alice command=bash") != std::string::npos);
    CHECK(read("type=ADD_USER " + prefix +
               "msg='op=add-user id=1001 exe=\"/usr/sbin/useradd\" hostname=? addr=? terminal=pts/0 "
               "res=success'\n") ==
          "05:02:59 account_change account=alice command=add-user things=bob terminal=pts/0 pid=31 session=3 "
          "(audit.log)\n");
    CHECK(
        read(
            "type=USER_MGMT " + prefix +
            "msg='op=add-user-to-group grp=\"sudo\" acct=\"bob\" exe=\"/usr/sbin/usermod\" res=success'\n") ==
        "05:02:59 account_change account=alice command=add-user-to-group things=bob, sudo pid=31 session=3 "
        "(audit.log)\n");
    CHECK(read("type=ADD_USER " + prefix + "msg='op=add-user acct=\"x\" res=failed'\n").empty());
    CHECK(read("type=USER_LOGIN " + prefix +
               "msg='op=login id=1000 exe=\"/usr/sbin/sshd\" hostname=? addr=10.0.0.9 terminal=/dev/pts/0 "
               "res=success'\n") ==
          "05:02:59 login account=alice from=10.0.0.9 terminal=pts/0 pid=31 session=3 (audit.log)\n");
}

TEST_CASE("a command that names the file, by its arguments") {
    const std::string event =
        write_event("syscall=59 success=yes exit=0 a0=1 a1=2 a2=3", path("\"/usr/bin/vi\"", "NORMAL"),
                    "type=EXECVE msg=audit(1795237379.123:24287): argc=2 a0=\"vi\" a1=\"/etc/motd\"\n");
    CHECK(read(event) == "05:02:59 command account=alice as=root command=vi /etc/motd things=/etc/motd "
                         "terminal=pts/0 pid=3538 session=3 (audit.log)\n");
}

TEST_CASE("lines that are no events") {
    const std::string line = GENERATE(
        as<std::string>(), "type=SYSCALL msg=audit(1795237379.123:1", "type= msg=audit(1:1): ", "nonsense",
        "type=SYSCALL msg=audit(999999999999.123:1): success=yes",
        "type=SYSCALL msg=audit(-1.1:1): success=yes",
        "type=PATH msg=audit(1795237379.123:1): name=\"/etc/motd\" nametype=CREATE",
        "type=EXECVE msg=audit(1795237379.123:1): argc=1 a0=\"x",
        "type=USER_CMD msg=audit(1795237379.123:1): msg='",
        "type=ADD_USER msg=audit(1795237379.123:1): id=99999999999999 msg='res=success'");
    INFO(line);
    CHECK(read(line + "\n").find("account_change") == std::string::npos);
    CHECK(read(line + "\n").find("file_write") == std::string::npos);
}

TEST_CASE("tee, sed -i and chmod, as auditd 3.0.9 captured them, enriched") {
    // auditctl -w /srv/w/motd -p wa -k motd; from the folder above it
    test::Host host({{"/srv/w/motd"}, {}, {}, {}, {}});
    host.logged(
        "audit.log",
        "type=SYSCALL msg=audit(1795237379.790:6): arch=c000003e syscall=257 success=yes exit=3 a0=ffffff9c "
        "a1=7ffc9b9ada1e a2=241 a3=1b6 items=1 ppid=14168 pid=14170 auid=1000 uid=0 gid=0 euid=0 tty=(none) "
        "ses=129 comm=\"tee\" exe=\"/usr/bin/tee\" key=\"motd\"\x1d"
        "ARCH=x86_64 SYSCALL=openat AUID=\"alice\" UID=\"root\"\n"
        "type=CWD msg=audit(1795237379.790:6): cwd=\"/srv\"\n"
        "type=PATH msg=audit(1795237379.790:6): item=0 name=\"w/motd\" mode=0100644 ouid=0 ogid=0 "
        "nametype=NORMAL\x1d"
        "OUID=\"root\" OGID=\"root\"\n"
        "type=PROCTITLE msg=audit(1795237379.790:6): proctitle=74656500772F6D6F7464\n"
        "type=SYSCALL msg=audit(1795237379.802:7): arch=c000003e syscall=82 success=yes exit=0 "
        "a0=55fcff360050 a1=7fff6aa75a1e a2=55f9a0f9e3c1 a3=7f37f7688528 items=5 ppid=14168 pid=14171 "
        "auid=1000 uid=0 gid=0 euid=0 tty=(none) ses=129 comm=\"sed\" exe=\"/usr/bin/sed\" key=\"motd\"\x1d"
        "ARCH=x86_64 SYSCALL=rename AUID=\"alice\" UID=\"root\"\n"
        "type=CWD msg=audit(1795237379.802:7): cwd=\"/srv\"\n"
        "type=PATH msg=audit(1795237379.802:7): item=2 name=\"w/seddiLpgW\" mode=0100644 ouid=0 ogid=0 "
        "nametype=DELETE\x1d"
        "OUID=\"root\" OGID=\"root\"\n"
        "type=PATH msg=audit(1795237379.802:7): item=3 name=\"w/motd\" mode=0100644 ouid=0 ogid=0 "
        "nametype=DELETE\x1d"
        "OUID=\"root\" OGID=\"root\"\n"
        "type=PATH msg=audit(1795237379.802:7): item=4 name=\"w/motd\" mode=0100644 ouid=0 ogid=0 "
        "nametype=CREATE\x1d"
        "OUID=\"root\" OGID=\"root\"\n"
        "type=PROCTITLE msg=audit(1795237379.802:7): proctitle=736564002D6900732F622F632F00772F6D6F7464\n"
        "type=SYSCALL msg=audit(1795237379.822:8): arch=c000003e syscall=268 success=yes exit=0 a0=ffffff9c "
        "a1=55988ae9fc20 a2=180 a3=7f41fc64ffb8 items=1 ppid=14168 pid=14172 auid=1000 uid=0 gid=0 euid=0 "
        "tty=(none) ses=129 comm=\"chmod\" exe=\"/usr/bin/chmod\" key=\"motd\"\x1d"
        "ARCH=x86_64 SYSCALL=fchmodat AUID=\"alice\" UID=\"root\"\n"
        "type=CWD msg=audit(1795237379.822:8): cwd=\"/srv\"\n"
        "type=PATH msg=audit(1795237379.822:8): item=0 name=\"w/motd\" mode=0100644 ouid=0 ogid=0 "
        "nametype=NORMAL\x1d"
        "OUID=\"root\" OGID=\"root\"\n"
        "type=PROCTITLE msg=audit(1795237379.822:8): proctitle=63686D6F640036303000772F6D6F7464\n");
    const std::string who = "05:02:59 file_write account=alice as=root command=";
    CHECK(
        test::told(host.read()) ==
        who + "tee w/motd things=/srv/w/motd pid=14170 session=129 (audit.log)\n" + who +
            "sed -i s/b/c/ w/motd things=/srv/w/seddiLpgW, /srv/w/motd pid=14171 session=129 (audit.log)\n" +
            who + "chmod 600 w/motd things=/srv/w/motd pid=14172 session=129 (audit.log)\n");
}
