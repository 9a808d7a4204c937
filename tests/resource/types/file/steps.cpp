#include "support/steps.hpp"

#include "support/content_answer.hpp"
#include "support/desired.hpp"

using namespace plumbline;
using resource::Attributes;
using resource::Image;
using resource::Steps;

namespace {

const resource::Type& type = *resource::find_type("file");
const std::string path = "/etc/motd";
const std::string old_bytes = "old\n";

const probe::Answer regular = probe::Answered{"8180,1,0,4,1,1,5,1,2049,daemon:root"};
const probe::Answer link_status = probe::Answered{"a1ff,0,0,7,1,1,5,1,2049,root:root"};
const probe::Answer folder = probe::Answered{"41ed,0,0,7,1,1,5,1,2049,root:root"};
const probe::Answer fifo = probe::Answered{"1180,0,0,0,1,1,5,1,2049,root:root"};

std::string hex(const std::string& bytes) {
    return base::sha256_hex(bytes);
}

/// All that ground() may ask: the folder above is on the same device.
probe::Answers with(const probe::Answer& status) {
    probe::Answers answers;
    answers.add({"stat", {path}}, status);
    answers.add({"stat", {"/etc"}}, folder);
    answers.add({"digest", {path}}, probe::Answered{hex(old_bytes)});
    answers.add({"link", {path}}, probe::Answered{"resolves /run/motd"});
    return answers;
}

probe::Answers with_content(const resource::Desired& desired, const std::string& bytes,
                            std::size_t first = std::string::npos) {
    auto answers = with(regular);
    for (const auto& question : type.queries(desired)) {
        if (question.kind == "content") {
            answers.add(question, test::content_answer(bytes, first));
        }
    }
    return answers;
}

resource::Desired holding(const std::string& bytes, const test::Texts& texts = {}) {
    auto desired = test::desired(type, path, texts);
    test::set_content(desired, bytes);
    return desired;
}

} // namespace

TEST_CASE("what must accept a file goes with what writes it", "[steps]") {
    const auto desired = holding("new\n", {{"validate", "nginx  -t -c %s"}});
    for (const auto& answers : {with(probe::Absent{}), with_content(desired, old_bytes)}) {
        const auto made = test::steps(type, desired, answers);
        REQUIRE(made.all.size() == 1);
        CHECK(std::get<resource::WriteFile>(made.all[0]).validate == base::List{"nginx", "-t", "-c", "%s"});
    }
    CHECK(type.object_to(holding("new\n", {{"validate", "nginx -t"}})) ==
          "validate: expected %s where the file is to stand, found 'nginx -t'");
    CHECK(type.object_to(desired).empty());
}

TEST_CASE("a file is created with all that the standard says of it", "[steps]") {
    const auto desired = holding("new\n", {{"mode", "0640"}, {"owner", "root"}, {"group", "adm"}});
    CHECK(test::steps(type, desired, with(probe::Absent{})) ==
          Steps{.all = {test::creation(path, "new\n", {.mode = "0640", .owner = "root", .group = "adm"})}});
    CHECK(test::steps(type, test::desired(type, path), with(probe::Absent{})) ==
          Steps{.all = {test::creation(path, "")}});
}

TEST_CASE("what stands in the place of a file is removed first", "[steps]") {
    const auto [status, image] = GENERATE(table<probe::Answer, Image>({
        {link_status, {Image::Kind::link, "/run/motd"}},
        {folder, {Image::Kind::directory, ""}},
    }));
    CHECK(test::steps(type, holding("new\n"), with(status)) ==
          Steps{.all = {resource::Remove{path, image}, test::creation(path, "new\n")}});
}

TEST_CASE("a fifo or a mount point in the place of a file stays", "[steps]") {
    CHECK(test::steps(type, holding("new\n"), with(fifo)) ==
          test::declined("/etc/motd is neither a file nor a folder nor a link; remove it by hand"));
    auto answers = with(probe::Answered{"41ed,0,0,7,1,1,5,1,2050,root:root"});
    CHECK(test::steps(type, holding("new\n"), answers) ==
          test::declined("/etc/motd: a file system is mounted there; unmount it first"));
}

TEST_CASE("a file that must not be there is removed as it was seen", "[steps]") {
    const auto absent = test::desired(type, path, {{"state", "absent"}});
    CHECK(test::steps(type, absent, with(regular)) ==
          Steps{.all = {resource::Remove{path, resource::image_of_file(old_bytes)}}});
    auto unread = with(regular);
    unread.add({"digest", {path}}, probe::CannotTell{"permission denied"});
    CHECK(test::steps(type, absent, unread) == test::declined("/etc/motd: permission denied"));
    unread.add({"digest", {path}}, probe::Answered{"no digest"});
    CHECK(test::steps(type, absent, unread) ==
          test::declined("/etc/motd: changed while it was looked at; plan again"));
    CHECK(test::ground(type, absent, with(regular)) ==
          probe::Queries{{"stat", {path}}, {"digest", {path}}, {"link", {path}}, {"stat", {"/etc"}}});
}

TEST_CASE("content is written with the attributes that drift, and those alone", "[steps]") {
    const auto desired = holding("new\n", {{"mode", "0644"}, {"group", "root"}});
    CHECK(test::steps(type, desired, with_content(desired, old_bytes)) ==
          Steps{.all = {test::rewrite(path, old_bytes, "new\n", {.mode = "0644"})}});
    CHECK(test::ground(type, desired, with_content(desired, old_bytes)) == probe::Queries{{"stat", {path}}});
}

TEST_CASE("attributes that drift alone are set", "[steps]") {
    const auto desired = test::desired(type, path, {{"mode", "0644"}, {"owner", "root"}, {"group", "root"}});
    CHECK(test::steps(type, desired, with(regular)) ==
          Steps{.all = {resource::SetAttributes{path, {.mode = "0644", .owner = "root"}}}});
}

TEST_CASE("a file seen in part is replaced by its digest", "[steps]") {
    const auto desired = holding("new\n");
    const std::string long_bytes(3 << 20, 'x');
    CHECK(test::steps(type, desired, with_content(desired, long_bytes, 1 << 20)) ==
          Steps{.all = {resource::WriteFile{path,
                                            test::content("new\n"),
                                            resource::image_of_file(long_bytes),
                                            {long_bytes.substr(0, 1 << 20), "first 1 MiB of 3 MiB"},
                                            {}}}});
}

TEST_CASE("the bytes of a secret file are not fetched, and its image is its digest", "[steps]") {
    auto desired = holding("new\n");
    desired.sensitive = true;
    auto answers = with(regular);
    CHECK(test::steps(type, desired, answers) ==
          Steps{.all = {resource::WriteFile{
                    path, test::content("new\n"), resource::image_of_file(old_bytes), {}, {}}}});
}

TEST_CASE("a file that an earlier step writes is written on what that leaves", "[steps]") {
    const auto desired = holding("new\n");
    CHECK(test::steps(type, desired, with_content(desired, old_bytes), {{path, "between\n"}}) ==
          Steps{.all = {test::rewrite(path, "between\n", "new\n")}});
}

TEST_CASE("files that are too large are not written", "[steps]") {
    const auto desired = holding("new\n");
    auto answers = with_content(desired, old_bytes);
    answers.add({"stat", {path}}, probe::Answered{"8180,1,0,16777217,1,1,5,1,2049,daemon:root"});
    CHECK(test::steps(type, desired, answers) ==
          test::declined("it has 16777217 bytes; files of up to 16 MiB are written", "content"));
    const auto large = holding(std::string((16U << 20U) + 1, 'x'));
    CHECK(test::steps(type, large, with(probe::Absent{})) ==
          test::declined("it has 16777217 bytes; files of up to 16 MiB are written"));
    CHECK(test::steps(type, large, with_content(large, old_bytes)) ==
          test::declined("it has 16777217 bytes; files of up to 16 MiB are written", "content"));
}

TEST_CASE("a file that a symlink leads to is named by itself", "[steps]") {
    const auto desired = holding("new\n", {{"follow", "true"}});
    auto answers = with(link_status);
    answers.add({"stat_followed", {path}}, probe::Absent{});
    CHECK(test::steps(type, desired, answers) ==
          test::declined("/etc/motd is a symbolic link; name the file that it leads to"));
}

TEST_CASE("what names no one value is declined", "[steps]") {
    auto desired = test::desired(type, path, {{"owner", "root"}});
    desired.attributes["mode"] = {resource::AtMost{"0400"}};
    CHECK(test::steps(type, desired, with(regular)) ==
          Steps{.all = {resource::SetAttributes{path, {.owner = "root"}}},
                .declined = {{"mode", "'at most 0400' names no one value that could be set; name one"}}});
    CHECK(test::steps(type, desired, with(probe::Absent{})) ==
          test::declined("mode 'at most 0400' names no one value that could be set; name one; made anew it "
                         "would be 0644"));
    desired.attributes["mode"] = {resource::AtMost{"0644"}};
    CHECK(test::steps(type, desired, with(probe::Absent{})) ==
          Steps{.all = {test::creation(path, "", {.owner = "root"})}});
}

TEST_CASE("what only looks at bytes is declined with what to say instead", "[steps]") {
    const auto [attribute, value, reason] = GENERATE(table<std::string, base::Value, std::string>({
        {"sha256", "sha256:00", "a digest tells no bytes that could be written; give content or source"},
        {"size", "7", "a size tells no bytes that could be written; give content or source"},
        {"contains", base::List{"word"},
         "it does not say where the text belongs; say it with a line, a setting, content or source"},
        {"lacks", base::List{"old"},
         "it does not say what should stand there instead; say it with a line, a setting, content or "
         "source"},
        {"age", "0", "an age can't be set; look at what should have written the file"},
    }));
    const auto desired = test::desired(type, path, {{attribute, value}});
    auto answers = with(regular);
    for (const auto& question : type.queries(desired)) {
        if (question.kind == "content" || question.kind == "search") {
            answers.add(question, test::content_answer(old_bytes));
        }
    }
    answers.add({"now", {}}, probe::Answered{"1700000000"});
    CHECK(test::steps(type, desired, answers) == test::declined(reason, attribute));
}

TEST_CASE("what does not hold the bytes makes no file", "[steps]") {
    const auto [attribute, value] = GENERATE(table<std::string, base::Value>({
        {"sha256", "sha256:00"},
        {"size", "7"},
        {"contains", base::List{"word"}},
    }));
    CHECK(test::steps(type, test::desired(type, path, {{attribute, value}}), with(probe::Absent{})) ==
          test::declined("the standard asks for " + attribute +
                         " but does not hold the file's bytes; give content or source"));
}

TEST_CASE("a template that could not be rendered says why", "[steps]") {
    auto desired = test::desired(*resource::find_type("template"), path);
    desired.unrendered = "its template needs what the host could not tell: memory.mb";
    CHECK(test::steps(*resource::find_type("template"), desired, with(probe::Absent{})) ==
          test::declined("its template needs what the host could not tell: memory.mb"));
}
