#include "alert/http/setting.hpp"
#include "support/certificates.hpp"

using namespace plumbline;
using test::Certificates;

namespace {

const std::string secret = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

/// To a server with this certificate, of which HERE stands for the place.
std::string outcome_with(const std::string& certificate, const std::string& ca_file,
                         const std::string& name = "127.0.0.1") {
    const test::WebDouble service("webhook", {"--secret", secret, "--tls", certificate, certificate});
    const test::ChannelSetting setting("type: webhook\nurl: " + service.url(name) + "/hook\nsecret: " +
                                       secret + "\n" + (ca_file.empty() ? "" : "ca_file: " + ca_file + "\n"));
    const auto words = test::words_of(setting.send(test::message_of_drift()));
    CHECK(service.requests().size() == (words == "delivered" ? 1 : 0)); // nothing was said to a stranger
    const auto place = words.find(service.url(name));
    return place == std::string::npos ? words
                                      : std::string(words).replace(place, service.url(name).size(), "HERE");
}

} // namespace

TEST_CASE("a server is known by its certificate, or gets nothing") {
    const auto& all = Certificates::shared();
    CHECK(outcome_with(all.server(), all.authority()) == "delivered");
    CHECK(outcome_with(all.server(), all.authority(), "localhost") == "delivered");
    CHECK(outcome_with(all.server(), "") ==
          "failed: HERE: SSL certificate problem: unable to get local issuer certificate");
    CHECK(outcome_with(all.server(), all.stranger()) ==
          "failed: HERE: SSL certificate problem: unable to get local issuer certificate");
    CHECK(outcome_with(all.elsewhere(), all.authority(), "localhost") ==
          "failed: HERE: SSL: no alternative certificate subject name matches target host name 'localhost'");
    CHECK(outcome_with(all.expired(), all.authority()) ==
          "failed: HERE: SSL certificate problem: certificate has expired");
}

TEST_CASE("a server that speaks no TLS is not spoken to without") {
    const test::WebDouble service("webhook", {"--secret", secret});
    const auto url = "https://127.0.0.1:" + service.port();
    const test::ChannelSetting setting("type: webhook\nurl: " + url + "\nsecret: " + secret + "\n");
    CHECK_THAT(test::words_of(setting.send(test::message_of_drift())),
               Catch::StartsWith("failed: " + url + ": "));
    CHECK(service.requests().empty());
}
