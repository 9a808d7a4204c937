#include "base/error.hpp"
#include "history/store/database.hpp"

#include <filesystem>

namespace plumbline::history {
namespace {

constexpr std::string_view sqlite = "sqlite:///";
constexpr std::string_view postgresql = "postgresql://";
constexpr std::string_view postgres = "postgres://";

/// Where in a connection URI something stands that nobody else may read.
struct Range {
    std::size_t begin = 0;
    std::size_t length = 0;
};

/// After the user's colon, or as a parameter (libpq, "Connection URIs").
Range password_in(std::string_view uri) {
    const auto authority = uri.find("//") + 2;
    const auto end = std::min(uri.find_first_of("/?", authority), uri.size());
    const auto at = uri.substr(authority, end - authority).rfind('@');
    const auto colon = uri.substr(authority, end - authority).find(':');
    if (at != std::string_view::npos && colon < at)
        return {authority + colon + 1, at - colon - 1};
    constexpr std::string_view parameter = "password=";
    for (auto found = uri.find(parameter, end); found != std::string_view::npos;
         found = uri.find(parameter, found + 1))
        if (uri[found - 1] == '?' || uri[found - 1] == '&') {
            const auto begin = found + parameter.size();
            return {begin, std::min(uri.find('&', begin), uri.size()) - begin};
        }
    return {};
}

Address postgresql_address(std::string_view url) {
    const auto password = password_in(url);
    Address address{Address::Kind::postgresql, std::string(url), std::string(url),
                    std::string(url.substr(password.begin, password.length))};
    if (password.length > 0)
        address.text.replace(password.begin, password.length, "…");
    return address;
}

} // namespace

Address parse_address(std::string_view url) {
    if (url.starts_with(sqlite) && url.size() > sqlite.size() && url.back() != '/') {
        const auto path = std::filesystem::path("/" + std::string(url.substr(sqlite.size())));
        return {Address::Kind::sqlite, std::string(url), path.lexically_normal().string(), {}};
    }
    if (url.starts_with(postgresql) || url.starts_with(postgres))
        return postgresql_address(url);
    base::fail("expected a history of sqlite:///PATH, postgresql://USER@HOST/DATABASE or none, found '{}'",
               url);
}

} // namespace plumbline::history
