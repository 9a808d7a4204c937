#include "alert/delivering/deliver.hpp"

#include "alert/delivering/breakers.hpp"
#include "alert/delivering/lane.hpp"
#include "alert/delivering/troubles.hpp"
#include "alert/outbox/outbox.hpp"
#include "alert/settings/headline.hpp"
#include "base/error.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

namespace plumbline::alert {
namespace {

using namespace std::chrono_literals;
using base::Instant;
using base::Milliseconds;

constexpr Milliseconds attempt_limit = 15s;
/// Before the second attempt of a channel, and before the third.
constexpr std::array<Milliseconds, 2> retries{1s, 3s};
constexpr Milliseconds longest_wait = 10s;

std::string day_of(Instant instant) {
    return base::to_rfc3339(instant).substr(0, std::string_view("2026-11-20").size());
}

Outcome attempt(const Channel& channel, const Message& message, base::Deadline deadline) {
    try {
        return channel.send(message, deadline);
    } catch (const std::exception& error) {
        return {Outcome::Kind::failed, error.what()};
    }
}

/// One run's way through the outbox. Destinations take turns: the one that took the least time so far is
/// next, so that one that is slow keeps none of the others waiting for long.
class Delivery {
public:
    Delivery(const Settings& settings, Memory& memory, const Clock& clock,
             const std::function<void(const Memory&)>& save)
        : settings_(settings), memory_(memory), clock_(clock), save_(save), started_(clock.now()),
          end_(started_ + settings.deliver), deadline_(base::Deadline::after(settings.deliver)) {}

    Deliveries run() {
        for (const auto& line : prepare(settings_, memory_, started_))
            troubles_.add(line);
        save_(memory_);
        lanes_ = lanes_of(memory_.outbox);
        while (auto* lane = next_lane()) {
            if (!wait_until(lane->ready))
                break;
            step(*lane);
        }
        stop();
        save_(memory_);
        deliveries_.kept = memory_.outbox.size();
        deliveries_.troubles = troubles_.lines();
        return std::move(deliveries_);
    }

private:
    Lane* next_lane() {
        const auto now = clock_.now();
        const auto rank = [&](const Lane& lane) {
            return std::tuple(lane.ids.empty(), std::max(lane.ready, now), lane.spent);
        };
        const auto next = std::ranges::min_element(lanes_, {}, rank);
        return next == lanes_.end() || next->ids.empty() ? nullptr : &*next;
    }

    /// False when there is no time left, or the pause was broken off.
    bool wait_until(Instant ready) {
        constexpr Milliseconds early = 50ms; // no two clocks agree
        const auto now = clock_.now();
        interrupted_ = interrupted_ || clock_.interrupted();
        if (interrupted_ || now >= end_ || deadline_.passed())
            return false;
        if (ready <= now)
            return true;
        const auto until = std::min(ready, end_);
        clock_.pause(
            std::min(std::chrono::ceil<Milliseconds>(until - now), Milliseconds(deadline_.remaining_ms())));
        interrupted_ = clock_.now() + early < until;
        return !interrupted_ && until == ready;
    }

    void step(Lane& lane) {
        if (!lane.journey)
            begin(lane);
        else if (passage(memory_, channel_of(lane), clock_.now()) == Passage::closed)
            pass_on(lane, words_of(memory_.breakers.at(channel_of(lane))));
        else
            send(lane);
    }

    static const std::string& channel_of(const Lane& lane) { return lane.journey->channels.front(); }

    std::vector<Parcel>::iterator parcel_of(const Lane& lane) {
        return std::ranges::find_if(memory_.outbox, [&](const Parcel& parcel) {
            return parcel.destination == lane.destination && parcel.message.id == lane.ids.front();
        });
    }

    void begin(Lane& lane) {
        const auto& parcel = *parcel_of(lane);
        if (parcel.not_before > started_)
            return leave(lane);
        if (lane.waiting.holds(parcel.message))
            return stay(lane);
        auto ways = ways_of(settings_, memory_, parcel);
        if (ways.empty())
            return stay_without_channel(lane);
        lane.journey.emplace(Journey{std::move(ways)});
    }

    void send(Lane& lane) {
        auto& parcel = *parcel_of(lane);
        leave_batch(parcel);
        const auto& channel = channel_of(lane);
        const bool probing = passage(memory_, channel, clock_.now()) == Passage::probing;
        const auto before = clock_.now();
        const auto left = std::chrono::ceil<Milliseconds>(end_ - before);
        auto outcome =
            attempt(*settings_.channels.at(channel), worded(parcel.message, settings_, channel),
                    base::Deadline::earlier(deadline_, base::Deadline::after(std::min(left, attempt_limit))));
        outcome.why = outcome.why.empty() ? "no reason was given" : shortened(outcome.why, 300);
        lane.spent += std::chrono::round<Milliseconds>(clock_.now() - before);
        ++lane.journey->attempts;
        ++parcel.attempts;
        parcel.trouble = outcome.why;
        take(lane, outcome, probing);
        save_(memory_);
    }

    /// What is attempted may have arrived: told again in a digest it would be told twice.
    void leave_batch(Parcel& parcel) {
        if (parcel.batch.empty())
            return;
        parcel.batch.clear();
        save_(memory_);
    }

    void take(Lane& lane, const Outcome& outcome, bool probing) {
        const auto channel = channel_of(lane);
        switch (outcome.kind) {
        case Outcome::Kind::delivered:
            note_answer(memory_, channel);
            return arrive(lane);
        case Outcome::Kind::refused:
            note_answer(memory_, channel);
            return pass_on(lane, outcome.why, true);
        case Outcome::Kind::failed:
            if (clock_.interrupted())
                return break_off(lane);
            break;
        }
        const auto wait = outcome.wait_for.value_or(0ms);
        const auto attempts = lane.journey->attempts;
        if (!probing && attempts <= retries.size() && wait <= longest_wait) {
            lane.ready = clock_.now() + std::max(retries.at(attempts - 1), wait);
            return;
        }
        note_failure(memory_, channel, outcome.why, clock_.now(), outcome.wait_for);
        pass_on(lane, outcome.why);
    }

    /// That is no fault of the channel.
    static void break_off(Lane& lane) { lane.journey->attempts = 0; }

    /// To the next channel, if there is one.
    void pass_on(Lane& lane, const std::string& why, bool refused = false) {
        auto& journey = *lane.journey;
        journey.failures.push_back(fmt::format("{}: {}", channel_of(lane), why));
        journey.refused_by_all = journey.refused_by_all && refused;
        journey.channels.erase(journey.channels.begin());
        journey.attempts = 0;
        if (journey.channels.empty())
            stay_undelivered(lane);
    }

    void arrive(Lane& lane) {
        const auto parcel = parcel_of(lane);
        if (!lane.journey->failures.empty())
            trouble(lane, fmt::format("{} took over", channel_of(lane)));
        note_carrier(settings_, memory_, *parcel, channel_of(lane));
        if (parcel->message.event != Event::unchanged)
            ++deliveries_.delivered;
        drop(lane);
    }

    void stay_undelivered(Lane& lane) {
        const auto parcel = parcel_of(lane);
        if (parcel->message.event == Event::unchanged) {
            trouble(lane, "what is still open was not told again");
            return drop(lane);
        }
        const bool refused = lane.journey->refused_by_all;
        if (refused && clock_.now() >= end_of_patience(*parcel)) {
            trouble(lane, fmt::format("given up: {}", parcel->message.headline));
            return drop(lane);
        }
        trouble(lane, refused ? fmt::format("refused, and tried again by each run until {}",
                                            day_of(end_of_patience(*parcel)))
                              : "kept for the next run");
        stay(lane);
    }

    void stay_without_channel(Lane& lane) {
        const auto parcel = parcel_of(lane);
        if (parcel->message.event == Event::unchanged)
            return drop(lane);
        const auto gone = fmt::format("{}: alerts.yaml has no such channel any more", lane.destination);
        if (clock_.now() >= end_of_patience(*parcel)) {
            troubles_.add(fmt::format("{}; given up: {}", gone, parcel->message.headline));
            return drop(lane);
        }
        troubles_.add(fmt::format("{}; kept until {}", gone, day_of(end_of_patience(*parcel))));
        stay(lane);
    }

    void trouble(const Lane& lane, const std::string& end) {
        troubles_.add(fmt::format("{}; {}", fmt::join(lane.journey->failures, ", "), end));
    }

    /// It was due, and is not delivered.
    void stay(Lane& lane) {
        if (parcel_of(lane)->message.event == Event::unchanged)
            return drop(lane);
        ++deliveries_.undelivered;
        leave(lane);
    }

    void leave(Lane& lane) {
        lane.waiting.add(parcel_of(lane)->message);
        advance(lane);
    }

    void drop(Lane& lane) {
        memory_.outbox.erase(parcel_of(lane));
        advance(lane);
    }

    void advance(Lane& lane) {
        lane.ids.pop_front();
        lane.journey.reset();
        lane.ready = {};
    }

    /// What is not done yet is for the next run.
    void stop() {
        for (auto& lane : lanes_) {
            if (lane.journey && lane.journey->attempts > 0)
                give_way(lane);
            while (!lane.ids.empty())
                stay_for_want_of_time(lane);
        }
    }

    /// Between two attempts: what came of the first counts.
    void give_way(Lane& lane) {
        const auto why = parcel_of(lane)->trouble;
        note_failure(memory_, channel_of(lane), why, clock_.now(), std::nullopt);
        lane.journey->channels.resize(1);
        pass_on(lane, why);
    }

    void stay_for_want_of_time(Lane& lane) {
        if (parcel_of(lane)->not_before > started_)
            return leave(lane);
        troubles_.add(interrupted_ ? std::string("interrupted; kept for the next run")
                                   : fmt::format("the {} for delivering are over; kept for the next run",
                                                 base::to_text(settings_.deliver)));
        stay(lane);
    }

    const Settings& settings_;
    Memory& memory_;
    const Clock& clock_;
    const std::function<void(const Memory&)>& save_;
    Instant started_;
    Instant end_;
    base::Deadline deadline_;
    std::vector<Lane> lanes_ = {};
    Deliveries deliveries_ = {};
    Troubles troubles_ = {};
    bool interrupted_ = false;
};

} // namespace

Deliveries deliver(const Settings& settings, Memory& memory, const Clock& clock,
                   const std::function<void(const Memory&)>& save) {
    if (memory.outbox.empty())
        return {};
    return Delivery(settings, memory, clock, save).run();
}

} // namespace plumbline::alert
