#include "resource/text_file.hpp"
#include "resource/types/firewall/parts.hpp"

#include <fmt/format.h>

#include <array>

namespace plumbline::resource {

namespace firewall {

namespace {

/// A matcher says nothing that could be looked for.
bool is_unpinned(const Desired& desired, const char* attribute) {
    return desired.has(attribute) && !desired.list(attribute);
}

std::string object_to_rules(const Desired& desired, const Place& place) {
    for (const char* attribute : {"ruleset", "contains", "lacks"}) {
        if (is_unpinned(desired, attribute)) {
            return fmt::format("'{}' takes the rules themselves, no matcher", attribute);
        }
    }
    for (const char* attribute : {"contains", "lacks"}) {
        for (const std::string& text : desired.list(attribute).value_or(base::List{})) {
            const Rule rule = read_rule(place, text);
            if (rule.text.empty()) {
                return fmt::format("'{}' is no rule: {}", text,
                                   place.chain.empty() ? "for a table it is written CHAIN RULE"
                                                       : "it is empty");
            }
        }
    }
    const auto text = desired.text("ruleset");
    if (!text) {
        return "";
    }
    const auto declared = declared_blocks(place, *text);
    const auto* malformed = std::get_if<Malformed>(&declared);
    return malformed == nullptr ? "" : "'ruleset' is none of nft's: " + malformed->message;
}

Action change(const Desired& desired, const Compared& drift) {
    const std::string& title = desired.id.title;
    const auto action = [&](std::string words, const char* verb) {
        return Action{std::move(words), verb, {{"firewall", title}, {"property", drift.property}}};
    };
    const bool on_disk = drift.plane == Plane::disk;
    const std::string where = on_disk ? "in what is saved of " + title : "in " + title;
    if (!drift.subject.empty()) {
        const bool add = drift.expected == "present";
        Action one = action(fmt::format("{} \"{}\" {}", add ? "add" : "remove", drift.subject, where),
                            add ? "add-rule" : "remove-rule");
        one.arguments["rule"] = drift.subject;
        return one;
    }
    if (drift.property.ends_with("state")) {
        const bool remove = drift.expected == "absent";
        return action(
            fmt::format("{} {}{}", remove ? "remove" : "create", title, on_disk ? " in what is saved" : ""),
            remove ? "remove-rules" : "create-rules");
    }
    return action(fmt::format("bring {} {} to what is declared", drift.property, where), "set-rules");
}

} // namespace

probe::Question in_force(const Place& place) {
    return {"firewall", {name(place.tool)}};
}

const std::vector<std::string>& saved_files(Tool tool) {
    static const std::array<std::vector<std::string>, 3> files{
        {{"/etc/nftables.conf", "/etc/sysconfig/nftables.conf"},
         {"/etc/iptables/rules.v4", "/etc/sysconfig/iptables"},
         {"/etc/iptables/rules.v6", "/etc/sysconfig/ip6tables"}}};
    return files.at(static_cast<std::size_t>(tool));
}

class Firewall final : public Type {
public:
    [[nodiscard]] const Schema& schema() const override { return firewall::schema(); }

    [[nodiscard]] probe::Queries queries(const Desired& desired) const override {
        const Place place = *read_title(desired.id.title);
        probe::Queries asked{in_force(place)};
        if (desired.flag("persisted")) {
            for (const std::string& path : saved_files(place.tool)) {
                asked.push_back(text_file(path));
            }
        }
        return asked;
    }

    [[nodiscard]] Expectations expect(const Desired& desired) const override { return expectations(desired); }

    [[nodiscard]] Observed observe(const Desired& desired, const probe::Answers& answers) const override {
        return observe_rules(desired, answers);
    }

    [[nodiscard]] Remedy remedy(const Desired& desired, const Observed&,
                                const std::vector<Compared>& drifts) const override {
        Remedy actions;
        for (const Compared& drift : drifts) {
            if (drift.status == Compared::Status::drift) {
                actions.push_back(change(desired, drift));
            }
        }
        return actions;
    }

    [[nodiscard]] std::string object_to(const Desired& desired) const override {
        const auto place = read_title(desired.id.title);
        if (!place || place->table.empty() || (place->tool != Tool::nft && place->chain.empty())) {
            return "a firewall is titled 'inet filter' or 'inet filter input' for nftables, INPUT, "
                   "nat/POSTROUTING "
                   "or 'ip6tables INPUT' for iptables";
        }
        if (desired.has("policy") && place->chain.empty()) {
            return "'policy' is of a chain: title it 'inet filter input'";
        }
        return object_to_rules(desired, *place);
    }

    [[nodiscard]] Traces traces(const Desired&) const override {
        return {.paths = {"/etc/nftables.conf", "/etc/iptables/rules.v4", "/etc/iptables/rules.v6"},
                .units = {"nftables", "netfilter-persistent", "firewalld", "ufw"},
                .words = {"nft", "iptables", "ip6tables", "iptables-restore", "ufw", "firewall-cmd"}};
    }
};

} // namespace firewall

namespace types_of_folders {

const Type& firewall_type() {
    static const firewall::Firewall type;
    return type;
}

} // namespace types_of_folders

} // namespace plumbline::resource
