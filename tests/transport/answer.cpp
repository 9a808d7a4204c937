#include "transport/answer.hpp"

#include "sshd.hpp"

#include "base/child.hpp"

#include <catch2/catch.hpp>

namespace plumbline::test {
namespace {

using namespace transport;

struct Case {
    std::string what;
    bool sudo;
    std::string bytes;
    std::string errors;
    std::optional<int> status;
    std::string told; ///< "" when it is an answer
};

const std::string sudoers = "; this line in its sudoers lets the probe run: ann ALL=(root) NOPASSWD: /bin/sh";

const std::vector<Case>& cases() {
    static const std::vector<Case> all{
        {"an answer", false, "x", "", 0, ""},
        {"an empty answer that went well", false, "", "", 0, ""},
        {"an answer and a bad status", false, "x", "", 3, ""},
        {"an answer and no status", false, "x", "sudo: a password is required", std::nullopt, ""},
        {"sudo's chatter beside an answer", true, "x", "sudo: unable to resolve host web1\n", 0, ""},
        {"a password", true, "", "sudo: a password is required\n", 1,
         "probe: sudo on web1 wants a password" + sudoers},
        {"a terminal", true, "", "sudo: sorry, you must have a tty to run sudo\n", 1,
         "probe: sudo on web1 wants a terminal (Defaults requiretty)" + sudoers},
        {"a stranger", true, "", "ann is not in the sudoers file.\n", 1,
         "probe: sudo on web1 does not know the user" + sudoers},
        {"not sh", true, "", "Sorry, user ann is not allowed to execute '/usr/bin/sh' as root on web1.\n", 1,
         "probe: sudo on web1 does not allow sh" + sudoers},
        {"nothing", true, "", "Sorry, user ann may not run sudo on web1.\n", 1,
         "probe: sudo on web1 does not allow the user anything" + sudoers},
        {"no sudo, by sh", true, "", "sh: 1: sudo: not found\n", 127,
         "probe: web1 has no sudo; install it, log in as root, or turn become off for this host"},
        {"no sudo, by bash", true, "", "bash: line 1: sudo: command not found\n", 127,
         "probe: web1 has no sudo; install it, log in as root, or turn become off for this host"},
        {"no sudo, by fish", true, "", "fish: Unknown command: sudo\n", 127,
         "probe: web1 has no sudo; install it, log in as root, or turn become off for this host"},
        {"nologin", false, "This account is currently not available.\n", "", 1,
         "channel: the login shell of ann on web1 runs no command (nologin); give the user a shell, or use "
         "another one"},
        {"nologin after noise, before its status", false,
         "welcome\nThis account is currently not available.\n", "", std::nullopt,
         "channel: the login shell of ann on web1 runs no command (nologin); give the user a shell, or use "
         "another one"},
        {"false", false, "", "", 1,
         "channel: the shell of ann on web1 ended with exit status 1 and said nothing; look at the user's "
         "login shell "
         "and its start-up files"},
        {"a shell that says why", false, "", "\nYou are \x1b[31mnot welcome\nhere\n", 255,
         "channel: the shell of ann on web1 ended with exit status 255 and said 'You are \\x1b[31mnot "
         "welcome'; look at "
         "the user's login shell and its start-up files"},
        {"no status at all", false, "", "", std::nullopt,
         "channel: the shell of ann on web1 ended without a status and said nothing; look at the user's "
         "login shell and "
         "its start-up files"},
    };
    return all;
}

TEST_CASE("an answer that shows that no shell ran says why and what to do") {
    for (const auto& [what, sudo, bytes, errors, status, expected] : cases()) {
        INFO(what);
        Destination destination;
        destination.sudo = sudo;
        Output output;
        output.bytes = bytes;
        output.errors = errors;
        output.exit_status = status;
        const auto failure = why_no_shell(output, destination, "web1", [] { return "ann"; });
        CHECK((failure ? told(*failure) : "") == expected);
    }
}

TEST_CASE("the real sudo's refusal is recognised") {
    const auto result =
        base::run_child({"setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "sudo", "-n", "sh"},
                        "", {base::Deadline::after(base::Milliseconds(10'000))});
    Destination destination;
    destination.sudo = true;
    Output output;
    output.errors = result.errors;
    output.exit_status = result.code;
    const auto failure = why_no_shell(output, destination, "web1", [] { return "nobody"; });
    REQUIRE(failure);
    INFO(failure->message);
    CHECK(failure->stage == Stage::probe);
    CHECK(failure->message ==
          "sudo on web1 wants a password; this line in its sudoers lets the probe run: nobody "
          "ALL=(root) NOPASSWD: /bin/sh");
}

TEST_CASE("a user whose shell runs nothing is told apart from an empty answer, by libssh2 and by ssh") {
    const Sshd nologin({{"ed25519"}, "ForceCommand /usr/sbin/nologin\n"});
    const Sshd nothing({{"ed25519"}, "ForceCommand /bin/false\n"});
    for (const auto choice : {Choice::libssh2, Choice::ssh}) {
        auto destination = nologin.destination();
        destination.choice = choice;
        CHECK(told(answer_to(destination, "echo hello\n")) ==
              "channel: the login shell of root on 127.0.0.1 runs no command (nologin); give the user a "
              "shell, or use "
              "another one");
        auto other = nothing.destination();
        other.choice = choice;
        CHECK(told(answer_to(other, "echo hello\n")) ==
              "channel: the shell of root on 127.0.0.1 ended with exit status 1 and said nothing; look at "
              "the user's "
              "login shell and its start-up files");
    }
}

TEST_CASE("sudo runs the shell where it is asked for") {
    const Sshd sshd;
    for (const auto choice : {Choice::libssh2, Choice::ssh, Choice::local}) {
        auto destination = sshd.destination();
        destination.choice = choice;
        destination.sudo = true;
        for (const auto& outcome :
             talk(destination, std::vector<std::string>(2, "echo \"${SUDO_COMMAND##*/}\"\n")))
            CHECK(told(outcome) == "answer: sh\n");
    }
}

TEST_CASE("the local shell answers, and its deadline holds") {
    Destination destination;
    destination.choice = Choice::local;
    CHECK(told(answer_to(destination, "echo hello\n")) == "answer: hello\n");
    CHECK(told(answer_to(destination, "sleep 100\n", short_limits())) ==
          "probe: this machine did not finish within 500ms");
}

} // namespace
} // namespace plumbline::test
