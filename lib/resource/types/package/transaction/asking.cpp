#include "resource/types/package/transaction/asking.hpp"

#include "resource/types/package/parts.hpp"
#include "resource/types/package/transaction/commands.hpp"

namespace plumbline::resource::package {

namespace {

std::optional<Database> database_named(std::string_view word) {
    for (const Database database : {Database::dpkg, Database::rpm, Database::apk})
        if (word == name(database))
            return database;
    return std::nullopt;
}

} // namespace

std::optional<Database> database_of(const Desired& desired, const facts::Facts& facts) {
    const auto provider = desired.text("provider").value_or("auto");
    const auto fact = facts.find("pkg");
    return database_named(provider != "auto" || fact == facts.end() ? provider : base::to_text(fact->second));
}

std::string bare(const std::string& name) {
    return name.substr(0, name.find(':'));
}

std::string full_name(const Desired& desired, Database database) {
    const auto arch = desired.text("arch").value_or("");
    const auto name = name_of(desired);
    return database == Database::dpkg && !arch.empty() && arch != "all" ? bare(name) + ":" + arch : name;
}

bool must_come_anew(const std::string& status) {
    return status.starts_with("half-installed") || status == "broken" ||
           status.find("reinstallation") != std::string::npos;
}

std::optional<probe::Question> question_of(const Desired& desired, const std::vector<Compared>& drifts,
                                           const facts::Facts& facts) {
    const auto database = database_of(desired, facts);
    if (language(desired) || !database)
        return std::nullopt;
    const auto ask = [&](const char* verb, const std::string& package) {
        const auto* kind = *database == Database::dpkg  ? "apt_transaction"
                           : *database == Database::rpm ? "dnf_transaction"
                                                        : "apk_transaction";
        return probe::Question{kind, {verb, package}};
    };
    const auto package = full_name(desired, *database);
    const auto version = desired.text("version").value_or("");
    for (const auto& drift : drifts) {
        if (drift.property == "state" && wants_it_gone(desired))
            return ask(desired.text("state") == "purged" ? "purge" : "remove", package);
        if (drift.property == "state")
            return ask("install", exactly(*database, package, version));
        if (drift.property == "version") {
            const bool goes_back = !version.empty() && compare_versions(version, base::to_text(drift.actual),
                                                                        version_order(*database)) < 0;
            return ask(goes_back ? "downgrade" : "install", exactly(*database, package, version));
        }
    }
    for (const auto& drift : drifts)
        if (drift.property == "status" && must_come_anew(base::to_text(drift.actual)))
            return ask("reinstall", package);
    return std::nullopt;
}

std::optional<Transaction> read_transaction(Database database, std::string_view answer) {
    if (database == Database::dpkg)
        return read_apt_transaction(answer);
    return database == Database::rpm ? read_dnf_transaction(answer) : read_apk_transaction(answer);
}

probe::Queries simulation(const Desired& desired, const std::vector<Compared>& drifts,
                          const facts::Facts& facts) {
    const auto asked = question_of(desired, drifts, facts);
    return asked ? probe::Queries{*asked} : probe::Queries{};
}

} // namespace plumbline::resource::package
