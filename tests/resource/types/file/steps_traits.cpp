#include "support/steps.hpp"

#include "support/desired.hpp"

using namespace plumbline;
using resource::SetAttributes;
using resource::Steps;

namespace {

const resource::Type& type = *resource::find_type("file");
const std::string path = "/srv/tool";

/// Answers of getfacl, getfattr, getcap, lsattr and stat about one file.
probe::Answers of(const std::string& kind, const std::string& said) {
    probe::Answers answers;
    answers.add({"stat", {path}}, probe::Answered{"81a0,0,0,4,1,1,5,1,2049,root:root"});
    answers.add({kind, {path}}, probe::Answered{said});
    return answers;
}

Steps set(resource::Attributes attributes) {
    return {.all = {SetAttributes{path, std::move(attributes)}}};
}

} // namespace

TEST_CASE("an access control list is set as a whole", "[steps]") {
    const auto [mode, seen, wanted, whole] =
        GENERATE(table<std::string, std::string, base::List, base::List>({
            {"",
             "user::rw-\ngroup::r--\nother::---\n",
             {"user:jane:rw"},
             {"user::rw-", "group::r--", "other::---", "user:jane:rw-", "mask::rw-"}},
            {"0660",
             "user::rw-\nuser:eve:rwx\ngroup::r--\nmask::rwx\nother::---\n",
             {"user:jane:r--"},
             {"user::rw-", "group::r--", "other::---", "user:jane:r--", "mask::rw-"}},
            {"",
             "user::rw-\nuser:eve:rwx\ngroup::r--\nmask::rwx\nother::---\n",
             {},
             {"user::rw-", "group::r--", "other::---"}},
            {"0640",
             "user::rw-\nuser:eve:rwx\ngroup::rw-\nmask::rwx\nother::---\n",
             {},
             {"user::rw-", "group::r--", "other::---"}},
            {"",
             "user::rw-\ngroup::r--\nother::---\n",
             {"user:jane:rwx", "mask::r--", "group::rw-"},
             {"user::rw-", "group::rw-", "other::---", "user:jane:rwx", "mask::r--"}},
            {"",
             "user::rwx\ngroup::r-x\nother::---\n",
             {"d:group:adm:r-x"},
             {"user::rwx", "group::r-x", "other::---", "default:user::rwx", "default:group::r-x",
              "default:other::---", "default:group:adm:r-x", "default:mask::r-x"}},
        }));
    auto desired = test::desired(type, path, {{"acl", wanted}});
    if (!mode.empty()) {
        desired.attributes["mode"] = test::exactly(mode);
    }
    const auto made = test::steps(type, desired, of("acl", seen));
    REQUIRE(made.all.size() == 1);
    CHECK(std::get<SetAttributes>(made.all[0]).attributes.acl == whole);
    CHECK(made.declined.empty());

    std::string lines;
    for (const auto& entry : whole) {
        lines += entry + "\n";
    }
    auto after = of("acl", lines);
    CHECK(test::differences(type, test::desired(type, path, {{"acl", wanted}}), after).empty());
}

TEST_CASE("a mode and a list that contradict each other are not set", "[steps]") {
    const auto desired = test::desired(type, path, {{"mode", "0640"}, {"acl", base::List{"user:jane:rw-"}}});
    CHECK(test::steps(type, desired, of("acl", "user::rw-\ngroup::r--\nother::---\n")) ==
          test::declined("mode 0640 takes rights from user:jane:rw-; the standard can't have both", "acl"));
}

TEST_CASE("capabilities, flags, labels and extended attributes are set", "[steps]") {
    const auto [attribute, value, kind, said, attributes] =
        GENERATE(table<std::string, std::string, std::string, std::string, resource::Attributes>({
            {"capabilities", "cap_net_raw+ep", "capabilities", "", {.capabilities = "cap_net_raw=ep"}},
            {"capabilities", "absent", "capabilities", " cap_chown=ep", {.capabilities = ""}},
            {"immutable", "true", "flags", "-----", {.immutable = true}},
            {"append_only", "false", "flags", "--a--", {.append_only = false}},
            {"selinux",
             "bin_t",
             "label",
             "system_u:object_r:etc_t:s0:c0,c1",
             {.label = "system_u:object_r:bin_t:s0:c0,c1"}},
            {"selinux",
             "system_u:object_r:bin_t:s0",
             "label",
             "system_u:object_r:etc_t:s0",
             {.label = "system_u:object_r:bin_t:s0"}},
            {"xattrs.user.tag", "0x0001", "xattrs", "", {.xattrs = {{"user.tag", std::string("\0\1", 2)}}}},
            {"xattrs.user.tag", "web", "xattrs", "user.tag=0x6462\n", {.xattrs = {{"user.tag", "web"}}}},
        }));
    CHECK(test::steps(type, test::desired(type, path, {{attribute, value}}), of(kind, said)) ==
          set(attributes));
}

TEST_CASE("an extended attribute is taken away", "[steps]") {
    const auto desired = test::desired(type, path, {{"xattrs.user.tag", "absent"}});
    CHECK(test::steps(type, desired, of("xattrs", "user.tag=0x6462\n")) ==
          set({.xattrs = {{"user.tag", std::nullopt}}}));
}

TEST_CASE("the label of a new file is named as a whole", "[steps]") {
    probe::Answers nothing;
    nothing.add({"stat", {path}}, probe::Absent{});
    CHECK(test::steps(type, test::desired(type, path, {{"selinux", "bin_t"}}), nothing) ==
          Steps{.all = {test::creation(path, "")},
                .declined = {{"selinux", "what is made anew has no label yet whose type could be set; name "
                                         "all of it: user:role:type:level"}}});
    CHECK(test::steps(type, test::desired(type, path, {{"acl", base::List{"user:jane:rw-"}}}), nothing) ==
          Steps{.all = {test::creation(path, "",
                                       {.acl = base::List{"user::rw-", "group::r--", "other::r--",
                                                          "user:jane:rw-", "mask::rw-"}})}});
}
