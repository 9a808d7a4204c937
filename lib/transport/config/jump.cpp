#include "transport/config/jump.hpp"

#include "base/escape.hpp"
#include "transport/stop.hpp"

#include <algorithm>

namespace plumbline::transport {
namespace {

Destination parse(std::string_view text, const Destination& last) {
    Destination hop;
    hop.ssh_config = last.ssh_config;
    hop.known_hosts = last.known_hosts;
    auto rest = text.starts_with("ssh://") ? text.substr(6) : text;
    if (const auto at = rest.rfind('@'); at != std::string_view::npos) {
        hop.user = rest.substr(0, at);
        rest.remove_prefix(at + 1);
    }
    if (const auto close = rest.find(']'); rest.starts_with('[') && close != std::string_view::npos) {
        hop.host = rest.substr(1, close - 1);
        rest.remove_prefix(close + 1);
    } else {
        hop.host = rest.substr(0, rest.find(':'));
        rest.remove_prefix(hop.host.size());
    }
    if (rest.starts_with(':'))
        hop.port = rest.substr(1);
    if (hop.host.empty() || (!rest.empty() && !rest.starts_with(':')))
        stop(Stage::resolve, "expected [user@]host[:port] in ProxyJump, found '{}'", base::printable(text));
    return hop;
}

} // namespace

std::vector<Destination> jumps(std::string_view proxy_jump, const Destination& last) {
    std::vector<Destination> hops;
    while (!proxy_jump.empty()) {
        const auto text = proxy_jump.substr(0, proxy_jump.find(','));
        proxy_jump.remove_prefix(std::min(text.size() + 1, proxy_jump.size()));
        hops.push_back(parse(text, last));
    }
    return hops;
}

} // namespace plumbline::transport
