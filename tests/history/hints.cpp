#include "history/local/hints.hpp"

#include "base/error.hpp"
#include "base/file.hpp"
#include "report/report.hpp"
#include "support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <filesystem>

using namespace plumbline;
using history::Hints;
using history::HintsFile;
using namespace std::chrono_literals;

namespace {

const base::Instant now{std::chrono::seconds(1'795'179'602)};

report::HostResult host(transport::Choice used, const std::string& remark) {
    report::HostResult result;
    result.name = "web1";
    result.used = used;
    result.remark = remark;
    return result;
}

} // namespace

TEST_CASE("hints come back as they were, for their own site alone") {
    const test::TemporaryFolder folder;
    Hints hints;
    hints.run = "01RUN";
    hints.digests = {{"web1", "aa"}, {"old\xff host", "bb"}};
    hints.transports["old\xff host"] = {"no common key exchange", now};
    HintsFile(folder.path(), "site a").save(hints);
    const auto back = HintsFile(folder.path(), "site a").load();
    CHECK(back.run == hints.run);
    CHECK(back.digests == hints.digests);
    REQUIRE(back.transports.size() == 1);
    CHECK(back.transports.at("old\xff host").reason == "no common key exchange");
    CHECK(back.transports.at("old\xff host").learned == now);
    CHECK(HintsFile(folder.path(), "site b").load().digests.empty());
}

TEST_CASE("damaged hints are none") {
    const test::TemporaryFolder folder;
    HintsFile(folder.path(), "site").save({});
    const auto path = std::filesystem::directory_iterator(folder.path())->path();
    const auto* damage = GENERATE("", "{", "[]", R"({"format": "plumbline.hints/2", "run": "x"})",
                                  R"({"format": "plumbline.hints/1", "run": 3})");
    base::write_atomically(path, damage);
    const auto hints = HintsFile(folder.path(), "site").load();
    CHECK(hints.run.empty());
    CHECK(hints.digests.empty());
}

TEST_CASE("that a host needs the system's ssh is known for a week, and until libssh2 does it") {
    Hints hints;
    hints.learn_transport(host(transport::Choice::ssh, "no common key exchange"), now);
    CHECK(hints.needs_ssh("web1", now + 24h) == "no common key exchange");
    CHECK_FALSE(hints.needs_ssh("web2", now));
    CHECK_FALSE(hints.needs_ssh("web1", now + 24h * 8));
    CHECK_FALSE(hints.needs_ssh("web1", now - 1h)); // a clock that jumped
    hints.learn_transport(host(transport::Choice::ssh, "no common key exchange"), now + 24h * 6);
    CHECK_FALSE(hints.needs_ssh("web1", now + 24h * 8)); // not prolonged by being used
    hints.learn_transport(host(transport::Choice::libssh2, ""), now);
    CHECK_FALSE(hints.needs_ssh("web1", now));
}

TEST_CASE("a transport that was chosen is nothing to learn, nor is a failure") {
    Hints hints;
    hints.learn_transport(host(transport::Choice::ssh, ""), now);
    auto failed = host(transport::Choice::ssh, "why");
    failed.error = report::HostError{transport::Stage::auth, "refused"};
    hints.learn_transport(failed, now);
    CHECK(hints.transports.empty());
}
