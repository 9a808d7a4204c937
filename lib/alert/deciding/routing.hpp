#pragma once

#include "alert/deciding/decide.hpp"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace plumbline::alert {

/// Where an alert goes, and by which route.
struct Way {
    std::string destination;
    const Route* route = nullptr;
};

/// The routes of the settings, held against subjects.
class Routing {
public:
    /// Both must outlive it.
    Routing(const Settings& settings, const inventory::Inventory& hosts);

    /// Each destination once, by the first route that leads there. `still_open` is for those whose age a
    /// route's `remind` has come to.
    [[nodiscard]] std::vector<Way> ways(const Subject& subject, Trigger trigger, base::Instant now) const;
    /// Null where there is no such route any more.
    [[nodiscard]] const Route* named(const std::string& route) const;

private:
    [[nodiscard]] bool leads(const Route& route, const Subject& subject, Trigger trigger,
                             base::Instant now) const;

    const Settings& settings_;
    /// The hosts of each route that names some, as situations name them.
    std::map<const Route*, std::set<std::string>> hosts_;
};

} // namespace plumbline::alert
