#pragma once

#include "support/double.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace plumbline::test {

/// A double of a web service (tests/alert/doubles/web.py), ended with this object.
class WebDouble {
public:
    /// `more`: its options.
    explicit WebDouble(const std::string& service, const std::vector<std::string>& more = {})
        : double_("web.py", arguments(service, more)),
          is_tls_(std::find(more.begin(), more.end(), "--tls") != more.end()) {}

    [[nodiscard]] std::string port() const { return double_.port(); }
    [[nodiscard]] std::string url(const std::string& name = "127.0.0.1") const {
        return (is_tls_ ? "https://" : "http://") + name + ":" + port();
    }

    /// What it received: method, path, headers, body as text, complaints.
    [[nodiscard]] std::vector<nlohmann::json> requests() const { return double_.noted(); }
    /// Of all requests, a line each.
    [[nodiscard]] std::string complaints() const {
        std::string all;
        for (const auto& request : requests())
            for (const auto& complaint : request["complaints"])
                all += complaint.get<std::string>() + "\n";
        return all;
    }

private:
    static std::vector<std::string> arguments(const std::string& service,
                                              const std::vector<std::string>& more) {
        std::vector<std::string> all{service};
        all.insert(all.end(), more.begin(), more.end());
        return all;
    }

    Double double_;
    bool is_tls_;
};

} // namespace plumbline::test
