#include "risk/rollback.hpp"

#include "risk/risk.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace plumbline::risk {
namespace {

using drift::Finding;
using resource::Compared;

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
    return std::ranges::find(words, word) != words.end();
}

/// What was seen of a property of the resource itself; empty where it was not looked at.
std::string seen(const Finding& finding, std::string_view property) {
    for (const auto& one : finding.observed.observations)
        if (const auto* present = std::get_if<resource::Present>(&one.reading);
            present != nullptr && one.property == property && one.subject.empty())
            return base::to_text(present->value);
    return "";
}

/// One property's way back.
class WayBack {
public:
    WayBack(const Finding& finding, const Compared& compared)
        : finding_(finding), compared_(compared), type_(finding.desired->id.type),
          now_(base::to_text(compared.actual)),
          what_(compared.subject.empty() ? finding.desired->id.title : compared.subject) {}

    [[nodiscard]] StepBack step() const {
        if (compared_.hidden)
            return make(Extent::none,
                        fmt::format("put the {} back that {} has now: it is a secret, of which nothing "
                                    "is kept; keep it on the host before",
                                    compared_.property, what_));
        if (compared_.expected == "absent" || compared_.expected == "purged")
            return of_removed();
        if (compared_.property == "kind")
            return make(Extent::none,
                        fmt::format("put the {} back that {} is now: nothing of it is kept; take a "
                                    "backup before",
                                    now_, what_));
        if (now_ == "absent")
            return of_added();
        if (compared_.property == "content")
            return of_content();
        return of_value();
    }

private:
    [[nodiscard]] StepBack make(Extent extent, std::string words) const {
        return {compared_.property, compared_.subject, std::move(words), extent};
    }

    /// What the kernel is told at boot alone counts once it has booted again.
    [[nodiscard]] std::string_view after() const {
        return type_ == "kernel_parameter" ? ", and boot again" : "";
    }

    [[nodiscard]] bool is_stored() const {
        return is_one_of(type_, {"file", "template", "directory", "symlink"});
    }

    [[nodiscard]] StepBack of_removed() const {
        if (type_ == "symlink" && !seen(finding_, "target").empty())
            return make(Extent::whole, fmt::format("link {} to {} again", what_, seen(finding_, "target")));
        if (is_stored())
            return make(
                Extent::none,
                fmt::format("put {} back from a backup: its content is not kept; take one before", what_));
        if (is_one_of(type_, {"package", "foreign_packages"}))
            return of_removed_package();
        if (is_one_of(type_, {"user", "group"}) && compared_.property == "state")
            return of_removed_account();
        if (type_ == "setuid")
            return make(Extent::whole, fmt::format("give {} its bits again: {}", what_, now_));
        const bool tells_it = !is_one_of(now_, {"present", "absent", "true"});
        return make(tells_it ? Extent::whole : Extent::partly,
                    tells_it ? fmt::format("add {} again: {}", what_, now_)
                             : fmt::format("add {} again: what it holds is not kept; note it before", what_));
    }

    [[nodiscard]] StepBack of_removed_package() const {
        const auto version = type_ == "package" ? seen(finding_, "version") : now_;
        if (version.empty() || is_one_of(version, {"present", "installed"}))
            return make(
                Extent::partly,
                fmt::format("install {} again: which version it was is not known; note it before", what_));
        return make(Extent::partly,
                    fmt::format("install {} {} again, if a repository still has that version; what it "
                                "had brought along is not told",
                                what_, version));
    }

    [[nodiscard]] StepBack of_removed_account() const {
        std::string words;
        for (const std::string_view property : {"uid", "gid", "group", "groups", "members", "home", "shell"})
            if (const auto value = seen(finding_, property); !value.empty())
                words += fmt::format("{}{} {}", words.empty() ? "" : ", ", property, value);
        return make(Extent::partly,
                    fmt::format("create the {} {} again{}{}{}: {}", type_, what_, words.empty() ? "" : " (",
                                words, words.empty() ? "" : ")",
                                type_ == "user" ? "its password and what is in its home are not kept"
                                                : "files of its number keep that"));
    }

    [[nodiscard]] StepBack of_added() const {
        if (type_ == "line")
            return make(Extent::whole,
                        fmt::format("remove the line \"{}\" again: it is not there now", compared_.expected));
        if (compared_.property != "state" && compared_.subject.empty())
            return make(Extent::whole,
                        fmt::format("take {} out again: it is not set now{}", compared_.property, after()));
        if (type_ == "package")
            return make(Extent::partly,
                        fmt::format("remove {} again: what it brings along, and its configuration "
                                    "files, stay unless they are purged",
                                    what_));
        if (type_ == "user")
            return make(Extent::partly,
                        fmt::format("remove {} again: files that it made by then stay", what_));
        return make(Extent::whole, fmt::format("remove {} again: it is not there now", what_));
    }

    [[nodiscard]] StepBack of_content() const {
        return make(
            finding_.diff.empty() ? Extent::none : Extent::partly,
            fmt::format(
                "put the content {} of {} back: plumbline keeps its digest alone{}; take a copy before", now_,
                what_, finding_.diff.empty() ? "" : ", and the lines that the diff shows, as they print"));
    }

    [[nodiscard]] StepBack of_value() const {
        if (type_ == "package" && compared_.property == "version")
            return make(
                Extent::partly,
                fmt::format("install {} {} again, if a repository still has that version", what_, now_));
        if (now_ == "unmounted")
            return make(Extent::whole, fmt::format("unmount {} again", what_));
        return make(Extent::whole,
                    fmt::format("set {}{}{} back to {}{}", compared_.property,
                                compared_.subject.empty() ? "" : " of ", compared_.subject, now_, after()));
    }

    const Finding& finding_;
    const Compared& compared_;
    std::string_view type_;
    std::string now_;
    std::string what_;
};

} // namespace

std::string_view name(Extent extent) {
    switch (extent) {
    case Extent::whole:
        return "whole";
    case Extent::partly:
        return "partly";
    case Extent::none:
        return "none";
    }
    return "none";
}

Rollback rollback_of(const drift::Finding& finding) {
    Rollback steps;
    if (!is_acted_on(finding))
        return steps;
    for (const auto& compared : finding.properties)
        if (compared.status == Compared::Status::drift)
            steps.push_back(WayBack(finding, compared).step());
    for (const auto& notified : finding.restarts)
        steps.push_back(
            {"", "", fmt::format("restart {} again, so that it runs with what was put back", notified)});
    return steps;
}

} // namespace plumbline::risk
