#pragma once

#include "alert/delivering/deliver.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <deque>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace plumbline::test::delivering {

using alert::Event;
using alert::Message;
using alert::Outcome;
using namespace std::chrono_literals;

inline const base::Instant noon = *base::parse_instant("2026-11-20T12:00:00Z");

inline Outcome delivered() {
    return {};
}
inline Outcome failed(std::string why = "connection refused", std::optional<base::Milliseconds> wait = {}) {
    return {Outcome::Kind::failed, std::move(why), wait};
}
inline Outcome refused(std::string why = "400 Bad Request") {
    return {Outcome::Kind::refused, std::move(why)};
}

/// What a channel was given, at which second after noon.
struct Sent {
    std::string channel;
    Message message;
    long second = 0;
};

/// One run after the other, with channels that do as they are told, and a clock that only they and pauses
/// move.
class PostOffice {
public:
    PostOffice() {
        clock.now = [this] { return now; };
        clock.pause = [this](base::Milliseconds length) { now += length; };
        clock.interrupted = [this] { return interrupted; };
    }

    /// Of what kind a channel is, and how long it takes for an answer.
    struct Nature {
        bool forgets = false;
        bool tracks = false;
        base::Milliseconds takes = 0ms;
    };
    /// It does what it is told one after the other, and then what it was told last.
    void channel(const std::string& name, std::deque<Outcome> script, Nature nature) {
        scripts[name] = std::move(script);
        settings.channels[name] = std::make_unique<Scripted>(*this, name, nature);
    }
    void channel(const std::string& name, std::deque<Outcome> script = {}) {
        channel(name, std::move(script), Nature());
    }

    alert::Parcel& put(const std::string& destination, const std::string& alert, Event event = Event::opened,
                       const std::string& batch = "") {
        Message message;
        message.id = fmt::format("m{}", ++count_);
        message.alert = alert;
        message.event = event;
        message.at = message.since = now;
        message.headline = fmt::format("web1: {} {}", alert, name(event));
        message.members = {{.key = alert + "@web1",
                            .host = "web1",
                            .resource = alert,
                            .since = now,
                            .what = "mode is 0600",
                            .over = event == Event::resolved}};
        message.sections = {{.title = alert, .over = event == Event::resolved}};
        memory.outbox.push_back({destination, std::move(message), now, batch});
        return memory.outbox.back();
    }

    alert::Deliveries run() {
        return alert::deliver(settings, memory, clock, [this](const alert::Memory& kept) {
            ++saves;
            saved = kept;
        });
    }

    /// "ops m1@0", one for each attempt since this was last asked.
    std::vector<std::string> attempts() {
        std::vector<std::string> all;
        for (const auto& one : sent)
            all.push_back(fmt::format("{} {}@{}", one.channel, one.message.id, one.second));
        sent.clear();
        return all;
    }

    std::vector<std::string> outbox() const {
        std::vector<std::string> ids;
        for (const auto& parcel : memory.outbox)
            ids.push_back(parcel.message.id);
        return ids;
    }

    alert::Settings settings = {};
    alert::Memory memory = {};
    alert::Memory saved = {};
    std::size_t saves = 0;
    base::Instant now = noon;
    bool interrupted = false;
    alert::Clock clock = {};
    std::map<std::string, std::deque<Outcome>> scripts = {};
    std::vector<Sent> sent = {};
    std::function<void()> on_send = {}; ///< before the outcome is known

private:
    class Scripted : public alert::Channel {
    public:
        Scripted(PostOffice& office, std::string name, Nature nature)
            : office_(office), name_(std::move(name)), nature_(nature) {}
        Outcome send(const Message& message, base::Deadline deadline) const override {
            CHECK(deadline.remaining_ms() <= 15'000);
            office_.sent.push_back(
                {name_, message, std::chrono::floor<std::chrono::seconds>(office_.now - noon).count()});
            const base::Milliseconds left(deadline.remaining_ms());
            office_.now +=
                std::min<base::Milliseconds>(nature_.takes, std::chrono::round<std::chrono::seconds>(left));
            if (office_.on_send)
                office_.on_send();
            auto& script = office_.scripts.at(name_);
            if (script.empty())
                return {};
            const auto outcome = script.front();
            if (script.size() > 1)
                script.pop_front();
            return outcome;
        }
        bool forgets() const override { return nature_.forgets; }
        bool tracks() const override { return nature_.tracks; }

    private:
        PostOffice& office_;
        std::string name_;
        Nature nature_;
    };

    std::size_t count_ = 0;
};

using Lines = std::vector<std::string>;

} // namespace plumbline::test::delivering
