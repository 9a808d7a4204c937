#include "reading.hpp"

using namespace plumbline;

TEST_CASE("auth.log tells who came with which key, what they ran and as whom") {
    // captured on Debian 12 with rsyslog's traditional stamps
    test::Host host;
    host.logged("auth.log",
                "Nov 21 05:02:50 web1 sshd[812]: Accepted publickey for alice from 10.0.0.9 port 50112 ssh2: "
                "ED25519 SHA256:mVPwvezndPv/ARoIadVY98vAC0g+P/5633yTC4d/wXE\n"
                "Nov 21 05:02:50 web1 systemd-logind[301]: New session 4 of user alice.\n"
                "Nov 21 05:02:59 web1 sudo:    alice : TTY=pts/0 ; PWD=/etc ; USER=root ; "
                "COMMAND=/usr/bin/tee motd\n"
                "Nov 21 05:03:10 web1 su[950]: (to root) alice on pts/0\n"
                "Nov 21 05:04:00 web1 sshd[812]: pam_unix(sshd:session): session closed for user alice\n");
    CHECK(test::told(host.read()) ==
          "05:02:50 login account=alice key=SHA256:mVPwvezndPv/ARoIadVY98vAC0g+P/5633yTC4d/wXE from=10.0.0.9 "
          "pid=812 session=4 (auth.log)\n"
          "05:02:59 command account=alice as=root command=/usr/bin/tee motd things=/etc/motd terminal=pts/0 "
          "(auth.log)\n"
          "05:03:10 became account=alice as=root terminal=pts/0 pid=950 (auth.log)\n"
          "05:04:00 logout account=alice pid=812 (auth.log)\n");
    CHECK(test::told_of(host.read(), "auth.log") == "read since 2026-11-21T05:02:50Z");
}
