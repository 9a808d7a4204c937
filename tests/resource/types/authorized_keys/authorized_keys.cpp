#include "resource/types/authorized_keys/parts.hpp"
#include "support/declared.hpp"
#include "support/desired.hpp"
#include "support/judge.hpp"
#include "support/verdict.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using namespace plumbline::resource;
using test::Lines;

namespace {

const Type& type = *find_type("authorized_keys");

// ssh-keygen made these and, with -l, their fingerprints
const std::string jane =
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIP45OEIRe8DQPq+FZY+tBcJ9Ck/OkHvsWRPl6Q6htrzL jane@laptop";
const std::string jane_label = "SHA256:Mjb2BXGHrO/iqDYPtD6VTSdCnGxJgyv0FsZVGZOblH8 jane@laptop";
const std::string old =
    "ssh-rsa "
    "AAAAB3NzaC1yc2EAAAADAQABAAAAgQCbUZd+dGQJc7yn1bbwBm3VEW2u/uivCJbZ8nXbvFdWi1gbL4TbcHkYAyBMvm7yKAgqkXeMwZ/"
    "mXM4z4bjks6s+E2fzIA25tuWUreEkdr1kutpM4++Y0DFA1BgvLCPcGjPEPL4ZdYJ86FI+QhzE+W7Y7PZrM94T3aT+4oBtDJvi/Q== "
    "old key";
const std::string old_label = "SHA256:TLkhukAskgVoKHekurwLm4qAmmDy/CHGu3YKqX/LwIk old key";
const std::string bare = "ecdsa-sha2-nistp256 "
                         "AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBPoflb1fRGZM/"
                         "mzztu7s4KcX02812cahUqe3Uo9LTCwL9rsAIOC5chCcEjC934Osm3gaJ0T37ANA4ebCmZOv4XQ=";
const std::string bare_label = "SHA256:ZZ1vmOiOQ03d2RLqhW7hbulwDr9iSGfL6bO86e0Y610";
const std::string path = "/home/jane/.ssh/authorized_keys";

/// What the probe says of an account with this file.
probe::Answer file_of(const std::string& bytes, const std::string& mode = "8180",
                      const std::string& owner = "1000", const std::string& home_mode = "41ed",
                      const std::string& sshd = "sshd strict") {
    const auto status = [](const std::string& raw, const std::string& uid, std::size_t size) {
        return raw + "," + uid + ",1000," + std::to_string(size) + ",1,1,1,1,1,:/";
    };
    return probe::Answered{"account 1000 /home/jane\n" + sshd + "\nfile " + path + "\nfile " + path +
                           "2\n//given," + status(mode, owner, bytes.size()) + path + "\n//other," +
                           status("41c0", "1000", 4096) + "/home/jane/.ssh\n//other," +
                           status(home_mode, "1000", 4096) + "/home/jane\n//=/\n" + bytes};
}

test::Verdict judge(const test::Texts& texts, const probe::Answer& answer) {
    return test::judge(type, test::desired(type, "jane", texts), std::vector<probe::Answer>{answer});
}

Lines differences(const test::Texts& texts, const probe::Answer& answer) {
    const Desired desired = test::desired(type, "jane", texts);
    probe::Answers answers;
    answers.add(type.queries(desired).front(), answer);
    return test::differences(type, desired, answers);
}

const test::Texts janes{{"keys", base::List{jane}}};
const test::Texts only_janes{{"keys", base::List{jane}}, {"exclusive", "true"}};

} // namespace

TEST_CASE("keys are shown as ssh-keygen shows them") {
    CHECK(authorized_keys::label(*authorized_keys::parse_key(jane)) == jane_label);
    CHECK(authorized_keys::label(*authorized_keys::parse_key(old)) == old_label);
    CHECK(authorized_keys::label(*authorized_keys::parse_key(bare)) == bare_label);
}

TEST_CASE("options stand before the type, commas and spaces in quotes are theirs") {
    const auto key = authorized_keys::parse_key(
        "No-PTY,command=\"echo \\\"a, b\\\" c\",from=\"10.0.0.0/8,*.example.org\"\t" + jane);
    REQUIRE(key);
    CHECK(key->options ==
          base::List{"no-pty", "command=\"echo \\\"a, b\\\" c\"", "from=\"10.0.0.0/8,*.example.org\""});
    CHECK(key->comment == "jane@laptop");
    CHECK(authorized_keys::parse_key(old)->comment == "old key");
    for (const std::string& line :
         {std::string("ssh-ed25519"), std::string("ssh-ed25519 AAAA x"),
          std::string("ssh-rsa ") + jane.substr(12), std::string("no-pty"),
          std::string("---- BEGIN SSH2 PUBLIC KEY ----"), "\"" + jane, std::string("ssh-rsa !!! x")}) {
        INFO(line);
        CHECK_FALSE(authorized_keys::parse_key(line));
    }
}

TEST_CASE("a key is the same whatever its comment, its place and the options that nobody asked for") {
    const std::string elsewhere = jane.substr(0, jane.find(" jane")) + " other comment";
    CHECK(differences(janes, file_of("# keys\n\n" + jane + "\n")).empty());
    CHECK(differences(only_janes, file_of(old + "\n" + elsewhere + "\r\n")) ==
          Lines{"exclusive of " + old_label + " (" + path + ":1) is present, should be absent"});
    CHECK(differences(only_janes, file_of("no-pty " + elsewhere)).empty());
}

TEST_CASE("a key that is missing and one that nobody declared are told by their fingerprints") {
    const auto verdict = judge(only_janes, file_of(old + "\n" + bare + "\n"));
    CHECK(verdict.properties ==
          Lines{"keys: present / absent", "exclusive: absent / present", "exclusive: absent / present"});
    CHECK(verdict.would == Lines{"add the key " + jane_label + " to jane",
                                 "remove the key " + old_label + " (" + path + ":1) of jane",
                                 "remove the key " + bare_label + " (" + path + ":2) of jane"});
}

TEST_CASE("keys declared with options must have exactly these") {
    const test::Texts texts{{"keys", base::List{"no-pty,from=\"10.0.0.0/8\" " + jane}}};
    CHECK(differences(texts, file_of("FROM=\"10.0.0.0/8\",no-pty " + jane)).empty());
    CHECK(differences(texts, file_of(jane)) ==
          Lines{"keys of " + jane_label +
                " is present without options, declared with from=\"10.0.0.0/8\",no-pty, should be present"});
    const auto verdict =
        judge(texts, file_of("no-pty,environment=\"TOKEN=abc\",from=\"10.0.0.0/8\" " + jane));
    CHECK(verdict.properties ==
          Lines{"keys: present / present with environment=\"TOKEN=…\",from=\"10.0.0.0/8\",no-pty, declared "
                "with from=\"10.0.0.0/8\",no-pty"});
    CHECK(verdict.would.empty());
}

TEST_CASE("options are demanded of every key") {
    CHECK(differences({{"options", base::List{"restrict", "No-Pty"}}},
                      file_of("no-pty,restrict " + jane + "\nno-pty " + old)) ==
          Lines{"options of " + old_label + " (" + path +
                ":2) is no-pty, should be containing restrict, no-pty"});
    CHECK(differences({{"options", base::List{"restrict"}}}, file_of("")).empty());
}

TEST_CASE("permissions with which sshd ignores the file are told") {
    const test::Texts texts{{"keys", base::List{jane}}, {"strict_modes", "true"}};
    CHECK(judge(texts, file_of(jane)).properties == Lines{"keys: in sync", "strict_modes: in sync"});
    const auto loose = judge(texts, file_of(jane, "81b4"));
    CHECK(loose.properties == Lines{"keys: in sync", "strict_modes: true / false"});
    CHECK(loose.remarks ==
          Lines{"sshd ignores keys here (StrictModes): " + path + " is writable by others (mode 0664)"});
    CHECK(loose.would == Lines{"let nobody but jane write the file and the folders above it"});
    CHECK(judge(janes, file_of(jane, "8180", "1001")).remarks ==
          Lines{"sshd ignores keys here (StrictModes): " + path + " is owned by 1001"});
    CHECK(judge(janes, file_of(jane, "8180", "0")).remarks.empty());
    CHECK(judge(janes, file_of(jane, "8180", "1000", "41fd")).remarks ==
          Lines{"sshd ignores keys here (StrictModes): /home/jane is writable by others (mode 0775)"});
    CHECK(judge(janes, file_of(jane, "81b6", "1000", "41ed", "sshd lax command")).remarks ==
          Lines{"others may write keys here: " + path + " is writable by others (mode 0666)",
                "sshd asks a command for keys as well (AuthorizedKeysCommand)"});
}

TEST_CASE("an account that must have no key") {
    const test::Texts absent{{"state", "absent"}};
    CHECK(differences(absent, file_of("# none\n")).empty());
    CHECK(differences(absent, file_of(jane)) == Lines{"state is present, should be absent"});
    CHECK(judge(absent, file_of(jane)).would == Lines{"remove all keys of jane"});
    CHECK(judge(absent, probe::Absent{}).remarks == Lines{"there is no account jane"});
    CHECK(differences(absent, probe::Absent{}).empty());
}

TEST_CASE("an account that is not there has none of its keys") {
    CHECK(differences(only_janes, probe::Absent{}) ==
          Lines{"keys of " + jane_label + " is absent, should be present"});
}

TEST_CASE("lines that are no key are passed over, but not where all must be declared") {
    CHECK(judge(janes, file_of("garbage\n" + jane)).remarks ==
          Lines{"no key that sshd reads, so passed over: " + path + ":1"});
    CHECK(differences(only_janes, file_of("garbage\n" + jane)) ==
          Lines{"exclusive of " + path +
                ":1 unknown: not of the form of sshd(8): remove the line, or see what it is"});
}

TEST_CASE("what can't be read is unknown, never in sync") {
    CHECK(differences(only_janes, probe::CannotTell{"permission denied: /home/jane"}) ==
          Lines{"keys unknown: needs root, audit with sudo: permission denied: /home/jane",
                "exclusive unknown: needs root, audit with sudo: permission denied: /home/jane"});
    for (const char* bytes : {"", "account 1000 /home/jane\n", "account x /home/jane\nsshd strict\n//=/\n",
                              "nonsense\n//=/\n", "account 0 /root\nsshd strict\n//given,1/x\n//=/\n"}) {
        CHECK(differences(janes, probe::Answered{bytes}) ==
              Lines{"keys unknown: what was read of its key files is not whole"});
    }
    const std::string closed = "account 1000 /home/jane\nsshd strict\nfile " + path +
                               "\n//closed,8180,0,0,5,1,1,1,1,1,:/" + path + "\n//=/\n";
    CHECK(differences({{"state", "absent"}}, probe::Answered{closed}) ==
          Lines{"state unknown: needs root, audit with sudo: permission denied: " + path});
    const std::string large = "account 1000 /home/jane\nsshd strict\nfile " + path +
                              "\n//large,8180,1000,0,999999,1,1,1,1,1,:/" + path + "\n//=/\n";
    CHECK(differences({{"state", "absent"}}, probe::Answered{large}) ==
          Lines{"state unknown: " + path + " has 999999 bytes, more than are read"});
}

TEST_CASE("a declaration of keys that makes no sense is refused") {
    CHECK(test::objections("authorized_keys: jane\nkeys: [AAAA]\n") ==
          "authorized_keys:jane: 'AAAA' is no public key: write it as in the file, \"ssh-ed25519 AAAA… "
          "comment\"");
    CHECK(test::objections("authorized_keys: jane\n") ==
          "authorized_keys:jane: nothing is asked of it: name keys, options or strict_modes");
    CHECK(test::objections("authorized_keys: jane\nexclusive: true\nstrict_modes: true\n") ==
          "authorized_keys:jane: 'exclusive' says that 'keys' are all there may be: 'keys' is missing");
    CHECK(test::objections("authorized_keys: jane\nstate: absent\noptions: [no-pty]\n") ==
          "authorized_keys:jane: with 'state: absent' there is no key to say more of");
    CHECK(test::objections("authorized_keys: a:b\nstate: absent\n") ==
          "authorized_keys:a:b: an account's name holds no ':', ',' or newline and does not begin with '-'");
    CHECK(test::objections("authorized_keys: jane\nkeys: []\nexclusive: true\n").empty());
}

TEST_CASE("where its keys are is asked as the author says it") {
    CHECK(type.queries(test::desired(type, "jane", janes)) ==
          probe::Queries{{"authorized_keys", {"jane", ""}}});
    CHECK(type.queries(test::desired(type, "jane", {{"files", base::List{"/etc/keys/%u", ".ssh/keys"}}})) ==
          probe::Queries{{"authorized_keys", {"jane", "/etc/keys/%u .ssh/keys"}}});
}
