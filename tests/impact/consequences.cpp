#include "impact/recorded.hpp"

#include "support/local_probe.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace plumbline;
using impact::Effect;
using Lines = std::vector<std::string>;

namespace {

probe::Answers answers_to(const catalog::Catalog& catalog) {
    return test::ask(catalog::questions(catalog));
}

/// The consequences of proposing one standard instead of another, after an audit by that one of this machine.
impact::HostImpact proposed(const Lines& proposed, const Lines& current) {
    const auto now = test::catalog_of(current);
    return impact::impact_on(test::catalog_of(proposed), now, test::last_seen(now, answers_to(now)),
                             test::secrecy);
}

Lines in_words(const impact::HostImpact& impact) {
    Lines words;
    for (const auto& one : impact.consequences) {
        std::string text = std::string(impact::name(one.effect)) + " " + one.finding.desired->id.title;
        for (const auto& property : one.finding.properties)
            if (property.status != resource::Compared::Status::in_sync)
                text += "; " + property.property + ": " + base::to_text(property.actual) + " / " +
                        property.expected + property.reason;
        words.push_back(text);
    }
    return words;
}

} // namespace

TEST_CASE("what would drift, become right, differ and no longer be asked is told apart") {
    const test::TemporaryFolder folder;
    const auto file = folder.file("motd", "welcome\n", 0644);
    const auto with_mode = [&](const char* mode) { return "file: " + file + "\nmode: \"" + mode + "\"\n"; };
    CHECK(in_words(proposed({with_mode("0600")}, {with_mode("0644")})) ==
          Lines{"drifts " + file + "; mode: 0644 / 0600"});
    CHECK(in_words(proposed({with_mode("0644")}, {with_mode("0600")})) == Lines{"rights " + file});
    CHECK(in_words(proposed({with_mode("0640")}, {with_mode("0600")})) ==
          Lines{"differs " + file + "; mode: 0644 / 0640"});
    CHECK(in_words(proposed({}, {with_mode("0600")})) == Lines{"gone " + file + "; mode: 0644 / 0600"});
    CHECK(in_words(proposed({with_mode("0600")}, {with_mode("0600")})).empty());
    CHECK(proposed({with_mode("0600")}, {with_mode("0600")}).same == 1);
    CHECK(in_words(proposed({with_mode("0644") + "when: {os.family: redhat}\n"}, {with_mode("0644")})) ==
          Lines{"gone " + file});
}

TEST_CASE("what was not looked at as the proposed standard would is not guessed") {
    const test::TemporaryFolder folder;
    const auto file = folder.file("motd", "welcome\n", 0644);
    const auto now = "file: " + file + "\nmode: \"0644\"\n";
    CHECK(in_words(proposed({now, "group: root\n"}, {now})) ==
          Lines{"unobserved root; state:  / presentit was never looked at: nothing declared it at the last "
                "audit"});
    CHECK(in_words(proposed({now + "content: \"welcome\\n\"\n"}, {now})) ==
          Lines{"unobserved " + file + "; content:  / " + base::sha256("welcome\n") +
                "the last audit did not look at it as this would"});
    CHECK(in_words(proposed({now + "follow: true\n"}, {now}))
              .at(0)
              .find("it would be looked at in another way: follow differs") != std::string::npos);
    CHECK(in_words(proposed({now}, {now + "when: {os.family: redhat}\n"}))
              .at(0)
              .find("it was not looked at: it was skipped at the last audit") != std::string::npos);
    const auto partly = proposed({"file: " + file + "\nmode: \"0600\"\ncontent: a\n"}, {now});
    CHECK(partly.consequences.at(0).effect == Effect::drifts);
    CHECK_FALSE(partly.is_told());
}

TEST_CASE("where the standard has moved since the last audit, only what it asked then is told") {
    const test::TemporaryFolder folder;
    const auto file = folder.file("motd", "welcome\n", 0644);
    const auto with_mode = [&](const char* mode) {
        return test::catalog_of(Lines{"file: " + file + "\nmode: \"" + mode + "\"\n"});
    };
    const auto audited = with_mode("0644");
    const auto seen = test::last_seen(audited, answers_to(audited));
    const auto moved = impact::impact_on(with_mode("0600"), with_mode("0640"), seen, test::secrecy);
    CHECK(in_words(moved).at(0).find("the standard has changed since the last audit") != std::string::npos);
    CHECK(impact::impact_on(with_mode("0644"), with_mode("0640"), seen, test::secrecy).same == 1);
}

TEST_CASE("a file that is not there would not be as a changed standard wants it, whatever that asks") {
    const test::TemporaryFolder folder;
    const auto file = folder.path("none");
    CHECK(in_words(proposed({"file: " + file + "\nmode: \"0644\"\ncontent: a\n"},
                            {"file: " + file + "\nstate: absent\n"})) ==
          Lines{"drifts " + file + "; state: absent / present"});
}

TEST_CASE("the difference of contents is shown where the standard holds what was there") {
    const test::TemporaryFolder folder;
    const auto file = folder.file("motd", "welcome\n", 0644);
    const auto with_content = [&](const char* content) {
        return "file: " + file + "\ncontent: \"" + content + "\"\n";
    };
    const auto impact = proposed({with_content("hello\\n")}, {with_content("welcome\\n")});
    CHECK(impact.consequences.at(0).finding.diff.find("-welcome\n+hello\n") != std::string::npos);
}

TEST_CASE("secrets are told apart by their tokens, under one key, and never shown") {
    const test::TemporaryFolder folder;
    const auto file = folder.file("db-password", "hunter2\n", 0600);
    const auto with_content = [&](const char* content) {
        return test::catalog_of(Lines{"file: " + file + "\nmode: \"0600\"\ncontent: \"" + content + "\"\n"});
    };
    const auto impact_of = [&](const char* then, const char* proposed, const drift::Secrecy& secrecy) {
        const auto now = with_content(then);
        return impact::impact_on(with_content(proposed), now, test::last_seen(now, answers_to(now)), secrecy);
    };
    const auto other = impact_of("hunter2\\n", "hunter3\\n", test::secrecy);
    REQUIRE(other.consequences.size() == 1);
    CHECK(other.consequences.front().effect == Effect::drifts);
    const auto& finding = other.consequences.front().finding;
    const auto content = std::ranges::find(finding.properties, "content", &resource::Compared::property);
    REQUIRE(content != finding.properties.end());
    CHECK(content->hidden);
    CHECK(content->actual == base::Value(test::secrecy.token(base::sha256("hunter2\n"))));
    CHECK(finding.diff.empty());
    CHECK(impact_of("hunter3\\n", "hunter2\\n", test::secrecy).consequences.at(0).effect == Effect::rights);
    CHECK(impact_of("hunter3\\n", "hunter4\\n", test::secrecy).consequences.at(0).effect == Effect::differs);
    CHECK(impact_of("hunter2\\n", "hunter3\\n", drift::Secrecy("another key")).consequences.at(0).effect ==
          Effect::unobserved);
}

TEST_CASE("what would be restarted is what notifies it, and is not to be restarted now") {
    const test::TemporaryFolder folder;
    const auto file = folder.file("sshd_config", "Port 22\n", 0644);
    const std::string service = "service: ssh\n";
    const auto with_mode = [&](const char* mode) {
        return "file: " + file + "\nmode: \"" + mode + "\"\nnotify: service:ssh\n";
    };
    CHECK(proposed({with_mode("0600"), service}, {with_mode("0644"), service}).restarts() ==
          std::set<std::string>{"service:ssh"});
    CHECK(proposed({with_mode("0600"), service}, {with_mode("0640"), service}).restarts().empty());
}

TEST_CASE("the exit status tells what would drift, and what can't be told") {
    const auto verdict_of = [](Effect effect, bool audited) {
        impact::HostImpact host{.host = "web1"};
        if (audited)
            host.when = base::Instant{};
        drift::Finding finding{.desired = std::make_shared<const resource::Desired>()};
        finding.status = effect == Effect::unobserved ? drift::Status::unknown : drift::Status::drift;
        host.consequences.push_back({effect, finding});
        const auto verdict = impact::verdict(
            {.standard = "", .standard_digest = "", .instead_of = "", .asked = {}, .hosts = {host}});
        return std::pair(verdict.drift, verdict.untold);
    };
    CHECK(verdict_of(Effect::drifts, true) == std::pair(true, false));
    CHECK(verdict_of(Effect::differs, true) == std::pair(true, false));
    CHECK(verdict_of(Effect::rights, true) == std::pair(false, false));
    CHECK(verdict_of(Effect::gone, true) == std::pair(false, false));
    CHECK(verdict_of(Effect::unobserved, true) == std::pair(false, true));
    CHECK(verdict_of(Effect::drifts, false) == std::pair(true, true));
}
