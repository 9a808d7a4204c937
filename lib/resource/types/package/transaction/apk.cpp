#include "base/text.hpp"
#include "resource/types/package/transaction/transaction.hpp"

#include <algorithm>

namespace plumbline::resource::package {

namespace {

/// (N/M) Installing NAME (VERSION), (N/M) Upgrading NAME (OLD -> NEW), (N/M) Purging NAME (VERSION)
std::optional<Part> read_part(const std::vector<std::string_view>& words) {
    if (words.size() != 4 && words.size() != 6)
        return std::nullopt;
    const std::string first(words[3].substr(1, words[3].size() - (words.size() == 4 ? 2 : 1)));
    Part part{.name = std::string(words[2])};
    if (words[1] == "Installing")
        part.becomes = first;
    else if (words[1] == "Purging") {
        part.kind = Part::Kind::removes;
        part.was = first;
    } else if (words.size() == 6) {
        part.was = first;
        part.becomes = words[5].substr(0, words[5].size() - 1);
        part.kind = kind_of_change(part.was, part.becomes, VersionOrder::apk);
    } else {
        part.kind = Part::Kind::reinstalls;
        part.was = part.becomes = first;
    }
    return part;
}

/// Where an error ends with a colon, what it is about stands on the next line: "  nosuch (no such package):".
std::string failure_of(const std::vector<std::string_view>& lines) {
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (!lines[i].starts_with("ERROR: "))
            continue;
        const bool goes_on = lines[i].ends_with(':') && i + 1 < lines.size();
        auto words = base::trim(goes_on ? lines[i + 1] : lines[i].substr(7));
        if (words.ends_with(':'))
            words.remove_suffix(1);
        return std::string(words);
    }
    return "it does not say why";
}

} // namespace

std::optional<Transaction> read_apk_transaction(std::string_view answer) {
    const auto simulated = read_simulated(answer);
    if (!simulated)
        return std::nullopt;
    Transaction transaction;
    if (simulated->status != 0)
        transaction.failure = failure_of(simulated->lines);
    for (const auto line : simulated->lines) {
        const auto words = base::words(line);
        if (words.empty() || !words[0].starts_with('(') || !words[0].ends_with(')'))
            continue;
        auto part = read_part(words);
        if (!part)
            return std::nullopt;
        transaction.parts.push_back(std::move(*part));
    }
    return transaction;
}

} // namespace plumbline::resource::package
