#include "support/desired.hpp"
#include "support/file_host.hpp"

using namespace plumbline;
using resource::Attributes;
using resource::Steps;

namespace {

const resource::Type& type = *resource::find_type("authorized_keys");
const std::string path = "/home/jane/.ssh/authorized_keys";
const std::string jane =
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIP45OEIRe8DQPq+FZY+tBcJ9Ck/OkHvsWRPl6Q6htrzL jane@laptop";
const std::string bare = "ecdsa-sha2-nistp256 "
                         "AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBPoflb1fRGZM/"
                         "mzztu7s4KcX02812cahUqe3Uo9LTCwL9rsAIOC5chCcEjC934Osm3gaJ0T37ANA4ebCmZOv4XQ=";

std::string status(const std::string& mode, const std::string& uid, std::size_t size) {
    return mode + "," + uid + ",1000," + std::to_string(size) + ",1,1,1,1,1,:jane/";
}

/// An account with this file; without it, and without its folder.
probe::Answers with(const std::string& bytes, const std::string& mode = "8180",
                    const std::string& uid = "1000", const std::string& folder = "41c0") {
    probe::Answers answers;
    answers.add({"authorized_keys", {"jane", ""}},
                probe::Answered{"account 1000 /home/jane\nsshd strict\nfile " + path + "\n//given," +
                                status(mode, uid, bytes.size()) + path + "\n//other," +
                                status(folder, "1000", 4096) + "/home/jane/.ssh\n//other," +
                                status("41ed", "1000", 4096) + "/home/jane\n//=/\n" + bytes});
    return answers;
}
probe::Answers answering(const std::string& text) {
    probe::Answers answers;
    answers.add({"authorized_keys", {"jane", ""}}, probe::Answered{text});
    return answers;
}

Steps steps(const test::Texts& texts, const probe::Answers& answers) {
    return test::steps(type, test::desired(type, "jane", texts), answers);
}

using List = base::List;

} // namespace

TEST_CASE("keys are added, changed and removed, and no other line changes", "[steps]") {
    const auto [texts, before, after] = GENERATE_COPY(table<test::Texts, std::string, std::string>({
        {{{"keys", List{jane}}}, "# mine\n" + bare, "# mine\n" + bare + "\n" + jane + "\n"},
        {{{"keys", List{jane, bare}}}, "", jane + "\n" + bare + "\n"},
        {{{"keys", List{"no-pty " + jane}}}, bare + "\n" + jane + "\n", bare + "\nno-pty " + jane + "\n"},
        {{{"keys", List{jane}}, {"exclusive", "true"}},
         bare + "\n# x\n" + jane + "\n",
         "# x\n" + jane + "\n"},
        {{{"keys", List{jane}}, {"exclusive", "true"}}, bare + "\n", jane + "\n"},
        {{{"state", "absent"}}, "# x\n" + bare + "\n" + jane + "\n", "# x\n"},
    }));
    CHECK(steps(texts, with(before)) == Steps{.all = {test::rewrite(path, before, after)}});
    CHECK(test::differences(type, test::desired(type, "jane", texts), with(after)).empty());
}

TEST_CASE("the file and its folder are made for the account alone", "[steps]") {
    const auto home = "//other," + status("41ed", "1000", 4096) + "/home/jane\n//=/\n";
    const auto header = "account 1000 /home/jane\nsshd strict\nfile " + path + "\n";
    CHECK(
        steps({{"keys", List{jane}}}, answering(header + home)) ==
        Steps{.all = {
                  resource::MakeFolder{"/home/jane/.ssh", {.mode = "0700", .owner = "jane", .group = "jane"}},
                  test::creation(path, jane + "\n", {.mode = "0600", .owner = "jane", .group = "jane"})}});
}

TEST_CASE("keys that are not written", "[steps]") {
    probe::Answers nobody;
    nobody.add({"authorized_keys", {"jane", ""}}, probe::Absent{});
    CHECK(steps({{"keys", List{jane}}}, nobody) == test::declined("there is no account jane; make it first"));
    CHECK(steps({{"keys", List{jane}}},
                answering("account 1000 /home/jane\nsshd strict\nfile " + path + "\n//=/\n")) ==
          test::declined("its home /home/jane does not exist; make it first", "keys"));
    CHECK(steps({{"keys", List{jane}}}, answering("account 1000 /home/jane\nsshd strict\n//other," +
                                                  status("41ed", "1000", 4096) + "/home/jane\n//=/\n")) ==
          test::declined("sshd looks into no file for keys (AuthorizedKeysFile none)", "keys"));
    CHECK(
        steps({{"options", List{"no-pty"}}}, with(jane + "\n")) ==
        test::declined("it does not say which key is meant; name the options with each of `keys`, as in the "
                       "file",
                       "options"));
}

TEST_CASE("what others may write is closed to them", "[steps]") {
    CHECK(steps({{"strict_modes", "true"}}, with(jane + "\n", "81b6", "7", "41fd")) ==
          Steps{.all = {resource::SetAttributes{"/home/jane/.ssh", {.mode = "0755"}},
                        resource::SetAttributes{path, {.mode = "0644", .owner = "jane"}}}});
}
