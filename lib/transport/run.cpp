#include "transport/run.hpp"

#include "base/escape.hpp"
#include "transport/answer.hpp"
#include "transport/child.hpp"
#include "transport/ssh2/connection.hpp"
#include "transport/stop.hpp"
#include "transport/system_ssh.hpp"

#include <fmt/ranges.h>

namespace plumbline::transport {
namespace {

constexpr std::size_t protocol_room =
    1 << 20; ///< what SSH adds to an answer at the limit: packets, MACs, rekeying

/// One host's audit: which transport, and what its end means.
class Run {
public:
    Run(const Destination& destination, std::string_view input, const Limits& limits, Resolver& resolver)
        : destination_(destination), input_(input), limits_(limits), resolver_(resolver),
          host_(base::Deadline::after(limits.host)), used_(destination.choice) {}

    Outcome outcome() {
        try {
            auto output = choose();
            output.remark = remark_;
            if (auto failure = why_no_shell(output, destination_, place(), [this] { return user(); }))
                return std::move(*failure);
            return output;
        } catch (const Stopped& stopped) {
            return Failure{stopped.stage(), stopped.what(), used_, remark_};
        } catch (const base::Error& error) {
            return Failure{Stage::connect, error.what(), used_, remark_};
        }
    }

private:
    Output choose() {
        switch (destination_.choice) {
        case Choice::local:
            return run_local(destination_, input_, limits_, host_);
        case Choice::ssh:
            return by_ssh();
        case Choice::libssh2:
            return by_libssh2_alone();
        case Choice::automatic:
            break;
        }
        try {
            return by_libssh2();
        } catch (const Unsupported& unsupported) {
            remark_ = fmt::format("{}: used ssh", unsupported.what());
        }
        return by_ssh();
    }

    Output by_ssh() {
        used_ = Choice::ssh;
        return run_ssh(destination_, input_, limits_, host_, place());
    }

    Output by_libssh2_alone() {
        try {
            return by_libssh2();
        } catch (const Unsupported& unsupported) {
            stop(Stage::connect, "{}; --transport ssh uses the system's ssh", unsupported.what());
        }
    }

    Output by_libssh2() {
        used_ = Choice::libssh2;
        auto connection = open_connection(destination_, limits_, host_, resolver_);
        auto& session = connection.session();
        session.enter(Phase::begin(Stage::probe, limits_.probe, host_, limits_.host),
                      limits_.output + limits_.output / 4 + protocol_room);
        Channel channel(session);
        auto output =
            channel.run(fmt::format("{}", fmt::join(shell_words(destination_), " ")), input_, limits_.output);
        output.used = Choice::libssh2;
        return output;
    }

    [[nodiscard]] std::string place() const {
        if (destination_.choice == Choice::local)
            return "this machine";
        return base::printable(destination_.address.value_or(destination_.host));
    }
    [[nodiscard]] std::string user() const {
        if (destination_.choice == Choice::local)
            return login_name();
        return base::printable(resolver_.options(destination_).user);
    }

    const Destination& destination_;
    std::string_view input_;
    const Limits& limits_;
    Resolver& resolver_;
    base::Deadline host_;
    Choice used_;
    std::string remark_;
};

} // namespace

Outcome run(const Destination& destination, std::string_view input, const Limits& limits,
            Resolver& resolver) {
    return Run(destination, input, limits, resolver).outcome();
}

} // namespace plumbline::transport
