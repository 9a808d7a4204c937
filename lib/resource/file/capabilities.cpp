#include "resource/file/capabilities.hpp"

#include "base/text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <set>
#include <vector>

namespace plumbline::resource::file {

namespace {

/// Letters of "eip": effective, inheritable, permitted.
using Sets = std::set<char>;

struct Capabilities {
    Sets others; ///< what every capability has that is not in `named`
    std::map<std::string, Sets> named;
};

bool is_name(std::string_view word) {
    return word.starts_with("cap_") && word.size() > 4 && std::ranges::all_of(word, [](char letter) {
               return (letter >= 'a' && letter <= 'z') || letter == '_';
           });
}

void apply(Sets& sets, char operation, std::string_view letters) {
    if (operation == '=') {
        sets.clear();
    }
    for (const char letter : letters) {
        if (operation == '-') {
            sets.erase(letter);
        } else {
            sets.insert(letter);
        }
    }
}

void apply(Capabilities& capabilities, const std::vector<std::string>& names, char operation,
           std::string_view letters) {
    if (names.empty()) {
        apply(capabilities.others, operation, letters);
        for (auto& [name, sets] : capabilities.named) {
            apply(sets, operation, letters);
        }
    }
    for (const std::string& name : names) {
        const auto known = capabilities.named.try_emplace(name, capabilities.others).first;
        apply(known->second, operation, letters);
    }
}

/// The names before the first operation; none for all of them.
std::optional<std::vector<std::string>> names_of(std::string_view list) {
    std::vector<std::string> names;
    if (list.empty() || list == "all") {
        return names;
    }
    for (const std::string_view word : base::split(list, ',')) {
        if (!is_name(word)) {
            return std::nullopt;
        }
        names.emplace_back(word);
    }
    return names;
}

/// "cap_chown,cap_kill+e-i": the list and its operations.
bool apply_clause(Capabilities& capabilities, std::string_view clause) {
    constexpr std::string_view operations = "=+-";
    const std::size_t first = clause.find_first_of(operations);
    if (first == std::string_view::npos || (first == 0 && clause.front() != '=')) {
        return false;
    }
    const auto names = names_of(clause.substr(0, first));
    for (clause.remove_prefix(first); names && !clause.empty();) {
        const std::size_t end = std::min(clause.find_first_of(operations, 1), clause.size());
        const std::string_view letters = clause.substr(1, end - 1);
        if (letters.find_first_not_of("eip") != std::string_view::npos) {
            return false;
        }
        apply(capabilities, *names, clause.front(), letters);
        clause.remove_prefix(end);
    }
    return names.has_value();
}

std::string to_text(const Capabilities& capabilities) {
    std::map<std::string, std::vector<std::string>> groups;
    for (const auto& [name, sets] : capabilities.named) {
        if (sets != capabilities.others) {
            groups[std::string(sets.begin(), sets.end())].push_back(name);
        }
    }
    std::vector<std::string> clauses;
    if (!capabilities.others.empty()) {
        clauses.push_back("=" + std::string(capabilities.others.begin(), capabilities.others.end()));
    }
    for (const auto& [sets, names] : groups) {
        clauses.push_back(fmt::format("{}={}", fmt::join(names, ","), sets));
    }
    return fmt::format("{}", fmt::join(clauses, " "));
}

} // namespace

std::optional<std::string> canonical_capabilities(std::string_view text) {
    Capabilities capabilities;
    std::string lower(text);
    std::ranges::transform(lower, lower.begin(), [](char letter) {
        return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
    });
    for (const std::string_view clause : base::words(lower)) {
        if (!apply_clause(capabilities, clause)) {
            return std::nullopt;
        }
    }
    return to_text(capabilities);
}

std::optional<std::string> read_capabilities(std::string_view line) {
    line = base::trim(line);
    if (line.starts_with("= ")) {
        line.remove_prefix(2);
    }
    return canonical_capabilities(line);
}

} // namespace plumbline::resource::file
