#include "probe/accounts.hpp"
#include "resource/membership.hpp"
#include "resource/steps/accounts.hpp"
#include "resource/types/group/parts.hpp"
#include "resource/understand.hpp"

#include <fmt/format.h>

namespace plumbline::resource {

namespace group {

namespace {

probe::Question question(const Desired& desired) {
    return {"group", {desired.id.title}};
}

Observed observe_group(const probe::Group& group) {
    Observed observed;
    observed.observations = {{.property = "state", .reading = Present{"present"}},
                             {.property = "gid", .reading = Present{std::to_string(group.gid)}},
                             {.property = "members", .reading = Present{group.members}}};
    return observed;
}

Observed observe_none() {
    Observed observed;
    observed.observations = {{.property = "state", .reading = Present{"absent"}},
                             {.property = "gid", .reading = Missing{}},
                             {.property = "members", .reading = Missing{}}};
    return observed;
}

Action creation(const Desired& desired) {
    const auto gid = desired.text("gid");
    Action action{"create group " + desired.id.title, "create-group", {{"group", desired.id.title}}};
    if (gid) {
        action.words += fmt::format(" (gid {})", *gid);
        action.arguments["gid"] = *gid;
    }
    return action;
}

Action removal(const Desired& desired) {
    return {"remove group " + desired.id.title, "remove-group", {{"group", desired.id.title}}};
}

Action renumbering(const Desired& desired, const Compared& drift) {
    return {fmt::format("set gid {} (now {})", drift.expected, base::to_text(drift.actual)),
            "set-gid",
            {{"group", desired.id.title}, {"gid", drift.expected}}};
}

void change_members(const Desired& desired, const Compared& drift, Remedy& actions) {
    const Membership members = compare_members(desired, "members", drift.actual);
    for (const std::string& member : members.missing) {
        actions.push_back({fmt::format("add {} to group {}", member, desired.id.title),
                           "add-member",
                           {{"group", desired.id.title}, {"user", member}}});
    }
    for (const std::string& member : members.extra) {
        actions.push_back({fmt::format("remove {} from group {}", member, desired.id.title),
                           "remove-member",
                           {{"group", desired.id.title}, {"user", member}}});
    }
}

const Schema& the_schema() {
    static const Schema all{
        .type = "group",
        .doc = "A group of accounts, from any name service of the host.",
        .title_doc = "The group's name.",
        .attributes =
            {
                {.name = "state",
                 .kind = Kind::choice,
                 .doc = "Whether the group is there.",
                 .fallback = "present",
                 .choices = {"present", "absent"}},
                {.name = "gid", .kind = Kind::integer, .doc = "Its number."},
                {.name = "members",
                 .kind = Kind::list,
                 .doc = "Accounts that it must name as members. An account's own group does not name it."},
                {.name = "exclusive",
                 .kind = Kind::boolean,
                 .doc = "Whether `members` are all that it may have.",
                 .compared = false},
            },
        .asks = "Its line of /etc/group, by getent where the host has other sources of groups.",
        .enforces =
            "Creates or removes the group (groupadd, groupdel), adds members, and takes out those that are "
            "not "
            "named (gpasswd; `exclusive`). Accounts whose own group it is stay in it, and keep it. It "
            "gives no group another number, for files would keep the old one.",
        .example = "group: sudo\nmembers: [jane]\nexclusive: true\n",
        .phase = Phase::groups};
    return all;
}

} // namespace

class Group final : public Type {
public:
    [[nodiscard]] const Schema& schema() const override { return the_schema(); }

    [[nodiscard]] probe::Queries queries(const Desired& desired) const override {
        return {question(desired)};
    }

    [[nodiscard]] Expectations expect(const Desired& desired) const override {
        Expectations expectations = Type::expect(desired);
        expect_among(expectations, desired, "members");
        return expectations;
    }

    [[nodiscard]] Observed observe(const Desired& desired, const probe::Answers& answers) const override {
        return understand(answers.to(question(desired)), expect(desired),
                          "its line in the group database is not of the form of group(5)", probe::parse_group,
                          observe_group, observe_none);
    }

    [[nodiscard]] Remedy remedy(const Desired& desired, const Observed&,
                                const std::vector<Compared>& drifts) const override {
        Remedy actions;
        for (const Compared& drift : drifts) {
            if (drift.status != Compared::Status::drift) {
                continue;
            }
            if (drift.property == "state") {
                actions.push_back(desired.text("state") == "present" ? creation(desired) : removal(desired));
            } else if (drift.property == "gid" && desired.text("gid")) {
                actions.push_back(renumbering(desired, drift));
            } else if (drift.property == "members") {
                change_members(desired, drift, actions);
            }
        }
        return actions;
    }

    [[nodiscard]] probe::Queries ground(const Desired&, const std::vector<Compared>&,
                                        const facts::Facts&) const override {
        return {steps::local_accounts()};
    }

    [[nodiscard]] Steps steps(const Desired& desired, const Ground& ground) const override {
        return put_right(desired, ground);
    }

    [[nodiscard]] std::string object_to(const Desired& desired) const override {
        if (desired.id.title.starts_with('-') ||
            desired.id.title.find_first_of(":,\n") != std::string::npos) {
            return "a group's name holds no ':', ',' or newline and does not begin with '-'";
        }
        if (desired.flag("exclusive") && !desired.has("members")) {
            return "'exclusive' says that 'members' are all there may be: 'members' is missing";
        }
        return "";
    }

    [[nodiscard]] Traces traces(const Desired& desired) const override {
        return {.paths = {"/etc/group", "/etc/gshadow"}, .accounts = {desired.id.title}};
    }
};

} // namespace group

namespace types_of_folders {

const Type& group_type() {
    static const group::Group type;
    return type;
}

} // namespace types_of_folders

} // namespace plumbline::resource
