#include "base/letter_case.hpp"
#include "base/text.hpp"
#include "resource/types/firewall/ruleset.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace plumbline::resource::firewall {

namespace {

/// "NEW,ESTABLISHED" as "ESTABLISHED,NEW": no list of iptables has an order. A quoted text is left as it is.
std::string sorted_list(const std::string& word) {
    if (word.find('"') != std::string::npos) {
        return word;
    }
    auto parts = base::split(word, ',');
    std::ranges::sort(parts);
    return fmt::format("{}", fmt::join(parts, ","));
}

/// What iptables-save says of what it leaves out.
void take_comment(std::string_view line, Ruleset& ruleset) {
    constexpr std::string_view incompatible = "' contains incompatible base-chains";
    constexpr std::string_view table = "# Table `";
    if (line.find("iptables-legacy tables present") != std::string_view::npos) {
        ruleset.remarks.emplace_back("there are tables of iptables-legacy besides, which are not looked at");
    } else if (const std::size_t end = line.find(incompatible);
               end != std::string_view::npos && line.starts_with(table)) {
        ruleset.tables[std::string(line.substr(table.size(), end - table.size()))].unreadable =
            "the table holds chains of nft that iptables can't show: title it as nft does";
    }
}

/// Takes in the lines of iptables-save(8), one by one.
class Reader {
public:
    [[nodiscard]] bool take(std::string_view line) {
        line = base::trim(line);
        if (line.empty() || line == "COMMIT") {
            return true;
        }
        if (line.front() == '#') {
            take_comment(line, ruleset);
            return true;
        }
        if (line.front() == '*') {
            table_ = &ruleset.tables[std::string(line.substr(1))];
            return true;
        }
        return table_ != nullptr && (line.front() == ':' ? take_chain(line.substr(1)) : take_rule(line));
    }

    Ruleset ruleset;

private:
    /// "INPUT DROP [0:0]"
    bool take_chain(std::string_view line) {
        const auto words = base::words(line);
        if (words.size() < 2) {
            return false;
        }
        Block& block = table_->blocks["chain " + std::string(words[0])];
        block.policy = words[1] == "-" ? "" : base::lower_case(words[1]);
        return true;
    }

    /// "-A INPUT -p tcp …", with "[PACKETS:BYTES] " before it where counters were saved
    bool take_rule(std::string_view line) {
        if (line.front() == '[') {
            line = base::trim(line.substr(std::min(line.find(']'), line.size() - 1) + 1));
        }
        const auto words = base::words(line);
        if (words.size() < 2 || words[0] != "-A") {
            return false;
        }
        const std::string_view rest = line.substr(static_cast<std::size_t>(words[1].end() - line.begin()));
        table_->blocks["chain " + std::string(words[1])].rules.push_back(iptables_rule(rest));
        return true;
    }

    Table* table_ = nullptr;
};

} // namespace

Reading read_iptables(std::string_view text) {
    Reader reader;
    std::size_t number = 0;
    for (const std::string_view line : base::lines(text)) {
        ++number;
        if (!reader.take(line)) {
            return Malformed{fmt::format("line {}: '{}' is none of iptables-save's", number, line)};
        }
    }
    return std::move(reader.ruleset);
}

std::string iptables_rule(std::string_view text) {
    std::vector<std::string> words;
    bool quoted = false;
    bool begins = true;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool escaped = text[at] == '\\' && at + 1 < text.size();
        quoted = quoted != (text[at] == '"');
        if (!quoted && (text[at] == ' ' || text[at] == '\t')) {
            begins = true;
            continue;
        }
        if (begins) {
            words.emplace_back();
        }
        begins = false;
        // iptables-save escapes apostrophes as well, though nothing needs that
        if (!escaped || text[at + 1] != '\'') {
            words.back() += text[at];
        }
        if (escaped) {
            words.back() += text[++at];
        }
    }
    std::ranges::transform(words, words.begin(), sorted_list);
    return fmt::format("{}", fmt::join(words, " "));
}

} // namespace plumbline::resource::firewall
