#include "base/error.hpp"
#include "base/nearest.hpp"
#include "inventory/inventory.hpp"
#include "inventory/text/names.hpp"

#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <cstdlib>
#include <unordered_set>

namespace plumbline::inventory {
namespace {

constexpr std::size_t longest_pattern = 64 << 10;

re2::StringPiece piece(std::string_view text) {
    return {text.data(), text.size()};
}

/// Python's fnmatch: * and ? and [seq] and [!seq], the whole name, capitals told apart.
std::string regex_of_glob(std::string_view glob) {
    std::string regex = "(?s)";
    for (std::size_t at = 0; at < glob.size(); ++at) {
        const auto close = glob[at] == '[' ? glob.find(']', at + (glob.substr(at + 1, 1) == "!" ? 3 : 2))
                                           : std::string_view::npos;
        if (close != std::string_view::npos) {
            auto members = glob.substr(at + 1, close - at - 1);
            const bool without = members.starts_with('!');
            members.remove_prefix(without ? 1 : 0);
            regex += without ? "[^" : "[";
            for (const char c : members)
                regex += (c == '\\' || c == '[' || c == ']' || c == '^' || c == '&') ? std::string("\\") + c
                                                                                     : std::string(1, c);
            regex += ']';
            at = close;
        } else if (glob[at] == '*') {
            regex += ".*";
        } else if (glob[at] == '?') {
            regex += '.';
        } else {
            regex += RE2::QuoteMeta(piece(glob.substr(at, 1)));
        }
    }
    return regex;
}

/// Whether the whole text is one host with a port, or one address: then its colons divide nothing.
bool is_one_host(std::string_view text) {
    static const RE2 host(R"((?:[\w.-]|\[(?:[a-zA-Z]:[a-zA-Z]|[0-9]+:[0-9]+)(?::[0-9]+)?\])+(?::[0-9]+)?)");
    return is_ipv6(text) || RE2::FullMatch(piece(text), host);
}

std::vector<std::string> split_terms(std::string_view text) {
    std::vector<std::string> terms;
    const bool commas = text.find(',') != std::string_view::npos;
    if (!commas && is_one_host(text))
        return {std::string(text)};
    static const RE2 between_commas(R"(([^,]+)(?:,|$))");
    static const RE2 between_colons(R"(((?:[^\s:\[\]]|\[[^\]]*\])+))");
    auto rest = piece(text);
    std::string term;
    while (RE2::FindAndConsume(&rest, commas ? between_commas : between_colons, &term)) {
        const auto begin = term.find_first_not_of(" \t");
        if (begin != std::string::npos)
            terms.push_back(term.substr(begin, term.find_last_not_of(" \t") - begin + 1));
    }
    return terms;
}

} // namespace

struct Pattern::Term {
    enum class Effect { add, keep, drop };
    /// As Ansible counts: from 0, from the end when negative; a slice holds its last.
    struct Subscript {
        long first = 0;
        std::optional<long> last; ///< none: one host
        bool to_the_end = false;
    };

    explicit Term(std::string_view written) : text(written) {
        if (text.starts_with('!') || text.starts_with('&')) {
            effect = text.front() == '!' ? Effect::drop : Effect::keep;
            text.erase(0, 1);
        }
        if (text.empty())
            base::fail("host pattern: '{}' stands alone, a name or a group has to follow it", written);
        if (text.starts_with('~')) {
            compile(text.substr(1));
        } else {
            take_subscript();
            if (text.find_first_of("*?[") != std::string::npos)
                compile(regex_of_glob(text));
        }
    }

    [[nodiscard]] bool names(std::string_view name) const {
        if (!regex)
            return name == text;
        const auto anchor = text.starts_with('~') ? RE2::ANCHOR_START : RE2::ANCHOR_BOTH;
        return regex->Match(piece(name), 0, name.size(), anchor, nullptr, 0);
    }

    /// Whether hosts are looked at although a group has matched: Ansible does so for what looks like a
    /// pattern.
    [[nodiscard]] bool looks_at_hosts_too() const { return regex || text.find('.') != std::string::npos; }

    [[nodiscard]] bool matches(const Host& host) const {
        return names(host.name) || std::any_of(host.groups.begin(), host.groups.end(),
                                               [&](const auto& group) { return names(group); });
    }

    std::string text; ///< without "!", "&" and subscript
    Effect effect = Effect::add;
    std::optional<Subscript> subscript;
    std::shared_ptr<const RE2> regex;

private:
    void compile(const std::string& expression) {
        RE2::Options options(RE2::Quiet);
        options.set_max_mem(1 << 20);
        auto compiled = std::make_shared<const RE2>(expression, options);
        if (!compiled->ok())
            base::fail("host pattern: '{}' is no regular expression that RE2 knows: {}", text,
                       compiled->error());
        regex = std::move(compiled);
    }

    void take_subscript() {
        static const RE2 with_subscript(R"((?s)(.+)\[(?:(-?[0-9]{1,9})|([0-9]{1,9})[:-]([0-9]{0,9}))\])");
        std::string name, index, first, last;
        if (!RE2::FullMatch(text, with_subscript, &name, &index, &first, &last))
            return;
        text = name;
        if (!index.empty())
            subscript = Subscript{std::atol(index.c_str()), std::nullopt, false};
        else if (last.empty())
            subscript = Subscript{std::atol(first.c_str()), std::nullopt, true};
        else
            subscript = Subscript{std::atol(first.c_str()), std::atol(last.c_str()), false};
    }
};

namespace {

using Names = std::vector<std::string>;

template <typename Term>
Names candidates(const Inventory& inventory, const Term& term, bool& group_matched) {
    Names names;
    for (const auto& group : inventory.group_order)
        if (term.names(group.name)) {
            names.insert(names.end(), group.hosts.begin(), group.hosts.end());
            group_matched = true;
        }
    if (!group_matched || term.looks_at_hosts_too())
        std::copy_if(inventory.host_order.begin(), inventory.host_order.end(), std::back_inserter(names),
                     [&](const std::string& name) { return term.names(name); });
    return names;
}

/// web[0:0] is web[0], and so is web[0:], read as Ansible reads it: with its last host.
template <typename Subscript>
Names counted(Names names, const Subscript& subscript, std::string_view text) {
    if (names.empty())
        return names;
    const auto size = static_cast<long>(names.size());
    if (!subscript.to_the_end && subscript.last.value_or(0) == 0) {
        const long at = subscript.first < 0 ? subscript.first + size : subscript.first;
        if (at < 0 || at >= size)
            base::fail("host pattern: '{}[{}]' counts past the end: it has {} host{}", text, subscript.first,
                       size, size == 1 ? "" : "s");
        return {names[static_cast<std::size_t>(at)]};
    }
    const long end = subscript.to_the_end ? size : std::min(size, *subscript.last + 1);
    const long begin = std::min(subscript.first, end);
    return {names.begin() + begin, names.begin() + std::max(begin, end)};
}

} // namespace

Pattern::Pattern(std::string_view text) : text_(text) {
    if (text.size() > longest_pattern)
        base::fail("host pattern: at most {} bytes, found {}", longest_pattern, text.size());
    for (const auto& written : split_terms(text))
        terms_.push_back(std::make_shared<const Term>(written));
    if (terms_.empty())
        base::fail("host pattern: expected names, groups or globs, found '{}'; write all for every host",
                   text);
    std::stable_sort(terms_.begin(), terms_.end(),
                     [](const auto& left, const auto& right) { return left->effect < right->effect; });
}

bool Pattern::counts() const {
    return std::any_of(terms_.begin(), terms_.end(),
                       [](const auto& term) { return term->subscript.has_value(); });
}

bool Pattern::matches(const Host& host) const {
    if (counts())
        base::fail("host pattern: '{}' counts hosts, which only --limit can do; name them or their group",
                   text_);
    bool matched = terms_.front()->effect != Term::Effect::add;
    for (const auto& term : terms_) {
        const bool named = term->matches(host);
        switch (term->effect) {
        case Term::Effect::add:
            matched = matched || named;
            break;
        case Term::Effect::keep:
            matched = matched && named;
            break;
        case Term::Effect::drop:
            matched = matched && !named;
            break;
        }
    }
    return matched;
}

std::vector<const Host*> select(const Inventory& inventory, const Pattern& pattern) {
    using Effect = Pattern::Term::Effect;
    Names chosen;
    std::unordered_set<std::string> known;
    const auto add = [&](const Names& names) {
        for (const auto& name : names)
            if (known.insert(name).second)
                chosen.push_back(name);
    };
    if (pattern.terms_.front()->effect != Effect::add)
        add(inventory.group_order.empty() ? Names{} : inventory.group_order.front().hosts);
    for (const auto& term : pattern.terms_) {
        bool group_matched = false;
        if (term->effect == Effect::add && !term->subscript && inventory.hosts.contains(term->text)) {
            add({term->text});
            continue;
        }
        auto names = candidates(inventory, *term, group_matched);
        if (term->subscript)
            names = counted(std::move(names), *term->subscript, term->text);
        if (term->effect == Effect::add) {
            add(names);
            continue;
        }
        const std::unordered_set<std::string> these(names.begin(), names.end());
        std::erase_if(chosen, [&](const std::string& name) {
            return these.contains(name) != (term->effect == Effect::keep);
        });
    }
    std::vector<const Host*> hosts;
    for (const auto& name : chosen)
        hosts.push_back(&inventory.hosts.at(name));
    return hosts;
}

std::vector<std::string> unmatched(const Inventory& inventory, const Pattern& pattern) {
    std::vector<std::string> known(inventory.host_order);
    known.insert(known.end(), inventory.groups.begin(), inventory.groups.end());
    std::vector<std::string> messages;
    for (const auto& term : pattern.terms_) {
        bool group_matched = false;
        if (!candidates(inventory, *term, group_matched).empty() || group_matched)
            continue;
        const auto near = term->regex ? std::nullopt : base::nearest(term->text, known);
        messages.push_back(fmt::format("no host and no group matches '{}'{}", term->text,
                                       near ? fmt::format("; did you mean '{}'?", *near) : std::string()));
    }
    return messages;
}

} // namespace plumbline::inventory
