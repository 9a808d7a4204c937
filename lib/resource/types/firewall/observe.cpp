#include "base/text.hpp"
#include "resource/text_file.hpp"
#include "resource/types/firewall/parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace plumbline::resource::firewall {

namespace {

Reading read(Tool tool, std::string_view text) {
    return tool == Tool::nft ? read_nft(text) : read_iptables(text);
}

/// The kernel makes these chains when the first rule needs them; till then they are empty and accept.
bool is_built_in(const Place& place) {
    constexpr std::array chains{"INPUT", "FORWARD", "OUTPUT", "PREROUTING", "POSTROUTING"};
    return place.tool != Tool::nft && std::ranges::find(chains, place.chain) != chains.end();
}

std::string why(Tool tool, std::string_view complaint) {
    const std::string said(complaint.substr(0, complaint.find('\n')));
    const bool denied =
        said.find("ermitted") != std::string::npos || said.find("ermission") != std::string::npos;
    return fmt::format("{}{}: {}", denied ? "needs root, audit with sudo: " : "", name(tool),
                       said.empty() ? "no answer within 20 seconds" : said);
}

/// What the tool printed, up to its status.
Reading read_answer(Tool tool, const probe::Answer& answer) {
    if (const auto* unknown = std::get_if<probe::CannotTell>(&answer)) {
        return Malformed{unknown->reason};
    }
    const auto* answered = std::get_if<probe::Answered>(&answer);
    const std::string_view bytes = answered == nullptr ? "" : std::string_view(answered->bytes);
    const auto lines = base::lines(bytes);
    if (lines.empty() || !lines.back().starts_with('=')) {
        return Malformed{"the rules are more than 4 MiB, or the answer was cut short"};
    }
    const std::string_view text =
        bytes.substr(0, static_cast<std::size_t>(lines.back().begin() - bytes.begin()));
    if (lines.back() != "=0") {
        return Malformed{why(tool, text)};
    }
    auto reading = read(tool, text);
    if (auto* malformed = std::get_if<Malformed>(&reading)) {
        malformed->message =
            fmt::format("{} prints what is not understood: {}", name(tool), malformed->message);
    }
    return reading;
}

/// The rules that are saved: of the first file that is there. Where there is none, there are none.
Reading read_saved(Tool tool, const probe::Answers& answers, std::vector<std::string>& remarks) {
    for (const std::string& path : saved_files(tool)) {
        const TextFile file = read_text_file(path, answers);
        if (!file.unreadable.empty()) {
            return Malformed{file.unreadable};
        }
        if (file.bytes) {
            auto reading = read(tool, *file.bytes);
            if (auto* malformed = std::get_if<Malformed>(&reading)) {
                malformed->message = fmt::format("{}, {}", path, malformed->message);
            }
            remarks.push_back("saved in " + path);
            return reading;
        }
    }
    remarks.push_back("no rules are saved: there is no " + saved_files(tool).front());
    return Ruleset{};
}

/// Tells what one of the two places holds, by the names that its properties have.
class Teller {
public:
    using Named = std::string (*)(const std::string&);

    Teller(const Desired& desired, const Place& place, Named named, Observed& observed)
        : desired_(desired), place_(place), named_(named), observed_(observed) {}

    /// Nothing where there is no such table.
    void tell(const Table* table) {
        static const Table none;
        const Table& known = table == nullptr ? none : *table;
        if (place_.chain.empty()) {
            add("state", "", Present{table == nullptr ? "absent" : "present"});
            tell_blocks(known);
        } else {
            tell_chain(chain_of(known));
        }
        tell_rules(known);
    }

private:
    void add(const std::string& property, const std::string& subject, resource::Reading reading) {
        observed_.observations.push_back(
            {.property = named_(property), .subject = subject, .reading = std::move(reading)});
    }

    [[nodiscard]] const Block* chain_of(const Table& table) const {
        static const Block accepting{.hook = {}, .policy = "accept", .rules = {}};
        const auto found = table.blocks.find("chain " + place_.chain);
        const Block* assumed = is_built_in(place_) ? &accepting : nullptr;
        return found == table.blocks.end() ? assumed : &found->second;
    }

    void tell_chain(const Block* chain) {
        add("state", "", Present{chain == nullptr ? "absent" : "present"});
        if (chain == nullptr) {
            add("policy", "", Missing{});
            add("ruleset", "", Missing{});
            return;
        }
        add("policy", "", chain->policy.empty() ? resource::Reading{Missing{}} : Present{chain->policy});
        add("ruleset", "", Present{chain->rules});
    }

    /// Each chain and set that is declared, and what is there besides.
    void tell_blocks(const Table& table) {
        const auto text = desired_.text("ruleset");
        if (!text) {
            return;
        }
        const auto declared = declared_blocks(place_, *text);
        const auto* blocks = std::get_if<std::map<std::string, Block>>(&declared);
        observed_.searched.push_back(named_("ruleset"));
        for (const auto& [name, block] : table.blocks) {
            if (blocks != nullptr && blocks->count(name) > 0) {
                add(name, "", Present{block.lines()});
            } else {
                add("ruleset", name, Present{"present"});
            }
        }
        if (blocks != nullptr) {
            for (const auto& [name, block] : *blocks) {
                if (table.blocks.count(name) == 0) {
                    add(name, "", Missing{});
                }
            }
        }
    }

    void tell_rules(const Table& table) {
        for (const char* property : {"contains", "lacks"}) {
            for (const std::string& text : desired_.list(property).value_or(base::List{})) {
                const Rule rule = read_rule(place_, text);
                const auto block = table.blocks.find("chain " + rule.chain);
                const bool there =
                    block != table.blocks.end() &&
                    std::ranges::find(block->second.rules, rule.text) != block->second.rules.end();
                add(property, text, there ? resource::Reading{Present{"present"}} : Missing{});
            }
        }
    }

    const Desired& desired_;
    const Place& place_;
    Named named_;
    Observed& observed_;
};

/// Every property of one of the two places can't be told.
void add_unreadable(const Expectations& expected, Plane plane, const std::string& reason,
                    Observed& observed) {
    for (const Expectation& one : expected) {
        if (one.plane == plane) {
            observed.observations.push_back({.property = one.property, .reading = Unreadable{reason}});
        }
    }
}

void tell(const Desired& desired, const Place& place, const Reading& reading, Plane plane,
          Observed& observed) {
    if (const auto* malformed = std::get_if<Malformed>(&reading)) {
        return add_unreadable(expectations(desired), plane, malformed->message, observed);
    }
    const auto& ruleset = std::get<Ruleset>(reading);
    const auto found = ruleset.tables.find(place.table);
    const Table* table = found == ruleset.tables.end() ? nullptr : &found->second;
    if (table != nullptr && !table->unreadable.empty()) {
        return add_unreadable(expectations(desired), plane, table->unreadable, observed);
    }
    const auto as_it_is = [](const std::string& property) { return property; };
    Teller(desired, place, plane == Plane::disk ? saved : +as_it_is, observed).tell(table);
    observed.remarks.insert(observed.remarks.end(), ruleset.remarks.begin(), ruleset.remarks.end());
}

} // namespace

Observed observe_rules(const Desired& desired, const probe::Answers& answers) {
    const Place place = *read_title(desired.id.title);
    const bool persisted = desired.flag("persisted");
    Observed observed;
    tell(desired, place, read_answer(place.tool, answers.to(in_force(place))),
         persisted ? Plane::now : Plane::none, observed);
    if (persisted) {
        tell(desired, place, read_saved(place.tool, answers, observed.remarks), Plane::disk, observed);
    }
    return observed;
}

} // namespace plumbline::resource::firewall
