#include "support/channel_setting.hpp"

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

/// A sendmail that keeps what it was given in its folder, and then does as `ending` says.
ChannelSetting channel_by(const TemporaryFolder& folder, const std::string& ending) {
    const auto program =
        folder.file("sendmail",
                    "#!/bin/sh\ncd " + folder.path() +
                        "\nprintf '%s\\n' \"$@\" >argv; env >environment; cat >letter\n" + ending + "\n",
                    0755);
    return ChannelSetting(
        "type: email\nfrom: audit@example.org\nto: [ops@example.org, b@example.org]\nsendmail: " + program +
        "\n");
}

} // namespace

TEST_CASE("sendmail is given the letter, the addresses and nothing of this process") {
    const TemporaryFolder folder;
    ::setenv("PLUMBLINE_TEST_SECRET", "s3cret", 1);
    const auto outcome = channel_by(folder, "exit 0").send(message_of_drift());
    ::unsetenv("PLUMBLINE_TEST_SECRET");
    CHECK(words_of(outcome) == "delivered");
    CHECK(whole_file(folder.path("argv")) ==
          "-i\n-f\naudit@example.org\n--\nops@example.org\nb@example.org\n");
    const auto environment = whole_file(folder.path("environment"));
    CHECK_THAT(environment, Catch::Contains("PATH="));
    CHECK_THAT(environment, !Catch::Contains("SECRET") && !Catch::Contains("HOME="));
    const auto judged = "/usr/bin/python3 -B " PLUMBLINE_SOURCE "/tests/alert/doubles/letters.py " +
                        folder.path("letter") + " >" + folder.path("judged");
    REQUIRE(std::system(judged.c_str()) == 0);
    const auto letter = nlohmann::json::parse(whole_file(folder.path("judged")));
    CHECK(letter["problems"].empty());
    CHECK(letter["headers"]["Subject"] == alert::subject_of(message_of_drift()));
}

TEST_CASE("sendmail's exit status says whether it may work later") {
    struct Case {
        std::string ending, said;
    };
    const Case cases[] = {
        {"exit 75", "failed: PROGRAM exited with status 75"},
        {"echo >&2; echo 'no \x1b[2Jroom' >&2; echo more >&2; exit 67",
         "refused: PROGRAM exited with status 67: no \\x1b[2Jroom"},
        {"exit 127", "failed: PROGRAM exited with status 127"},
        {"kill -9 $$", "failed: PROGRAM was ended by signal 9"},
        {"sleep 20", "failed: PROGRAM did not finish in time"},
        {"yes", "failed: PROGRAM printed too much and was ended"},
    };
    for (const auto& each : cases) {
        const TemporaryFolder folder;
        auto words =
            words_of(channel_by(folder, each.ending).send(message_of_drift(), std::chrono::seconds(1)));
        const auto program = folder.path("sendmail");
        if (const auto at = words.find(program); at != std::string::npos)
            words.replace(at, program.size(), "PROGRAM");
        CHECK(words == each.said);
    }
}
