#include "resource/membership.hpp"
#include "resource/steps/accounts.hpp"
#include "resource/steps/runs.hpp"
#include "resource/types/group/parts.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace plumbline::resource::group {

namespace {

using probe::Databases;

/// One group on its way to what the standard says.
class Righting {
public:
    Righting(const Desired& desired, const Ground& ground, const Databases& databases)
        : desired_(desired), ground_(ground), databases_(databases), name_(desired.id.title),
          group_(steps::find_group(databases, name_)) {}

    Steps make() {
        const auto* state = steps::drift_of(ground_, "state");
        if (state != nullptr && desired_.text("state") == "present")
            create();
        else if (group_ == nullptr)
            steps_.declined.push_back(steps::kept_elsewhere(name_, "/etc/group"));
        else if (state != nullptr)
            remove();
        else
            for (const auto& drift : ground_.drifts)
                change(drift);
        return std::move(steps_);
    }

private:
    void decline(std::string property, std::string reason) {
        steps_.declined.push_back({std::move(property), std::move(reason)});
    }

    void create() {
        base::List command{"groupadd"};
        if (const auto gid = desired_.text("gid"))
            command.insert(command.end(), {"-g", *gid});
        command.push_back(name_);
        steps_.all.push_back(steps::there_and_back(std::move(command), {"groupdel", name_}));
        for (const auto& member : desired_.list("members").value_or(base::List{}))
            add(member);
    }
    void remove() {
        const auto owner = std::ranges::find(databases_.accounts, group_->gid, &probe::ListedAccount::gid);
        if (owner != databases_.accounts.end())
            return decline("state", fmt::format("it is the own group of {}: give that account another first",
                                                owner->name));
        Run run{.command = {"groupdel", name_},
                .undo = {{"groupadd", "-g", std::to_string(group_->gid), name_}},
                .effects = {fmt::format("keeps all files of number {}", group_->gid)}};
        if (!group_->members.empty())
            run.undo.push_back({"gpasswd", "-M", fmt::format("{}", fmt::join(group_->members, ",")), name_});
        steps_.all.push_back(std::move(run));
    }

    void change(const Compared& drift) {
        if (drift.property == "members" && desired_.list("members"))
            return change_members(drift);
        if (drift.property == "gid" && desired_.text("gid"))
            return decline("gid", fmt::format("files would stay number {0}'s: groupmod -g {1} {2}, then give "
                                              "{2} what find / -xdev -gid {0} names",
                                              base::to_text(drift.actual), drift.expected, name_));
        steps_.declined.push_back(steps::unpinned(desired_, drift.property));
    }
    void change_members(const Compared& drift) {
        const auto members = compare_members(desired_, "members", drift.actual);
        for (const auto& member : members.missing)
            add(member);
        for (const auto& member : members.extra)
            steps_.all.push_back(
                steps::there_and_back({"gpasswd", "-d", member, name_}, {"gpasswd", "-a", member, name_}));
    }
    /// Groups come before accounts, unless the standard says otherwise.
    void add(const std::string& member) {
        const bool is_there = std::ranges::find(databases_.accounts, member, &probe::ListedAccount::name) !=
                              databases_.accounts.end();
        if (!is_there && !steps::requires_one(desired_, "user", member))
            return decline("members",
                           fmt::format("there is no account {0} now: where this standard makes it, "
                                       "name the group at user: {0}, or say requires: user:{0}",
                                       member));
        steps_.all.push_back(
            steps::there_and_back({"gpasswd", "-a", member, name_}, {"gpasswd", "-d", member, name_}));
    }

    const Desired& desired_;
    const Ground& ground_;
    const Databases& databases_;
    const std::string& name_;
    const probe::Group* group_;
    Steps steps_;
};

} // namespace

Steps put_right(const Desired& desired, const Ground& ground) {
    return steps::on_local_accounts(
        ground, [&](const Databases& databases) { return Righting(desired, ground, databases).make(); });
}

} // namespace plumbline::resource::group
