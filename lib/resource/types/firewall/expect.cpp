#include "resource/types/firewall/parts.hpp"

namespace plumbline::resource::firewall {

namespace {

void expect_blocks(const Place& place, const std::string& text, Expectations& all) {
    const auto declared = declared_blocks(place, text);
    const auto* blocks = std::get_if<std::map<std::string, Block>>(&declared);
    if (blocks == nullptr) {
        return; // refused before anything was asked
    }
    for (const auto& [name, block] : *blocks) {
        const bool is_chain = name.starts_with("chain ");
        all.push_back({.property = place.chain.empty() ? name : "ruleset",
                       .kind = is_chain ? Kind::ordered : Kind::list,
                       .matcher = {Exactly{block.lines()}}});
    }
    if (place.chain.empty()) {
        all.push_back({.property = "ruleset", .matcher = {}, .forbidden = true});
    }
}

/// Of one of the two places, in the order in which reports say it.
Expectations expect_once(const Desired& desired) {
    Expectations all;
    const auto state = desired.attributes.find("state");
    if (state != desired.attributes.end()) {
        all.push_back({.property = "state", .kind = Kind::choice, .matcher = state->second});
    }
    if (desired.text("state") == "absent") {
        return all;
    }
    if (const auto policy = desired.attributes.find("policy"); policy != desired.attributes.end()) {
        all.push_back({.property = "policy", .kind = Kind::choice, .matcher = policy->second});
    }
    if (const auto text = desired.text("ruleset")) {
        expect_blocks(*read_title(desired.id.title), *text, all);
    }
    if (desired.has("contains")) {
        all.push_back({.property = "contains", .kind = Kind::choice, .matcher = {Exactly{"present"}}});
    }
    if (desired.has("lacks")) {
        all.push_back({.property = "lacks", .matcher = {}, .forbidden = true});
    }
    return all;
}

} // namespace

std::string saved(const std::string& property) {
    return "saved " + property;
}

Expectations expectations(const Desired& desired) {
    Expectations all = expect_once(desired);
    if (!desired.flag("persisted")) {
        return all;
    }
    Expectations persisted = all;
    for (Expectation& one : all) {
        one.plane = Plane::now;
    }
    for (Expectation& one : persisted) {
        one.plane = Plane::disk;
        one.property = saved(one.property);
        all.push_back(one);
    }
    return all;
}

} // namespace plumbline::resource::firewall
