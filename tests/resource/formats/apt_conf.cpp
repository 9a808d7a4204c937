#include "resource/formats/debian/apt_conf.hpp"
#include "support/entries_text.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using namespace plumbline::resource::formats;

using Lines = std::vector<std::string>;

TEST_CASE("apt.conf: nested names are whole paths, lists have all their members") {
    CHECK(test::told(read_apt_conf("// c\nAPT::Periodic::Unattended-Upgrade \"1\"; # c\n"
                                   "Unattended-Upgrade::Origins-Pattern {\n\t\"origin=Debian\";\n//\t\"x\";\n"
                                   "  \"a b;{}\";\n};\n/* c\n */\nAPT\n{\n  NeverAutoRemove { \"^x$\"; };\n"
                                   "  Install-Recommends false;\n};\nDpkg::Options:: \"--force\";\n"
                                   "#clear APT::NeverAutoRemove;\n")) ==
          Lines{"2 APT::Periodic::Unattended-Upgrade=1",
                "4 Unattended-Upgrade::Origins-Pattern=origin=Debian",
                "6 Unattended-Upgrade::Origins-Pattern=a b;{}", "12 APT::NeverAutoRemove=^x$",
                "13 APT::Install-Recommends=false", "15 Dpkg::Options=--force",
                "16 #clear=APT::NeverAutoRemove"});
}

TEST_CASE("apt.conf: what apt refuses is malformed, with its line") {
    for (const auto& [text, told] : {std::pair{"A \"1\";\nB \"2\n", "2: a quote is not closed"},
                                     {"A {\n B \"1\";\n", "3: expected '}' before the end"},
                                     {"}\n", "1: '}' without '{'"},
                                     {"A 1\nB 2;\n", "2: expected ';' after the value"},
                                     {"A 1\n", "1: expected ';' after the value"},
                                     {"/* A\n", "1: a comment is not closed"}}) {
        INFO(text);
        CHECK(test::told(read_apt_conf(text)) == Lines{told});
    }
    std::string deep;
    for (int i = 0; i < 100; ++i) {
        deep += "a {";
    }
    CHECK(test::told(read_apt_conf(deep)) == Lines{"1: expected at most 64 levels, found more"});
}
