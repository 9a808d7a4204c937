#include "resource/formats/readers.hpp"
#include "support/entries_text.hpp"

#include <catch2/catch.hpp>

using namespace plumbline::resource::formats;
using plumbline::test::told;
using Lines = std::vector<std::string>;

TEST_CASE("a systemd unit is sections of keys, which may be repeated") {
    // nginx.service of Debian 12
    CHECK(told(read_ini("# Stop dance for nginx\n"
                        "[Unit]\n"
                        "Description=A high performance web server and a reverse proxy server\n"
                        "After=network-online.target remote-fs.target nss-lookup.target\n"
                        "\n"
                        "[Service]\n"
                        "Type=forking\n"
                        "ExecStartPre=/usr/sbin/nginx -t -q -g 'daemon on; master_process on;'\n"
                        "ExecStart=\n"
                        "ExecStart=/usr/sbin/nginx -g 'daemon on; master_process on;'\n"
                        "ExecStop=-/sbin/start-stop-daemon --quiet --stop --retry QUIT/5\n")) ==
          Lines{"3 [Unit] Description=A high performance web server and a reverse proxy server",
                "4 [Unit] After=network-online.target remote-fs.target nss-lookup.target",
                "7 [Service] Type=forking",
                "8 [Service] ExecStartPre=/usr/sbin/nginx -t -q -g 'daemon on; master_process on;'",
                "9 [Service] ExecStart=",
                "10 [Service] ExecStart=/usr/sbin/nginx -g 'daemon on; master_process on;'",
                "11 [Service] ExecStop=-/sbin/start-stop-daemon --quiet --stop --retry QUIT/5"});
}

TEST_CASE("a backslash continues a line over comments, as systemd.syntax(7) has it") {
    CHECK(told(read_ini("[Section A]\n"
                        "KeyOne=value 1\n"
                        "KeyTwo=value 2\n"
                        "[Section B]\n"
                        "Setting=\"something\" \"some thing\" \"…\"\n"
                        "KeyTwo=value 2 \\\n"
                        "       value 2 continued\n"
                        "[Section C]\n"
                        "KeyThree=value 3\\\n"
                        "# this line is ignored\n"
                        "; this line is ignored too\n"
                        "       value 3 continued\n")) ==
          Lines{"2 [Section A] KeyOne=value 1", "3 [Section A] KeyTwo=value 2",
                "5 [Section B] Setting=\"something\" \"some thing\" \"…\"",
                "6 [Section B] KeyTwo=value 2 value 2 continued",
                "9 [Section C] KeyThree=value 3 value 3 continued"});
    CHECK(told(read_ini("a=1 \\\n\nb=2\n")) == Lines{"1 a=1", "3 b=2"});
    CHECK(told(read_ini("a=1\\")) == Lines{"1 a=1"});
}

TEST_CASE("blanks, quotes and carriage returns around values are not of them") {
    CHECK(told(read_ini("  a  =  b c  \r\n\tq = \"x = y\"\ns='1'\nu='1' '2'\nkey\ne=\nd=a=b # no comment")) ==
          Lines{"1 a=b c", "2 q=x = y", "3 s=1", "4 u='1' '2'", "5 key=", "6 e=", "7 d=a=b # no comment"});
}

TEST_CASE("comments may follow values in php.ini and my.cnf") {
    // 50-server.cnf of Debian's mariadb-server, php.ini-production
    CHECK(told(read_commented_ini("[mysqld] # for the server\n"
                                  "pid-file                = /run/mysqld/mysqld.pid\n"
                                  "skip-networking # key alone\n"
                                  "!includedir /etc/mysql/conf.d/\n"
                                  "expire_logs_days        = 10 ; days\n"
                                  "arg_separator.output = \"&amp; ; #\" ; comment\n"
                                  "error = E_ALL & ~E_STRICT;not one\n")) ==
          Lines{"2 [mysqld] pid-file=/run/mysqld/mysqld.pid", "3 [mysqld] skip-networking=",
                "4 [mysqld] !includedir /etc/mysql/conf.d/=", "5 [mysqld] expire_logs_days=10",
                "6 [mysqld] arg_separator.output=&amp; ; #", "7 [mysqld] error=E_ALL & ~E_STRICT;not one"});
}

TEST_CASE("indented lines continue a value of dnf's files") {
    // rocky.repo of Rocky Linux 9
    CHECK(told(read_folded_ini("[baseos]\n"
                               "name=Rocky Linux $releasever - BaseOS\n"
                               "mirrorlist=https://mirrors.rockylinux.org/mirrorlist?arch=$basearch\n"
                               "#baseurl=http://dl.rockylinux.org/$contentdir/$releasever/BaseOS/\n"
                               "baseurl=https://a.example.org/\n"
                               "        https://b.example.org/\n"
                               "gpgcheck: 1\n"
                               "path=C:\\dir\\\n"
                               "enabled=1\n")) ==
          Lines{"2 [baseos] name=Rocky Linux $releasever - BaseOS",
                "3 [baseos] mirrorlist=https://mirrors.rockylinux.org/mirrorlist?arch=$basearch",
                "5 [baseos] baseurl=https://a.example.org/\nhttps://b.example.org/", "7 [baseos] gpgcheck=1",
                "8 [baseos] path=C:\\dir\\", "9 [baseos] enabled=1"});
}

TEST_CASE("what is not ini is told with its line") {
    CHECK(told(read_ini("[Unit\na=1\n")) == Lines{"1: expected ']' at the end of the section's line"});
    CHECK(told(read_ini("a=1\n\n=2\n")) == Lines{"3: expected a key before '='"});
    CHECK(told(read_ini(std::string_view("a=1\nb\0", 6))) == Lines{"2: expected text, found a NUL"});
    CHECK(told(read_ini("")).empty());
}
