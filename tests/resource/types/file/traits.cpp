#include "support/declared.hpp"
#include "support/desired.hpp"
#include "support/judge.hpp"
#include "support/verdict.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using test::Lines;

namespace {

const std::string path = "/srv/f";
const std::string regular = "81a4,0,0,12,1700000000,1700000000,5,1,2049,root:root";
const std::string folder = "41ed,0,0,4096,1700000000,1,5,2,2049,root:root";

const resource::Type& type = *resource::find_type("file");

resource::Desired of(const std::string& attributes, const std::string& of_type = "file") {
    base::Diagnostics diagnostics;
    auto made = test::declared(of_type + ": " + path + "\n" + attributes + "\n", diagnostics);
    INFO(base::render(diagnostics));
    REQUIRE(made);
    return *std::move(made);
}

/// What is not in sync when the host says this of one kind.
Lines differences(const std::string& attributes, const std::string& kind, probe::Answer answer) {
    const auto desired = of(attributes);
    probe::Answers answers;
    answers.add({"stat", {path}}, probe::Answered{regular});
    answers.add({kind, kind == "now" ? std::vector<std::string>{} : std::vector{path}}, std::move(answer));
    return test::differences(type, desired, answers);
}

} // namespace

TEST_CASE("only what the standard names is asked of the host") {
    CHECK(type.queries(of("mode: \"0644\"")) == probe::Queries{{"stat", {path}}});
    CHECK(type.queries(of("acl: []\nxattrs: {user.a: x, user.b: y}\ncapabilities: absent\nimmutable: true\n"
                          "append_only: false\nselinux: etc_t\nage: {at_most: 1d}\n")) ==
          probe::Queries{{"stat", {path}},
                         {"acl", {path}},
                         {"xattrs", {path}},
                         {"capabilities", {path}},
                         {"flags", {path}},
                         {"label", {path}},
                         {"now", {}}});
}

TEST_CASE("entries of an access control list") {
    const std::string plain = "user::rw-\ngroup::r--\nother::r--\n\n";
    const std::string more = "user::rw-\nuser:daemon:rw-\ngroup::r--\nmask::rw-\nother::r--\n\n";
    const auto [attributes, said, outcome] = GENERATE_COPY(table<std::string, std::string, Lines>({
        {"acl: []", plain, {}},
        {"acl: []", more, {"acl is user:daemon:rw-, should be an empty list"}},
        {"acl: [\"u:daemon:rw\"]", more, {}},
        {"acl: [\"u:daemon:r\"]", more, {"acl is user:daemon:rw-, should be user:daemon:r--"}},
        {"acl: [\"user:daemon:rw-\"]", plain, {"acl is , should be user:daemon:rw-"}},
        {"acl: {contains: [\"u:daemon:6\"]}", more, {}},
        {"acl: {not: {contains: [\"u:daemon:6\"]}}",
         more,
         {"acl is user:daemon:rw-, should be not containing user:daemon:rw-"}},
        {"acl: []", "rubbish", {"acl unknown: the host's getfacl printed what can't be understood: rubbish"}},
    }));
    CHECK(differences(attributes, "acl", probe::Answered{said}) == outcome);
}

TEST_CASE("what the mask takes away is said") {
    const auto desired = of("acl: [\"user:daemon:rw-\"]");
    const std::vector<probe::Answer> answers{
        probe::Answered{regular},
        probe::Answered{"user::rw-\nuser:daemon:rw-\ngroup::r--\nmask::r--\nother::r--\n"}};
    const auto verdict = test::judge(type, desired, answers);
    CHECK(verdict.properties ==
          Lines{"state: in sync", "kind: in sync", "acl: user:daemon:rw- / user:daemon:r--"});
    CHECK(verdict.remarks == Lines{"the mask takes rights from user:daemon:rw-"});
    CHECK(verdict.would == Lines{"set acl user:daemon:rw- (now user:daemon:r--)"});
}

TEST_CASE("extended attributes by name") {
    const std::string said = "user.bin=0x00ff\nuser.x=0x6869\n";
    const auto [attributes, outcome] = GENERATE(table<std::string, Lines>({
        {"xattrs: {user.x: hi}", {}},
        {"xattrs: {user.x: \"0x6869\", user.bin: \"0x00FF\"}", {}},
        {"xattrs: {user.bin: x}", {"xattrs.user.bin is 0x00ff, should be x"}},
        {"xattrs: {user.gone: x}", {"xattrs.user.gone is absent, should be x"}},
        {"xattrs: {user.gone: absent}", {}},
        {"xattrs: {user.x: absent}", {"xattrs.user.x is hi, should be absent"}},
        {"xattrs: {trusted.x: absent}",
         {"xattrs.trusted.x unknown: not seen, but only root is shown trusted attributes"}},
    }));
    CHECK(differences(attributes, "xattrs", probe::Answered{said}) == outcome);
}

TEST_CASE("capabilities are compared by what they mean") {
    const auto [attributes, said, outcome] = GENERATE(table<std::string, std::string, Lines>({
        {"capabilities: cap_net_raw,cap_chown+ep", " cap_chown,cap_net_raw=ep", {}},
        {"capabilities: cap_net_raw=ep", " = cap_net_raw+ep", {}},
        {"capabilities: cap_net_raw=ep",
         " cap_net_raw=eip",
         {"capabilities is cap_net_raw=eip, should be cap_net_raw=ep"}},
        {"capabilities: cap_net_raw=ep", "", {"capabilities is absent, should be cap_net_raw=ep"}},
        {"capabilities: absent", "", {}},
        {"capabilities: absent", " =ep", {"capabilities is =ep, should be absent"}},
        {"capabilities: absent",
         " (Not a regular file)",
         {"capabilities unknown: the host's getcap printed what can't be understood:  (Not a regular file)"}},
    }));
    CHECK(differences(attributes, "capabilities", probe::Answered{said}) == outcome);
}

TEST_CASE("flags of lsattr, of e2fsprogs and of busybox") {
    const auto [attributes, said, outcome] = GENERATE(table<std::string, std::string, Lines>({
        {"immutable: true", "----i---------e-------", {}},
        {"immutable: true", "--------------e-------", {"immutable is false, should be true"}},
        {"immutable: false", "----i--------e--", {"immutable is true, should be false"}},
        {"append_only: true", "-----a--------e-------", {}},
        {"append_only: false", "-----a--------e-------", {"append_only is true, should be false"}},
        {"immutable: false", "", {"immutable unknown: the host's lsattr printed what can't be understood: "}},
        {"immutable: false",
         "lsattr: x",
         {"immutable unknown: the host's lsattr printed what can't be understood: lsattr: x"}},
    }));
    CHECK(differences(attributes, "flags", probe::Answered{said}) == outcome);
}

TEST_CASE("an SELinux label, whole or its type alone") {
    const std::string label = "system_u:object_r:etc_t:s0";
    const auto [attributes, said, outcome] = GENERATE_COPY(table<std::string, std::string, Lines>({
        {"selinux: etc_t", label, {}},
        {"selinux: system_u:object_r:etc_t:s0", label, {}},
        {"selinux: shadow_t", label, {"selinux is etc_t, should be shadow_t"}},
        {"selinux: system_u:object_r:etc_t:s1",
         label,
         {"selinux is system_u:object_r:etc_t:s0, should be system_u:object_r:etc_t:s1"}},
        {"selinux: {one_of: [etc_t, usr_t]}", label, {}},
        {"selinux: etc_t",
         "?",
         {"selinux unknown: it has no SELinux label: the host does not use SELinux, or its file system keeps "
          "no labels"}},
    }));
    CHECK(differences(attributes, "label", probe::Answered{said}) == outcome);
}

TEST_CASE("age is the time since the last change, by the host's own clock") {
    const auto [attributes, said, outcome] = GENERATE(table<std::string, std::string, Lines>({
        {"age: {at_most: 1d}", "1700086400\n", {}},
        {"age: {at_most: 1d}", "1700086401\n", {"age is 86401, should be at most 86400"}},
        {"age: {at_least: 1h}", "1700003599", {"age is 3599, should be at least 3600"}},
        {"age: {at_most: 1d}", "1600000000\n", {}},
        {"age: {at_most: 1d}", "", {"age unknown: the host can't say what time it is"}},
    }));
    CHECK(differences(attributes, "now", probe::Answered{said}) == outcome);
}

TEST_CASE("what the host can't tell of one attribute leaves the others judged") {
    const auto [attributes, kind, property] = GENERATE(table<std::string, std::string, std::string>({
        {"acl: []", "acl", "acl"},
        {"xattrs: {user.x: hi}", "xattrs", "xattrs.user.x"},
        {"capabilities: absent", "capabilities", "capabilities"},
        {"immutable: false", "flags", "immutable"},
        {"selinux: etc_t", "label", "selinux"},
    }));
    CHECK(differences(attributes + "\nmode: \"0600\"", kind,
                      probe::CannotTell{"no getfacl on the host: install the package acl"})
              .back() == (property < "mode"
                              ? "mode is 0644, should be 0600"
                              : property + " unknown: no getfacl on the host: install the package acl"));
    CHECK(differences(attributes, kind, probe::CannotTell{"no tool"}) ==
          Lines{property + " unknown: no tool"});
    CHECK(differences(attributes, kind, probe::Absent{}) ==
          Lines{property + " unknown: it vanished while it was looked at; audit again"});
}

TEST_CASE("a directory has the same, and no capabilities") {
    const auto& directory = *resource::find_type("directory");
    const auto desired = of("acl: [\"d:u:daemon:rwx\"]\nimmutable: true\nage: {at_most: 1d}", "directory");
    const std::vector<probe::Answer> answers{
        probe::Answered{folder},
        probe::Answered{"user::rwx\ngroup::r-x\nother::r-x\ndefault:user::rwx\ndefault:user:daemon:rwx\n"
                        "default:group::r-x\ndefault:mask::rwx\ndefault:other::r-x\n"},
        probe::Answered{"--------------e-------"}, probe::Answered{"1800000000\n"}};
    const auto verdict = test::judge(directory, desired, answers);
    CHECK(verdict.properties == Lines{"state: in sync", "kind: in sync", "acl: in sync",
                                      "age: at most 86400 / 100000000", "immutable: true / false"});
    CHECK(verdict.would == Lines{"set immutable true (now false)"});
    CHECK(test::objections("directory: /a\ncapabilities: absent\n") ==
          "'capabilities' is no attribute of directory");
}

TEST_CASE("values that say nothing are refused") {
    const auto [attributes, message] = GENERATE(table<std::string, std::string>({
        {"acl: [jane]",
         "acl: expected an entry like \"user:jane:rw-\" or \"default:group:adm:r-x\", found 'jane'"},
        {"acl: {contains: [\"u:jane:rz\"]}",
         "acl: expected an entry like \"user:jane:rw-\" or \"default:group:adm:r-x\", found 'u:jane:rz'"},
        {"capabilities: net_raw",
         "capabilities: expected a text like \"cap_net_bind_service=ep\", or absent, found 'net_raw'"},
        {"capabilities: \"\"",
         "capabilities: expected a text like \"cap_net_bind_service=ep\", or absent, found ''"},
        {"acl: []\nfollow: true", "acl, xattrs, capabilities, immutable, append_only and selinux are never "
                                  "looked at through a symlink; "
                                  "name the file that it leads to, without follow"},
    }));
    CHECK(test::objections("file: /a\n" + attributes + "\n") == "file:/a: " + message);
    CHECK(test::objections("file: /a\nage: {at_most: 1d}\nfollow: true\n").empty());
}
