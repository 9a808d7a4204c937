#include "support/declared.hpp"
#include "support/judge.hpp"
#include "support/local_probe.hpp"
#include "support/temporary_folder.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using namespace plumbline::resource;
using test::Lines;

namespace {

const Type& type = *find_type("package");

Desired declared(const std::string& yaml) {
    base::Diagnostics diagnostics;
    const auto desired = test::declared(yaml, diagnostics);
    REQUIRE(desired);
    return *desired;
}

test::Verdict judge(const std::string& yaml, const probe::Answer& answer) {
    return test::judge(type, declared(yaml), {answer});
}

// folders of Debian 12 with python3-jinja2, python3-yaml and a pip of its own, cut
const probe::Answer python =
    probe::Answered{"whole /usr/lib/python3/dist-packages/Jinja2-3.1.2.egg-info\n"
                    "whole /usr/lib/python3/dist-packages/PyYAML-6.0.dist-info\n"
                    "whole /usr/lib/python3/dist-packages/python_apt-2.6.0.egg-info\n"
                    "whole /usr/lib/python3/dist-packages/simplejson-3.18.3-py3.11-linux-x86_64.egg-info\n"
                    "whole /usr/local/lib/python3.11/dist-packages/develop.egg-info\n"
                    "whole /usr/local/lib/python3.11/dist-packages/jinja2-3.1.4.dist-info\n"
                    "whole /usr/local/lib64/python3.11/dist-packages/jinja2-3.1.4.dist-info\n"
                    "broken /usr/local/lib/python3.11/dist-packages/torn_one-1.0rc1.dist-info\n"};

// of ruby 3.1 in Debian 12, and gem install of two
const probe::Answer ruby =
    probe::Answered{"whole /var/lib/gems/3.1.0/specifications/nokogiri-1.16.2-x86_64-linux.gemspec\n"
                    "whole /var/lib/gems/3.1.0/specifications/rack-2.2.8.gemspec\n"
                    "whole /var/lib/gems/3.1.0/specifications/rack-test-2.1.0.gemspec\n"
                    "whole /var/lib/gems/3.1.0/specifications/foo-2-1.0.gemspec\n"
                    "whole /usr/share/rubygems-integration/all/specifications/rake-13.0.6.gemspec\n"};

} // namespace

TEST_CASE("pip's packages are found by their metadata's names") {
    CHECK(judge("package: PyYAML\nprovider: pip\nversion: \">= 6, < 6.1\"\n", python).properties ==
          Lines{"state: in sync", "version: in sync", "status: in sync"});
    CHECK(judge("package: python-apt\nprovider: pip\nversion: 2.6.0.0\n", python).properties ==
          Lines{"state: in sync", "version: in sync", "status: in sync"});
    CHECK(judge("package: simplejson\nprovider: pip\nversion: \"3.18.4\"\n", python).would ==
          Lines{"install simplejson = 3.18.4 with pip (now 3.18.3)"});
    const auto twice = judge("package: jinja2\nprovider: pip\nversion: \">= 3.1.3\"\n", python);
    CHECK(twice.properties == Lines{"state: in sync", "version: in sync", "status: in sync"});
    CHECK(twice.remarks == Lines{"2 versions are installed: 3.1.2, 3.1.4"});
    CHECK(judge("package: jinja\nprovider: pip\n", python).properties == Lines{"state: present / absent"});
}

TEST_CASE("broken and undated metadata of pip are told") {
    const auto broken =
        judge("package: torn.one\nprovider: pip\nprefix: /opt/v\nversion: \">= 1.0\"\n", python);
    CHECK(broken.properties ==
          Lines{"state: in sync", "version: >= 1.0 / 1.0rc1", "status: installed / broken"});
    CHECK(broken.would == Lines{"install torn.one >= 1.0 with pip in /opt/v (now 1.0rc1)",
                                "reinstall torn.one with pip in /opt/v (now broken)"});
    CHECK(judge("package: develop\nprovider: pip\nversion: \"1\"\n", python).properties ==
          Lines{"state: in sync", "version: unknown, its metadata tell no version", "status: in sync"});
}

TEST_CASE("gems are found by the names of their specifications") {
    CHECK(judge("package: nokogiri\nprovider: gem\nversion: 1.16.2\n", ruby).properties ==
          Lines{"state: in sync", "version: in sync", "status: in sync"});
    CHECK(judge("package: rack\nprovider: gem\nversion: \"< 2.2.8\"\n", ruby).properties ==
          Lines{"state: in sync", "version: < 2.2.8 / 2.2.8", "status: in sync"});
    CHECK(judge("package: foo\nprovider: gem\nstate: absent\n", ruby).properties == Lines{"state: in sync"});
    CHECK(judge("package: foo-2\nprovider: gem\nstate: absent\n", ruby).would ==
          Lines{"remove foo-2 1.0 with gem"});
}

TEST_CASE("npm's packages are read from package.json") {
    // semver 7.5.4 and an older one elsewhere
    const probe::Answer semver = probe::Answered{
        "\t {   \"name\": \"semver\",   \"version\": \"7.5.4\",   \"engines\": {  \"version\": \"no\" } }"
        "\t {\"version\":\"6.3.1\"}"};
    CHECK(judge("package: semver\nprovider: npm\nversion: \">= 7.0.0, < 8\"\n", semver).properties ==
          Lines{"state: in sync", "version: in sync", "status: in sync"});
    CHECK(judge("package: \"@scope/name\"\nprovider: npm\n", probe::Absent{}).would ==
          Lines{"install @scope/name with npm"});
    CHECK(judge("package: torn\nprovider: npm\n", probe::Answered{"\t {\"version\": "}).properties ==
          Lines{"state: in sync", "status: installed / broken"});
}

TEST_CASE("odd answers about packages of languages are unknown") {
    const std::string odd = "state: unknown, the package database gave no answer of the expected form";
    CHECK(judge("package: a\nprovider: pip\n", probe::Answered{"?\n"}).properties[0] == odd);
    CHECK(judge("package: a\nprovider: gem\n", probe::Answered{"whole x\n"}).properties[0] == odd);
    CHECK(judge("package: a\nprovider: npm\n", probe::Answered{""}).properties[0] == odd);
    CHECK(judge("package: a\nprovider: npm\n", probe::CannotTell{"permission denied: /x"}).properties[0] ==
          "state: unknown, permission denied: /x");
    CHECK(judge("package: a\nprovider: gem\n", probe::Absent{}).properties ==
          Lines{"state: present / absent"});
}

TEST_CASE("attributes that packages of languages don't have are refused") {
    CHECK(test::objections("package: a\nprovider: pip\nheld: true\n") ==
          "package:a: 'held' says nothing of a package of pip");
    CHECK(test::objections("package: a\nprovider: npm\nstate: purged\n") ==
          "package:a: a package of npm is 'absent' or 'present', nothing is left to purge");
    CHECK(test::objections("package: a\nprefix: /opt/v\n") ==
          "package:a: 'prefix' says where pip, npm or gem install: name one of them as 'provider'");
    CHECK(test::objections("package: a/b\nprovider: npm\n") ==
          "package:a/b: a package of npm is named by letters, digits and . _ - ~, with @SCOPE/ in front or "
          "not");
    CHECK(test::objections("package: ../b\nprovider: npm\n").find("a package of npm is named") !=
          std::string::npos);
    CHECK(test::objections("package: \"@s/../b\"\nprovider: npm\n").find("a package of npm is named") !=
          std::string::npos);
    CHECK(
        test::objections("package: -r\nprovider: pip\n") ==
        "package:-r: a package of pip or gem is named by letters, digits and . _ -, the first none of . _ -");
    CHECK(test::objections("package: flask of b\nname: flask\nprovider: pip\nprefix: /opt/b\n").empty());
}

TEST_CASE("the probe finds packages of languages below a prefix") {
    const test::TemporaryFolder prefix;
    prefix.directory("my env/lib/python3.11/site-packages/Flask-2.2.2.dist-info");
    prefix.file("my env/lib/python3.11/site-packages/Flask-2.2.2.dist-info/METADATA", "Name: Flask\n");
    prefix.directory("my env/node_modules/@a/b");
    prefix.file("my env/node_modules/@a/b/package.json", "{\n\t\"version\": \"1.2.3\"\n}\n");
    prefix.directory("my env/node_modules/c");
    prefix.file("my env/node_modules/c/package.json", "{\"version\": \"2.0.0-rc.1\"}");
    prefix.directory("my env/specifications");
    prefix.file("my env/specifications/rake-13.0.6.gemspec", "");
    const std::string where = "prefix: '" + prefix.path("my env") + "'\n";
    const std::vector<Desired> all{
        declared("package: flask\nprovider: pip\nversion: 2.2.2\n" + where),
        declared("package: \"@a/b\"\nprovider: npm\nversion: 1.2.3\n" + where),
        declared("package: d\nprovider: npm\nstate: absent\n" + where),
        declared("package: c\nprovider: npm\nversion: 2.0.0-rc.1\n" + where),
        declared("package: rake\nprovider: gem\nversion: 13.0.6\n" + where),
        declared("package: rake\nprovider: gem\nstate: absent\nprefix: /no/such/place\n"),
        declared("package: no-such-package-anywhere\nprovider: npm\nstate: absent\n"),
        declared("package: no-such-package-anywhere\nprovider: pip\nstate: absent\n"),
        declared("package: no-such-package-anywhere\nprovider: gem\nstate: absent\n"),
    };
    probe::Queries queries;
    for (const Desired& one : all) {
        queries.push_back(type.queries(one).at(0));
    }
    const probe::Answers answers = test::ask(queries);
    for (const Desired& one : all) {
        for (const std::string& line : test::judge(type, one, answers).properties) {
            INFO(one.id.title);
            CHECK(line.ends_with(": in sync"));
        }
    }
}

TEST_CASE("a prefix that may not be looked into is unknown") {
    const test::TemporaryFolder top;
    top.directory("shut/lib/python3.11/site-packages");
    top.directory("shut/lib", 0700);
    std::filesystem::permissions(top.path(), std::filesystem::perms(0755));
    const std::string where = "\nstate: absent\nprefix: " + top.path("shut") + "\n";
    for (const std::string provider : {"pip", "npm"}) {
        const Desired desired = declared("package: a\nprovider: " + provider + where);
        const auto answers = test::ask(type.queries(desired), test::unprivileged_shell());
        CHECK(test::judge(type, desired, answers).properties ==
              Lines{"state: unknown, permission denied: " + top.path("shut/lib")});
    }
}
