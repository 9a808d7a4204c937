#include "alert/channels/listener.hpp"

#include "base/escape.hpp"
#include "resource/formats/address.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace plumbline::alert {
namespace {

constexpr std::string_view separator = "://";

std::string forms_of(const std::vector<Scheme>& schemes) {
    std::vector<std::string> forms;
    for (const auto& scheme : schemes)
        forms.push_back(fmt::format("{}://HOST:PORT", scheme.name));
    return fmt::format("{}", fmt::join(forms, " or "));
}

inventory::Address address_of(std::string_view text) {
    if (text.starts_with('[') && text.ends_with(']'))
        return {std::string(text.substr(1, text.size() - 2)), std::nullopt};
    return inventory::split_port(text);
}

std::string problem_of(const inventory::Address& address) {
    if (address.port && !inventory::parse_port(*address.port))
        return fmt::format("a port is a number from 1 to 65535, found '{}'", base::printable(*address.port));
    if (address.name.find(':') != std::string::npos && !inventory::is_ipv6(address.name))
        return fmt::format("'{}' is no host", base::printable(address.name));
    return inventory::address_problem(address.name);
}

} // namespace

std::string Listener::place() const {
    return inventory::is_ipv6(host) ? fmt::format("[{}]:{}", host, port) : fmt::format("{}:{}", host, port);
}

bool Listener::is_loopback() const {
    return host == "localhost" || resource::formats::is_loopback(host);
}

std::optional<Listener> read_listener(const standard::Text& written, std::string_view key,
                                      const std::vector<Scheme>& schemes, base::Diagnostics& diagnostics) {
    if (written.text.find('@') != std::string::npos) { // what stands before it may be a secret
        diagnostics.error(written.place, fmt::format("'{}' holds an '@': no user belongs into it", key),
                          fmt::format("write {}", forms_of(schemes)));
        return std::nullopt;
    }
    const auto split = written.text.find(separator);
    const auto scheme =
        std::ranges::find(schemes, std::string_view(written.text).substr(0, split), &Scheme::name);
    if (split == std::string::npos || scheme == schemes.end()) {
        diagnostics.error(written.place, fmt::format("'{}' must be {}, found '{}'", key, forms_of(schemes),
                                                     base::printable(written.text)));
        return std::nullopt;
    }
    auto address = address_of(std::string_view(written.text).substr(split + separator.size()));
    if (const auto problem = problem_of(address); !problem.empty()) {
        diagnostics.error(written.place, fmt::format("in '{}': {}", key, problem),
                          fmt::format("write {} and nothing behind it", forms_of({*scheme})));
        return std::nullopt;
    }
    const auto port = address.port ? *inventory::parse_port(*address.port) : scheme->port;
    return Listener{std::string(scheme->name), std::move(address.name), port};
}

} // namespace plumbline::alert
