#include "base/text.hpp"
#include "resource/types/package/transaction/transaction.hpp"

#include <algorithm>

namespace plumbline::resource::package {

namespace {

std::string without_arch(std::string_view name) {
    return std::string(name.substr(0, name.find(':')));
}

/// The text between brackets.
std::string inside(std::string_view word) {
    return std::string(word.substr(1, word.size() - 2));
}

bool is_in_brackets(std::string_view word) {
    return word.size() > 2 && word.front() == '[' && word.back() == ']';
}

/// Inst NAME [OLD] (NEW ORIGIN [ARCH]) […]; [OLD] only where there is one
std::optional<Part> read_inst(const std::vector<std::string_view>& words) {
    const bool has_old = words.size() > 2 && is_in_brackets(words[2]);
    const std::size_t at = has_old ? 3 : 2;
    if (words.size() <= at || words[at].size() < 2 || words[at].front() != '(')
        return std::nullopt;
    Part part{.name = without_arch(words[1]), .becomes = std::string(words[at].substr(1))};
    if (has_old) {
        part.was = inside(words[2]);
        part.kind = kind_of_change(part.was, part.becomes, VersionOrder::deb);
    }
    return part;
}

/// Remv NAME [OLD] […]; Purg NAME, where only its configuration is left
Part read_remv(const std::vector<std::string_view>& words) {
    const bool has_old = words.size() > 2 && is_in_brackets(words[2]);
    return {
        .kind = Part::Kind::removes, .name = without_arch(words[1]), .was = has_old ? inside(words[2]) : ""};
}

/// The first unmet dependency, else the first error.
std::string failure_of(const std::vector<std::string_view>& lines) {
    const auto unmet = std::ranges::find_if(lines, [](std::string_view line) {
        return line.starts_with(' ') && line.find(" : ") != std::string_view::npos;
    });
    const auto error =
        std::ranges::find_if(lines, [](std::string_view line) { return line.starts_with("E: "); });
    if (unmet != lines.end())
        return std::string(base::trim(*unmet));
    return error == lines.end() ? "it does not say why" : std::string(error->substr(3));
}

/// NAME | VERSION | ORIGIN
void read_offer(std::string_view line, Transaction& transaction) {
    const auto columns = base::split(line, '|');
    if (columns.size() < 3)
        return;
    auto& versions = transaction.offered[std::string(base::trim(columns[0]))];
    const std::string version(base::trim(columns[1]));
    if (std::ranges::find(versions, version) == versions.end())
        versions.push_back(version);
}

} // namespace

std::optional<Transaction> read_apt_transaction(std::string_view answer) {
    const auto simulated = read_simulated(answer);
    if (!simulated)
        return std::nullopt;
    Transaction transaction;
    if (simulated->status != 0)
        transaction.failure = failure_of(simulated->lines);
    for (const auto line : simulated->lines) {
        const auto words = base::words(line);
        if (words.size() < 2)
            continue;
        if (words[0] == "Remv" || words[0] == "Purg")
            transaction.parts.push_back(read_remv(words));
        if (words[0] != "Inst")
            continue;
        auto part = read_inst(words);
        if (!part)
            return std::nullopt;
        transaction.parts.push_back(std::move(*part));
    }
    for (const auto line : simulated->after)
        read_offer(line, transaction);
    return transaction;
}

} // namespace plumbline::resource::package
