#include "plan/order.hpp"

#include "resource/type.hpp"

#include <map>
#include <queue>
#include <tuple>

namespace plumbline::plan {
namespace {

using resource::Desired;
using DesiredPtr = std::shared_ptr<const Desired>;

bool is_to_be_gone(const Desired& desired) {
    const auto state = desired.text("state");
    return state == "absent" || state == "purged";
}

/// The least first; what is to be gone goes last, for others may need it until then.
int rank_of(const Desired& desired) {
    const auto* type = resource::find_type(desired.id.type);
    const int phase = type == nullptr ? 0 : static_cast<int>(type->schema().phase);
    constexpr int after_all = 100;
    return is_to_be_gone(desired) ? after_all - phase : phase;
}

/// Which resources wait for which: those that are required or notify come first.
class Waiting {
public:
    explicit Waiting(const std::vector<DesiredPtr>& resources) : resources_(resources) {
        for (std::size_t place = 0; place < resources.size(); ++place)
            places_.emplace(resources[place]->id, place);
        waits_for_.resize(resources.size());
        lets_.resize(resources.size());
        for (std::size_t place = 0; place < resources.size(); ++place)
            add_edges(place);
    }

    std::vector<std::size_t> in_order() {
        for (std::size_t place = 0; place < resources_.size(); ++place)
            if (waits_for_[place] == 0)
                make_ready(place);
        std::vector<std::size_t> order;
        while (!ready_.empty()) {
            const auto place = std::get<1>(ready_.top());
            ready_.pop();
            order.push_back(place);
            for (const auto later : lets_[place])
                if (--waits_for_[later] == 0)
                    make_ready(later);
        }
        return order;
    }

private:
    void add_edges(std::size_t place) {
        for (const auto& id : resources_[place]->requires_)
            add_edge(place_of(id), place);
        for (const auto& id : resources_[place]->notify)
            add_edge(place, place_of(id));
    }
    [[nodiscard]] std::size_t place_of(const standard::Identity& id) const {
        const auto found = places_.find(id);
        return found == places_.end() ? resources_.size() : found->second;
    }
    void add_edge(std::size_t earlier, std::size_t later) {
        if (earlier >= resources_.size() || later >= resources_.size())
            return; // beyond a choice by tags
        lets_[earlier].push_back(later);
        ++waits_for_[later];
    }
    void make_ready(std::size_t place) { ready_.emplace(rank_of(*resources_[place]), place); }

    using Ready = std::tuple<int, std::size_t>;
    const std::vector<DesiredPtr>& resources_;
    std::map<standard::Identity, std::size_t> places_;
    std::vector<std::size_t> waits_for_;
    std::vector<std::vector<std::size_t>> lets_;
    std::priority_queue<Ready, std::vector<Ready>, std::greater<>> ready_;
};

} // namespace

std::vector<std::size_t> in_order(const std::vector<DesiredPtr>& resources) {
    return Waiting(resources).in_order();
}

} // namespace plumbline::plan
