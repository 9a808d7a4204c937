#include "history/memory.hpp"
#include "report/report.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using history::Coverage;
using history::Memory;
using namespace std::chrono_literals;

namespace {

const base::Instant now{std::chrono::seconds(1'795'179'602)};

drift::Finding drifting(const std::string& title, const std::string& actual) {
    auto desired = std::make_shared<resource::Desired>();
    desired->id = {"file", title};
    drift::Finding finding{.desired = desired, .status = drift::Status::drift};
    resource::Compared mode;
    mode.property = "mode";
    mode.status = resource::Compared::Status::drift;
    mode.actual = actual;
    finding.properties.push_back(mode);
    return finding;
}

drift::Finding hidden(const std::string& title, const std::string& token) {
    auto finding = drifting(title, token);
    finding.properties.front().property = "content";
    finding.properties.front().hidden = true;
    return finding;
}

report::HostResult host(const std::string& name, std::vector<drift::Finding> findings) {
    report::HostResult result;
    result.name = name;
    result.declared = findings.size();
    result.findings = std::move(findings);
    return result;
}

report::HostResult unreachable(const std::string& name) {
    report::HostResult result;
    result.name = name;
    result.error = report::HostError{transport::Stage::connect, "refused"};
    return result;
}

Memory after(const Memory& before, std::vector<report::HostResult> hosts,
             Coverage coverage = Coverage::whole) {
    return history::after(before, hosts, coverage, now);
}

} // namespace

TEST_CASE("the same drift again is no news, another or a changed one is") {
    const auto first = after({}, {host("web1", {drifting("/a", "0600")})});
    CHECK(history::has_news(std::nullopt, first));
    CHECK_FALSE(history::has_news(first, after(first, {host("web1", {drifting("/a", "0600")})})));
    CHECK(history::has_news(first, after(first, {host("web1", {drifting("/a", "0666")})})));
    CHECK(history::has_news(first,
                            after(first, {host("web1", {drifting("/a", "0600"), drifting("/b", "0600")})})));
    CHECK(history::has_news(first, after(first, {host("web2", {drifting("/a", "0600")})})));
}

TEST_CASE("a drift that is gone and comes back is news again") {
    const auto first = after({}, {host("web1", {drifting("/a", "0600")})});
    const auto mended = after(first, {host("web1", {})});
    CHECK_FALSE(history::has_news(first, mended));
    CHECK(history::has_news(mended, after(mended, {host("web1", {drifting("/a", "0600")})})));
}

TEST_CASE("a host that can't be audited is news once, and its drift is not forgotten") {
    const auto first = after({}, {host("web1", {drifting("/a", "0600")})});
    const auto lost = after(first, {unreachable("web1")});
    CHECK(history::has_news(first, lost));
    CHECK_FALSE(history::has_news(lost, after(lost, {unreachable("web1")})));
    CHECK_FALSE(history::has_news(lost, after(lost, {host("web1", {drifting("/a", "0600")})})));
}

TEST_CASE("a run over some hosts or tags keeps what is known of the others") {
    const auto first =
        after({}, {host("web1", {drifting("/a", "0600")}), host("web2", {drifting("/a", "0600")})});
    const auto limited = after(first, {host("web2", {})});
    CHECK(limited.findings.count("web1") == 1);
    CHECK(limited.findings.count("web2") == 0);
    CHECK(after(first, {host("web1", {})}, Coverage::tagged).findings.at("web1").size() == 1);
}

TEST_CASE("that a host needs the system's ssh is known for a week, or until libssh2 does") {
    auto result = host("old", {});
    result.used = transport::Choice::ssh;
    result.remark = "no common key exchange";
    const auto memory = after({}, {result});
    CHECK(history::known_to_need_ssh(memory, "old", now + 24h) == "no common key exchange");
    CHECK_FALSE(history::known_to_need_ssh(memory, "old", now + 8 * 24h));
    CHECK_FALSE(history::known_to_need_ssh(memory, "old", now - 1h));
    CHECK_FALSE(history::known_to_need_ssh(memory, "new", now));
    result.used = transport::Choice::libssh2;
    CHECK_FALSE(history::known_to_need_ssh(after(memory, {result}), "old", now));
}

TEST_CASE("a hidden value is known again by its token") {
    using resource::Since;
    auto before = after({}, {host("web1", {hidden("/a", "token:1"), drifting("/b", "0600")})});
    before.token_key = "k";
    const auto since = [&](const std::string& title, const std::string& token, const char* key = "k",
                           const char* name = "web1") {
        auto seen = host(name, {hidden(title, token)});
        history::recognise(before, key, seen);
        return seen.findings[0].properties[0].since;
    };
    CHECK(since("/a", "token:1") == Since::same);
    CHECK(since("/a", "token:2") == Since::changed);
    CHECK(since("/c", "token:1") == Since::unknown);
    CHECK(since("/a", "token:1", "other key") == Since::unknown);
    CHECK(since("/a", "token:1", "k", "web2") == Since::unknown);
    auto open = host("web1", {drifting("/b", "0600")});
    history::recognise(before, "k", open);
    CHECK(open.findings[0].properties[0].since == Since::unknown);
}

TEST_CASE("tokens are remembered as findings are") {
    const auto first = after({}, {host("web1", {hidden("/a", "token:1")})});
    CHECK(first.tokens.at("web1").size() == 1);
    CHECK(after(first, {host("web1", {})}).tokens.empty());
    CHECK(after(first, {unreachable("web1")}).tokens == first.tokens);
    CHECK(
        after(first, {host("web1", {hidden("/b", "token:2")})}, Coverage::tagged).tokens.at("web1").size() ==
        2);
    const auto again = after(first, {host("web1", {hidden("/a", "token:2")})}, Coverage::tagged);
    CHECK(again.tokens.at("web1").begin()->second == "token:2");
}
