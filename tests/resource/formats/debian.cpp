#include "resource/formats/debian/apt_sources.hpp"
#include "resource/formats/readers.hpp"
#include "support/entries_text.hpp"

#include <catch2/catch.hpp>
#include <fmt/ranges.h>

using namespace plumbline::resource::formats;
using plumbline::test::told;
using Lines = std::vector<std::string>;

namespace {

/// "LINE TYPES URIS SUITES COMPONENTS {OPTION=VALUE …}", "off" behind it when it is not enabled.
Lines told(const AptSources& read) {
    if (const auto* malformed = std::get_if<Malformed>(&read)) {
        return {fmt::format("{}: {}", malformed->line, malformed->message)};
    }
    Lines lines;
    for (const AptSource& one : std::get<0>(read)) {
        Lines options;
        for (const auto& [name, value] : one.options) {
            options.push_back(name + "=" + value);
        }
        lines.push_back(fmt::format("{} {} {} {} {} {{{}}}{}", one.line, fmt::join(one.types, ","),
                                    fmt::join(one.uris, ","), fmt::join(one.suites, ","),
                                    fmt::join(one.components, ","), fmt::join(options, " "),
                                    one.enabled ? "" : " off"));
    }
    return lines;
}

// debian.sources of a trixie container
constexpr std::string_view debian_sources = "Types: deb\n"
                                            "# http://snapshot.debian.org/archive/debian/20250520T000000Z\n"
                                            "URIs: http://deb.debian.org/debian\n"
                                            "Suites: trixie trixie-updates\n"
                                            "Components: main\n"
                                            "Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg\n"
                                            "\n"
                                            "Types: deb deb-src\n"
                                            "URIs: http://deb.debian.org/debian-security\n"
                                            "Suites: trixie-security\n"
                                            "Components: main contrib\n"
                                            "Architectures-Remove: i386\n"
                                            "Enabled: no\n"
                                            "signed-by:\n"
                                            " -----BEGIN PGP PUBLIC KEY BLOCK-----\n"
                                            " .\n"
                                            " mDMEY865UxYJKwYB\n"
                                            " -----END PGP PUBLIC KEY BLOCK-----\n";

} // namespace

TEST_CASE("a control file is stanzas, with folded lines and comments") {
    CHECK(told(read_deb822("Package: bash\n"
                           "Status: install ok installed\n"
                           "Conffiles:\n"
                           " /etc/bash.bashrc 89269e1298235f1b12b4c16e4065ad0d\n"
                           " /etc/skel/.bashrc ee35a240758f374832e809ae0ea4883a\n"
                           "Description: GNU Bourne Again SHell\n"
                           " Bash is an sh-compatible command language\n"
                           " .\n"
                           "  or not\n"
                           "# comment\n"
                           "Homepage: http://tiswww.case.edu/php/chet/bash/bashtop.html\n"
                           " \n"
                           "Source: x\r\n")) ==
          Lines{"1 [bash] Package=bash", "2 [bash] Status=install ok installed",
                "3 [bash] Conffiles=/etc/bash.bashrc 89269e1298235f1b12b4c16e4065ad0d\n"
                "/etc/skel/.bashrc ee35a240758f374832e809ae0ea4883a",
                "6 [bash] Description=GNU Bourne Again SHell\nBash is an sh-compatible command language\n\n "
                "or not",
                "11 [bash] Homepage=http://tiswww.case.edu/php/chet/bash/bashtop.html", "13 [2] Source=x"});
}

TEST_CASE("what is not a control file is told with its line") {
    CHECK(told(read_deb822(" folded\n")) == Lines{"1: expected a field, found a line that continues one"});
    CHECK(told(read_deb822("A: 1\nno field\n")) == Lines{"2: expected 'Field: value'"});
    CHECK(told(read_deb822("A: 1\na: 2\n")) == Lines{"2: expected each field once, found a on line 1 too"});
    CHECK(told(read_deb822("-A: 1\n")) == Lines{"1: expected 'Field: value'"});
    CHECK(told(read_deb822("")).empty());
}

TEST_CASE("apt's sources by stanza") {
    CHECK(told(read_apt_stanzas(debian_sources)) ==
          Lines{"1 deb http://deb.debian.org/debian trixie,trixie-updates main "
                "{signed-by=/usr/share/keyrings/debian-archive-keyring.gpg}",
                "8 deb,deb-src http://deb.debian.org/debian-security trixie-security main,contrib "
                "{arch-=i386 signed-by=-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nmDMEY865UxYJKwYB\n"
                "-----END PGP PUBLIC KEY BLOCK-----} off"});
    CHECK(told(read_apt_stanzas("Types: deb\nURIs: http://a/\n")) ==
          Lines{"1: expected a field Suites in the stanza"});
}

TEST_CASE("apt's sources by line") {
    CHECK(
        told(read_apt_list(
            "# deb http://commented/ bookworm main\n"
            "deb http://deb.debian.org/debian bookworm main contrib # behind\n"
            "deb [signed-by=/usr/share/keyrings/cloud.google.gpg] https://packages.cloud.google.com/apt "
            "cloud-sdk main\n"
            "deb-src [ arch=amd64,armel Trusted=yes lang+=de ]\thttp://x/  ./\n"
            "deb cdrom:[Debian GNU/Linux 12.0.0 _Bookworm_ - Official amd64 NETINST]/ bookworm main\n")) ==
        Lines{"2 deb http://deb.debian.org/debian bookworm main,contrib {}",
              "3 deb https://packages.cloud.google.com/apt cloud-sdk main "
              "{signed-by=/usr/share/keyrings/cloud.google.gpg}",
              "4 deb-src http://x/ ./  {arch=amd64,armel lang+=de trusted=yes}",
              "5 deb cdrom:[Debian GNU/Linux 12.0.0 _Bookworm_ - Official amd64 NETINST]/ bookworm main {}"});
}

TEST_CASE("what is no line of sources.list is told with its line") {
    const auto wrong = [](std::string_view text) { return told(read_apt_list(text)); };
    CHECK(wrong("\nrpm http://a/ b c\n") == Lines{"2: expected deb or deb-src in front"});
    CHECK(wrong("deb\n") == Lines{"1: expected an address and a suite"});
    CHECK(wrong("deb http://a/\n") == Lines{"1: expected an address and a suite"});
    CHECK(wrong("deb http://a/ b\n") == Lines{"1: expected a component, or a suite that ends in '/'"});
    CHECK(wrong("deb http://a/ ./ main\n") ==
          Lines{"1: expected no component after a suite that ends in '/'"});
    CHECK(wrong("deb [arch=amd64 http://a/ b c\n") == Lines{"1: expected ']' at the end of the options"});
    CHECK(wrong("deb [arch] http://a/ b c\n") == Lines{"1: expected option=value between [ and ]"});
    CHECK(wrong("deb cdrom:[x b c\n") == Lines{"1: expected the quote or bracket to be closed"});
}
