#include "resource/types/http/reply.hpp"
#include "support/declared.hpp"
#include "support/desired.hpp"
#include "support/judge.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using namespace plumbline::resource;
using http::read_reply;
using test::Lines;

namespace {

const Type& type = *find_type("http");

// recorded from curl 7.88 and nginx 1.22
const std::string ok =
    "HTTP/1.1 200 OK\r\nServer: nginx/1.22.1\r\nContent-Type: text/html\r\nX-Frame-Options: DENY\r\n"
    "Set-Cookie: a=1\r\nSet-Cookie: b=2\r\n\r\n<h1>ok</h1>\n";
const std::string redirect = "HTTP/1.1 301 Moved Permanently\r\nLocation: https://www.example.org/\r\n\r\n";

test::Verdict judge(const test::Texts& texts, const std::string& answer) {
    return test::judge(type, test::desired(type, "http://127.0.0.1/", texts), {probe::Answered{answer}});
}

} // namespace

TEST_CASE("a reply is read: its status, headers in lower case, and body") {
    const auto reply = read_reply(ok).value();
    CHECK(reply.status == "200");
    CHECK(reply.headers.at("server") == "nginx/1.22.1");
    CHECK(reply.headers.at("set-cookie") == "a=1, b=2");
    CHECK(reply.body == "<h1>ok</h1>\n");
}

TEST_CASE("of several replies the last counts, and a body that looks like one is a body") {
    CHECK(read_reply("HTTP/1.1 100 Continue\r\n\r\n" + redirect + ok)->status == "200");
    CHECK(read_reply("HTTP/2 200 \r\nA: b\r\n\r\nHTTP/1.1 500 x\r\n\r\n")->status == "200");
    CHECK(read_reply(redirect)->body.empty());
}

TEST_CASE("what is no reply is none") {
    for (const char* odd :
         {"", "hello", "HTTP/1.1", "HTTP/1.1 20 OK\r\n\r\n", "HTTP/1.1 2x0 OK\r\n\r\n", "\r\n\r\n"}) {
        INFO(odd);
        CHECK_FALSE(read_reply(odd));
        CHECK(judge({}, odd).properties == Lines{"status: unknown, curl gave no answer of the form of HTTP"});
    }
}

TEST_CASE("a URL is held against its status, headers and body") {
    CHECK(judge({{"headers.X-Frame-Options", "DENY"}}, ok).properties ==
          Lines{"headers.X-Frame-Options: in sync", "status: in sync"});
    const auto drifted = judge({{"headers.X-Frame-Options", "SAMEORIGIN"},
                                {"headers.Strict-Transport-Security", "x"},
                                {"status", "204"}},
                               ok);
    CHECK(drifted.properties == Lines{"headers.Strict-Transport-Security: x / absent",
                                      "headers.X-Frame-Options: SAMEORIGIN / DENY", "status: 204 / 200"});
    CHECK(drifted.would.empty());
    Desired desired = test::desired(type, "http://127.0.0.1/");
    desired.attributes["body"] = test::negated({Contains{{"ok"}}});
    CHECK(test::judge(type, desired, {probe::Answered{ok}}).properties ==
          Lines{"body: not containing ok / <h1>ok</h1>\n", "status: in sync"});
    CHECK(judge({}, redirect).remarks == Lines{"it redirects to https://www.example.org/"});
}

TEST_CASE("a URL that could not be had is unknown") {
    CHECK(test::judge(type, test::desired(type, "https://x.example/"),
                      {probe::CannotTell{"curl: (6) Could not resolve host: x.example"}})
              .properties == Lines{"status: unknown, curl: (6) Could not resolve host: x.example"});
}

TEST_CASE("what is asked says whether to follow and to verify") {
    const auto asked = [](const test::Texts& texts) {
        return type.queries(test::desired(type, "http://a/", texts))[0].arguments;
    };
    CHECK(asked({}) == Lines{"http://a/", "stay", "verify"});
    CHECK(asked({{"follow", "true"}, {"verify", "false"}}) == Lines{"http://a/", "follow", "trust"});
}

TEST_CASE("URLs that can't be asked for are refused") {
    const auto objection = [](const std::string& url) { return test::objections("http: \"" + url + "\""); };
    CHECK(objection("file:///etc/passwd") ==
          "http:file:///etc/passwd: a URL begins with http:// or https://");
    CHECK(objection("http://a b/") == "http:http://a b/: a URL holds no blanks: write them as %20");
    CHECK(
        objection("https://u:p@h/x") ==
        "http:https://u:p@h/x: a URL with a user or password would be seen in the host's list of processes");
    CHECK(objection("https://h/x@y").empty());
}
