#include "support/content_answer.hpp"
#include "support/declared.hpp"
#include "support/folder_answer.hpp"
#include "support/steps_text.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using namespace plumbline::resource;
using test::Lines;

namespace {

const Type& type = *find_type("repository");

struct Files {
    test::FolderFiles lists = {};
    test::FolderFiles stanzas = {};
    test::FolderFiles repos = {};
};

probe::Answer folder(const test::FolderFiles& files) {
    return files.empty() ? probe::Answer(probe::Absent{}) : probe::Answered{test::folder_answer(files)};
}

Lines steps(const std::string& yaml, const Files& files, const std::string& pkg = "dpkg") {
    base::Diagnostics diagnostics;
    const auto desired = test::declared(yaml, diagnostics);
    REQUIRE(desired);
    return test::steps_of(type, *desired,
                          {test::content_answer("deb http://deb.debian.org/debian bookworm main\n"),
                           folder(files.lists), folder(files.stanzas), folder(files.repos)},
                          {.facts = {{"pkg", pkg}}});
}

const std::string update = "run apt-get -q update; one way: nothing to take back";
const std::string makecache = "run dnf -q makecache; one way: nothing to take back";
const std::string docker =
    "repository: docker\nurl: https://download.docker.com/linux/debian\nsuite: bookworm\n"
    "components: stable\n";

} // namespace

TEST_CASE("a repository that is not there is written as a file of its name, and its lists are read") {
    CHECK(steps(docker + "key: /etc/apt/keyrings/docker.asc\n", {}) ==
          Lines{"write /etc/apt/sources.list.d/docker.sources over absent\nTypes: deb\n"
                "URIs: https://download.docker.com/linux/debian\nSuites: bookworm\nComponents: stable\n"
                "Signed-By: /etc/apt/keyrings/docker.asc\n",
                update});
    CHECK(steps("repository: flat\nurl: [http://a/x, http://b/x]\nsuite: ./\nenabled: false\n"
                "check_signatures: false\n",
                {}) == Lines{"write /etc/apt/sources.list.d/flat.sources over absent\nTypes: deb\nURIs: "
                             "http://a/x http://b/x\nSuites: ./\nTrusted: yes\nEnabled: no\n",
                             update});
    CHECK(steps("repository: epel\nurl: https://a/epel/9\nkey: https://a/RPM-GPG-KEY\n", {}, "rpm") ==
          Lines{"write /etc/yum.repos.d/epel.repo over absent\n[epel]\nname=epel\nbaseurl=https://a/epel/9\n"
                "enabled=1\ngpgcheck=1\ngpgkey=https://a/RPM-GPG-KEY\n",
                makecache});
}

TEST_CASE("what is to be gone is removed with its file, if nothing else stands in it") {
    const std::string absent = "repository: docker\nstate: absent\n";
    CHECK(steps(absent, {.lists = {{"docker.list", "deb http://a/x bookworm main\n"}}}) ==
          Lines{"remove file /etc/apt/sources.list.d/docker.list", update});
    CHECK(steps(absent, {.repos = {{"docker.repo", "[docker]\nname=d\nbaseurl=http://a/x\n"}}}, "rpm") ==
          Lines{"remove file /etc/yum.repos.d/docker.repo", makecache});
    CHECK(steps(absent,
                {.repos = {{"all.repo",
                            "[docker]\nname=d\nbaseurl=http://a/x\n[b]\nname=b\nbaseurl=http://b\n"}}},
                "rpm") ==
          Lines{"declined state: /etc/yum.repos.d/all.repo has other entries too: take this one "
                "out by line or setting"});
    CHECK(steps("repository: sources.list\nstate: absent\n", {}) ==
          Lines{"declined state: /etc/apt/sources.list has other entries too: take this one out by line or "
                "setting"});
}

TEST_CASE("what can't be written is declined with what can be done") {
    CHECK(steps(docker, {.lists = {{"docker.list", "deb [arch=amd64] http://old/x bookworm stable\n"}}}) ==
          Lines{"declined: other options may stand beside it: change /etc/apt/sources.list.d/docker.list by "
                "file, line or setting"});
    CHECK(steps(docker, {.stanzas = {{"docker.sources", "# nothing yet\n"}}}) ==
          Lines{"declined state: /etc/apt/sources.list.d/docker.sources is there, and has no such entry: "
                "declare that file"});
    CHECK(steps("repository: docker\nurl: https://a/x\n", {}) ==
          Lines{"declined state: without 'suite' there is nothing to write: name it"});
    CHECK(steps("repository: docker\nurl: {contains: [https://a/x]}\nsuite: x\n", {}) ==
          Lines{"declined state: without 'url' there is nothing to write: name it"});
    CHECK(steps(docker + "key: {contains: [/a]}\n", {}) ==
          Lines{"declined state: 'containing /a' names no one value that could be set; name one"});
    CHECK(steps(docker + "key: inline\n", {}) ==
          Lines{"declined state: the key itself is not in the standard: name the path of its file"});
    CHECK(
        steps("repository: docker\nurl: https://me:secret@a/x\nsuite: x\ncomponents: y\n", {}) ==
        Lines{"declined state: its address holds a password: keep that in /etc/apt/auth.conf.d, and declare "
              "the address without it"});
    CHECK(steps("repository: http://a/x bookworm\nurl: http://a/x\nsuite: x\n", {}) ==
          Lines{"declined: an address names no file: declare the repository by the name that its file is to "
                "have"});
    CHECK(steps(docker, {}, "apk") == Lines{"declined: the host has neither apt nor dnf"});
}
