#include "probe/transcript.hpp"

#include "asking.hpp"
#include "probe/script.hpp"

#include <catch2/catch.hpp>

#include <random>

using namespace plumbline::probe;

namespace {

const Queries queries{{"stat", {"/a"}}, {"stat", {"/b"}}, {"digest", {"/a"}}, {"link", {"/c"}}};

std::string frame(const std::string& header, const std::string& payload = {}) {
    return "\n@" + test_nonce + ' ' + header + '\n' + payload;
}

const std::string begin = frame("begin 1");

std::string reason(const std::string& bytes) {
    const auto outcome = read_transcript(bytes, queries, test_nonce);
    const auto* incomplete = std::get_if<Incomplete>(&outcome);
    return incomplete ? incomplete->reason : "whole";
}

const std::string whole_transcript = "Welcome\x1b[2J!\n" + begin + frame("lines 0 2", "one\ntwo\n") +
                                     frame("absent 1") + frame("ok 3", "any\n\nbytes") + frame("end 3");

} // namespace

TEST_CASE("a whole transcript answers every question") {
    const auto outcome = read_transcript(whole_transcript, queries, test_nonce);
    const Answers& answers = std::get<Transcript>(outcome).answers;
    CHECK(text_of(answers.to(queries[0])) == "one");
    CHECK(text_of(answers.to(queries[1])) == "absent");
    CHECK(text_of(answers.to(queries[2])) == "two");
    CHECK(text_of(answers.to(queries[3])) == "any\n\nbytes");
    CHECK(text_of(answers.to({"stat", {"/never"}})) == "cannot: this was not asked of the host");
}

TEST_CASE("a transcript cut at any byte is incomplete") {
    for (std::size_t size = 0; size < whole_transcript.size(); ++size) {
        INFO("cut at " << size);
        CHECK(reason(whole_transcript.substr(0, size)) != "whole");
    }
}

TEST_CASE("flipped bytes never end in a crash") {
    std::mt19937 random(1);
    for (int round = 0; round < 20000; ++round) {
        std::string bytes = whole_transcript;
        for (unsigned flips = 1 + random() % 4; flips > 0; --flips)
            bytes[random() % bytes.size()] = static_cast<char>(random());
        CHECK_NOTHROW(read_transcript(bytes, queries, test_nonce));
    }
}

TEST_CASE("what is not a whole transcript says why") {
    const auto [bytes, expected] = GENERATE_COPY(table<std::string, std::string>({
        {"", "the host answered nothing: the connection was cut, or its login shell ran nothing"},
        {"\n \n", "the host answered nothing: the connection was cut, or its login shell ran nothing"},
        {"This account is currently not available.\n",
         "the login shell printed 'This account is currently not available.' and the probe did not begin: "
         "can this "
         "user run sh?"},
        {"\x1b]0;owned\x07\nmore",
         "the login shell printed '\\x1b]0;owned\\x07' and the probe did not begin: can this "
         "user run sh?"},
        {std::string(2 << 20, 'x') + begin,
         "the host printed more than 1 MiB before the probe began, first '" + std::string(200, 'x') +
             "': silence its login shell"},
        {begin,
         "the answer stops after 0 records, before its end: the connection was cut or the shell was killed"},
        {begin + frame("absent 0") + frame("ok 3", "some"),
         "the answer stops in record 2, before its end: the connection was cut or the shell was killed"},
        {begin + frame("absent 0") + frame("end 2"),
         "the answer has 1 records where its end says 2: part of it was lost"},
        {begin + frame("end"), "the answer's end does not say how many records there were"},
        {begin + frame("end 0") + "logout\n", "something printed 'logout' after the answer's end, and may "
                                              "have printed into it: silence the login shell's "
                                              "traps and background jobs"},
        {begin + frame("end 0") + frame("absent 0"),
         "something printed '@0123456789abcdef0123456789abcdef absent 0' after the answer's end, and may "
         "have printed "
         "into it: silence the login shell's traps and background jobs"},
        {begin + frame("absent 4") + frame("end 1"), "record 1 answers question 4, but only 4 were asked"},
        {begin + frame("absent 1") + frame("cannot 1", "x") + frame("end 2"),
         "record 2 answers question 1 again"},
        {begin + frame("absent 0 0") + frame("end 1"), "record 1 answers question 0 again"},
        {begin + frame("perhaps 1") + frame("end 1"), "record 1 is not one of the probe's: 'perhaps …'"},
        {begin + frame("ok 1 2") + frame("end 1"), "record 1 is not one of the probe's: 'ok …'"},
        {begin + frame("absent -1") + frame("end 1"), "record 1 is not one of the probe's: 'absent -1'"},
        {begin + frame("absent 1 ") + frame("end 1"), "record 1 is not one of the probe's: 'absent 1 '"},
        {begin + frame("absent 1", "text") + frame("end 1"),
         "record 1 is not one of the probe's: 'absent …'"},
        {begin + "noise" + frame("end 0"),
         "the answer stops after 0 records, before its end: the connection was cut or the shell was killed"},
    }));
    CHECK(reason(bytes) == expected);
}

TEST_CASE("an answer of another run is no answer") {
    const std::string replayed =
        "\n@ffffffffffffffffffffffffffffffff begin 1\n\n@ffffffffffffffffffffffffffffffff end 0\n";
    CHECK(reason(replayed) ==
          "the login shell printed '@ffffffffffffffffffffffffffffffff begin 1' and the probe did "
          "not begin: can this user run sh?");
}

TEST_CASE("white space after the end is no noise") {
    CHECK(reason(whole_transcript + "\r\n \n") == "whole");
}

TEST_CASE("lines that are not one for each question tell nothing") {
    const std::string lines = GENERATE("one\n", "one\ntwo\nthree\n", "one\ntwo", "");
    const auto outcome =
        read_transcript(begin + frame("lines 0 2", lines) + frame("end 1"), queries, test_nonce);
    const Answers& answers = std::get<Transcript>(outcome).answers;
    const auto count = std::count(lines.begin(), lines.end(), '\n');
    CHECK(text_of(answers.to(queries[0])) ==
          "cannot: " + std::to_string(count) + " answers came for 2 questions");
    CHECK(text_of(answers.to(queries[1])) == "cannot: the probe gave no answer");
}

TEST_CASE("a reason is one printable line") {
    const auto outcome = read_transcript(
        begin + frame("cannot 0 1", "denied: \x1b[31m/x\nmore") + frame("end 1"), queries, test_nonce);
    CHECK(text_of(std::get<Transcript>(outcome).answers.to(queries[1])) == "cannot: denied: \\x1b[31m/x");
}
