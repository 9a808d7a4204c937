#include "support/content_answer.hpp"
#include "support/declared.hpp"
#include "support/desired.hpp"
#include "support/folder_answer.hpp"
#include "support/judge.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using namespace plumbline::resource;
using test::Lines;

namespace {

const Type& type = *find_type("repository");

struct Host {
    std::string list = {}; ///< sources.list, when not empty
    test::FolderFiles lists = {};
    test::FolderFiles stanzas = {};
    test::FolderFiles repos = {};
    std::string dnf_conf = {};
};

probe::Answer content(const std::string& bytes) {
    if (bytes.empty()) {
        return probe::Absent{};
    }
    return test::content_answer(bytes);
}

probe::Answer folder(const test::FolderFiles& files) {
    if (files.empty()) {
        return probe::Absent{};
    }
    return probe::Answered{test::folder_answer(files)};
}

/// What a report would say of a resource as its author writes it.
test::Verdict judge(const std::string& yaml, const Host& host) {
    base::Diagnostics diagnostics;
    const auto desired = test::declared(yaml, diagnostics);
    REQUIRE(desired);
    std::vector<probe::Answer> given{content(host.list), folder(host.lists),     folder(host.stanzas),
                                     folder(host.repos), content(host.dnf_conf), probe::Absent{}};
    given.resize(type.queries(*desired).size()); // dnf.conf is not always asked for
    return test::judge(type, *desired, given);
}

// a trixie container's, with the second stanza switched off
const test::FolderFiles debian{{"debian.sources",
                                "Types: deb\n"
                                "URIs: http://deb.debian.org/debian\n"
                                "Suites: trixie trixie-updates\n"
                                "Components: main\n"
                                "Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg\n"
                                "\n"
                                "Types: deb\n"
                                "URIs: http://deb.debian.org/debian-security/\n"
                                "Suites: trixie-security\n"
                                "Components: main\n"
                                "Enabled: no\n"
                                "Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg\n"}};

const test::FolderFiles rocky{{"rocky.repo",
                               "[baseos]\n"
                               "name=Rocky Linux $releasever - BaseOS\n"
                               "mirrorlist=https://mirrors.rockylinux.org/mirrorlist?arch=$basearch\n"
                               "gpgcheck=1\n"
                               "enabled=1\n"
                               "gpgkey=file:///etc/pki/rpm-gpg/RPM-GPG-KEY-Rocky-9\n"
                               "\n"
                               "[devel]\n"
                               "baseurl=https://a.example.org/ https://bob:geheim@b.example.org/x/\n"
                               "enabled=0\n"},
                              {"zz.repo", "[baseos]\nbaseurl=http://evil.example.org\ngpgcheck=0\n"}};

} // namespace

TEST_CASE("a file of apt's stanzas is a repository by its name") {
    const auto verdict = judge("repository: debian\n"
                               "url: http://deb.debian.org/debian/\n"
                               "suite: [trixie-updates, trixie]\n"
                               "components: main\n"
                               "key: /usr/share/keyrings/debian-archive-keyring.gpg\n"
                               "enabled: true\n"
                               "check_signatures: true\n",
                               {.stanzas = debian});
    CHECK(verdict.properties == Lines{"check_signatures: in sync", "components: in sync", "enabled: in sync",
                                      "key: in sync", "state: in sync", "suite: in sync", "url: in sync"});
    CHECK(verdict.remarks == Lines{"configured by /etc/apt/sources.list.d/debian.sources:1",
                                   "/etc/apt/sources.list.d/debian.sources:7 is not enabled"});
    CHECK(verdict.would.empty());
}

TEST_CASE("an address and a suite find the entry that has them") {
    CHECK(judge("repository: http://deb.debian.org/debian-security\nenabled: true\n", {.stanzas = debian})
              .would == Lines{"enable the repository http://deb.debian.org/debian-security"});
    CHECK(judge("repository: http://deb.debian.org/debian/ trixie\nstate: absent\n", {.stanzas = debian})
              .properties == Lines{"state: absent / present"});
    CHECK(judge("repository: http://deb.debian.org/debian sid\nstate: absent\n", {.stanzas = debian})
              .properties == Lines{"state: in sync"});
    CHECK(judge("repository: https://mirrors.rockylinux.org/mirrorlist?arch=$basearch\n", {.repos = rocky})
              .properties == Lines{"state: in sync"});
}

TEST_CASE("what differs is told, and what would be done") {
    const auto verdict =
        judge("repository: docker\n"
              "url: https://download.docker.com/linux/debian\n"
              "suite: bookworm\n"
              "components: {contains: [stable]}\n"
              "key: /etc/apt/keyrings/docker.gpg\n"
              "check_signatures: true\n",
              {.lists = {{"docker.list", "# deb-src http://x y z\n"
                                         "deb-src http://x/ y z\n"
                                         "deb [trusted=yes] http://download.docker.com/linux/debian "
                                         "bookworm stable test\n"}}});
    CHECK(verdict.properties ==
          Lines{"check_signatures: true / false", "components: in sync",
                "key: /etc/apt/keyrings/docker.gpg / absent", "state: in sync", "suite: in sync",
                "url: https://download.docker.com/linux/debian / http://download.docker.com/linux/debian"});
    CHECK(verdict.would == Lines{"set check_signatures true (now false)",
                                 "set key /etc/apt/keyrings/docker.gpg (now absent)",
                                 "set url https://download.docker.com/linux/debian (now "
                                 "http://download.docker.com/linux/debian)"});
    CHECK(verdict.remarks == Lines{"configured by /etc/apt/sources.list.d/docker.list:3"});
}

TEST_CASE("a repository that is not there is absent") {
    const Host host{.list = "# deb http://a b c\n", .stanzas = debian};
    const auto verdict = judge("repository: docker\nurl: https://u:p@d.example.org/\nsuite: [a, b]\n", host);
    CHECK(verdict.properties == Lines{"state: present / absent"});
    CHECK(verdict.would == Lines{"add the repository docker, url https://u:***@d.example.org, suite a, b"});
    CHECK(judge("repository: sources.list\nstate: absent\n", host).properties == Lines{"state: in sync"});
    CHECK(judge("repository: debian\nstate: absent\n", host).would == Lines{"remove the repository debian"});
    // apt leaves out a file with such a name
    CHECK(judge("repository: a b\nstate: absent\n", {.lists = {{"a b.list", "deb http://a b c\n"}}})
              .properties == Lines{"state: in sync"});
}

TEST_CASE("a section of dnf's files is a repository, the first of its name") {
    const auto verdict = judge("repository: baseos\n"
                               "url: https://mirrors.rockylinux.org/mirrorlist?arch=$basearch\n"
                               "key: file:///etc/pki/rpm-gpg/RPM-GPG-KEY-Rocky-9\n"
                               "enabled: true\n"
                               "check_signatures: true\n",
                               {.repos = rocky});
    CHECK(verdict.properties == Lines{"check_signatures: in sync", "enabled: in sync", "key: in sync",
                                      "state: in sync", "url: in sync"});
    CHECK(verdict.remarks == Lines{"configured by /etc/yum.repos.d/rocky.repo:2",
                                   "/etc/yum.repos.d/zz.repo:2 says it again, which dnf leaves out"});
}

TEST_CASE("dnf.conf decides where an entry doesn't say, and passwords are not told") {
    const std::string devel = "repository: devel\nurl: http://c\nenabled: true\ncheck_signatures: true\n";
    const auto verdict = judge(devel, {.repos = rocky, .dnf_conf = "[main]\ngpgcheck=True\n"});
    CHECK(verdict.properties ==
          Lines{"check_signatures: in sync", "enabled: true / false", "state: in sync",
                "url: http://c / https://a.example.org, https://bob:***@b.example.org/x"});
    CHECK(judge(devel, {.repos = rocky}).properties[0] == "check_signatures: true / false");
    CHECK(judge(devel, {.repos = rocky, .dnf_conf = "[main\n"}).properties[0] ==
          "check_signatures: unknown, /etc/dnf/dnf.conf:1: expected ']' at the end of the section's line");
}

TEST_CASE("files of repositories that can't be read make them unknown") {
    CHECK(
        judge("repository: docker\nstate: absent\n", {}).properties ==
        Lines{"state: unknown, the host has neither apt's sources (/etc/apt) nor dnf's (/etc/yum.repos.d)"});
    const Host torn{.list = "deb http://a b c\n", .lists = {{"docker.list", "deb http://a\n"}}};
    CHECK(judge("repository: docker\nstate: absent\n", torn).properties ==
          Lines{"state: unknown, /etc/apt/sources.list.d/docker.list:1: expected an address and a suite"});
    CHECK(judge("repository: other\nstate: absent\n", torn).properties == Lines{"state: in sync"});
    CHECK(judge("repository: http://z\nstate: absent\n", torn).properties ==
          Lines{"state: unknown, /etc/apt/sources.list.d/docker.list:1: expected an address and a suite"});
    CHECK(judge("repository: http://a\n", torn).properties == Lines{"state: in sync"});

    const Desired desired = test::desired(type, "docker");
    CHECK(test::judge(
              type, desired,
              {probe::Absent{}, probe::CannotTell{"permission denied"}, probe::Absent{}, probe::Absent{}})
              .properties == Lines{"state: unknown, /etc/apt/sources.list.d: permission denied"});
    CHECK(
        test::judge(type, desired, {probe::Answered{"?"}, probe::Absent{}, probe::Absent{}, probe::Absent{}})
            .properties == Lines{"state: present / absent"}); // another name's file
    CHECK(test::judge(type, test::desired(type, "sources.list"),
                      {probe::Answered{"?"}, probe::Absent{}, probe::Absent{}, probe::Absent{}})
              .properties ==
          Lines{"state: unknown, /etc/apt/sources.list: changed while it was read; audit again"});
}

TEST_CASE("attributes of a repository that is to be absent are refused") {
    CHECK(test::objections("repository: a\nstate: absent\nurl: http://a\n") ==
          "repository:a: 'url' says nothing of a repository whose state is absent");
    CHECK(test::objections(type.schema().example).empty());
}
