#pragma once

#include "alert/http/setting.hpp"

#include <ostream>
#include <string>
#include <vector>

namespace plumbline::test {

/// A type of channel with its double. What is secret in its keys is among `secrets`.
struct Service {
    std::string name;
    std::string keys;     ///< URL stands for the double's
    std::string expected; ///< what the double wants to be shown
    std::vector<std::string> secrets;

    [[nodiscard]] WebDouble start(std::vector<std::string> options = {}) const {
        options.insert(options.end(), {"--secret", expected});
        return WebDouble(name, options);
    }
    [[nodiscard]] std::string keys_for(const WebDouble& started) const {
        auto text = "type: " + name + "\n" + keys;
        return text.replace(text.find("URL"), 3, started.url());
    }
};
inline std::ostream& operator<<(std::ostream& out, const Service& service) {
    return out << service.name;
}

inline const std::vector<Service>& every_service() {
    static const std::vector<Service> all{
        {"alertmanager",
         "url: URL/\nuser: plumbline\npassword: correct-horse-battery\n",
         "Basic cGx1bWJsaW5lOmNvcnJlY3QtaG9yc2UtYmF0dGVyeQ==",
         {"correct-horse-battery", "cGx1bWJsaW5l"}},
        {"opsgenie",
         "url: URL\nkey: 0b7d3a52-0cf7-4e2e-9b1f-0d0a5c0b3f11\n",
         "0b7d3a52-0cf7-4e2e-9b1f-0d0a5c0b3f11",
         {"0b7d3a52", "0d0a5c0b3f11"}},
        {"pagerduty",
         "url: URL\nkey: R0123456789ABCDEF0123456789ABCDE\n",
         "R0123456789ABCDEF0123456789ABCDE",
         {"R0123456789ABC"}},
        {"slack",
         "url: URL/services/T0/B0/sXm3kWq9ZpLr7TnVbY2cDf5G\n",
         "sXm3kWq9ZpLr7TnVbY2cDf5G",
         {"sXm3kWq9"}},
        {"teams",
         "url: "
         "URL/workflows/0a1b2c3d4e5f/triggers/manual/paths/"
         "invoke?api-version=2016-06-01&sig=Zk3-w8_QpLmN5vB7xC9y\n",
         "Zk3-w8_QpLmN5vB7xC9y",
         {"Zk3-w8_", "0a1b2c3d4e5f"}},
        {"webhook",
         "url: URL/hook\nsecret: whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=\ntoken: hunter2hunter2\n",
         "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
         {"MDEyMzQ1", "hunter2"}},
    };
    return all;
}

inline const Service& service_named(const std::string& name) {
    return *std::ranges::find(every_service(), name, &Service::name);
}

/// The bodies that a service receives for these messages; there must be no complaint.
inline std::vector<nlohmann::json> bodies_of(const std::string& service,
                                             const std::vector<alert::Message>& messages) {
    const auto& kind = service_named(service);
    const auto started = kind.start();
    const ChannelSetting setting(kind.keys_for(started));
    for (const auto& message : messages)
        CHECK(words_of(setting.send(message)) == "delivered");
    CHECK(started.complaints() == "");
    std::vector<nlohmann::json> bodies;
    for (const auto& request : started.requests())
        bodies.push_back(nlohmann::json::parse(request["body"].get<std::string>()));
    return bodies;
}

} // namespace plumbline::test
