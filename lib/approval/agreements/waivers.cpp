#include "approval/agreements/waivers.hpp"

#include "resource/type.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

namespace plumbline::approval {
namespace {

using base::Diagnostics;
using standard::Form;

void refuse_twice(const std::vector<Accepted>& accepts, Diagnostics& diagnostics) {
    for (auto one = accepts.begin(); one != accepts.end(); ++one) {
        const auto same = [&](const Accepted& other) { return other.name() == one->name(); };
        const auto first = std::find_if(accepts.begin(), one, same);
        if (first != one)
            diagnostics.error(
                one->place,
                fmt::format("{} is accepted twice, first at {}", one->name(), first->place.file_and_line()),
                "of several values write matcher: {one_of: [...]}");
    }
}

std::vector<Accepted> take_accepts(Form& form, const standard::Identity& resource, Diagnostics& diagnostics) {
    const Properties properties(*resource::find_type(resource.type), resource);
    std::vector<Accepted> accepts;
    const auto list = form.require("accepts");
    const auto* elements = list ? list->sequence() : nullptr;
    if (list && (elements == nullptr || elements->empty()))
        diagnostics.error(list->place,
                          fmt::format("'accepts' must be a list of at least one property, found {}",
                                      elements == nullptr ? list->kind() : "none"));
    if (elements == nullptr)
        return accepts;
    for (const auto& element : *elements) {
        Form one(element, "an accepted property", diagnostics);
        if (auto accepted = take_accepted(one, properties, diagnostics))
            accepts.push_back(std::move(*accepted));
        one.refuse_others();
    }
    refuse_twice(accepts, diagnostics);
    return accepts;
}

std::optional<Waiver> read_waiver(Form& form, base::Instant now, Diagnostics& diagnostics) {
    const auto before = diagnostics.errors();
    auto hosts = require_hosts(form, diagnostics);
    auto resource = require_resource(form, diagnostics);
    auto accepts = resource ? take_accepts(form, *resource, diagnostics) : std::vector<Accepted>{};
    if (!resource)
        static_cast<void>(form.take("accepts"));
    const auto reason = form.require_text("reason");
    const auto ticket = form.require_text("ticket");
    const auto approver = form.require_text("approver");
    const auto end = require_time(form, "valid_through", Day::whole, now, diagnostics);
    form.refuse_others();
    if (diagnostics.errors() > before || !hosts || !end)
        return std::nullopt;
    return Waiver{std::move(*hosts),
                  std::move(*resource),
                  std::move(accepts),
                  reason->text,
                  ticket->text,
                  approver->text,
                  *end,
                  form.place()};
}

} // namespace

std::vector<Waiver> read_waivers(const Document& document, base::Instant now, Diagnostics& diagnostics) {
    std::vector<Waiver> waivers;
    Form form(document.root, "a waivers file", diagnostics);
    require_language(form, diagnostics);
    const auto list = form.require("waivers");
    form.refuse_others();
    if (!list)
        return waivers;
    if (list->sequence() == nullptr || list->sequence()->empty()) {
        diagnostics.error(list->place, fmt::format("'waivers' must be a list of at least one, found {}",
                                                   list->sequence() == nullptr ? list->kind() : "none"));
        return waivers;
    }
    for (const auto& element : *list->sequence()) {
        Form one(element, "a waiver", diagnostics);
        if (auto waiver = read_waiver(one, now, diagnostics)) {
            waiver->place = document.place(waiver->where);
            waivers.push_back(std::move(*waiver));
        }
    }
    return waivers;
}

void refuse_repeated(const std::vector<Waiver>& waivers, Diagnostics& diagnostics) {
    using Key = std::tuple<std::string, standard::Identity, std::string, std::string>;
    std::map<Key, const Waiver*> known;
    for (const auto& waiver : waivers)
        for (const auto& one : waiver.accepts) {
            const Key key{waiver.hosts.text(), waiver.resource, one.name(), one.whole_value()};
            const auto [first, is_new] = known.emplace(key, &waiver);
            if (is_new || first->second == &waiver)
                continue;
            diagnostics.error(one.place,
                              fmt::format("{} of {} is waived with this value already, at {}", one.name(),
                                          waiver.resource.text(), first->second->place),
                              "keep the one that is meant");
            break;
        }
}

} // namespace plumbline::approval
