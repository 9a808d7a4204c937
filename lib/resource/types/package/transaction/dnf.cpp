#include "base/text.hpp"
#include "resource/types/package/transaction/transaction.hpp"

#include <algorithm>

namespace plumbline::resource::package {

namespace {

/// What a heading of dnf's table says of the packages below it; nothing where they stay as they are.
std::optional<Part::Kind> kind_below(std::string_view heading) {
    if (heading.starts_with("Installing"))
        return Part::Kind::installs;
    if (heading == "Upgrading:")
        return Part::Kind::upgrades;
    if (heading == "Downgrading:")
        return Part::Kind::downgrades;
    if (heading == "Reinstalling:")
        return Part::Kind::reinstalls;
    return heading.starts_with("Removing") ? std::optional(Part::Kind::removes) : std::nullopt;
}

/// "Error: Unable to find a match: nosuch", else what follows "Problem"
std::string failure_of(const std::vector<std::string_view>& lines) {
    for (const std::string_view start : {"Error: ", " Problem"})
        for (const auto line : lines)
            if (line.starts_with(start) && line != "Error: ")
                return std::string(base::trim(line.starts_with("Error: ") ? line.substr(7) : line));
    return "it does not say why";
}

/// Names with versions after `dnf list`: those that are there, those that are offered.
void read_list(const std::vector<std::string_view>& lines, std::map<std::string, std::string>& installed,
               Transaction& transaction) {
    bool is_installed = false;
    for (const auto line : lines) {
        const auto words = base::words(line);
        if (line.ends_with(" Packages"))
            is_installed = line.starts_with("Installed");
        else if (words.size() == 3 && words[0].rfind('.') != std::string_view::npos) {
            const std::string name(words[0].substr(0, words[0].rfind('.')));
            if (is_installed)
                installed[name] = words[1];
            else
                transaction.offered[name].emplace_back(words[1]);
        }
    }
}

} // namespace

std::optional<Transaction> read_dnf_transaction(std::string_view answer) {
    const auto simulated = read_simulated(answer);
    if (!simulated)
        return std::nullopt;
    Transaction transaction;
    std::map<std::string, std::string> installed;
    read_list(simulated->after, installed, transaction);
    std::optional<Part::Kind> kind;
    for (const auto line : simulated->lines) {
        const auto words = base::words(line);
        if (line == "Transaction Summary")
            break;
        if (!line.starts_with(' '))
            kind = kind_below(line);
        else if (kind && words.size() >= 5) // NAME ARCH VERSION REPOSITORY SIZE UNIT
            transaction.parts.push_back({*kind, std::string(words[0]), installed[std::string(words[0])],
                                         *kind == Part::Kind::removes ? "" : std::string(words[2])});
        else if (kind)
            return std::nullopt;
    }
    // what was only asked for ends as if it had failed
    if (simulated->status != 0 && transaction.parts.empty())
        transaction.failure = failure_of(simulated->lines);
    return transaction;
}

} // namespace plumbline::resource::package
