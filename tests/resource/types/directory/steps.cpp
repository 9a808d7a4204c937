#include "support/steps.hpp"

#include "support/desired.hpp"

using namespace plumbline;
using resource::Image;
using resource::Remove;
using resource::SetAttributes;
using resource::Steps;

namespace {

const resource::Type& type = *resource::find_type("directory");
const std::string path = "/srv/web";

probe::Answers with(const probe::Answer& status) {
    probe::Answers answers;
    answers.add({"stat", {path}}, status);
    answers.add({"stat", {"/srv"}}, probe::Answered{"41ed,0,0,7,1,1,5,1,2049,root:root"});
    answers.add({"digest", {path}}, probe::Answered{base::sha256_hex("x")});
    return answers;
}

const probe::Answer is_folder = probe::Answered{"41ed,0,0,7,1,1,5,1,2049,root:root"};
const probe::Answer is_file = probe::Answered{"81a4,0,0,1,1,1,5,1,2049,root:root"};

} // namespace

TEST_CASE("a folder is made, takes the place of something, or goes with all below it", "[steps]") {
    const auto desired = test::desired(type, path, {{"mode", "0750"}, {"group", "www"}});
    const resource::MakeFolder made{path, {.mode = "0750", .group = "www"}};
    CHECK(test::steps(type, desired, with(probe::Absent{})) == Steps{.all = {made}});
    CHECK(test::steps(type, desired, with(is_file)) ==
          Steps{.all = {Remove{path, resource::image_of_file("x")}, made}});
    CHECK(test::steps(type, desired, with(is_folder)) ==
          Steps{.all = {SetAttributes{path, {.mode = "0750", .group = "www"}}}});
    const auto absent = test::desired(type, path, {{"state", "absent"}});
    CHECK(test::steps(type, absent, with(is_folder)) ==
          Steps{.all = {Remove{path, {Image::Kind::directory, ""}}}});
    CHECK(test::steps(type, absent, with(probe::Answered{"41ed,0,0,7,1,1,5,1,2050,root:root"})) ==
          test::declined("/srv/web: a file system is mounted there; unmount it first"));
    auto closed = test::desired(type, path);
    closed.attributes["mode"] = {resource::AtMost{"0700"}};
    CHECK(test::steps(type, closed, with(probe::Absent{})) ==
          test::declined("mode 'at most 0700' names no one value that could be set; name one; made anew it "
                         "would be 0755"));
}

namespace {

const std::string file_in = "//f+600,1,0,1,1.5,1.5,7,1,2049,daemon:root/b key\n";
const std::string link_in = "//l+777,0,0,1,1.5,1.5,10,1,2049,root:root/l\n";

/// What stands below, as find tells it.
probe::Answers above(const resource::Desired& desired, const std::string& tree) {
    auto answers = with(is_folder);
    for (const probe::Question& question : type.queries(desired)) {
        if (question.kind == "tree") {
            answers.add(question, probe::Answered{tree + "//=0/\n"});
        }
    }
    answers.add({"stat", {path + "/b key"}}, probe::Answered{"8180,1,0,1,1,1,7,1,2049,daemon:root"});
    answers.add({"digest", {path + "/b key"}}, probe::Answered{base::sha256_hex("k")});
    answers.add({"stat", {path + "/l"}}, probe::Answered{"a1ff,0,0,1,1,1,5,1,2049,root:root"});
    answers.add({"link", {path + "/l"}}, probe::Answered{"dangles a"});
    answers.add({"stat", {path + "/d"}}, probe::Answered{"41ed,0,0,1,1,1,5,1,2049,root:root"});
    return answers;
}

} // namespace

TEST_CASE("what is below is set path by path, all of a path at once", "[steps]") {
    auto desired = test::desired(type, path,
                                 {{"mode", "0700"},
                                  {"recurse.files.mode", "0640"},
                                  {"recurse.files.owner", "root"},
                                  {"recurse.files.group", "www"}});
    CHECK(test::steps(type, desired, above(desired, file_in)) ==
          Steps{.all = {SetAttributes{path, {.mode = "0700"}},
                        SetAttributes{path + "/b key", {.mode = "0640", .owner = "root", .group = "www"}}}});
    desired = test::desired(type, path);
    desired.attributes["recurse.files.mode"] = {resource::AtMost{"0400"}};
    const auto twice = file_in + "//f+600,1,0,1,1.5,1.5,7,1,2049,daemon:root/c\n";
    CHECK(test::steps(type, desired, above(desired, twice)) ==
          test::declined("'at most 0400' names no one value that could be set; name one",
                         "recurse.files.mode"));
}

TEST_CASE("what purge finds is removed as it was seen", "[steps]") {
    const auto desired = test::desired(type, path, {{"purge", "true"}, {"consent", "true"}});
    const auto answers = above(desired, file_in + "//d+700,0,0,1,1.5,1.5,8,2,2049,root:root/d\n" + link_in);
    CHECK(test::steps(type, desired, answers) ==
          Steps{.all = {Remove{path + "/b key", resource::image_of_file("k")},
                        Remove{path + "/d", {Image::Kind::directory, ""}},
                        Remove{path + "/l", {Image::Kind::link, "a"}}}});
    CHECK(test::ground(type, desired, above(desired, link_in)) ==
          probe::Queries{
              {"stat", {path + "/l"}}, {"digest", {path + "/l"}}, {"link", {path + "/l"}}, {"stat", {path}}});
}

TEST_CASE("what purge finds is left without consent, and that is said once", "[steps]") {
    const auto desired = test::desired(type, path, {{"purge", "true"}});
    const auto answers = above(desired, file_in + link_in);
    CHECK(
        test::steps(type, desired, answers) ==
        test::declined("the standard does not consent to remove what nobody declared; say consent: true, or "
                       "declare it, or name it in keep",
                       "purge"));
    CHECK(test::ground(type, desired, answers).empty());
}

TEST_CASE("purge leaves what is mounted, and what can't be told", "[steps]") {
    const auto desired = test::desired(type, path, {{"purge", "true"}, {"consent", "true"}});
    const std::string tree = "//d+700,0,0,1,1.5,1.5,8,2,2049,root:root/d\n"
                             "//d+700,0,0,1,1.5,1.5,8,2,2050,root:root/d/disk\n";
    CHECK(test::steps(type, desired, above(desired, tree)) ==
          test::declined("/srv/web/d: a file system is mounted there or below; unmount it first", "purge"));
    auto unread = above(desired, file_in);
    unread.add({"digest", {path + "/b key"}}, probe::CannotTell{"permission denied"});
    CHECK(test::steps(type, desired, unread) == test::declined("/srv/web/b key: permission denied", "purge"));
}

TEST_CASE("an age is not set", "[steps]") {
    const auto desired = test::desired(type, path, {{"age", "0"}});
    auto answers = with(is_folder);
    answers.add({"now", {}}, probe::Answered{"1700000000"});
    CHECK(test::steps(type, desired, answers) ==
          test::declined("an age can't be set; look at what should have changed what it holds", "age"));
}
