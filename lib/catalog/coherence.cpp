#include "catalog/coherence.hpp"

#include "base/nearest.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <functional>
#include <unordered_map>

namespace plumbline::catalog {
namespace {

using resource::Desired;
using standard::Identity;

struct HashIdentity {
    std::size_t operator()(const Identity& id) const {
        return std::hash<std::string>()(id.type) * 31 + std::hash<std::string>()(id.title);
    }
};
using Index = std::unordered_map<Identity, std::size_t, HashIdentity>;

/// Where each identity stands; a second one is an error that names both places.
Index index(const std::vector<Resource>& resources, base::Diagnostics& diagnostics) {
    Index places;
    places.reserve(resources.size());
    for (std::size_t i = 0; i < resources.size(); ++i) {
        const auto& desired = *resources[i].desired;
        const auto [first, is_new] = places.try_emplace(desired.id, i);
        if (!is_new)
            diagnostics.error(desired.place,
                              fmt::format("{} is declared twice for the same host: first at {}",
                                          desired.id.text(), resources[first->second].desired->place.text()),
                              "declare it once and change it for some hosts by an override");
    }
    return places;
}

/// Which resources are put right before which others, by their places in the catalog.
class Order {
public:
    Order(const std::vector<Resource>& resources, const Index& places, base::Diagnostics& diagnostics)
        : resources_(resources), places_(places), diagnostics_(diagnostics), after_(resources.size()) {
        for (std::size_t i = 0; i < resources.size(); ++i) {
            const auto& desired = *resources[i].desired;
            for (const auto& id : desired.requires_)
                if (const auto* before = find(desired, "requires", id))
                    after_[*before].push_back(i);
            for (const auto& id : desired.notify)
                if (const auto* notified = find(desired, "notify", id))
                    after_[i].push_back(*notified);
        }
    }

    void check_circles() {
        states_.assign(resources_.size(), State::unseen);
        for (std::size_t i = 0; i < resources_.size(); ++i)
            visit(i);
    }

private:
    enum class State { unseen, open, done };

    const std::size_t* find(const Desired& desired, std::string_view relation, const Identity& id) {
        if (const auto found = places_.find(id); found != places_.end())
            return &found->second;
        std::vector<std::string> known;
        for (const auto& resource : resources_)
            known.push_back(resource.desired->id.text());
        const auto near = base::nearest(id.text(), known);
        diagnostics_.error(desired.place,
                           fmt::format("{}: '{}' leads to {}, which is not declared for the same host",
                                       desired.id.text(), relation, id.text()),
                           near ? fmt::format("did you mean '{}'?", *near) : std::string());
        return nullptr;
    }

    void visit(std::size_t at) {
        if (states_[at] == State::open)
            report_circle(at);
        if (states_[at] != State::unseen)
            return;
        states_[at] = State::open;
        trail_.push_back(at);
        for (const auto next : after_[at])
            visit(next);
        trail_.pop_back();
        states_[at] = State::done;
    }

    void report_circle(std::size_t at) {
        std::vector<std::string> chain;
        for (auto step = std::find(trail_.begin(), trail_.end(), at); step != trail_.end(); ++step)
            chain.push_back(resources_[*step].desired->id.text());
        chain.push_back(chain.front());
        diagnostics_.error(resources_[at].desired->place,
                           fmt::format("requires and notify go in a circle: {}", fmt::join(chain, " -> ")),
                           "each arrow reads: is put right before");
    }

    const std::vector<Resource>& resources_;
    const Index& places_;
    base::Diagnostics& diagnostics_;
    std::vector<std::vector<std::size_t>> after_;
    std::vector<State> states_;
    std::vector<std::size_t> trail_;
};

bool has_relations(const Resource& resource) {
    return !resource.desired->requires_.empty() || !resource.desired->notify.empty();
}

/// The titles of the resources that are paths below this one, each once and sorted.
base::List titles_below(const std::string& title, const std::vector<Resource>& resources) {
    const auto folder = title == "/" ? title : title + "/";
    std::set<std::string> titles;
    for (const auto& resource : resources) {
        const auto& other = resource.desired->id.title;
        if (resource.type->schema().title_kind == resource::Kind::path && other.size() > folder.size() &&
            other.starts_with(folder))
            titles.insert(other);
    }
    return {titles.begin(), titles.end()};
}

/// The other resources of the same type.
std::vector<std::shared_ptr<const Desired>> kin_of(const Identity& id,
                                                   const std::vector<Resource>& resources) {
    std::vector<std::shared_ptr<const Desired>> kin;
    for (const auto& resource : resources)
        if (resource.desired->id.type == id.type && resource.desired->id != id)
            kin.push_back(resource.desired);
    return kin;
}

/// The path that a resource stands for, or whose content it speaks of; "" where it is about none.
std::string path_of(const Resource& resource) {
    const auto& schema = resource.type->schema();
    const auto& title = resource.desired->id.title;
    if (schema.title_kind == resource::Kind::path)
        return title;
    const bool names_path = std::ranges::any_of(schema.attributes, [](const resource::Attribute& one) {
        return one.name == "path" && one.kind == resource::Kind::path;
    });
    return names_path ? resource.desired->text("path").value_or(title) : "";
}

/// The paths of the resources that notify this one, each once and sorted.
base::List paths_notifying(const Identity& id, const std::vector<Resource>& resources) {
    std::set<std::string> paths;
    for (const auto& resource : resources) {
        const auto& notified = resource.desired->notify;
        const auto path = path_of(resource);
        if (path.starts_with('/') && std::find(notified.begin(), notified.end(), id) != notified.end())
            paths.insert(path);
    }
    return {paths.begin(), paths.end()};
}

} // namespace

void check_coherence(const std::vector<Resource>& resources, base::Diagnostics& diagnostics) {
    const auto places = index(resources, diagnostics);
    if (std::any_of(resources.begin(), resources.end(), has_relations))
        Order(resources, places, diagnostics).check_circles();
}

void tell_of_each_other(std::vector<Resource>& resources) {
    const auto untold = resources;
    for (auto& resource : resources) {
        const auto& schema = resource.type->schema();
        const bool wants_kin = schema.knows_kin && resource.desired->flag("exclusive");
        if (!schema.knows_below && !wants_kin && !schema.knows_notifiers)
            continue;
        auto told = std::make_shared<Desired>(*resource.desired);
        if (schema.knows_below)
            told->declared_below = titles_below(told->id.title, untold);
        if (wants_kin)
            told->kin = kin_of(told->id, untold);
        if (schema.knows_notifiers)
            told->notifiers = paths_notifying(told->id, untold);
        resource.desired = std::move(told);
    }
}

} // namespace plumbline::catalog
