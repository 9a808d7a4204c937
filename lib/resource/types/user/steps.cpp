#include "probe/accounts.hpp"
#include "resource/membership.hpp"
#include "resource/steps/accounts.hpp"
#include "resource/steps/runs.hpp"
#include "resource/types/user/parts.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace plumbline::resource::user {

namespace {

using probe::Databases;

/// Whether people or programs can log in with it.
bool is_login_shell(std::string_view shell) {
    return !shell.ends_with("/nologin") && !shell.ends_with("/false");
}

/// Options of useradd(8) and usermod(8) that set one field.
struct Field {
    const char* attribute;
    const char* option;
};
constexpr Field fields[]{{"group", "-g"}, {"home", "-d"}, {"shell", "-s"}, {"comment", "-c"}};

/// One account on its way to what the standard says.
class Righting {
public:
    Righting(const Desired& desired, const Ground& ground, const Databases& databases)
        : desired_(desired), ground_(ground), databases_(databases), name_(desired.id.title),
          account_(steps::find_account(databases, name_)) {}

    Steps make() {
        const auto* state = steps::drift_of(ground_, "state");
        if (state != nullptr && desired_.text("state") == "present")
            create();
        else if (account_ == nullptr)
            steps_.declined.push_back(steps::kept_elsewhere(name_, "/etc/passwd"));
        else if (state != nullptr)
            remove();
        else
            for (const auto& drift : ground_.drifts)
                change(drift);
        return std::move(steps_);
    }

private:
    void run(base::List command, base::List undo) {
        steps_.all.push_back(steps::there_and_back(std::move(command), std::move(undo)));
    }
    void decline(std::string property, std::string reason) {
        steps_.declined.push_back({std::move(property), std::move(reason)});
    }

    void create() {
        base::List command{"useradd"};
        if (const auto uid = desired_.text("uid"))
            command.insert(command.end(), {"-u", *uid});
        const auto group = own_group();
        for (const auto& field : fields)
            if (const auto value =
                    field.option == std::string_view("-g") ? group : desired_.text(field.attribute))
                command.insert(command.end(), {field.option, *value});
        if (const auto groups = desired_.list("groups"); groups && !groups->empty())
            command.insert(command.end(), {"-G", fmt::format("{}", fmt::join(*groups, ","))});
        command.push_back(is_login_shell(desired_.text("shell").value_or("")) ? "-m" : "-M");
        command.push_back(name_);
        Run run{.command = std::move(command), .undo = {{"userdel", name_}}};
        if (group == name_) // which userdel takes along
            run.undo.push_back(group_again(steps::find_group(databases_, name_)));
        steps_.all.push_back(std::move(run));
        if (desired_.text("locked") == "false")
            decline(
                "locked",
                fmt::format("a new account has no password, and none is set from here: passwd {}", name_));
    }
    /// useradd would make one of the account's name, and fails where there is one.
    [[nodiscard]] std::optional<std::string> own_group() const {
        const auto wanted = desired_.text("group");
        const bool is_there =
            steps::find_group(databases_, name_) != nullptr || steps::requires_one(desired_, "group", name_);
        return !wanted && is_there ? std::optional(name_) : wanted;
    }
    [[nodiscard]] base::List group_again(const probe::Group* group) const {
        if (group == nullptr)
            return {"groupadd", "-f", name_};
        return {"groupadd", "-f", "-g", std::to_string(group->gid), name_};
    }

    void remove() {
        if (account_->uid == 0)
            return decline("state", "its number is 0: what it owns is the whole system's");
        const auto* own = steps::find_group(databases_, account_->gid);
        Run run{.command = {"userdel", name_}};
        if (own != nullptr && own->name == name_)
            run.undo.push_back(group_again(own));
        run.undo.push_back(creation_as_it_was());
        run.effects = {fmt::format("keeps {} and all files of number {}", account_->home, account_->uid),
                       "its password is gone for good"};
        steps_.all.push_back(std::move(run));
    }
    [[nodiscard]] base::List creation_as_it_was() const {
        base::List command{"useradd",
                           "-u",
                           std::to_string(account_->uid),
                           "-g",
                           std::to_string(account_->gid),
                           "-d",
                           account_->home,
                           "-s",
                           account_->shell};
        const auto seen = probe::parse_account(steps::said(ground_, {"passwd", {name_}}));
        if (seen && !seen->comment.empty())
            command.insert(command.end(), {"-c", seen->comment});
        if (const auto groups = steps::groups_naming(databases_, name_); !groups.empty())
            command.insert(command.end(), {"-G", fmt::format("{}", fmt::join(groups, ","))});
        command.insert(command.end(), {"-M", name_});
        return command;
    }

    void change(const Compared& drift) {
        const auto& property = drift.property;
        if (property == "groups")
            return change_groups(drift);
        if (property == "password_age")
            return decline(property,
                           fmt::format("only {0} can choose a new password: chage -d 0 {0} asks for "
                                       "one at the next login",
                                       name_));
        if (!desired_.text(property)) {
            steps_.declined.push_back(steps::unpinned(desired_, property));
            return;
        }
        if (property == "uid")
            return decline(property, renumbering(drift));
        if (property == "locked")
            return desired_.flag("locked") ? lock() : unlock();
        for (const auto& field : fields)
            if (property == field.attribute)
                set(field, drift);
    }
    [[nodiscard]] std::string renumbering(const Compared& drift) const {
        return fmt::format("files outside its home would stay number {0}'s: usermod -u {1} {2}, then give "
                           "{2} what find / -xdev -uid {0} names",
                           base::to_text(drift.actual), drift.expected, name_);
    }
    void set(const Field& field, const Compared& drift) {
        const auto now = base::to_text(drift.actual);
        Run run = steps::there_and_back({"usermod", field.option, drift.expected, name_},
                                        {"usermod", field.option, now, name_});
        if (drift.property == "home")
            run.effects = {fmt::format("leaves what is in {} there", now)};
        if (drift.property == "group") // usermod(8)
            run.effects = {fmt::format("what is of group {} in {} is given to group {}", now, account_->home,
                                       drift.expected)};
        steps_.all.push_back(std::move(run));
    }
    void change_groups(const Compared& drift) {
        if (!desired_.list("groups"))
            return steps_.declined.push_back(steps::unpinned(desired_, "groups"));
        const auto groups = compare_members(desired_, "groups", drift.actual);
        for (const auto& group : groups.missing)
            run({"gpasswd", "-a", name_, group}, {"gpasswd", "-d", name_, group});
        for (const auto& group : groups.extra)
            run({"gpasswd", "-d", name_, group}, {"gpasswd", "-a", name_, group});
    }

    [[nodiscard]] probe::Password password() const {
        const auto shadow = probe::parse_shadow(steps::said(ground_, {"shadow", {name_}}));
        return shadow ? shadow->password : probe::Password::none;
    }
    void lock() {
        if (password() == probe::Password::empty)
            return steps_.all.push_back(
                steps::one_way({"usermod", "-L", name_},
                               "an empty password, with which anyone may log in, is not given back"));
        run({"usermod", "-L", name_}, {"usermod", "-U", name_});
    }
    void unlock() {
        if (password() != probe::Password::locked)
            return decline("locked", fmt::format("there is no password to unlock, and none is set from here: "
                                                 "passwd {}",
                                                 name_));
        run({"usermod", "-U", name_}, {"usermod", "-L", name_});
    }

    const Desired& desired_;
    const Ground& ground_;
    const Databases& databases_;
    const std::string& name_;
    const probe::ListedAccount* account_;
    Steps steps_;
};

} // namespace

Steps put_right(const Desired& desired, const Ground& ground) {
    return steps::on_local_accounts(
        ground, [&](const Databases& databases) { return Righting(desired, ground, databases).make(); });
}

} // namespace plumbline::resource::user
