#include "report/entries/entry.hpp"

#include "report/entries/body.hpp"
#include "report/text/finding.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace plumbline::report {
namespace {

using drift::Status;

/// A fingerprint is told by so many of its digits.
constexpr std::size_t digits_of_id = 16;

bool is_told(const drift::Finding& finding) {
    return finding.status != Status::in_sync && finding.status != Status::skipped;
}

/// What two findings have in common when they may be told as one: all that the entry says of both.
std::string key_of(const drift::Finding& finding, const std::string& body) {
    return fmt::format("{}\n{}\n{}", fingerprint("", finding), resource::name(finding.desired->severity),
                       body);
}

std::string digits_of(const drift::Finding& finding) {
    constexpr std::string_view algorithm = "sha256:";
    return fingerprint("", finding).substr(algorithm.size(), digits_of_id);
}

/// Entries that differ only in what a fingerprint leaves out are numbered.
void give_ids(std::vector<Entry>& entries) {
    std::map<std::string, std::size_t> known;
    for (auto& entry : entries) {
        entry.id = "f-" + digits_of(entry.finding());
        if (const auto number = ++known[entry.id]; number > 1)
            entry.id += fmt::format("-{}", number);
    }
}

} // namespace

std::vector<Entry> entries_of(const Report& report) {
    std::vector<Entry> entries;
    std::map<std::string, std::size_t> known;
    for (const auto& host : report.hosts)
        for (const auto& finding : host.findings) {
            if (!is_told(finding))
                continue;
            auto body = body_of(finding);
            const auto [at, is_new] = known.try_emplace(key_of(finding, body), entries.size());
            if (is_new)
                entries.push_back({"", std::move(body), {}});
            entries[at->second].on.push_back({&host, &finding});
        }
    std::ranges::stable_sort(entries, {}, [](const Entry& entry) { return urgency(entry.finding()); });
    give_ids(entries);
    return entries;
}

std::string id_of_drift(const drift::Finding& finding) {
    const auto is_plain = [](char character) {
        return (character >= '0' && character <= '9') || (character >= 'A' && character <= 'Z');
    };
    const bool named =
        finding.past && !finding.past->drift.empty() && std::ranges::all_of(finding.past->drift, is_plain);
    return named ? "d-" + finding.past->drift : "";
}

} // namespace plumbline::report
