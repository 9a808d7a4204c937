#include "resource/types/firewall/nft_words.hpp"
#include "resource/types/firewall/ruleset.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace plumbline::resource::firewall {

namespace {

using Sort = Word::Sort;

/// Nothing nests deeper than a set in a rule in a chain in a table.
constexpr int deepest = 16;

struct Trouble {
    Malformed malformed;
};

[[noreturn]] void refuse(std::size_t line, const std::string& message) {
    throw Trouble{{fmt::format("line {}: {}", line, message)}};
}

bool is_family(const std::string& word) {
    constexpr std::array families{"ip", "ip6", "inet", "arp", "bridge", "netdev"};
    return std::ranges::find(families, word) != families.end();
}

/// What is in a set comes and goes by itself where its flags say so, and it has a size that nobody gave it.
void forget_what_changes(Block& block) {
    const auto begins = [](std::string_view beginning) {
        return [beginning](const std::string& line) { return line.starts_with(beginning); };
    };
    const bool dynamic = std::ranges::any_of(block.rules, [](const std::string& line) {
        return line.starts_with("flags ") && line.find("dynamic") != std::string::npos;
    });
    if (dynamic) {
        std::erase_if(block.rules, begins("elements "));
        std::erase_if(block.rules, begins("size "));
    }
    std::erase_if(block.rules, begins("packets "));
}

/// Reads tables, their blocks, and statements.
class Reader {
public:
    explicit Reader(const Words& words) : words_(words) {}

    Ruleset all() {
        while (at_ < words_.size()) {
            take_top();
        }
        return std::move(ruleset_);
    }

private:
    [[nodiscard]] bool at(Sort sort) const { return at_ < words_.size() && words_[at_].sort == sort; }
    [[nodiscard]] std::size_t line() const {
        return at_ < words_.size() ? words_[at_].line : words_.empty() ? 1 : words_.back().line;
    }

    /// The words up to an opening brace that is no part of a statement, an end or a closing brace.
    Words heading() {
        Words words;
        while (at(Sort::plain) || at(Sort::quoted)) {
            words.push_back(words_[at_++]);
        }
        return words;
    }

    void take_top() {
        if (at(Sort::end)) {
            ++at_;
            return;
        }
        const std::size_t first = line();
        const Words words = heading();
        const std::string verb = words.empty() ? "" : words.front().text;
        if (verb == "table" && at(Sort::open)) {
            ++at_;
            return take_table(words);
        }
        const bool clears = (verb == "flush" || verb == "delete" || verb == "destroy" || verb == "table") &&
                            (at(Sort::end) || at_ == words_.size());
        if (!clears) {
            refuse(first, verb.empty()
                              ? "a table is expected"
                              : fmt::format("'{}' can't be compared: only tables in braces can", verb));
        }
    }

    void take_table(const Words& words) {
        const bool named = words.size() == 3 && is_family(words[1].text);
        if (!named && words.size() != 2) {
            refuse(words.front().line, "a table is expected as 'table FAMILY NAME {'");
        }
        const std::string name = named ? words[1].text + " " + words[2].text : "ip " + words[1].text;
        Table& table = ruleset_.tables[name];
        while (!at(Sort::close)) {
            take_block(table);
        }
        ++at_;
    }

    void take_block(Table& table) {
        if (at_ >= words_.size()) {
            refuse(line(), "the text ends before the table does");
        }
        if (at(Sort::end)) {
            ++at_;
            return;
        }
        const Words words = heading();
        const std::string name = canonical(words);
        if (!at(Sort::open) || words.empty()) {
            table.blocks["table"].rules.push_back(name);
            if (!at(Sort::end) && !at(Sort::close)) {
                refuse(line(), "a chain or a set is expected in a table");
            }
            return;
        }
        ++at_;
        take_statements(table.blocks[name], words.front().text == "chain");
    }

    void take_statements(Block& block, bool is_chain) {
        while (!at(Sort::close)) {
            if (at_ >= words_.size()) {
                refuse(line(), "the text ends before the chain or set does");
            }
            if (at(Sort::end)) {
                ++at_;
                continue;
            }
            take_statement(block, is_chain);
        }
        ++at_;
        if (!is_chain) {
            forget_what_changes(block);
            std::ranges::sort(block.rules);
        } else if (!block.hook.empty() && block.policy.empty()) {
            block.policy = "accept";
        }
    }

    void take_statement(Block& block, bool is_chain) {
        const Words words = statement();
        const std::string text = canonical(words);
        if (is_chain && text.starts_with("type ")) {
            block.hook = text;
        } else if (is_chain && text.starts_with("policy ")) {
            block.policy = text.substr(sizeof "policy");
        } else if (!text.empty()) {
            block.rules.push_back(text);
        }
    }

    /// Up to the end of the line or a semicolon, but not those in braces.
    Words statement() {
        Words words;
        int depth = 0;
        for (; at_ < words_.size(); ++at_) {
            const Sort sort = words_[at_].sort;
            if (depth == 0 && (sort == Sort::end || sort == Sort::close)) {
                break;
            }
            depth += sort == Sort::open ? 1 : sort == Sort::close ? -1 : 0;
            if (depth > deepest) {
                refuse(line(), "too many braces");
            }
            words.push_back(words_[at_]);
        }
        return words;
    }

    const Words& words_;
    std::size_t at_ = 0;
    Ruleset ruleset_;
};

} // namespace

base::List Block::lines() const {
    base::List all;
    if (!hook.empty()) {
        all.push_back(hook);
    }
    if (!policy.empty()) {
        all.push_back("policy " + policy);
    }
    all.insert(all.end(), rules.begin(), rules.end());
    return all;
}

Reading read_nft(std::string_view text) {
    const Words words = nft_words(text);
    try {
        return Reader(words).all();
    } catch (const Trouble& trouble) {
        return trouble.malformed;
    }
}

std::string nft_rule(std::string_view text) {
    return canonical(nft_words(text));
}

} // namespace plumbline::resource::firewall
