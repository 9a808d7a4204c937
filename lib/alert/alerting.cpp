#include "alert/alerting.hpp"

#include "alert/channels/interruption.hpp"
#include "base/digest.hpp"
#include "base/error.hpp"
#include "report/words.hpp"

#include <time.h>

#include <functional>
#include <memory>
#include <utility>

namespace plumbline::alert {
namespace {

/// How long another process may have the memory: it is delivering, too.
constexpr base::Milliseconds patience{30'000};

/// A signal ends it early.
void pause_for(base::Milliseconds length) {
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(length);
    const auto rest = std::chrono::duration_cast<std::chrono::nanoseconds>(length - seconds);
    const timespec time{seconds.count(), rest.count()};
    ::nanosleep(&time, nullptr);
}

/// The memory while it is used. What can't be read is nothing, and what can't be written is let go: each
/// is said once.
class OpenMemory {
public:
    OpenMemory(const std::filesystem::path& folder, const std::string& site) {
        attempt("what was told before is not known, so it may be told again", [&] {
            file_ = std::make_unique<MemoryFile>(folder, site, base::Deadline::after(patience));
            std::string remark;
            memory = file_->load(remark);
            if (!remark.empty())
                remarks_.push_back(std::move(remark));
        });
    }

    void save() {
        if (file_ && !lost_)
            attempt("what was told is not remembered, so it may be told again", [&] { file_->save(memory); });
    }

    /// Puts what went wrong before what went wrong in delivering.
    [[nodiscard]] Deliveries with_remarks(Deliveries deliveries) const {
        deliveries.troubles.insert(deliveries.troubles.begin(), remarks_.begin(), remarks_.end());
        return deliveries;
    }

    Memory memory;

private:
    void attempt(std::string_view otherwise, const std::function<void()>& step) {
        try {
            step();
        } catch (const MemoryBusy&) {
            throw; // it knows what was told: the next run tells what is missing
        } catch (const base::Error& error) {
            lost_ = true;
            remarks_.push_back(fmt::format("{}: {}", otherwise, report::one_line(error.what())));
        }
    }

    std::unique_ptr<MemoryFile> file_;
    bool lost_ = false;
    std::vector<std::string> remarks_;
};

Deliveries send_from(const Settings& settings, OpenMemory& open) {
    const Clock clock{[] { return std::chrono::system_clock::now(); }, pause_for, is_interrupted};
    return open.with_remarks(deliver(settings, open.memory, clock, [&](const Memory&) { open.save(); }));
}

} // namespace

Alerting::Alerting(const Settings& settings, std::filesystem::path folder, std::string site)
    : settings_(settings), folder_(std::move(folder)), site_(std::move(site)) {}

Deliveries Alerting::take(const Situation& situation, const inventory::Inventory& hosts) const {
    OpenMemory open(folder_, site_);
    decide(settings_, hosts, situation, open.memory);
    open.save(); // what was seen counts, though nothing may be to be sent
    return send_from(settings_, open);
}

Deliveries Alerting::send() const {
    OpenMemory open(folder_, site_);
    return send_from(settings_, open);
}

Outcome Alerting::test(const std::string& channel, const report::RunRecord& of) const {
    constexpr base::Milliseconds longest{30'000};
    Message message;
    message.at = message.since = std::chrono::system_clock::now();
    message.id = report::make_run_id(message.at);
    message.alert = base::sha256(message.id);
    message.severity = Severity::info;
    message.environment = of.environment;
    message.site = of.standard_name;
    message.contact = of.contact;
    message.headline = fmt::format("a test of the channel '{}' for {}: there is nothing to be done", channel,
                                   of.standard_name);
    message.test = true;
    return settings_.channels.at(channel)->send(message, base::Deadline::after(longest));
}

Memory Alerting::memory() const {
    std::string remark;
    return MemoryFile(folder_, site_, base::Deadline::after(patience)).load(remark);
}

} // namespace plumbline::alert
