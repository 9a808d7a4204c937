#include "resource/formats/directives/sshd.hpp"

#include <catch2/catch.hpp>

using namespace plumbline::resource::formats;

namespace {

Entries read(std::string_view bytes) {
    return std::get<Entries>(read_sshd_config(bytes));
}

} // namespace

TEST_CASE("sshd_config: each argument of a keyword is an entry, Match blocks are sections") {
    CHECK(read("# the default\n"
               "\n"
               "Include /etc/ssh/sshd_config.d/*.conf\n"
               "Port 22 # the usual\n"
               "  permitrootlogin=no\n"
               "X11Forwarding = yes\n"
               "AcceptEnv LANG LC_*\n"
               "AllowUsers \"ann b\" 'bob' c\\ d\n"
               "Subsystem\tsftp\t/usr/lib/openssh/sftp-server -l INFO\n"
               "ChallengeResponseAuthentication no\n"
               "Match  User bob Address 10.0.0.0/8\n"
               "    PasswordAuthentication yes\n"
               "Match all\n"
               "Banner none") ==
          Entries{
              {"", "Include", "/etc/ssh/sshd_config.d/*.conf", 3},
              {"", "Port", "22", 4},
              {"", "permitrootlogin", "no", 5},
              {"", "X11Forwarding", "yes", 6},
              {"", "AcceptEnv", "LANG", 7},
              {"", "AcceptEnv", "LC_*", 7},
              {"", "AllowUsers", "ann b", 8},
              {"", "AllowUsers", "bob", 8},
              {"", "AllowUsers", "c d", 8},
              {"", "Subsystem", "sftp /usr/lib/openssh/sftp-server -l INFO", 9},
              {"", "KbdInteractiveAuthentication", "no", 10},
              {"Match User bob Address 10.0.0.0/8", "PasswordAuthentication", "yes", 12},
              {"Match all", "Banner", "none", 14},
          });
}

TEST_CASE("sshd_config: what sshd refuses is malformed, with its line") {
    CHECK(std::get<Malformed>(read_sshd_config("Port 22\nBanner \"x\n")) ==
          Malformed{2, "a quote is not closed"});
    CHECK(std::get<Malformed>(read_sshd_config("\nPermitRootLogin # yes\n")) ==
          Malformed{2, "expected an argument after PermitRootLogin"});
}
