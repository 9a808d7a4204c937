#include "alert/mail/encoding.hpp"

#include "base/clock.hpp"

#include <catch2/catch.hpp>

using namespace plumbline::alert;

TEST_CASE("quoted-printable: what is not plain ASCII, long lines and blanks at an end are encoded") {
    const std::string forty(40, 'x');
    struct Case {
        std::string text, encoded;
    };
    const Case cases[] = {
        {"", ""},
        {"a\n", "a\r\n"},
        {"a", "a\r\n"},
        {"\n\n", "\r\n\r\n"},
        {"a=b", "a=3Db\r\n"},
        {"a \n b\t\n", "a=20\r\n b=09\r\n"},
        {"é…", "=C3=A9=E2=80=A6\r\n"},
        {".\n..\n", ".\r\n..\r\n"},
        {"a\rb\n", "a=0Db\r\n"},
        {forty + forty, std::string(75, 'x') + "=\r\nxxxxx\r\n"},
        {std::string(74, 'x') + "=", std::string(74, 'x') + "=\r\n=3D\r\n"},
    };
    for (const auto& each : cases)
        CHECK(quoted_printable(each.text) == each.encoded);
}

TEST_CASE("a field of text is one field, whatever the text holds") {
    const std::string sixty(60, 'x');
    struct Case {
        std::string text, field;
    };
    const Case cases[] = {
        {"web1 drifts", "Subject: web1 drifts\r\n"},
        {sixty + " and more", "Subject: " + sixty + " and\r\n more\r\n"},
        {"", "Subject: =?utf-8?Q?"
             "?=\r\n"},
        {"two  blanks", "Subject: =?utf-8?Q?two__blanks?=\r\n"},
        {"é", "Subject: =?utf-8?Q?=C3=A9?=\r\n"},
        {"=?utf-8?Q?x?=", "Subject: =?utf-8?Q?=3D=3Futf-8=3FQ=3Fx=3F=3D?=\r\n"},
        {"x\r\nBcc: a@b", "Subject: x\\r\\nBcc: a@b\r\n"},
        {sixty + "abcdefgh",
         "Subject: =?utf-8?Q?" + sixty.substr(0, 55) + "?=\r\n =?utf-8?Q?xxxxxabcdefgh?=\r\n"},
        {std::string(51, 'x') + "éé",
         "Subject: =?utf-8?Q?" + std::string(51, 'x') + "?=\r\n =?utf-8?Q?=C3=A9=C3=A9?=\r\n"},
    };
    for (const auto& each : cases)
        CHECK(text_field("Subject", each.text) == each.field);
}

TEST_CASE("a field of words folds between them alone") {
    const std::string forty(40, 'x');
    CHECK(word_field("To", {"a", "b"}) == "To: a b\r\n");
    CHECK(word_field("To", {forty + ",", forty}) == "To: " + forty + ",\r\n " + forty + "\r\n");
    CHECK(word_field("To", {forty + forty + ",", forty}) ==
          "To: " + forty + forty + ",\r\n " + forty + "\r\n");
}

TEST_CASE("the date of a letter has no locale and is of UTC") {
    const auto date = [](const std::string& text) {
        return mail_date(*plumbline::base::parse_instant(text));
    };
    CHECK(date("2026-11-21T03:04:05Z") == "Sat, 21 Nov 2026 03:04:05 +0000");
    CHECK(date("2027-01-03") == "Sun, 03 Jan 2027 00:00:00 +0000");
    CHECK(date("2028-02-29T23:59:59+01:00") == "Tue, 29 Feb 2028 22:59:59 +0000");
}
