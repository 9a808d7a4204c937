#include "resource/types/setting/files/lookup.hpp"

#include "base/text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <strings.h>

namespace plumbline::resource::setting {
namespace {

bool same(const Lens& lens, const std::string& left, const std::string& right) {
    return lens.meaning.any_case ? strcasecmp(left.c_str(), right.c_str()) == 0 : left == right;
}

Winner winner_of(const Lens& lens, const std::string& key) {
    return lens.meaning.winner_of == nullptr ? lens.meaning.winner : lens.meaning.winner_of(key);
}

std::string canonical_text(const Lens& lens, const std::string& key, const std::string& value) {
    return lens.meaning.canonical == nullptr ? value : lens.meaning.canonical(key, value);
}

base::Value canonical_value(const Lens& lens, const std::string& key, base::Value value) {
    if (auto* text = std::get_if<std::string>(&value)) {
        *text = canonical_text(lens, key, *text);
    } else {
        for (auto& part : std::get<base::List>(value)) {
            part = canonical_text(lens, key, part);
        }
    }
    return value;
}

/// All values of one line count together: "AllowUsers ann bob".
bool one_line(const Placed& left, const Placed& right) {
    return left.file == right.file && left.entry.line == right.entry.line && left.entry.line != 0;
}

/// Moves what loses from the entries of a key to `loses`.
void decide(Winner winner, std::vector<Placed>& entries, std::vector<Placed>& loses) {
    if (entries.empty() || winner == Winner::every) {
        return;
    }
    auto begin = entries.begin();
    auto end = entries.end();
    if (winner == Winner::first) {
        end = std::find_if(begin, end, [&](const Placed& one) { return !one_line(one, *entries.begin()); });
        end = end == begin ? begin + 1 : end;
    } else if (winner == Winner::last) {
        while (begin + 1 != end && !one_line(*begin, entries.back())) {
            ++begin;
        }
    } else {
        const auto last_empty = std::find_if(entries.rbegin(), entries.rend(),
                                             [](const Placed& one) { return one.entry.value.empty(); });
        begin = last_empty.base();
    }
    loses.assign(entries.begin(), begin);
    loses.insert(loses.end(), end, entries.end());
    entries = std::vector<Placed>(begin, end);
}

/// The first gap that may hold what counts, given the index of the entry that counts.
const Gap* gap_before_certainty(const Lens& lens, const Gathered& gathered, const Key& key, Winner winner,
                                std::optional<std::size_t> counts) {
    for (const auto& gap : gathered.gaps) {
        const bool concerns = gap.section.empty() || same(lens, gap.section, key.section);
        const bool beaten = counts && ((winner == Winner::first && *counts < gap.at) ||
                                       (winner == Winner::last && *counts >= gap.at));
        if (concerns && !beaten) {
            return &gap;
        }
    }
    return nullptr;
}

/// What stands between separators, empty parts left out.
std::vector<std::string_view> parts_of(std::string_view value, std::string_view separators) {
    std::vector<std::string_view> parts;
    while (!value.empty()) {
        const auto end = std::min(value.find_first_of(separators), value.size());
        if (const auto part = base::trim(value.substr(0, end)); !part.empty()) {
            parts.push_back(part);
        }
        value.remove_prefix(std::min(end + 1, value.size()));
    }
    return parts;
}

} // namespace

Key parse_key(std::string_view written, const std::string& usual_section) {
    const auto end = written.find("] ");
    if (!written.starts_with('[') || end == std::string_view::npos) {
        return {usual_section, std::string(written)};
    }
    return {std::string(base::trim(written.substr(1, end - 1))),
            std::string(base::trim(written.substr(end + 1)))};
}

Said look_up(const Lens& lens, const Gathered& gathered, const Key& key) {
    if (key.section.empty() && !lens.overriding.empty()) {
        auto said = look_up(lens, gathered, {std::string(lens.overriding), key.name});
        if (!said.counts.empty()) {
            return said;
        }
    }
    Said said;
    const auto winner = winner_of(lens, key.name);
    std::optional<std::size_t> counts;
    for (std::size_t at = 0; at < gathered.entries.size(); ++at) {
        const auto& placed = gathered.entries[at];
        if (!same(lens, placed.entry.key, key.name)) {
            continue;
        }
        if (!same(lens, placed.entry.section, key.section)) {
            said.elsewhere.push_back(placed);
            continue;
        }
        said.counts.push_back(placed);
        counts = winner == Winner::first ? counts.value_or(at) : at;
    }
    if (const auto* gap = gap_before_certainty(lens, gathered, key, winner, counts)) {
        said.unreadable = gap->reason;
    }
    decide(winner, said.counts, said.loses);
    return said;
}

bool wants_list(const Matcher& matcher) {
    const auto is_list = [](const base::Value& value) { return std::holds_alternative<base::List>(value); };
    if (const auto* exactly = std::get_if<Exactly>(&matcher.rule)) {
        return is_list(exactly->value);
    }
    if (const auto* one_of = std::get_if<OneOf>(&matcher.rule)) {
        return std::any_of(one_of->values.begin(), one_of->values.end(), is_list);
    }
    if (const auto* negated = std::get_if<Not>(&matcher.rule)) {
        return wants_list(*negated->matcher);
    }
    return std::holds_alternative<Contains>(matcher.rule);
}

Reading reading_of(const Lens& lens, const Key& key, const std::vector<std::string>& values,
                   bool list_wanted) {
    base::List list;
    for (const auto& value : values) {
        if (!list_wanted || lens.meaning.separators.empty()) {
            list.push_back(canonical_text(lens, key.name, value));
            continue;
        }
        for (const auto part : parts_of(value, lens.meaning.separators)) {
            list.push_back(canonical_text(lens, key.name, std::string(part)));
        }
    }
    if (list_wanted && (list.size() != 1 || !lens.meaning.separators.empty() || values.size() != 1)) {
        return Present{std::move(list)};
    }
    return Present{fmt::format("{}", fmt::join(list, " "))};
}

Matcher canonical(const Lens& lens, const Key& key, Matcher matcher) {
    if (auto* exactly = std::get_if<Exactly>(&matcher.rule)) {
        exactly->value = canonical_value(lens, key.name, std::move(exactly->value));
    } else if (auto* one_of = std::get_if<OneOf>(&matcher.rule)) {
        for (auto& value : one_of->values) {
            value = canonical_value(lens, key.name, std::move(value));
        }
    } else if (auto* negated = std::get_if<Not>(&matcher.rule)) {
        negated->matcher = std::make_shared<const Matcher>(canonical(lens, key, *negated->matcher));
    } else if (auto* contains = std::get_if<Contains>(&matcher.rule)) {
        for (auto& text : contains->texts) {
            text = canonical_text(lens, key.name, text);
        }
    } else if (auto* at_most = std::get_if<AtMost>(&matcher.rule)) {
        at_most->bound = canonical_text(lens, key.name, at_most->bound);
    } else if (auto* at_least = std::get_if<AtLeast>(&matcher.rule)) {
        at_least->bound = canonical_text(lens, key.name, at_least->bound);
    }
    return matcher;
}

} // namespace plumbline::resource::setting
