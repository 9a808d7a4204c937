#include "host.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using namespace plumbline::enforce;
using resource::Image;
using resource::image_of_file;

namespace {

using Words = std::vector<std::string>;

struct Case {
    std::string what;
    std::string setup;  ///< of the host
    std::string before; ///< of the namespace in which the step is tried
    resource::Step step;
    std::string expected;
};

resource::Step rewrite(const std::string& path) {
    return write_file(path, "new\n", image_of_file("old\n"));
}

resource::Attributes owned_by(const std::string& owner) {
    resource::Attributes attributes;
    attributes.owner = owner;
    return attributes;
}

resource::Step validated_by(const base::List& command) {
    auto step = write_file("/etc/f", "new\n", image_of_file("old\n"));
    step.validate = command;
    return step;
}

const std::string digest_of_old = image_of_file("old\n").held;

const std::vector<Case>& cases() {
    static const std::vector<Case> all{
        {"another content", "echo other >/etc/f", ":", rewrite("/etc/f"),
         "refused: /etc/f changed since the plan: expected a file of " + digest_of_old +
             ", found a file of " + image_of_file("other\n").held},
        {"something there", "echo other >/etc/f", ":", write_file("/etc/f", "new\n", {}),
         "refused: /etc/f changed since the plan: expected nothing there, found a file of " +
             image_of_file("other\n").held},
        {"a link in its place", "ln -s g /etc/f", ":", rewrite("/etc/f"),
         "refused: /etc/f changed since the plan: expected a file of " + digest_of_old +
             ", found a link of a text of sha256:" + image_of_file("g").held.substr(7)},
        {"no folder", ":", ":", write_file("/etc/none/f", "new\n", {}),
         "refused: there is no folder /etc/none that can be entered"},
        {"hard links", "echo old >/etc/f; ln /etc/f /etc/g", ":", rewrite("/etc/f"),
         "refused: /etc/f is one of several names of one file (hard links), which would come apart: find / "
         "-xdev "
         "-samefile /etc/f"},
        {"a bind mount", "echo old >/etc/f; echo old >/etc/g", "mount --bind /etc/g /etc/f",
         rewrite("/etc/f"), "refused: something is mounted at /etc/f: it can't be replaced"},
        {"a mount below", "mkdir -p /etc/d/below", "mount -t tmpfs none /etc/d/below",
         resource::Remove{"/etc/d", {Image::Kind::directory, ""}},
         "refused: something is mounted at /etc/d: it can't be replaced"},
        {"immutable", "echo old >/etc/f; chattr +i /etc/f", ":", rewrite("/etc/f"),
         "refused: /etc/f is immutable: chattr -i /etc/f"},
        {"append-only", "echo old >/etc/f; chattr +a /etc/f", ":", rewrite("/etc/f"),
         "refused: /etc/f is append-only: chattr -a /etc/f"},
        {"attributes of what is immutable", "echo old >/etc/f; chattr +i /etc/f", ":",
         resource::SetAttributes{"/etc/f", owned_by("1")}, "refused: /etc/f is immutable: chattr -i /etc/f"},
        {"an immutable file in a folder", "mkdir /etc/d; echo old >/etc/d/f; chattr +i /etc/d/f", ":",
         resource::Remove{"/etc/d", {Image::Kind::directory, ""}},
         "refused: /etc/d/f is immutable or append-only: chattr -i -a"},
        {"a full disk", "mkdir /etc/small",
         "mount -t tmpfs -o size=64k none /etc/small; echo old >/etc/small/f; yes >/etc/small/g || :",
         rewrite("/etc/small/f"),
         "failed: the bytes did not arrive whole in /etc/small: cat: write error: No space left on device"},
        {"its own validation fails", "echo old >/etc/f", ":", validated_by({"grep", "-c", "another", "%s"}),
         "failed: grep refuses it: 0"},
        {"what its own validation says", "echo old >/etc/f", ":", validated_by({"cat", "--%s"}),
         "failed: cat refuses it: cat: unrecognized option '--/etc/f'"},
        {"nothing to validate it with", "echo old >/etc/f", ":", validated_by({"check-conf", "%s"}),
         "refused: no check-conf on the host, which is to validate it"},
        {"no more inodes", "mkdir /etc/small",
         "mount -t tmpfs -o nr_inodes=2 none /etc/small; echo old >/etc/small/f", rewrite("/etc/small/f"),
         "failed: no file can be made in /etc/small: No space left on device"},
        {"a read-only file system", "mkdir /etc/small",
         "mount -t tmpfs none /etc/small; echo old >/etc/small/f; mount -o remount,ro /etc/small",
         rewrite("/etc/small/f"), "failed: no file can be made in /etc/small: Read-only file system"},
        {"a folder that anyone may write to", "mkdir -m 777 /etc/open; echo old >/etc/open/f", ":",
         rewrite("/etc/open/f"), "refused: anyone may replace files in /etc/open: chmod o-w /etc/open"},
        {"a folder behind somebody's link",
         "mkdir -p /home/bin; chown bin /home/bin; mkdir /etc/d; echo old >/etc/d/f; ln -s /etc/d "
         "/home/bin/d; "
         "chown -h bin /home/bin/d",
         ":", rewrite("/home/bin/d/f"), "refused: /home/bin/d leads to /etc/d by a link that is not root's"},
        {"an owner that is not there", "echo old >/etc/f", ":",
         resource::SetAttributes{"/etc/f", owned_by("nobody-here")},
         "failed: chown: invalid user: 'nobody-here:0'"},
        {"attributes of nothing", ":", ":", resource::SetAttributes{"/etc/f", owned_by("1")},
         "refused: /etc/f changed since the plan: expected a file or a folder, found nothing there"},
        {"bad sudoers", "mkdir -m 750 /etc/sudoers.d", ":", write_file("/etc/sudoers.d/f", "who knows\n", {}),
         "failed: visudo refuses it: /etc/sudoers.d/f:1:"},
        {"a table that can't be read", ":", ":", write_file("/etc/fstab", "tmpfs\n", {}),
         "failed: findmnt refuses it: it can't be read as fstab(5)"},
        {"a shell", ":", ":", resource::Run{{"sh", "-c", "id"}, {}, "", "", {}},
         "refused: 'sh' is not among the programs that a step may run"},
        {"a path", ":", ":", resource::Run{{"/bin/mount"}, {}, "", "", {}},
         "refused: '/bin/mount' is not among the programs that a step may run"},
        {"a program that is not there", ":", ":", resource::Run{{"zypper", "up"}, {}, "", "", {}},
         "refused: there is no zypper on the host"},
        {"a program that fails", ":", ":", resource::Run{{"mount", "/nowhere"}, {}, "no way", "", {}},
         "failed: mount ended with 1\nmount: /nowhere: can't find in /etc/fstab."},
        {"a program that takes too long", ":", ":",
         resource::Run{{"ip", "monitor"}, {}, "no way", "", {}, std::chrono::seconds(1)},
         "failed: ip did not end within 1 seconds"},
    };
    return all;
}

} // namespace

TEST_CASE("what can't be done is refused with the reason, and nothing is touched") {
    Host host;
    const Case& one = GENERATE(from_range(cases()));
    INFO(one.what);
    const auto look = [&] {
        return host.sh("cd /; find etc home -path etc/alternatives -prune -o -type d -printf '%p %m %u\n' -o "
                       "-printf '%p %y %m %u %T@ %s %l\n' | sort; find etc/f etc/d etc/open "
                       "-type f -exec cat '{}' + 2>/dev/null || :");
    };
    host.sh(one.setup);
    const std::string seen = look();
    host.before = one.before;
    // what stands where something was mounted can only be seen from within
    host.shell = {"sh", "-c",
                  "dash; cat /etc/small/f >/tmp/small 2>/dev/null; ls -A /etc/small >>/tmp/small"};
    REQUIRE(words(host.open()) == "applied");
    const auto result = words(host.apply({one.step})).front();
    CHECK(result.substr(0, one.expected.size()) == one.expected);
    CHECK(look() == seen);
    if (one.before.find("/etc/small/f") != std::string::npos)
        CHECK(host.read("/tmp/small").substr(0, 6) == "old\nf\n");
    CHECK(host.journal().size() ==
          (std::holds_alternative<resource::Run>(one.step) && one.expected.rfind("refused", 0) != 0 ? 1 : 0));
}

TEST_CASE("the journal is root's alone, and one run at a time has the host") {
    Host host;
    const std::string other = "01JOTHER000000000000000000";
    SECTION("another run") {
        REQUIRE(words(host.open()) == "applied");
        CHECK(words(host.open()) == "applied");
        const std::string refused = words(host.ask(open_journal(other, test_nonce)));
        INFO(refused);
        CHECK(refused.rfind("refused: run " + test_run +
                                " holds the host's lock /var/lib/plumbline/lock since 20",
                            0) == 0);
        CHECK(words(host.ask(apply({other, 0, {rewrite("/etc/f")}}, test_nonce))).rfind("refused: run", 0) ==
              0);
        CHECK_FALSE(host.has("/var/lib/plumbline/" + other));
        CHECK(words(host.close()) == "applied");
        CHECK(words(host.ask(open_journal(other, test_nonce))) == "applied");
        CHECK(words(host.close()).rfind("refused: run " + other, 0) == 0);
    }
    SECTION("not opened") {
        CHECK(words(host.apply({rewrite("/etc/f"), rewrite("/etc/g")})) ==
              Words{"refused: run " + test_run +
                        " does not hold the host's lock: it was not opened, or was closed",
                    "skipped: step 0 was refused"});
    }
    SECTION("a folder that is somebody else's") {
        host.sh("mkdir -m 700 /var/lib/plumbline; chown bin /var/lib/plumbline");
        CHECK(words(host.open()) ==
              "refused: /var/lib/plumbline is not root's: chown root /var/lib/plumbline");
    }
    SECTION("a folder that others may write to") {
        host.sh("mkdir /var/lib/plumbline; chmod 720 /var/lib/plumbline");
        CHECK(words(host.open()) ==
              "refused: others than root may write to /var/lib/plumbline: chmod go-w /var/lib/plumbline");
    }
    SECTION("a link") {
        host.sh("mkdir /var/lib/elsewhere; ln -s elsewhere /var/lib/plumbline");
        CHECK(words(host.open()) == "refused: /var/lib/plumbline is not a folder");
    }
    SECTION("not root") {
        host.shell = {"setpriv", "--reuid", "2", "--clear-groups", "dash"};
        CHECK(words(host.open()) == "refused: changes need root on the host, and this is user 2");
    }
    SECTION("another process of the run") {
        REQUIRE(words(host.open()) == "applied");
        const std::string turn = "read -r all </proc/$$/stat; set -- ${all##*\\)}; read -r boot "
                                 "</proc/sys/kernel/random/boot_id; echo \"$$ ${20},$boot\" "
                                 ">/var/lib/plumbline/" +
                                 test_run + "/turn; dash; :";
        host.shell = {"dash", "-c", turn};
        CHECK(words(host.apply({rewrite("/etc/f")})).front().find("is still at work on run") !=
              std::string::npos);
        host.shell = {"dash"};
        CHECK(words(host.open()) == "applied"); // it is gone now
    }
}

TEST_CASE("a step that comes again is known, and what changed since is not taken back") {
    Host host;
    host.write("/etc/f", "old\n");
    REQUIRE(words(host.open()) == "applied");
    CHECK(words(host.apply({rewrite("/etc/f")})) == Words{"applied"});
    CHECK(words(host.apply({rewrite("/etc/f")})) == Words{"already"});
    CHECK(words(host.apply({rewrite("/etc/g")})) == Words{"refused: the journal has another step 0"});
    const std::string change = GENERATE(as<std::string>(), "echo more >>/etc/f", "chmod 600 /etc/f",
                                        "rm /etc/f", "chown bin /etc/f", "setfattr -n user.x -v y /etc/f");
    INFO(change);
    host.sh(change);
    CHECK(words(host.take_back({0})) ==
          Words{"refused: /etc/f changed since step 0 left it: it is not taken back"});
    CHECK(host.journal() == std::vector{JournalEntry{0, JournalEntry::State::done}});
}

TEST_CASE("a secret reaches the program and nothing else") {
    Host host;
    host.shell = GENERATE(from_range(change_shells()));
    INFO(host.shell.front());
    host.sh("sed -n 's/^\\([a-z]*\\):.*/\\1:*:1::::::/p' /etc/passwd >/etc/shadow; mkdir -p /etc/security "
            "/etc/pam.d;"
            "printf '%s\\n' 'password required pam_unix.so' 'account required pam_permit.so' "
            "'auth required pam_permit.so' >/etc/pam.d/other");
    REQUIRE(words(host.open()) == "applied");
    const std::string secret = "$6$salt$abcdefgh";
    CHECK(words(host.apply({resource::Run{
              {"chpasswd", "-e"}, {}, "the old one is not known", "bin:" + secret + "\n", {}}})) ==
          Words{"applied"});
    CHECK(host.sh("grep '^bin:' /etc/shadow").find(secret) != std::string::npos);
    CHECK(host.sh("grep -r -l salt /var/lib/plumbline || :").empty());
    CHECK(words(host.take_back({0})) ==
          Words{"refused: nothing takes step 0 back: the old one is not known"});
}

TEST_CASE("a folder of somebody else's: nobody swaps what is changed") {
    Host host;
    host.shell = GENERATE(from_range(change_shells()));
    INFO(host.shell.front());
    host.sh("mkdir -m 755 /home/bin; chown bin /home/bin; echo old >/home/bin/f; chown bin:bin /home/bin/f; "
            "chmod 600 /home/bin/f");
    REQUIRE(words(host.open()) == "applied");
    resource::Attributes capable;
    capable.capabilities = "cap_net_raw=ep";
    resource::Attributes mode;
    mode.mode = "0640";
    mode.owner = "daemon";
    CHECK(words(host.apply({rewrite("/home/bin/f"), resource::SetAttributes{"/home/bin/f", mode},
                            resource::MakeFolder{"/home/bin/d", owned_by("bin")},
                            resource::SetAttributes{"/home/bin/f", capable}})) ==
          Words{"applied", "applied", "applied",
                "refused: /home/bin is not root's alone: capabilities can't be set there safely"});
    CHECK(host.sh("stat -c '%U:%G %a' /home/bin/f /home/bin/d; cat /home/bin/f") ==
          "daemon:bin 640\nbin:root 755\nnew\n");
    CHECK(words(host.take_back({2, 1, 0})) == Words(3, "applied"));
    CHECK(host.sh("stat -c '%U:%G %a' /home/bin/f; cat /home/bin/f; ls -A /home/bin") ==
          "bin:bin 600\nold\nf\n");
}

TEST_CASE("a table of what is not there now is fine") {
    const Host host;
    REQUIRE(words(host.open()) == "applied");
    CHECK(words(host.apply({write_file("/etc/fstab", "/dev/nowhere /none ext4 defaults 0 2\n", {})})) ==
          Words{"applied"});
}

TEST_CASE("a file can become empty, and be made so") {
    const Host host;
    host.write("/etc/f", "old\n");
    REQUIRE(words(host.open()) == "applied");
    CHECK(words(host.apply({write_file("/etc/f", "", image_of_file("old\n")),
                            write_file("/etc/g", "", {})})) == Words(2, "applied"));
    CHECK(host.sh("stat -c '%n %s' /etc/f /etc/g") == "/etc/f 0\n/etc/g 0\n");
    CHECK(words(host.take_back({1, 0})) == Words(2, "applied"));
    CHECK(host.read("/etc/f") == "old\n");
}

TEST_CASE("what leaves nothing stops no way back") {
    const Host host;
    host.write("/etc/f", "old\n");
    REQUIRE(words(host.open()) == "applied");
    const resource::Run nothing{{"hostname"}, {}, "nothing to take back: it only tells", "", {}};
    const resource::Run gone{{"hostname"}, {}, "it is gone", "", {}};
    REQUIRE(words(host.apply({rewrite("/etc/f"), nothing})).front() == "applied");
    CHECK(words(host.take_back({1, 0})) == Words{"already", "applied"});
    REQUIRE(words(host.apply({gone}, 2)).front().substr(0, 7) == "applied");
    CHECK(words(host.take_back({2})) == Words{"refused: nothing takes step 2 back: it is gone"});
}

TEST_CASE("of what was never begun nothing is to be taken back") {
    const Host host;
    host.write("/etc/f", "old\n");
    host.write("/etc/g", "other\n");
    REQUIRE(words(host.open()) == "applied");
    CHECK(words(host.apply({rewrite("/etc/f"), rewrite("/etc/g"), rewrite("/etc/h")})).back() ==
          "skipped: step 1 was refused");
    CHECK(words(host.take_back({2, 1, 0})) == Words{"already", "already", "applied"});
    CHECK(words(host.take_back({3})) == Words{"refused: the journal has no step 3"});
}
