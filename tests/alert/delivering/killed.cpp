#include "alert/delivering/post_office.hpp"
#include "alert/memory/json.hpp"

#include <random>
#include <set>

using namespace plumbline;
using namespace plumbline::test::delivering;

namespace {

/// No std::exception: nothing may catch it.
struct Killed {};

/// A story of many runs, of which any may be killed at any moment; what a message was about, and what became
/// of it. Whatever was not saved is forgotten.
class Story {
public:
    explicit Story(unsigned seed) : dice_(seed) {
        for (const auto* name : {"ops", "mail", "hook"})
            office_.channel(name);
        office_.settings.providers["chat"] = {"ops", "mail"};
        office_.settings.deliver = 30s;
    }

    void tell() {
        for (int round = 0; round < 40; ++round) {
            add_messages();
            run();
            office_.now += std::chrono::minutes(20 + roll(120));
        }
        mend();
        for (int round = 0; round < 3 && !office_.memory.outbox.empty(); ++round) {
            office_.now += 5h;
            run();
        }
        CHECK(office_.memory.outbox.empty());
    }

    /// Each message arrived at its destination, alone or in a digest, in the order of its alert.
    void check() {
        std::map<Key, std::vector<Told>> arrived;
        std::set<std::string> known; // the same message again tells nothing new
        for (const auto& [destination, message] : deliveries_)
            for (const auto& [alert, headline] : told_by(message))
                if (known.insert(destination + " " + alert + " " + message.id).second)
                    arrived[{destination, alert}].push_back({headline, message.digest});
        for (const auto& [key, expected] : written_) {
            INFO(key.first << " " << key.second);
            check_told(expected, arrived[key]);
        }
        CHECK(unsaved_ >= repeated_);
    }

    std::size_t kills() const { return kills_; }
    std::size_t deliveries() const { return deliveries_.size(); }

private:
    using Key = std::pair<std::string, std::string>; ///< destination and alert
    struct Told {
        std::string headline;
        bool in_digest = false;
    };

    int roll(int sides) { return std::uniform_int_distribution<int>(0, sides - 1)(dice_); }

    void add_messages() {
        static const std::vector<std::string> destinations{"ops", "mail", "hook", "chat"};
        const bool quiet = roll(3) == 0;
        for (int count = roll(6); count > 0; --count) {
            const auto& destination = destinations[static_cast<std::size_t>(roll(4))];
            const auto alert = fmt::format("alert{}", roll(4));
            auto& steps = written_[{destination, alert}];
            auto& parcel = office_.put(destination, alert, steps.empty() ? Event::opened : Event::worse,
                                       quiet ? "quiet" : "");
            parcel.message.id = fmt::format("{}-{}-{}", destination, alert, steps.size());
            parcel.message.headline = fmt::format("{:03}", steps.size());
            parcel.message.members.front().key = alert;
            if (quiet)
                parcel.not_before = office_.now + 90min;
            steps.push_back(parcel.message.headline);
        }
        remembered_ = to_json(office_.memory); // decide's work is saved by its caller
    }

    void run() {
        restore();
        kill_at_ = !mended_ && roll(3) == 0 ? roll(12) : -1;
        office_.on_send = [this] { send(); };
        for (auto& [name, script] : office_.scripts)
            script = {mended_ ? delivered() : outcome()};
        try {
            static_cast<void>(alert::deliver(office_.settings, office_.memory, office_.clock,
                                             [this](const alert::Memory& memory) { save(memory); }));
        } catch (const Killed&) {
            ++kills_;
            unsaved_ += has_unsaved_;
        }
        has_unsaved_ = 0;
        restore();
    }

    void restore() { office_.memory = alert::memory_from_json(remembered_); }

    void step() {
        if (kill_at_ >= 0 && kill_at_-- == 0)
            throw Killed();
    }

    void save(const alert::Memory& memory) {
        step(); // before it is written
        remembered_ = to_json(memory);
        has_unsaved_ = 0;
        step();
    }

    Outcome outcome() {
        switch (roll(4)) {
        case 0:
            return failed();
        case 1:
            return refused();
        default:
            return delivered();
        }
    }

    /// Before the outcome is known to whoever delivers; the channel may have it already.
    void send() {
        const auto& [channel, message, second] = office_.sent.back();
        step();
        auto& script = office_.scripts.at(channel);
        if (script.front().kind == Outcome::Kind::delivered) {
            const auto destination = destination_of(channel, message);
            if (!ids_.insert(destination + message.id).second)
                ++repeated_;
            deliveries_.emplace_back(destination, message);
            has_unsaved_ = 1;
            step();
        }
        if (!mended_ && script.front().kind != Outcome::Kind::delivered)
            script.push_back(outcome());
    }

    /// Whose outbox it came from.
    std::string destination_of(const std::string& channel, const Message& message) const {
        for (const auto& parcel : office_.memory.outbox)
            if (parcel.message.id == message.id)
                return parcel.destination;
        FAIL("a message that is in no outbox, by " << channel);
        return {};
    }

    /// Alerts with the last of their messages that it tells.
    static std::vector<std::pair<std::string, std::string>> told_by(const Message& message) {
        if (!message.digest)
            return {{message.alert, message.headline}};
        std::vector<std::pair<std::string, std::string>> told;
        std::size_t member = 0;
        for (const auto& section : message.sections)
            if (section.title.size() == 3) // a headline; sections are named after alerts
                told.emplace_back(message.members.at(member++).key, section.title);
        return told;
    }

    /// In a digest the last message of an alert stands for those before it.
    static void check_told(const std::vector<std::string>& expected, const std::vector<Told>& told) {
        std::string order;
        for (const auto& one : told)
            order += one.headline + (one.in_digest ? "d " : " ");
        INFO(order);
        CHECK(std::ranges::adjacent_find(told, std::ranges::greater_equal(), &Told::headline) == told.end());
        for (const auto& headline : expected) {
            INFO(headline);
            const auto teller =
                std::ranges::find_if(told, [&](const Told& one) { return one.headline >= headline; });
            REQUIRE(teller != told.end());
            CHECK((teller->headline == headline || teller->in_digest));
        }
    }

    void mend() {
        mended_ = true;
        office_.memory = alert::memory_from_json(remembered_);
    }

    PostOffice office_;
    std::mt19937 dice_;
    std::string remembered_ = to_json(alert::Memory{});
    std::map<Key, std::vector<std::string>> written_ = {};
    std::vector<std::pair<std::string, Message>> deliveries_ = {};
    std::set<std::string> ids_ = {};
    std::size_t kills_ = 0;
    std::size_t repeated_ = 0;
    std::size_t unsaved_ = 0;
    std::size_t has_unsaved_ = 0;
    int kill_at_ = -1;
    bool mended_ = false;
};

} // namespace

TEST_CASE("killed: nothing is lost, nothing is told twice but what was never known, order holds") {
    std::size_t kills = 0;
    std::size_t deliveries = 0;
    for (unsigned seed = 0; seed < 20; ++seed) {
        INFO("seed " << seed);
        Story story(seed);
        story.tell();
        story.check();
        kills += story.kills();
        deliveries += story.deliveries();
    }
    CHECK(kills > 100);
    CHECK(deliveries > 1000);
}
