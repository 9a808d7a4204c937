#include "resource/check.hpp"
#include "support/standard_text.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using test::declaration;
using test::lines;

namespace {

using Lines = std::vector<std::string>;

Lines said_of(const std::string& yaml) {
    base::Diagnostics diagnostics;
    const auto source = [](std::string_view, const base::Place&) { return std::optional<std::string>("x"); };
    static_cast<void>(resource::check(declaration(yaml), source, diagnostics));
    return lines(diagnostics);
}

std::string never_fails(const std::string& at, const std::string& what) {
    return at + ": every value is " + what +
           ", so this can never fail | say what must not be, or remove the attribute";
}

} // namespace

TEST_CASE("a matcher that can never fail is refused") {
    const std::vector<std::pair<std::string, std::string>> cases{
        {"file: /a\nowner: {matches: \".*\"}", never_fails("2:8: error: owner", "matching .*")},
        {"file: /a\nowner: {contains: \"\"}", never_fails("2:8: error: owner", "containing ")},
        {"file: /a\nsize: {at_least: 0}", never_fails("2:7: error: size", "at least 0")},
        {"file: /a\nsize: \">= 0\"", never_fails("2:7: error: size", ">= 0")},
        {"file: /a\nmode: {at_most: \"7777\"}", never_fails("2:7: error: mode", "at most 7777")},
        {"file: /a\nmode: {at_least: \"0000\"}", never_fails("2:7: error: mode", "at least 0000")},
        {"service: a\nenabled: {one_of: [true, false]}",
         never_fails("2:10: error: enabled", "one of: true, false")},
        {"service: a\nstate: {matches: \"run.*|stop.*\"}",
         never_fails("2:8: error: state", "matching run.*|stop.*")},
        {"user: a\nshell: {matches: \"/.*\"}", never_fails("2:8: error: shell", "matching /.*")},
        {"package: a\nversion: {matches: \".+\"}", never_fails("2:10: error: version", "matching .+")},
        {"user: a\nuid: {any_of: [{at_least: 5}, {at_most: 4}]}",
         never_fails("2:6: error: uid", "at least 5 or at most 4")},
        {"file: /a\nowner: {not: {all_of: [root, bin]}}",
         never_fails("2:8: error: owner", "not (root and bin)")},
        {"sysctl: a.b\nvalue: {matches: \"(?s).*\"}", never_fails("2:8: error: value", "matching (?s).*")}};
    for (const auto& [yaml, complaint] : cases) {
        INFO(yaml);
        CHECK(said_of(yaml) == Lines{complaint});
    }
}

TEST_CASE("a matcher that can never hold is refused") {
    const std::string bounds = "its bounds contradict each other: check which is the lower one";
    const std::vector<std::pair<std::string, std::string>> cases{
        {"package: a\nversion: \">= 3, < 2\"",
         "2:10: error: version: no value is >= 3, < 2, so this can never hold | " + bounds},
        {"package: a\nversion: \"= 1:2, < 2\"",
         "2:10: error: version: no value is = 1:2, < 2, so this can never hold | " + bounds},
        {"file: /a\nsize: \"> 4, < 5\"",
         "2:7: error: size: no value is > 4, < 5, so this can never hold | " + bounds},
        {"user: a\nuid: {all_of: [{at_least: 5}, {at_most: 4}]}",
         "2:6: error: uid: no value is at least 5 and at most 4, so this can never hold | " + bounds},
        {"service: a\nstate: {matches: active}",
         "2:8: error: state: no value is matching active, so this can "
         "never hold | the choices are: running, stopped"},
        {"file: /a\nowner: {not: {matches: \".*\"}}",
         "2:8: error: owner: no value is not matching .*, so this can never hold | its parts contradict each "
         "other"},
        {"file: /a\nowner: {all_of: [root, {not: root}]}",
         "2:8: error: owner: no value is root and not root, so this can never hold | its parts contradict "
         "each other"},
        {"file: /a\nmode: {all_of: [{at_least: \"0100\"}, {at_most: \"0644\"}]}",
         "2:7: error: mode: no value is at least 0100 and at most 0644, so this can never hold | its parts "
         "contradict each other"}};
    for (const auto& [yaml, complaint] : cases) {
        INFO(yaml);
        CHECK(said_of(yaml) == Lines{complaint});
    }
}

TEST_CASE("a value named twice is a warning") {
    CHECK(said_of("file: /a\nowner: {one_of: [root, bin, root]}") ==
          Lines{"2:8: warning: owner: one_of names root twice | remove one, or name what was meant"});
    CHECK(said_of("file: /a\nsize: {not: {one_of: [1k, 1024]}}") ==
          Lines{"2:7: warning: size: one_of names 1024 twice | remove one, or name what was meant"});
}

TEST_CASE("a matcher that can hold and fail is taken") {
    for (const auto* yaml :
         {"file: /a\nowner: {matches: \".+\"}",
          "file: /a\nowner: {matches: \"w.*\"}",
          "file: /a\nowner: {not: {matches: \"w.*\"}}",
          "file: /a\nowner: {not: root}",
          "file: /a\nowner: {all_of: [{contains: a}, {contains: b}, {not: {contains: c}}]}",
          "file: /a\nsize: {at_least: 1}",
          "file: /a\nsize: {at_most: 0}",
          "file: /a\nsize: \"> 4, < 6\"",
          "file: /a\nmode: {at_most: \"0000\"}",
          "file: /a\nmode: {at_least: \"7777\"}",
          "file: /a\nmode: {not: {at_least: \"0002\"}}",
          "service: a\nenabled: {not: true}",
          "service: a\nstate: {matches: \"run.*\"}",
          "user: a\nuid: {at_least: 0}",
          "user: a\ngroups: {contains: [adm, sudo]}",
          "user: a\ngroups: {not: {contains: sudo}}",
          "user: a\ngroups: {matches: \"[a-z]+\"}",
          "user: a\nshell: {one_of: [/bin/sh, /bin/bash]}",
          "user: a\nhome: {matches: \"/home/.*\"}",
          "package: a\nversion: \">= 1:9.2, < 1:9.3\"",
          "package: a\nversion: \">= 2, < 2.0.1\"",
          "package: a\nversion: \"!= 1:2.3-4\"",
          "package: a\nversion: \"> 1~rc1, < 1\"",
          "package: a\nversion: {any_of: [\"< 1\", \">= 2\"]}",
          "sysctl: a.b\nvalue: {at_least: 0}",
          "sysctl: a.b\nvalue: {one_of: [1, 2]}"}) {
        INFO(yaml);
        CHECK(said_of(yaml).empty());
    }
}

TEST_CASE("a bound of a value is a number") {
    CHECK(said_of("sysctl: a.b\nvalue: {at_most: many}") ==
          Lines{"2:18: error: value: expected an integer, found the plain many | decimal digits without "
                "leading zeros"});
    CHECK(said_of("sysctl: a.b\nvalue: \">= 1, < b\"") ==
          Lines{"2:8: error: value: expected an integer after <, found '>= 1, < b' | comparisons, joined by "
                "commas: \">= 1.2, < 2\""});
}

TEST_CASE("a condition that no host can meet is refused") {
    const std::vector<std::pair<std::string, std::string>> cases{
        {"{os.family: ubuntu}", "when.os.family: no host says 'ubuntu' | did you mean 'debian'?"},
        {"{os.family: {one_of: [debian, rehdat]}}",
         "when.os.family: no host says 'rehdat' | did you mean 'redhat'?"},
        {"{arch: amd64}", "when.arch: no host says 'amd64' | did you mean 'x86_64'?"},
        {"{arch: {not: arm64}}", "when.arch: no host says 'arm64' | did you mean 'aarch64'?"},
        {"{init: systmd}",
         "when.init: expected one of: systemd, openrc, sysv, busybox, other, found the plain "
         "systmd | did you mean 'systemd'?"},
        {"{pkg: apt}",
         "when.pkg: expected one of: dpkg, rpm, apk, pacman, found the plain apt | did you mean "
         "'apk'?"},
        {"{virtual: {not: contaner}}",
         "when.virtual: expected one of: none, container, kvm, vmware, virtualbox, hyperv, xen, parallels, "
         "bhyve, other, found the plain contaner | did you mean 'container'?"},
        {"{cpu.count: \">= 8, < 4\"}", "when.cpu.count: no value is >= 8, < 4, so this can never hold | its "
                                       "bounds contradict each other: check which is the lower one"}};
    for (const auto& [when, complaint] : cases) {
        INFO(when);
        const auto said = said_of("file: /a\nwhen: " + when);
        REQUIRE(said.size() == 1);
        CHECK(said[0].substr(said[0].find("error: ") + 7) == complaint);
    }
}

TEST_CASE("a condition that some host can meet is taken, with any matcher") {
    for (const auto* when :
         {"{os.family: debian}", "{os.family: nixos}", "{os.family: {one_of: [debian, suse]}}",
          "{arch: {matches: \"arm.*|aarch64\"}}", "{arch: m68k}", "{os.version: \">= 12, < 14\"}",
          "{os.version: {any_of: [\"< 9\", \">= 12\"]}}", "{interfaces: {contains: [eth0]}}",
          "{interfaces: {not: {contains: wg0}}}", "{virtual: {one_of: [kvm, xen]}}", "{init: {not: systemd}}",
          "{memory.mb: {all_of: [{at_least: 512}, {at_most: 4096}]}}",
          "{hostname: {matches: \"web[0-9]+\"}}"}) {
        INFO(when);
        CHECK(said_of(std::string("file: /a\nmode: \"0644\"\nwhen: ") + when).empty());
    }
}
