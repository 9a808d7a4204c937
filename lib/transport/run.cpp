#include "transport/run.hpp"

#include "base/escape.hpp"
#include "transport/ssh2/connection.hpp"
#include "transport/stop.hpp"

namespace plumbline::transport {
namespace {

Output run_libssh2(const Destination& destination, std::string_view input, const Limits& limits,
                   base::Deadline host, Resolver& resolver) {
    auto connection = open_connection(destination, limits, host, resolver);
    auto& session = connection.session();
    session.enter(Phase::begin(Stage::probe, limits.probe, host, limits.host),
                  limits.output + limits.output / 4 + (1 << 20));
    Channel channel(session);
    channel.execute(destination.sudo ? "sudo -n sh" : "sh");
    auto output = channel.converse(input, limits.output);
    output.used = Choice::libssh2;
    return output;
}

} // namespace

Outcome run(const Destination& destination, std::string_view input, const Limits& limits,
            Resolver& resolver) {
    const auto host = base::Deadline::after(limits.host);
    try {
        return run_libssh2(destination, input, limits, host, resolver);
    } catch (const Stopped& stopped) {
        return Failure{stopped.stage(), stopped.what(), Choice::libssh2, {}};
    } catch (const Unsupported& unsupported) {
        return Failure{
            Stage::connect, std::string(unsupported.what()) + "; use --transport ssh", Choice::libssh2, {}};
    }
}

} // namespace plumbline::transport
