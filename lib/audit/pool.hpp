#pragma once

#include "audit/pace.hpp"
#include "audit/worker.hpp"
#include "base/clock.hpp"
#include "transport/transport.hpp"

#include <cstddef>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace plumbline::audit {

/// What the pool must know of one host's turn.
struct Visit {
    std::vector<std::string> gates; ///< what it shares with other hosts: an address, a jump host
    Confinement confinement = Confinement::sandboxed;
};

struct PoolLimits {
    unsigned parallel = 64;
    PaceLimits pace{};
    base::Milliseconds host{90'000}; ///< a worker that is silent for longer than this and a grace is killed
    base::Milliseconds run{50 * 60'000}; ///< hosts not finished by then are given up
    std::size_t answer = 80 << 20;       ///< bytes a worker may say of one host
};

/// The parent's side: keeps workers busy, holds them to their deadlines, and replaces those that die.
/// Whatever a host does to its worker costs that worker, never the run. One thread, poll(2).
class Pool {
public:
    /// What goes to the host's shell, made when its turn comes.
    using Prepare = std::function<std::string(std::size_t host)>;
    /// What came of it: called once for every host, in the order in which they finish. Says what the same
    /// host's shell is to be fed next, in the same session; what comes of that is delivered likewise, so the
    /// last call for a host is the one that says nothing, or brings a failure.
    using Deliver = std::function<std::optional<std::string>(std::size_t host, transport::Outcome outcome,
                                                             double seconds)>;

    Pool(WorkerKnowledge knowledge, PoolLimits limits)
        : knowledge_(knowledge), limits_(limits), pace_(limits.pace) {}

    /// Visits every host once. `interrupted` is asked between steps; when it says so, the run ends without
    /// the rest.
    void run(const std::vector<Visit>& visits, const Prepare& prepare, const Deliver& deliver,
             const std::function<bool()>& interrupted);

    /// Called by `deliver` of a host whose session it ends: it gets another, from `prepare` on.
    void visit_again(std::size_t host) { waiting_.push_back(host); }

private:
    struct Seat {
        Worker worker;
        std::optional<std::size_t> host;
        base::Monotonic since{};
        base::Monotonic due{};
        std::string to_send;
        std::string received;
    };

    void begin_visits(const Prepare& prepare, const Deliver& deliver);
    [[nodiscard]] Worker start_worker(Confinement confinement) const;
    Seat* seat_for(Confinement confinement);
    void wait(const std::function<bool()>& interrupted);
    static void send(Seat& seat);
    void serve(Seat& seat, short events, const Deliver& deliver);
    void receive(Seat& seat, const Deliver& deliver);
    void hand_over(Seat& seat, transport::Outcome outcome, const Deliver& deliver);
    void lose(Seat& seat, transport::Failure why, const Deliver& deliver);
    void drop_late(const Deliver& deliver);
    void give_up(const Deliver& deliver);
    [[nodiscard]] std::size_t busy() const;
    [[nodiscard]] int patience() const;

    WorkerKnowledge knowledge_;
    PoolLimits limits_;
    Pace pace_;
    const std::vector<Visit>* visits_ = nullptr;
    std::deque<std::size_t> waiting_;
    std::deque<Seat> seats_;
    std::vector<std::pair<Seat*, short>> ready_;
    std::optional<base::Monotonic> wake_; ///< when the rate allows the visit that waits for it
};

} // namespace plumbline::audit
