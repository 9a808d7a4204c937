#include "base/text.hpp"
#include "base/value.hpp"
#include "resource/type.hpp"
#include "resource/types/git/repository.hpp"
#include "resource/understand.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace plumbline::resource {

namespace git {

namespace {

constexpr std::size_t changes_shown = 5;

probe::Question question(const Desired& desired) {
    return {"git", {desired.id.title}};
}

probe::Question changes(const Desired& desired) {
    return {"git_changes", {desired.id.title}};
}

/// A commit that the standard names by its first digits.
std::string commit_text(const Desired& desired, const std::string& commit) {
    const auto wanted = desired.text("commit");
    return wanted && wanted->size() >= 7 && commit.starts_with(*wanted) ? *wanted : commit;
}

Reading text_or_missing(const std::string& text) {
    return text.empty() ? Reading{Missing{}} : Reading{Present{text}};
}

Reading remote_reading(const Repository& repository) {
    const auto origin = repository.remotes.find("origin");
    if (origin != repository.remotes.end()) {
        return Present{origin->second};
    }
    return repository.includes
               ? Reading{Unreadable{"its configuration goes on in other files, which are not read"}}
               : Reading{Missing{}};
}

Observed observe_repository(const Desired& desired, const Repository& repository) {
    Observed observed;
    observed.observations = {
        {.property = "state", .reading = Present{"present"}},
        {.property = "branch",
         .reading = Present{repository.branch.empty() ? "detached" : repository.branch}},
        {.property = "commit", .reading = text_or_missing(commit_text(desired, repository.commit))},
        {.property = "remote", .reading = remote_reading(repository)}};
    return observed;
}

Observed observe_none() {
    Observed observed;
    observed.observations = {{.property = "state", .reading = Present{"absent"}},
                             {.property = "branch", .reading = Missing{}},
                             {.property = "commit", .reading = Missing{}},
                             {.property = "remote", .reading = Missing{}}};
    return observed;
}

void observe_clean(const probe::Answer& answer, Observed& observed) {
    const auto tell = [&](Reading reading) {
        observed.observations.push_back({.property = "clean", .reading = std::move(reading)});
    };
    if (const auto* unknown = std::get_if<probe::CannotTell>(&answer)) {
        return tell(Unreadable{unknown->reason});
    }
    const auto* answered = std::get_if<probe::Answered>(&answer);
    if (answered == nullptr) {
        return tell(Missing{});
    }
    auto lines = base::lines(answered->bytes);
    std::erase(lines, std::string_view());
    for (std::size_t i = 0; i < std::min(lines.size(), changes_shown); ++i) {
        observed.remarks.push_back(fmt::format("changed: {}", lines[i]));
    }
    if (lines.size() > changes_shown) {
        observed.remarks.push_back(fmt::format("and {} more", lines.size() - changes_shown));
    }
    tell(Present{lines.empty() ? "true" : "false"});
}

/// Changes that are not committed may be somebody's work: nothing is proposed about them.
void propose(const Desired& desired, const Compared& drift, Remedy& actions) {
    const std::string now = base::to_text(drift.actual);
    const std::string& path = desired.id.title;
    if (drift.property == "remote") {
        actions.push_back(
            {fmt::format("set the remote origin of {} to {} (now {})", path, drift.expected, now),
             "set-remote",
             {{"repository", path}, {"url", drift.expected}}});
    } else if (drift.property == "branch" || drift.property == "commit") {
        actions.push_back(
            {fmt::format("check out the {} {} in {} (now {})", drift.property, drift.expected, path, now),
             "check-out",
             {{"repository", path}, {drift.property, drift.expected}}});
    } else if (drift.property == "state") {
        actions.push_back(desired.text("state") == "present"
                              ? Action{fmt::format("clone {} to {}",
                                                   desired.text("remote").value_or("the repository"), path),
                                       "clone-repository",
                                       {{"repository", path}}}
                              : Action{fmt::format("remove the repository {} and all below it", path),
                                       "remove-repository",
                                       {{"repository", path}}});
    }
}

bool is_hexadecimal(const std::string& text) {
    return text.size() >= 7 && text.size() <= 64 &&
           text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

const Schema& the_schema() {
    static const Schema all{
        .type = "git",
        .doc = "A git repository with its working tree, or a bare one.",
        .title_doc = "The path of the working tree, or of the bare repository.",
        .title_kind = Kind::path,
        .attributes =
            {
                {.name = "state",
                 .kind = Kind::choice,
                 .doc = "Whether there must be a repository.",
                 .fallback = "present",
                 .choices = {"present", "absent"}},
                {.name = "remote",
                 .kind = Kind::text,
                 .doc = "The URL of the remote `origin`; a password in it is never shown."},
                {.name = "branch",
                 .kind = Kind::text,
                 .doc = "The branch that is checked out, or `detached`."},
                {.name = "commit",
                 .kind = Kind::text,
                 .doc = "The commit that is checked out: its hash, or at least seven digits of it."},
                {.name = "clean",
                 .kind = Kind::boolean,
                 .doc = "Whether the working tree is as that commit has it; files that git does not know "
                        "count."},
            },
        .asks = "HEAD, the refs and the remotes, read from the repository's files; for `clean`, `git status` "
                "without "
                "locks, which writes nothing. git refuses a repository that is another user's: then `clean` "
                "is unknown.",
        .enforces = "Nothing: a working tree may hold what nobody has pushed: git fetch and git checkout in "
                    "it by hand, or deploy it as a package.",
        .example = "git: /srv/www\nremote: https://git.example.org/www.git\nbranch: main\nclean: true\n",
        .phase = Phase::folders};
    return all;
}

} // namespace

class Git final : public Type {
public:
    const Schema& schema() const override { return the_schema(); }

    probe::Queries queries(const Desired& desired) const override {
        probe::Queries asked{question(desired)};
        if (desired.has("clean")) {
            asked.push_back(changes(desired));
        }
        return asked;
    }

    Observed observe(const Desired& desired, const probe::Answers& answers) const override {
        const auto there = [&](const Repository& repository) {
            return observe_repository(desired, repository);
        };
        Observed observed = understand(answers.to(question(desired)), expect(desired),
                                       "its HEAD is not of the form of gitrepository-layout(5)",
                                       read_repository, there, observe_none);
        if (desired.has("clean")) {
            std::erase_if(observed.observations,
                          [](const Observation& one) { return one.property == "clean"; });
            observe_clean(answers.to(changes(desired)), observed);
        }
        return observed;
    }

    Remedy remedy(const Desired& desired, const Observed&,
                  const std::vector<Compared>& drifts) const override {
        Remedy actions;
        for (const Compared& drift : drifts) {
            if (drift.status == Compared::Status::drift && desired.text(drift.property)) {
                propose(desired, drift, actions);
            }
        }
        return actions;
    }

    std::string object_to(const Desired& desired) const override {
        if (const auto commit = desired.text("commit"); commit && !is_hexadecimal(*commit)) {
            return "a commit is named by 7 to 64 hexadecimal digits, in lower case";
        }
        return "";
    }
};

} // namespace git

namespace types_of_folders {

const Type& git_type() {
    static const git::Git type;
    return type;
}

} // namespace types_of_folders

} // namespace plumbline::resource
