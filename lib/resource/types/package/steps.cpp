#include "resource/steps/accounts.hpp"
#include "resource/steps/runs.hpp"
#include "resource/types/package/parts.hpp"
#include "resource/types/package/transaction/asking.hpp"
#include "resource/types/package/transaction/commands.hpp"
#include "resource/types/package/transaction/transaction.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace plumbline::resource::package {

namespace {

/// As long as downloads and the packages' own scripts may take.
constexpr std::chrono::seconds time_of_packages{1800};

std::vector<Part> parts_of(const Transaction& transaction, Part::Kind kind) {
    std::vector<Part> some;
    std::ranges::copy_if(transaction.parts, std::back_inserter(some),
                         [&](const Part& part) { return part.kind == kind; });
    return some;
}

/// "libc6 2.36-9, lib 1.0"
std::string list_of(const std::vector<Part>& parts) {
    base::List names;
    for (const auto& part : parts)
        names.push_back(part.was.empty() ? part.name : fmt::format("{} {}", part.name, part.was));
    return fmt::format("{}", fmt::join(names, ", "));
}

/// One package on its way to what the standard says.
class Righting {
public:
    Righting(const Desired& desired, const Ground& ground, const Report& report)
        : desired_(desired), ground_(ground), report_(report), database_(report.database),
          name_(full_name(desired, report.database)), program_(program_of(report.database)) {}

    Steps make() {
        if (has("state") || has("version") || has("status"))
            put_right_under_hold();
        else if (has("held"))
            change_hold(desired_.flag("held"));
        return std::move(steps_);
    }

private:
    [[nodiscard]] bool has(std::string_view property) const {
        return steps::drift_of(ground_, property) != nullptr;
    }
    void decline(std::string property, std::string reason) {
        steps_.declined.push_back({std::move(property), std::move(reason)});
    }
    void run(Run run) {
        run.limit = time_of_packages;
        steps_.all.push_back(std::move(run));
    }

    [[nodiscard]] std::string installed_version() const {
        return report_.all.empty() ? "" : report_.all.front().version;
    }
    void change_hold(bool holds) {
        const auto version = desired_.text("version").value_or(installed_version());
        run(steps::there_and_back(hold(database_, holds, name_, version),
                                  hold(database_, !holds, name_, version)));
    }

    /// A hold is somebody's wish that nothing changes: only who names it in the standard overrides it.
    void put_right_under_hold() {
        const bool is_held = database_ == Database::dpkg &&
                             std::ranges::any_of(report_.all, [](const Installed& one) { return one.held; });
        if (is_held && !desired_.text("held"))
            return decline("",
                           fmt::format("it is on hold, so somebody wants it as it is: apt-mark unhold {}, "
                                       "or say held",
                                       name_));
        if (is_held)
            change_hold(false);
        const auto before = steps_.all.size();
        if (has("status"))
            complete();
        if (has("state") || has("version"))
            change(has("state") ? "state" : "version");
        if (steps_.all.size() == before)
            return steps_.all.clear(); // a hold that nothing else needs released
        if (desired_.flag("held"))
            change_hold(true);
    }

    void complete() {
        const auto status = base::to_text(steps::drift_of(ground_, "status")->actual);
        if (!must_come_anew(status))
            return run(steps::one_way({"dpkg", "--configure", name_}, "it was half done before"));
        if (!has("version"))
            change("status");
    }

    void change(const std::string& property) {
        const auto asked = question_of(desired_, ground_.drifts, ground_.facts);
        const auto& answer = asked ? ground_.answers.to(*asked) : no_answer();
        const auto* answered = std::get_if<probe::Answered>(&answer);
        const auto transaction =
            answered == nullptr ? std::nullopt : read_transaction(database_, answered->bytes);
        if (!transaction)
            return decline(property,
                           fmt::format("what {} would do is not known: {}", program_, why_not_known(answer)));
        if (!transaction->failure.empty())
            return decline(property, failure_of(*transaction));
        if (wants_it_gone(desired_))
            remove(*transaction);
        else
            install(property, *transaction);
    }
    static const probe::Answer& no_answer() {
        static const probe::Answer answer = probe::Absent{};
        return answer;
    }
    static std::string why_not_known(const probe::Answer& answer) {
        const auto* unknown = std::get_if<probe::CannotTell>(&answer);
        return unknown == nullptr ? "no answer of the expected form" : unknown->reason;
    }
    [[nodiscard]] std::string failure_of(const Transaction& transaction) const {
        const bool is_unheard_of = transaction.failure.starts_with("Unable to ") ||
                                   transaction.failure.find("no such package") != std::string::npos;
        return fmt::format("{} finds no way: {}{}", program_, transaction.failure,
                           is_unheard_of ? "; where a repository of this standard brings it, plan again once "
                                           "that is there"
                                         : "");
    }

    [[nodiscard]] const Part* own_part(const Transaction& transaction) const {
        const auto found = std::ranges::find(transaction.parts, bare(name_), &Part::name);
        return found == transaction.parts.end() ? nullptr : &*found;
    }

    void remove(const Transaction& transaction) {
        const auto* own = own_part(transaction);
        if (own == nullptr || own->kind != Part::Kind::removes)
            return decline("state", program_ + " would not remove it: other packages need it");
        if (const auto others = going_along(transaction, *own); !others.empty())
            return decline("state",
                           fmt::format("{} would go with it: declare that absent too, and name it in "
                                       "requires here",
                                       list_of(others)));
        const bool purges = desired_.text("state") == "purged";
        Run run{.command = removal(database_, purges, {name_})};
        for (const auto& part : transaction.parts)
            if (part == *own || database_ == Database::apk)
                run.effects.push_back(words_of(part));
        if (purges && database_ == Database::dpkg)
            run.effects.push_back("its configuration files are gone for good");
        set_way_back(run, transaction, *own);
        this->run(std::move(run));
    }
    /// What is removed beside it, but for what this standard removes before. apk takes what nothing else
    /// needs along, and never what needs the package.
    [[nodiscard]] std::vector<Part> going_along(const Transaction& transaction, const Part& own) const {
        auto others = parts_of(transaction, Part::Kind::removes);
        std::erase_if(others, [&](const Part& part) {
            return part == own || database_ == Database::apk ||
                   steps::requires_one(desired_, "package", part.name);
        });
        return others;
    }
    void set_way_back(Run& run, const Transaction& transaction, const Part& removed) const {
        if (removed.was.empty())
            run.one_way = "nothing but its configuration files was left";
        else if (database_ == Database::apk)
            run.undo = {{"apk", "add", name_}};
        else if (offers(transaction, removed.name, removed.was))
            run.undo = {installation(database_, Way::forth, {exactly(database_, name_, removed.was)})};
        else
            run.one_way = fmt::format("no repository offers {} {} any more", removed.name, removed.was);
    }

    void install(const std::string& property, const Transaction& transaction) {
        const auto* own = own_part(transaction);
        if (const auto removed = parts_of(transaction, Part::Kind::removes); !removed.empty())
            return decline(property, fmt::format("it would remove {}: declare that absent first, if that is "
                                                 "meant",
                                                 list_of(removed)));
        if (own == nullptr)
            return decline(property, why_nothing(transaction));
        if (!fits(own->becomes))
            return decline(property, fmt::format("{} would bring {}{}", program_, own->becomes,
                                                 choice_of(transaction, own->name)));
        Run run{.command = installation(database_, way_of(*own), {package_of(*own)})};
        for (const auto& part : transaction.parts)
            run.effects.push_back(words_of(part));
        set_way_back(run, transaction);
        this->run(std::move(run));
    }
    [[nodiscard]] std::string why_nothing(const Transaction& transaction) const {
        if (transaction.parts.empty())
            return fmt::format("{} offers nothing that would change it{}", program_,
                               choice_of(transaction, bare(name_)));
        return fmt::format("{} would install {} instead: name that", program_,
                           transaction.parts.front().name);
    }
    [[nodiscard]] bool fits(const std::string& version) const {
        const auto wanted = desired_.attributes.find("version");
        return wanted == desired_.attributes.end() ||
               holds(wanted->second, Kind::version, base::Value(version), version_order(database_));
    }
    /// ": it has 2.0, 1.0; name one that will do"
    static std::string choice_of(const Transaction& transaction, const std::string& name) {
        const auto found = transaction.offered.find(name);
        if (found == transaction.offered.end())
            return "";
        return fmt::format(": it has {}; name one that will do", fmt::join(found->second, ", "));
    }
    static Way way_of(const Part& own) {
        if (own.kind == Part::Kind::downgrades)
            return Way::back;
        return own.kind == Part::Kind::reinstalls ? Way::again : Way::forth;
    }
    /// The very version that was simulated; apk would fix it for good.
    [[nodiscard]] std::string package_of(const Part& own) const {
        const auto version = database_ == Database::apk ? desired_.text("version").value_or("") : own.becomes;
        return exactly(database_, name_, own.kind == Part::Kind::reinstalls ? "" : version);
    }

    void set_way_back(Run& run, const Transaction& transaction) const {
        base::List older;
        base::List newer;
        base::List added;
        for (const auto& part : transaction.parts) {
            if (part.kind == Part::Kind::installs)
                added.push_back(part.name);
            if (part.kind != Part::Kind::upgrades && part.kind != Part::Kind::downgrades)
                continue;
            if (!offers(transaction, part.name, part.was)) {
                run.one_way = fmt::format("no repository offers {} {} any more", part.name, part.was);
                return;
            }
            (part.kind == Part::Kind::upgrades ? older : newer)
                .push_back(exactly(database_, part.name, part.was));
        }
        if (!older.empty())
            run.undo.push_back(installation(database_, Way::back, older));
        if (!newer.empty())
            run.undo.push_back(installation(database_, Way::forth, newer));
        if (!added.empty())
            run.undo.push_back(
                removal(database_, false, database_ == Database::apk ? base::List{name_} : added));
        if (run.undo.empty())
            run.one_way = "nothing to take back: the same version stays";
    }

    const Desired& desired_;
    const Ground& ground_;
    const Report& report_;
    Database database_;
    std::string name_;
    std::string program_;
    Steps steps_;
};

} // namespace

Steps put_right(const Desired& desired, const Ground& ground) {
    if (const auto database = language(desired))
        return {.declined = {{"", fmt::format("what {0} installs is only audited: it breaks what else is in "
                                              "the same folder too easily; do it with {0}",
                                              name(*database))}}};
    const auto& answer = ground.answers.to(question(desired));
    const auto* answered = std::get_if<probe::Answered>(&answer);
    const auto database = database_of(desired, ground.facts);
    auto report = answered != nullptr ? read_report(answered->bytes)
                  : database          ? std::optional(Report{*database, {}})
                                      : std::nullopt;
    if (!report)
        return {.declined = {{"", "which package manager the host has is not known"}}};
    return Righting(desired, ground, *report).make();
}

} // namespace plumbline::resource::package
