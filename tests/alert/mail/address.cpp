#include "alert/mail/address.hpp"

#include <catch2/catch.hpp>

using namespace plumbline::alert;

TEST_CASE("a mail address is a bare one in ASCII, and never looks like an option") {
    for (const std::string good :
         {"ops@example.org", "a@b", "first.last+tag@mail.example.org", "o'neil@xn--bcher-kva.example"}) {
        INFO(good);
        CHECK(mail_address_problem(good).empty());
    }
    const std::string label(64, 'x');
    const std::string bad[] = {"",
                               "ops",
                               "@example.org",
                               "ops@",
                               "-f@example.org",
                               "a b@example.org",
                               "ops@exa mple.org",
                               "a..b@example.org",
                               ".a@example.org",
                               "a.@example.org",
                               "ops@.example.org",
                               "ops@example.org.",
                               "ops@-x.example",
                               "ops@x-.example",
                               "ops@example_org",
                               "ops@bücher.example",
                               "öps@example.org",
                               "\"a b\"@example.org",
                               "Ops <ops@example.org>",
                               "ops@example.org,b@example.org",
                               "ops@example.org\r\nBcc: x@y",
                               "ops@[127.0.0.1]",
                               "a@b@c",
                               "x@" + label,
                               label + "x@b",
                               "a@" + std::string(300, 'x')};
    for (const auto& each : bad) {
        INFO(each);
        CHECK(!mail_address_problem(each).empty());
    }
}
