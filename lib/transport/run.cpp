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

/// One host's audit: which transport, and what each of its answers means.
class Talk {
public:
    Talk(const Destination& destination, const Limits& limits, Resolver& resolver)
        : destination_(destination), limits_(limits), resolver_(resolver),
          host_(base::Deadline::after(limits.host)), used_(destination.choice) {}

    Outcome ask(std::string_view input) {
        input_ = input;
        try {
            auto output = answer();
            output.remark = remark_;
            if (auto failure = why_no_shell(output, destination_, place(), [this] { return user(); }))
                return std::move(*failure);
            return output;
        } catch (const Stopped& stopped) {
            return Failure{stopped.stage(), stopped.what(), used_, remark_};
        } catch (const base::Error& error) {
            return Failure{Stage::connect, error.what(), used_, remark_};
        } catch (const std::exception& error) { // per host: any failure is this host's alone
            return Failure{Stage::channel, error.what(), used_, remark_};
        }
    }

private:
    Output answer() {
        switch (used_) {
        case Choice::local:
            return run_local(destination_, input_, limits_, host_);
        case Choice::ssh:
            return by_ssh();
        case Choice::libssh2:
            return connection_ ? by_session() : by_libssh2_alone();
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
        connection_ = open_connection(destination_, limits_, host_, resolver_);
        return by_session();
    }

    /// The first answer and those that follow it come by channels of one session, one after another.
    Output by_session() {
        auto& session = connection_->session();
        session.enter(Phase::begin(Stage::probe, limits_.probe, host_, limits_.host),
                      limits_.output + limits_.output / 4 + protocol_room);
        open_channel(session);
        auto output = channel_->run(fmt::format("{}", fmt::join(shell_words(destination_), " ")), input_,
                                    limits_.output);
        channel_->leave();
        output.used = Choice::libssh2;
        return output;
    }

    /// With MaxSessions 1 a server may still count the channel before, which it has closed but not put away
    /// yet: its first refusal is not its last word.
    void open_channel(Session& session) {
        if (!channel_) {
            channel_.emplace(session);
            return;
        }
        channel_->await_close();
        channel_.reset();
        try {
            channel_.emplace(session);
        } catch (const Stopped& refusal) {
            if (refusal.stage() != Stage::channel)
                throw;
            channel_.emplace(session);
        }
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
    const Limits& limits_;
    Resolver& resolver_;
    base::Deadline host_;
    Choice used_;
    std::string_view input_;
    std::string remark_;
    std::optional<Connection> connection_;
    std::optional<Channel> channel_; ///< goes before its session
};

} // namespace

void converse(const Destination& destination, std::string input, const Limits& limits, Resolver& resolver,
              const Next& next) {
    Talk talk(destination, limits, resolver);
    std::optional<std::string> asked(std::move(input));
    while (asked) {
        auto outcome = talk.ask(*asked);
        const bool answered = std::holds_alternative<Output>(outcome);
        auto more = next(std::move(outcome));
        if (!answered)
            return;
        asked = std::move(more);
    }
}

} // namespace plumbline::transport
