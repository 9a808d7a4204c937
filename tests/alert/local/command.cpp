#include "alert/services/face.hpp"
#include "base/escape.hpp"
#include "support/channel_setting.hpp"
#include "support/hostile.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <cstdlib>

using namespace plumbline;
using test::ChannelSetting;
using test::message_of_drift;
using test::TemporaryFolder;
using test::whole_file;
using test::words_of;

namespace {

/// A program that keeps what it was given in its folder, and then does as `ending` says.
ChannelSetting channel_by(const TemporaryFolder& folder, const std::string& ending) {
    const auto program = folder.file(
        "notify",
        "#!/bin/sh\ncd " + folder.path() +
            "\nprintf '%s\\n' \"$0\" \"$@\" >argv; env >environment; cat >given\n" + ending + "\n",
        0755);
    return ChannelSetting("type: command\nrun: [" + program + ", --room, \"a b\"]\n");
}

} // namespace

TEST_CASE("a command is given the message as JSON, its own words and nothing of this process") {
    const TemporaryFolder folder;
    ::setenv("PLUMBLINE_TEST_SECRET", "s3cret", 1);
    const auto outcome = channel_by(folder, "exit 0").send(message_of_drift());
    ::unsetenv("PLUMBLINE_TEST_SECRET");
    CHECK(words_of(outcome) == "delivered");
    CHECK(whole_file(folder.path("argv")) == folder.path("notify") + "\n--room\na b\n");
    CHECK(whole_file(folder.path("given")) == alert::face_of(message_of_drift()) + "\n");
    const auto environment = whole_file(folder.path("environment"));
    CHECK_THAT(environment,
               Catch::Contains("PATH=") && !Catch::Contains("SECRET") && !Catch::Contains("HOME="));
}

TEST_CASE("a host's text reaches a command as JSON alone") {
    const TemporaryFolder folder;
    const auto channel = channel_by(folder, "exit 0");
    for (const auto& payload : test::payloads()) {
        INFO(payload.name);
        auto message = message_of_drift();
        message.headline = base::printable(payload.bytes);
        message.sections[0].diff = base::printable_lines(payload.bytes);
        REQUIRE(words_of(channel.send(message)) == "delivered");
        CHECK(whole_file(folder.path("argv")) == folder.path("notify") + "\n--room\na b\n");
        const auto given = nlohmann::json::parse(whole_file(folder.path("given")));
        CHECK(given["data"]["headline"] == message.headline);
        CHECK(given["data"]["alert"] == message.alert);
    }
}

TEST_CASE("a command's exit status says what became of the message") {
    struct Case {
        std::string ending, said;
    };
    const Case cases[] = {
        {"exit 75", "failed: PROGRAM exited with status 75"},
        {"echo 'no such room' >&2; exit 1", "refused: PROGRAM exited with status 1: no such room"},
        {"printf '\\n  \\033[2Jx\\n' >&2; exit 2", "refused: PROGRAM exited with status 2: \\x1b[2Jx"},
        {"kill -15 $$", "failed: PROGRAM was ended by signal 15"},
        {"sleep 30", "failed: PROGRAM did not finish in time"},
    };
    for (const auto& each : cases) {
        const TemporaryFolder folder;
        auto words = words_of(
            channel_by(folder, each.ending).send(message_of_drift(), std::chrono::milliseconds(700)));
        const auto program = folder.path("notify");
        if (const auto at = words.find(program); at != std::string::npos)
            words.replace(at, program.size(), "PROGRAM");
        CHECK(words == each.said);
    }
    const TemporaryFolder folder;
    const auto gone = channel_by(folder, "exit 0");
    std::filesystem::remove(folder.path("notify"));
    CHECK_THAT(words_of(gone.send(message_of_drift())),
               Catch::StartsWith("failed: " + folder.path("notify") + " exited with status 127: "));
}

TEST_CASE("a command that reads nothing of a long message has done its part") {
    const TemporaryFolder folder;
    const auto program = folder.file("notify", "#!/bin/sh\nexit 0\n", 0755);
    auto message = message_of_drift();
    message.sections[0].diff = std::string(1 << 20, 'x');
    CHECK(words_of(ChannelSetting("type: command\nrun: " + program + "\n").send(message)) == "delivered");
}

TEST_CASE("what is wrong with a command is said before it is run") {
    const TemporaryFolder folder;
    const auto writable = folder.file("writable", "#!/bin/sh\n", 0777);
    std::filesystem::permissions(writable, std::filesystem::perms(0777));
    const auto no_program = folder.file("no_program", "#!/bin/sh\n", 0644);
    const auto assigning = folder.file("a=b", "#!/bin/sh\n", 0755);
    const auto said = [](const std::string& path, const std::string& problem) {
        return "2:6: error: 'run' can't run " + path + ": " + problem +
               " | name a program by its absolute path that its owner alone may write\n";
    };
    struct Case {
        std::string path, problem;
    };
    const Case cases[] = {
        {"notify", "it is not an absolute path"},
        {folder.path("none"), "No such file or directory"},
        {folder.path(), "it is no file that can be executed"},
        {no_program, "it is no file that can be executed"},
        {writable, "its mode is 0777: others than its owner may write it"},
        {assigning, "it holds '=' or what can't be shown"},
    };
    for (const auto& each : cases) {
        const ChannelSetting channel("type: command\nrun: " + each.path + "\n");
        CHECK(!channel.is_there());
        CHECK(channel.refusals() == said(each.path, each.problem));
    }
    CHECK(ChannelSetting("type: command\n").refusals() == "1:1: error: a channel needs 'run'\n");
    CHECK(ChannelSetting("type: command\nrun: []\n").refusals() == "2:6: error: 'run' is an empty list\n");
}
