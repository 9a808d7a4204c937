#include "audit/pool.hpp"

#include "audit/message.hpp"
#include "base/error.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace plumbline::audit {
namespace {

using transport::Failure;
using transport::Stage;

/// A worker holds its host's deadline itself; the parent kills it when it is this much later.
constexpr auto grace = std::chrono::seconds(5);

Failure failure(Stage stage, std::string message) {
    return {stage, std::move(message), transport::Choice::automatic, {}};
}

} // namespace

void Pool::run(const std::vector<Visit>& visits, const Prepare& prepare, const Deliver& deliver,
               const std::function<bool()>& interrupted) {
    visits_ = &visits;
    for (std::size_t host = 0; host < visits.size(); ++host)
        waiting_.push_back(host);
    const auto over = base::Deadline::after(limits_.run);
    while ((!waiting_.empty() || busy() > 0) && !interrupted()) {
        if (over.passed()) {
            give_up(deliver);
            break;
        }
        begin_visits(prepare, deliver);
        wait(interrupted);
        for (auto& [seat, events] : std::exchange(ready_, {}))
            serve(*seat, events, deliver);
        drop_late(deliver);
    }
    seats_.clear();
}

std::size_t Pool::busy() const {
    return static_cast<std::size_t>(
        std::count_if(seats_.begin(), seats_.end(), [](const Seat& seat) { return seat.host.has_value(); }));
}

/// A worker must not keep the parent's ends of the others' channels.
Worker Pool::start_worker(Confinement confinement) const {
    std::vector<int> channels;
    for (const auto& seat : seats_)
        if (seat.worker.channel() >= 0) // one that was killed has none
            channels.push_back(seat.worker.channel());
    return {knowledge_, confinement, channels};
}

Pool::Seat* Pool::seat_for(Confinement confinement) {
    Seat* other = nullptr;
    for (auto& seat : seats_) {
        if (!seat.host && seat.worker.confinement() == confinement)
            return &seat;
        if (!seat.host)
            other = &seat;
    }
    if (seats_.size() >= limits_.parallel && other == nullptr)
        return nullptr;
    auto worker = start_worker(confinement);
    if (seats_.size() < limits_.parallel)
        return &seats_.emplace_back(Seat{std::move(worker), {}, {}, {}, {}, {}});
    other->worker = std::move(worker);
    return other;
}

/// Gives hosts to free workers, first those that wait longest; one whose gate is full lets others pass.
void Pool::begin_visits(const Prepare& prepare, const Deliver& deliver) {
    constexpr std::size_t farthest =
        256; // how many may be passed over: the search stays short however many wait
    wake_.reset();
    for (std::size_t i = 0; i < std::min(waiting_.size(), farthest) && busy() < limits_.parallel;) {
        const auto now = std::chrono::steady_clock::now();
        const auto host = waiting_[i];
        const auto& visit = (*visits_)[host];
        if (now < pace_.next_slot()) {
            wake_ = pace_.next_slot();
            return;
        }
        if (!pace_.may_begin(visit.gates, now)) {
            ++i;
            continue;
        }
        Seat* seat = seat_for(visit.confinement);
        if (seat == nullptr)
            return;
        waiting_.erase(waiting_.begin() + static_cast<std::ptrdiff_t>(i));
        pace_.begin(visit.gates, now);
        seat->host = host;
        seat->since = now;
        seat->due = now + limits_.host + grace;
        seat->to_send += encode(Job{Job::Kind::visit, host, prepare(host)});
        serve(*seat, POLLOUT, deliver);
    }
}

/// How long poll(2) may sleep, in milliseconds: until a worker is due or the rate allows another visit.
int Pool::patience() const {
    auto next = std::chrono::steady_clock::now() + std::chrono::seconds(1);
    if (wake_)
        next = std::min(next, *wake_);
    for (const auto& seat : seats_)
        if (seat.host)
            next = std::min(next, seat.due);
    const auto left = std::chrono::ceil<base::Milliseconds>(next - std::chrono::steady_clock::now()).count();
    return static_cast<int>(std::clamp<std::int64_t>(left, 0, 1000));
}

void Pool::wait(const std::function<bool()>& interrupted) {
    std::vector<pollfd> polled;
    std::vector<Seat*> seats;
    for (auto& seat : seats_) {
        if (!seat.host) {
            send(seat);
            continue;
        }
        const auto events = static_cast<short>(POLLIN | (seat.to_send.empty() ? 0 : POLLOUT));
        polled.push_back({seat.worker.channel(), events, 0});
        seats.push_back(&seat);
    }
    if (interrupted() || ::poll(polled.data(), polled.size(), patience()) <= 0)
        return;
    for (std::size_t i = 0; i < polled.size(); ++i)
        if (polled[i].revents != 0)
            ready_.emplace_back(seats[i], polled[i].revents);
}

void Pool::send(Seat& seat) {
    if (seat.to_send.empty())
        return;
    const auto put =
        ::send(seat.worker.channel(), seat.to_send.data(), seat.to_send.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
    if (put > 0)
        seat.to_send.erase(0, static_cast<std::size_t>(put));
}

void Pool::serve(Seat& seat, short events, const Deliver& deliver) {
    if ((events & POLLOUT) != 0)
        send(seat);
    if ((events & (POLLIN | POLLHUP | POLLERR)) != 0)
        receive(seat, deliver);
}

void Pool::receive(Seat& seat, const Deliver& deliver) {
    std::array<char, 1 << 16> chunk; // NOLINT: filled by recv(2)
    const auto got = ::recv(seat.worker.channel(), chunk.data(), chunk.size(), MSG_DONTWAIT);
    if (got < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    if (got <= 0)
        return lose(seat,
                    failure(Stage::channel,
                            "the worker for this host died: what the host sent may have broken the "
                            "ssh library; try --transport ssh"),
                    deliver);
    seat.received.append(chunk.data(), static_cast<std::size_t>(got));
    if (seat.received.size() < frame_header)
        return;
    const auto length = message_length(seat.received);
    if (length > limits_.answer)
        return lose(seat, failure(Stage::channel, "the worker for this host said more than it may"), deliver);
    if (seat.received.size() < frame_header + length)
        return;
    auto outcome = decode_outcome(std::string_view(seat.received).substr(frame_header));
    if (!outcome || !seat.to_send.empty())
        return lose(seat, failure(Stage::channel, "the worker for this host said what it may not"), deliver);
    hand_over(seat, std::move(*outcome), deliver);
}

/// An answer leaves the worker with an open session, which the seat keeps while the caller has more to ask.
void Pool::hand_over(Seat& seat, transport::Outcome outcome, const Deliver& deliver) {
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - seat.since;
    const bool answered = std::holds_alternative<transport::Output>(outcome);
    seat.received = {};
    seat.to_send = {};
    const auto host = *seat.host;
    auto more = deliver(host, std::move(outcome), seconds.count());
    const bool follows = answered && more;
    if (!follows) {
        pace_.end((*visits_)[host].gates);
        seat.host.reset();
    }
    if (!answered)
        return;
    seat.to_send = encode(follows ? Job{Job::Kind::follow, host, std::move(*more)} : Job{});
    if (follows)
        send(seat); // a leave goes out with the next visit, or before this process waits
}

void Pool::lose(Seat& seat, Failure why, const Deliver& deliver) {
    const auto confinement = seat.worker.confinement();
    seat.worker.kill();
    seat.worker = start_worker(confinement);
    hand_over(seat, std::move(why), deliver);
}

void Pool::drop_late(const Deliver& deliver) {
    const auto now = std::chrono::steady_clock::now();
    for (auto& seat : seats_)
        if (seat.host && now >= seat.due)
            lose(seat,
                 failure(Stage::deadline,
                         fmt::format("not finished within {}; raise limits.host if the host is slow",
                                     base::to_text(limits_.host))),
                 deliver);
}

void Pool::give_up(const Deliver& deliver) {
    const auto message =
        fmt::format("not audited: the run was over its deadline of {}; raise limits.run or limits.parallel",
                    base::to_text(limits_.run));
    for (auto& seat : seats_) {
        if (!seat.host)
            continue;
        seat.worker.kill();
        hand_over(seat, failure(Stage::deadline, message), deliver);
    }
    for (const auto host : std::exchange(waiting_, {}))
        deliver(host, failure(Stage::deadline, message), 0);
}

} // namespace plumbline::audit
