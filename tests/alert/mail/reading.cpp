#include "support/channel_setting.hpp"

#include <catch2/catch.hpp>

using plumbline::test::ChannelSetting;
using plumbline::test::TemporaryFolder;

namespace {

std::string refusals(const std::string& keys) {
    const ChannelSetting channel("type: email\n" + keys);
    CHECK((channel.is_there() || !channel.refusals().empty()));
    return channel.refusals();
}

const std::string addresses = "from: audit@example.org\nto: ops@example.org\n";
const std::string login = "user: audit\npassword: secret\n";
const std::string no_way =
    "a channel of type email needs 'smtp' or 'sendmail' | write smtp: \"smtp://mail.example.org:587\", or "
    "sendmail: /usr/sbin/sendmail\n";
const std::string forms = "smtp://HOST:PORT or smtps://HOST:PORT";

} // namespace

TEST_CASE("a channel of letters that is right") {
    for (const std::string server :
         {"smtp://mail.example.org", "smtp://mail.example.org:587", "smtps://[::1]:465", "smtp://192.0.2.1"})
        for (const auto& keys : std::vector<std::string>{"", login, login + "tls: required\n",
                                                         "list_id: a.b\nreply_to: x@example.org\n"}) {
            INFO(server << "\n" << keys);
            CHECK(refusals(addresses + "smtp: \"" + server + "\"\n" + keys).empty());
        }
    CHECK(refusals(addresses + "sendmail: /bin/true\n").empty());
    CHECK(refusals(addresses + "smtp: \"smtp://mail.example.org:25\"\ntls: none\n").empty());
    CHECK(refusals(addresses + "smtp: \"smtp://mail.example.org:25\"\ntls: opportunistic\n").empty());
}

TEST_CASE("what is wrong with a channel of letters is said at its place, without a secret") {
    const std::string take_away = " belongs to 'smtp', which is not given | give 'smtp', or take it away\n";
    struct Case {
        std::string keys, said;
    };
    const Case cases[] = {
        {"smtp: \"smtp://h:25\"\n", "1:1: error: a channel needs 'from'\n1:1: error: a channel needs 'to'\n"},
        {addresses, "1:1: error: " + no_way},
        {addresses + login,
         "4:1: error: 'user'" + take_away + "5:1: error: 'password'" + take_away + "1:1: error: " + no_way},
        {"from: \"Ops <a@b>\"\nto: [x, y@z, \"-f@z\"]\nsendmail: /bin/true\n",
         "2:7: error: 'from' is no mail address: 'Ops <a@b>' | before the '@' only letters, digits and "
         "!#$%&'*+-/=?^_`{|}~ with single dots between may stand\n"
         "3:6: error: 'to' is no mail address: 'x' | it has no '@'\n"
         "3:14: error: 'to' is no mail address: '-f@z' | it begins with '-' and would be read as an "
         "option\n"},
        {addresses + "smtp: \"http://h\"\n", "4:7: error: 'smtp' must be " + forms + ", found 'http://h'\n"},
        {addresses + "smtp: \"h:25\"\n", "4:7: error: 'smtp' must be " + forms + ", found 'h:25'\n"},
        {addresses + "smtp: \"smtp://u:pass@h:25\"\n",
         "4:7: error: 'smtp' holds an '@': no user belongs into it | write " + forms + "\n"},
        {addresses + "smtp: \"smtp://h:0\"\n",
         "4:7: error: in 'smtp': a port is a number from 1 to 65535, found '0' | "
         "write smtp://HOST:PORT and nothing behind it\n"},
        {addresses + "smtp: \"smtp://h/x\"\n",
         "4:7: error: in 'smtp': an address can't hold '/': 'h/x' | write "
         "smtp://HOST:PORT and nothing behind it\n"},
        {addresses + "smtp: \"smtp://a:b\"\n",
         "4:7: error: in 'smtp': 'a:b' is no host | write smtp://HOST:PORT and nothing behind it\n"},
        {addresses + "smtp: \"smtp://h\"\nsendmail: /bin/true\n",
         "5:11: error: 'smtp' and 'sendmail' can't both be given | keep the one that letters go by\n"},
        {addresses + "smtp: \"smtp://h\"\nuser: audit\n",
         "5:7: error: 'user' needs a password | 'password_file' names a file that holds it, 'password_env' "
         "an "
         "environment variable\n"},
        {addresses + "smtp: \"smtp://h\"\npassword: secret\n",
         "1:1: error: a password needs 'user', whose it is | add 'user', or take it away\n"},
        {addresses + "smtp: \"smtp://h\"\ntls: none\n" + login,
         "4:7: error: 'tls: none' does not go with 'user': the password could go in the clear | write tls: "
         "required\n"},
        {addresses + "smtp: \"smtp://127.0.0.1\"\ntls: opportunistic\n" + login,
         "4:7: error: 'tls: opportunistic' does not go with 'user': the password could go in the clear | "
         "write "
         "tls: required\n"},
        {addresses + "smtp: \"smtps://h\"\ntls: none\n",
         "4:7: error: 'tls: none' does not go with smtps, which is TLS from the first byte | write tls: "
         "required\n"},
        {addresses + "smtp: \"smtp://h\"\ntls: always\n",
         "5:6: error: 'tls' cannot be 'always' | one of: required, opportunistic, none\n"},
        {addresses + "smtp: \"smtp://h\"\nca_file: ca.pem\n",
         "5:10: error: 'ca_file' can't be read: cannot read ca.pem: No such file or directory | name a file "
         "of "
         "certificates in "
         "PEM\n"},
        {addresses + "smtp: \"smtp://h\"\nca_file: alerts.yaml\n",
         "5:10: error: 'ca_file' holds no certificate: alerts.yaml | name a file of certificates in PEM\n"},
        {addresses + "smtp: \"smtp://h\"\nlist_id: drift\n",
         "5:10: error: 'list_id' must be a name like a host's, of two parts at least | such as "
         "\"drift.example.org\"\n"},
        {addresses + "smtp: \"smtp://h\"\nsubject: x\n",
         "5:1: error: a channel has no key 'subject' | one of: ca_file, from, list_id, password, "
         "password_env, "
         "password_file, reply_to, sendmail, smtp, tls, to, type, user\n"},
        {addresses + "sendmail: sendmail\n", "4:11: error: 'sendmail' can't run sendmail: it is not an "
                                             "absolute path | name a program by its absolute "
                                             "path that its owner alone may write\n"},
        {addresses + "sendmail: /bin/true\ntls: required\n", "5:1: error: 'tls'" + take_away},
    };
    for (const auto& each : cases)
        CHECK(refusals(each.keys) == each.said);
}

TEST_CASE("a letter goes to a hundred at most") {
    std::string many = "to: [a0@b";
    for (int i = 1; i <= 100; ++i)
        many += ", a" + std::to_string(i) + "@b";
    CHECK(
        refusals("from: a@b\n" + many + "]\nsendmail: /bin/true\n") ==
        "3:5: error: 'to' has 101 addresses, and a letter goes to at most 100 | name a mailing list, or make "
        "several channels\n");
}
