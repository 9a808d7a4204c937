#include "base/text.hpp"
#include "probe/content.hpp"
#include "probe/status.hpp"
#include "resource/types/alternative/steps.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace plumbline::resource {

namespace alternative {

namespace {

constexpr std::uint64_t longest_record = 64 << 10;

probe::Question link(const Desired& desired) {
    return {"link", {"/etc/alternatives/" + desired.id.title}};
}

/// update-alternatives(1) of dpkg keeps its records in the first, that of chkconfig in the second.
probe::Question record(const Desired& desired, const std::string& folder) {
    return {"content", {folder + desired.id.title, "-", std::to_string(longest_record)}};
}

const std::vector<std::string> record_folders{"/var/lib/dpkg/alternatives/", "/var/lib/alternatives/"};

probe::Queries records(const Desired& desired) {
    probe::Queries all;
    for (const std::string& folder : record_folders) {
        all.push_back(record(desired, folder));
    }
    return all;
}

/// The first line of a record is "auto" or "manual".
Reading mode_of(const probe::Answer& answer) {
    if (const auto* unknown = std::get_if<probe::CannotTell>(&answer)) {
        return Unreadable{unknown->reason};
    }
    const auto* answered = std::get_if<probe::Answered>(&answer);
    if (answered == nullptr) {
        return Missing{};
    }
    const auto content = probe::parse_content(answered->bytes, longest_record);
    if (!content || !content->bytes) {
        return Unreadable{"the record of the alternative changed while it was read"};
    }
    const std::string_view first = base::trim(base::split(content->bytes->first, '\n').front());
    if (first != "auto" && first != "manual") {
        return Unreadable{"the record of the alternative does not begin with auto or manual"};
    }
    return Present{std::string(first)};
}

Reading observe_mode(const Desired& desired, const probe::Answers& answers) {
    for (const std::string& folder : record_folders) {
        Reading mode = mode_of(answers.to(record(desired, folder)));
        if (!std::holds_alternative<Missing>(mode)) {
            return mode;
        }
    }
    return Missing{};
}

struct Linked {
    Reading state;
    Reading path;
    bool dangles = false;
};

Linked observe_link(const probe::Answer& answer) {
    if (const auto* unknown = std::get_if<probe::CannotTell>(&answer)) {
        return {Unreadable{unknown->reason}, Unreadable{unknown->reason}};
    }
    const auto* answered = std::get_if<probe::Answered>(&answer);
    if (answered == nullptr) {
        return {Present{"absent"}, Missing{}};
    }
    const auto found = probe::parse_link(answered->bytes);
    if (!found) {
        const std::string odd = "its link was not told in the expected form";
        return {Unreadable{odd}, Unreadable{odd}};
    }
    return {Present{"present"}, Present{found->target}, !found->resolves};
}

Action choice(const Desired& desired, const Compared& drift) {
    return {fmt::format("choose {} for the alternative {} (now {})", drift.expected, desired.id.title,
                        base::to_text(drift.actual)),
            "choose-alternative",
            {{"alternative", desired.id.title}, {"path", drift.expected}}};
}

Action mode_change(const Desired& desired, const Compared& drift) {
    return {fmt::format("set the alternative {} to {} mode (now {})", desired.id.title, drift.expected,
                        base::to_text(drift.actual)),
            "set-alternative-mode",
            {{"alternative", desired.id.title}, {"mode", drift.expected}}};
}

const Schema& the_schema() {
    static const Schema all{
        .type = "alternative",
        .doc = "Which of several programs stands behind a name, as update-alternatives(1) keeps it.",
        .title_doc = "The name of the group: editor, pager, java.",
        .attributes =
            {
                {.name = "state",
                 .kind = Kind::choice,
                 .doc = "Whether there is such a group of alternatives.",
                 .fallback = "present",
                 .choices = {"present", "absent"}},
                {.name = "target", .kind = Kind::path, .doc = "The program that the name leads to."},
                {.name = "mode",
                 .kind = Kind::choice,
                 .doc =
                     "Whether the best of them is chosen by itself (`auto`), or a person chose (`manual`).",
                 .choices = {"auto", "manual"}},
            },
        .asks = "The link /etc/alternatives/NAME, and the group's record in /var/lib/dpkg/alternatives or "
                "/var/lib/alternatives.",
        .enforces =
            "Chooses the target or the mode with update-alternatives. It neither adds nor removes a group: "
            "packages do.",
        .example = "alternative: editor\ntarget: /usr/bin/vim.basic\n",
        .phase = Phase::packages};
    return all;
}

} // namespace

class Alternative final : public Type {
public:
    const Schema& schema() const override { return the_schema(); }

    probe::Queries queries(const Desired& desired) const override {
        probe::Queries asked{link(desired)};
        if (desired.has("mode")) {
            std::ranges::move(records(desired), std::back_inserter(asked));
        }
        return asked;
    }

    probe::Queries ground(const Desired& desired, const std::vector<Compared>&,
                          const facts::Facts&) const override {
        return desired.has("mode") ? probe::Queries() : records(desired);
    }

    Observed observe(const Desired& desired, const probe::Answers& answers) const override {
        const Linked linked = observe_link(answers.to(link(desired)));
        Observed observed;
        observed.observations = {{.property = "state", .reading = linked.state},
                                 {.property = "target", .reading = linked.path}};
        if (desired.has("mode")) {
            observed.observations.push_back({.property = "mode", .reading = observe_mode(desired, answers)});
        }
        if (linked.dangles) {
            observed.remarks.push_back("its target does not exist");
        }
        return observed;
    }

    Remedy remedy(const Desired& desired, const Observed&,
                  const std::vector<Compared>& drifts) const override {
        Remedy actions;
        for (const Compared& drift : drifts) {
            if (drift.status != Compared::Status::drift || !desired.text(drift.property)) {
                continue;
            }
            if (drift.property == "target") {
                actions.push_back(choice(desired, drift));
            } else if (drift.property == "mode") {
                actions.push_back(mode_change(desired, drift));
            }
        }
        return actions;
    }

    Steps steps(const Desired& desired, const Ground& ground) const override {
        const auto mode = observe_mode(desired, ground.answers);
        const auto* present = std::get_if<Present>(&mode);
        return put_right(desired, ground, present != nullptr && present->value == base::Value("auto"));
    }

    std::string object_to(const Desired& desired) const override {
        const std::string& title = desired.id.title;
        if (title.find_first_of("/ \t\n") != std::string::npos || title.starts_with('.')) {
            return "the name of an alternative holds no '/' or blank and does not begin with a dot";
        }
        return "";
    }

    Traces traces(const Desired& desired) const override {
        return {.paths = {"/etc/alternatives/" + desired.id.title},
                .words = {"update-alternatives", "alternatives"}};
    }
};

} // namespace alternative

namespace types_of_folders {

const Type& alternative_type() {
    static const alternative::Alternative type;
    return type;
}

} // namespace types_of_folders

} // namespace plumbline::resource
