#include "audit/message.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using audit::decode_job;
using audit::decode_outcome;
using audit::Job;

namespace {

std::string body(const std::string& framed) {
    return framed.substr(audit::frame_header);
}

const transport::Output output{"bytes\0with nul", "errors", 3, transport::Choice::ssh,
                               "no common key exchange"};

} // namespace

TEST_CASE("a job goes through the pipe as it is") {
    for (const auto kind : {Job::Kind::visit, Job::Kind::follow, Job::Kind::leave}) {
        const auto framed = audit::encode(Job{kind, 7, std::string("a\0b", 3)});
        CHECK(audit::message_length(framed) == framed.size() - audit::frame_header);
        const auto job = decode_job(body(framed));
        REQUIRE(job);
        CHECK(job->kind == kind);
        CHECK(job->host == 7);
        CHECK(job->input == std::string("a\0b", 3));
    }
}

TEST_CASE("a job of no kind, or one that is cut anywhere, is refused") {
    const auto whole = body(audit::encode(Job{Job::Kind::follow, 7, "input"}));
    for (std::size_t length = 0; length < whole.size(); ++length)
        CHECK_FALSE(decode_job(whole.substr(0, length)));
    CHECK_FALSE(decode_job(whole + "x"));
    auto broken = whole;
    broken[0] = '\x03';
    CHECK_FALSE(decode_job(broken));
}

TEST_CASE("an output goes through the pipe as it is") {
    const auto outcome = decode_outcome(body(audit::encode(transport::Outcome(output))));
    REQUIRE(outcome);
    const auto& back = std::get<transport::Output>(*outcome);
    CHECK(back.bytes == output.bytes);
    CHECK(back.errors == output.errors);
    CHECK(back.exit_status == 3);
    CHECK(back.used == transport::Choice::ssh);
    CHECK(back.remark == output.remark);
}

TEST_CASE("an output without an exit status has none on the other side") {
    auto unended = output;
    unended.exit_status.reset();
    const auto outcome = decode_outcome(body(audit::encode(transport::Outcome(unended))));
    REQUIRE(outcome);
    CHECK_FALSE(std::get<transport::Output>(*outcome).exit_status);
}

TEST_CASE("a failure goes through the pipe as it is") {
    const transport::Failure failure{transport::Stage::deadline, "late", transport::Choice::libssh2,
                                     "remark"};
    const auto outcome = decode_outcome(body(audit::encode(transport::Outcome(failure))));
    REQUIRE(outcome);
    const auto& back = std::get<transport::Failure>(*outcome);
    CHECK(back.stage == transport::Stage::deadline);
    CHECK(back.message == "late");
    CHECK(back.used == transport::Choice::libssh2);
    CHECK(back.remark == "remark");
}

TEST_CASE("a message that is cut anywhere or has something left over is refused") {
    const auto whole = body(audit::encode(transport::Outcome(output)));
    for (std::size_t length = 0; length < whole.size(); ++length)
        CHECK_FALSE(decode_outcome(whole.substr(0, length)));
    CHECK_FALSE(decode_outcome(whole + "x"));
}

TEST_CASE("numbers that name no form, transport or stage are refused") {
    const auto whole = body(audit::encode(transport::Outcome(output)));
    for (const std::size_t at : {std::size_t{0}, std::size_t{8}}) {
        auto broken = whole;
        broken[at] = '\x7f';
        CHECK_FALSE(decode_outcome(broken));
    }
    auto length = whole;
    length.replace(16, 8, "\xff\xff\xff\xff\xff\xff\xff\x7f");
    CHECK_FALSE(decode_outcome(length));
}
