#include "support/steps.hpp"

#include "support/desired.hpp"

using namespace plumbline;
using resource::Image;
using resource::MakeLink;
using resource::Steps;

namespace {

const resource::Type& type = *resource::find_type("symlink");
const std::string path = "/etc/localtime";

probe::Answers with(const probe::Answer& status) {
    probe::Answers answers;
    answers.add({"stat", {path}}, status);
    answers.add({"stat", {"/etc"}}, probe::Answered{"41ed,0,0,7,1,1,5,1,2049,root:root"});
    answers.add({"link", {path}}, probe::Answered{"resolves /old"});
    answers.add({"digest", {path}}, probe::Answered{base::sha256_hex("TZif")});
    return answers;
}

const probe::Answer is_link = probe::Answered{"a1ff,0,0,7,1,1,5,1,2049,root:root"};
const probe::Answer is_file = probe::Answered{"81a4,0,0,4,1,1,5,1,2049,root:root"};
const probe::Answer is_mount = probe::Answered{"41ed,0,0,7,1,1,5,1,2050,root:root"};
const auto to_new = test::desired(type, path, {{"target", "/new"}});
const auto absent = test::desired(type, path, {{"state", "absent"}});

} // namespace

TEST_CASE("a link is made, led elsewhere at once, or removed", "[steps]") {
    const Image old{Image::Kind::link, "/old"};
    CHECK(test::steps(type, to_new, with(probe::Absent{})) == Steps{.all = {MakeLink{path, "/new", {}}}});
    CHECK(test::steps(type, to_new, with(is_link)) == Steps{.all = {MakeLink{path, "/new", old}}});
    CHECK(test::steps(type, absent, with(is_link)) == Steps{.all = {resource::Remove{path, old}}});
    CHECK(
        test::steps(type, to_new, with(is_file)) ==
        Steps{.all = {resource::Remove{path, resource::image_of_file("TZif")}, MakeLink{path, "/new", {}}}});
    CHECK(test::ground(type, to_new, with(is_link)) ==
          probe::Queries{{"stat", {path}}, {"digest", {path}}, {"link", {path}}, {"stat", {"/etc"}}});
}

TEST_CASE("links that are not made", "[steps]") {
    CHECK(test::steps(type, to_new, with(is_mount)) ==
          test::declined("/etc/localtime: a file system is mounted there; unmount it first"));
    CHECK(test::steps(type, test::desired(type, path), with(probe::Absent{})) ==
          test::declined("the standard names no target that a link could be made to; name one"));
    auto pattern = test::desired(type, path);
    pattern.attributes["target"] = {resource::Matches{"/usr/.*"}};
    CHECK(test::steps(type, pattern, with(is_link)) ==
          test::declined("target: '" + to_text(pattern.attributes["target"]) +
                         "' names no one value that could be set; name one"));
}
