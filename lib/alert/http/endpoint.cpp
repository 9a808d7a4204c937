#include "alert/http/endpoint.hpp"

#include "alert/channels/ca_file.hpp"
#include "base/digest.hpp"
#include "base/error.hpp"
#include "base/escape.hpp"
#include "base/file.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace plumbline::alert {
namespace {

constexpr std::size_t least_secret = 12; ///< shorter parts of a path are words, like "services"
constexpr std::size_t most_quoted = 200; ///< bytes of an answer's line
constexpr std::size_t most_of_found = 32U << 20U;

/// The parts of a path and a query that may be keys, and the whole.
std::vector<std::string> secrets_of(const std::string& rest) {
    std::vector<std::string> parts;
    if (rest.size() >= least_secret)
        parts.push_back(rest);
    for (std::size_t begin = 0; begin < rest.size();) {
        const auto end = std::min(rest.find_first_of("/?&=", begin), rest.size());
        if (end - begin >= least_secret)
            parts.push_back(rest.substr(begin, end - begin));
        begin = end + 1;
    }
    return parts;
}

void hide(std::string& text, const std::string& secret) {
    static constexpr std::string_view instead = "…";
    for (auto at = text.find(secret); at != std::string::npos; at = text.find(secret, at + instead.size()))
        text.replace(at, secret.size(), instead);
}

/// The first line that says something; empty where none does.
std::string_view first_line(std::string_view body) {
    for (const auto line : base::lines(body))
        if (const auto words = base::trim(line); !words.empty())
            return words;
    return {};
}

bool may_pass_later(long status) {
    return status == 408 || status == 425 || status == 429 || status >= 500;
}

std::string place_of(const std::string& moved) {
    const auto url = parse_url(moved);
    return url ? url->origin : "a place that is no http or https URL";
}

std::optional<std::string> written_url(standard::Form& form, const ChannelReading& reading, UrlKind kind,
                                       const std::string& standing) {
    if (kind == UrlKind::secret)
        return reading.require_secret(form, "url");
    const auto open = form.take_text("url");
    const auto secret = reading.secret(form, "url");
    if (open && secret)
        reading.diagnostics().error(open->place, "'url' is given twice", "give it openly or as a secret");
    if (secret)
        return secret;
    if (open || !standing.empty())
        return open ? open->text : standing;
    reading.diagnostics().error(form.place(), "'url' is missing", "give the service's URL");
    return std::nullopt;
}

std::optional<std::string> read_proxy(standard::Form& form, const ChannelReading& reading) {
    const auto written = form.take_text("proxy");
    if (!written)
        return "";
    const auto url = parse_url(written->text);
    if (url && url->rest == "/")
        return url->origin;
    reading.diagnostics().error(written->place, "'proxy' is no URL of a proxy",
                                "write it as \"http://proxy.example.org:3128\", without a password");
    return std::nullopt;
}

} // namespace

std::optional<Credentials> read_credentials(standard::Form& form, const ChannelReading& reading) {
    auto& diagnostics = reading.diagnostics();
    const auto errors = diagnostics.errors();
    const auto user = form.take_text("user");
    const auto password = user ? reading.require_secret(form, "password") : std::nullopt;
    const auto token = reading.secret(form, "token");
    if (user && token)
        diagnostics.error(user->place, "'user' and 'token' exclude each other", "give one of them");
    Credentials credentials;
    if (token)
        credentials = {{{"Authorization", "Bearer " + *token}}, {*token}};
    if (user && password) {
        const auto encoded = base::to_base64(user->text + ":" + *password);
        credentials = {{{"Authorization", "Basic " + encoded}}, {*password, encoded}};
    }
    if (!std::ranges::all_of(credentials.headers, is_header))
        diagnostics.error(form.place(), "'token' is no printable ASCII",
                          "take the token as the service shows it");
    return diagnostics.errors() == errors ? std::optional(credentials) : std::nullopt;
}

Endpoint::Endpoint(Url url, Reach reach, Credentials credentials)
    : url_(std::move(url)), reach_(std::move(reach)), credentials_(std::move(credentials)) {
    auto& secrets = credentials_.secrets;
    std::ranges::move(secrets_of(url_.rest), std::back_inserter(secrets));
    std::erase(secrets, std::string());
    // a secret may hold another
    std::ranges::sort(secrets, std::ranges::greater(), &std::string::size);
}

std::string Endpoint::told(std::string text) const {
    for (const auto& secret : credentials_.secrets)
        hide(text, secret);
    return base::printable(text);
}

Outcome Endpoint::outcome_of(const Answer& answer) const {
    if (answer.status == 0)
        return {Outcome::Kind::failed, fmt::format("{}: {}", url_.origin, told(answer.trouble))};
    if (answer.status >= 200 && answer.status < 300)
        return {};
    auto why = fmt::format("{} answered {}", url_.origin, answer.status);
    if (!answer.moved.empty())
        return {Outcome::Kind::refused,
                fmt::format("{}: it has moved to {}, and no redirect is followed; correct 'url'", why,
                            told(place_of(answer.moved)))};
    // cut only what is hidden already: half a secret would not be found
    const auto said = told(std::string(first_line(answer.body)));
    if (!said.empty())
        why += ": " + said.substr(0, base::utf8_prefix(said.substr(0, most_quoted)));
    if (may_pass_later(answer.status))
        return {Outcome::Kind::failed, why, answer.retry_after};
    return {Outcome::Kind::refused, why};
}

Outcome Endpoint::misunderstood(const std::string& what) const {
    return {Outcome::Kind::failed, fmt::format("{}: {}", url_.origin, what)};
}

Request Endpoint::request_for(const std::string& path, const std::vector<Header>& headers) const {
    Request request{.url = url_.whole, .headers = credentials_.headers};
    if (!path.empty() && request.url.ends_with('/'))
        request.url.pop_back();
    request.url += path;
    request.headers.insert(request.headers.end(), headers.begin(), headers.end());
    return request;
}

Endpoint::Found Endpoint::ask(const Request& request, base::Deadline deadline) const {
    try {
        auto answer = alert::ask(request, reach_, deadline);
        return {outcome_of(answer), std::move(answer.body)};
    } catch (const base::Error& error) {
        return {{Outcome::Kind::refused, fmt::format("{}: {}", url_.origin, told(error.what()))}};
    }
}

Outcome Endpoint::post_json(const std::string& path, const std::vector<Header>& headers,
                            const std::string& body, base::Deadline deadline) const {
    auto request = request_for(path, headers);
    request.headers.push_back({"Content-Type", "application/json; charset=utf-8"});
    request.body = body;
    return ask(request, deadline).outcome;
}

Endpoint::Found Endpoint::get(const std::string& path, base::Deadline deadline) const {
    auto request = request_for(path, {});
    request.most_of_answer = most_of_found;
    return ask(request, deadline);
}

std::optional<Endpoint> read_endpoint(standard::Form& form, const ChannelReading& reading, UrlKind kind,
                                      Credentials credentials, const std::string& standing) {
    const auto written = written_url(form, reading, kind, standing);
    const auto ca_file = read_ca_file(form, reading);
    const auto proxy = read_proxy(form, reading);
    const auto url = written ? parse_url(*written) : std::nullopt;
    if (written && !url)
        reading.diagnostics().error(form.place(), "'url' is no URL of http or https",
                                    "write it as \"https://HOST/PATH\", without user, password or fragment");
    if (!url || !ca_file || !proxy)
        return std::nullopt;
    return Endpoint(*url, Reach{*ca_file, *proxy}, std::move(credentials));
}

} // namespace plumbline::alert
