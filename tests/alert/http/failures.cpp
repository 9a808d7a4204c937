#include "alert/channels/interruption.hpp"
#include "alert/http/setting.hpp"

#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdlib>

using namespace plumbline;
using test::ChannelSetting;
using test::WebDouble;

namespace {

const std::string secret = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
const std::string path = "/hooks/0123456789abcdef0123456789abcdef";

/// A message to a service that goes wrong in this way. The service's own place is HERE in the words.
std::string outcome_with(const std::vector<std::string>& way, const std::string& more = "",
                         base::Milliseconds within = std::chrono::seconds(10)) {
    auto options = way;
    options.insert(options.end(), {"--secret", secret});
    const WebDouble service("webhook", options);
    const ChannelSetting setting("type: webhook\nurl: " + service.url() + path + "\nsecret: " + secret +
                                 "\n" + more);
    auto words = test::words_of(setting.send(test::message_of_drift(), within));
    if (const auto place = words.find(service.url()); place != std::string::npos)
        words.replace(place, service.url().size(), "HERE");
    return words;
}

std::string http_date_in(std::chrono::seconds time) {
    const auto then = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now() + time);
    std::array<char, 64> text{};
    std::strftime(text.data(), text.size(), "%a, %d %b %Y %H:%M:%S GMT", std::gmtime(&then));
    return text.data();
}

volatile std::sig_atomic_t signalled = 0;

/// A signal of this process in a second, remembered as the program does.
class SignalSoon {
public:
    SignalSoon() {
        struct sigaction action {};
        action.sa_handler = [](int) { signalled = 1; };
        ::sigaction(SIGALRM, &action, &before_);
        alert::interrupt_when([] { return signalled != 0; });
        ::alarm(1);
    }
    SignalSoon(const SignalSoon&) = delete;
    SignalSoon& operator=(const SignalSoon&) = delete;
    ~SignalSoon() {
        alert::interrupt_when(nullptr);
        ::sigaction(SIGALRM, &before_, nullptr);
    }

private:
    struct sigaction before_ {};
};

} // namespace

TEST_CASE("a signal ends a request that a silent service lets wait") {
    const SignalSoon signal;
    const auto begin = std::chrono::steady_clock::now();
    CHECK(outcome_with({"--fail", "silence"}, "", std::chrono::seconds(60)) == "failed: HERE: interrupted");
    CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(30));
}

TEST_CASE("what a service answers decides whether a message may be sent again") {
    struct Case {
        std::vector<std::string> way;
        std::string outcome;
    };
    const auto tried = GENERATE(values<Case>({
        {{"--answer", "200", "--body", "ok"}, "delivered"},
        {{"--answer", "202"}, "delivered"},
        {{"--answer", "400", "--body", "\n  \n invalid_payload \nmore"},
         "refused: HERE answered 400: invalid_payload"},
        {{"--answer", "401"}, "refused: HERE answered 401"},
        {{"--answer", "404", "--body", "\x1b]0;owned\x07 no\xe2\x80\xae"},
         "refused: HERE answered 404: \\x1b]0;owned\\x07 no\\u{202e}"},
        {{"--answer", "408"}, "failed: HERE answered 408"},
        {{"--answer", "425"}, "failed: HERE answered 425"},
        {{"--answer", "429", "--header", "Retry-After: 30"}, "failed: HERE answered 429 (after 30s)"},
        {{"--answer", "429", "--header", "Retry-After: soon"}, "failed: HERE answered 429"},
        {{"--answer", "429", "--header", "Retry-After: 99999999999"}, "failed: HERE answered 429 (after 1d)"},
        {{"--answer", "500", "--body", "oops"}, "failed: HERE answered 500: oops"},
        {{"--answer", "503", "--header", "Retry-After: 90"}, "failed: HERE answered 503 (after 1m30s)"},
        {{"--answer", "302", "--header", "Location: https://other.example.org/secret-place"},
         "refused: HERE answered 302: it has moved to https://other.example.org, and no redirect is "
         "followed; correct 'url'"},
        {{"--answer", "307", "--header", "Location: file:///etc/passwd"},
         "refused: HERE answered 307: it has moved to a place that is no http or https URL, and no redirect "
         "is "
         "followed; correct 'url'"},
    }));
    CHECK(outcome_with(tried.way) == tried.outcome);
}

TEST_CASE("a date in Retry-After is as good as seconds") {
    const auto words = outcome_with(
        {"--answer", "429", "--header", "Retry-After: " + http_date_in(std::chrono::seconds(7200))});
    // the two clocks are one, read a moment apart
    CHECK_THAT(words, Catch::Matches(R"(failed: HERE answered 429 \(after (2h|1h59m\d+s)\))"));
    CHECK(outcome_with(
              {"--answer", "429", "--header", "Retry-After: " + http_date_in(std::chrono::seconds(-7200))}) ==
          "failed: HERE answered 429");
}

TEST_CASE("an answer that does not come whole counts by its status, if that came") {
    struct Case {
        std::string way;
        std::string outcome;
    };
    const auto tried = GENERATE(values<Case>({
        {"nothing", "failed: HERE: Empty reply from server"},
        {"garbage", "failed: HERE: Received HTTP/0.9 when not allowed"},
        {"half head", "failed: HERE: the connection ended in the middle of an answer"},
        {"half body", "delivered"},
        {"half refusal", "refused: HERE answered 403: no suc"},
        {"huge", "delivered"},
        {"huge refusal", "refused: HERE answered 403: no"},
        {"huge head", "failed: HERE: "},
    }));
    INFO(tried.way);
    CHECK_THAT(outcome_with({"--fail", tried.way}), Catch::StartsWith(tried.outcome));
}

TEST_CASE("a service that keeps one waiting is left at the deadline") {
    const auto way = GENERATE(values<std::string>({"slow head", "silence"}));
    INFO(way);
    CHECK(outcome_with({"--fail", way}, "", base::Milliseconds(300)) == "failed: HERE: no answer in time");
    CHECK(outcome_with({"--fail", "slow body"}, "", base::Milliseconds(500)) == "delivered");
}

TEST_CASE("no connection is a failure that may pass") {
    std::string url;
    {
        const WebDouble gone("webhook", {"--secret", secret});
        url = gone.url();
    }
    const auto send = [](const std::string& keys) {
        return test::words_of(
            ChannelSetting("type: webhook\nsecret: " + secret + "\n" + keys).send(test::message_of_drift()));
    };
    CHECK_THAT(send("url: " + url + path),
               Catch::StartsWith("failed: " + url + ": ") && Catch::Contains("onnect"));
    CHECK_THAT(send("url: https://nowhere.invalid" + path),
               Catch::StartsWith("failed: https://nowhere.invalid: Could not resolve host"));
    CHECK_THAT(send("url: https://nowhere.invalid" + path + "\nproxy: " + url),
               Catch::StartsWith("failed: https://nowhere.invalid: "));
}

TEST_CASE("no proxy of the environment is taken, only one that is named") {
    ::setenv("http_proxy", "http://127.0.0.1:1", 1);
    ::setenv("ALL_PROXY", "http://127.0.0.1:1", 1);
    CHECK(outcome_with({}) == "delivered");
    const WebDouble proxy("webhook", {"--secret", secret});
    ::setenv("no_proxy", "*", 1);
    const ChannelSetting setting("type: webhook\nurl: http://nowhere.invalid/hook\nsecret: " + secret +
                                 "\nproxy: " + proxy.url() + "\n");
    CHECK(test::words_of(setting.send(test::message_of_drift())) == "delivered");
    CHECK(proxy.requests().at(0)["path"] == "http://nowhere.invalid/hook");
    for (const char* name : {"http_proxy", "ALL_PROXY", "no_proxy"})
        ::unsetenv(name);
}

TEST_CASE("a service that repeats what it was sent gives no secret away") {
    const auto words = outcome_with({"--fail", "echo"}, "token: hunter2hunter2\n");
    CHECK_THAT(words, Catch::StartsWith("refused: HERE answered 400: POST …"));
    for (const std::string hidden : {"hunter2", "0123456789abcdef", "MDEyMzQ1Njc4", "whsec_"})
        CHECK_THAT(words, !Catch::Contains(hidden));
}
