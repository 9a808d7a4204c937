#include "resource/type.hpp"
#include "resource/types/process/processes.hpp"
#include "resource/types/process/title.hpp"
#include "resource/user_names.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

namespace plumbline::resource {

namespace process {

namespace {

const probe::Question all_processes{"processes", {}};
const probe::Question all_arguments{"process_arguments", {}};

std::vector<Attribute> attributes() {
    return {
        {.name = "state",
         .kind = Kind::choice,
         .doc = "Whether any runs; what is dead and waits for its parent (a zombie) does not.",
         .fallback = "running",
         .choices = {"running", "absent"}},
        {.name = "count", .kind = Kind::integer, .doc = "How many run."},
        {.name = "user", .kind = Kind::list, .doc = "The accounts that run them, all of them."},
        {.name = "arguments",
         .kind = Kind::list,
         .doc = "What stands after the command, one text for each different set of words, all of them. They "
                "may hold secrets: they are fetched, and shown, only where this is said."},
    };
}

const Schema& the_schema() {
    static const Schema all{
        .type = "process",
        .doc = "Processes of a name. One that runs an executable that has been replaced since is said.",
        .title_doc = "The command's name, as ps shows it, or the absolute path of the executable, links "
                     "resolved; a thread of the kernel is named in brackets: [kauditd].",
        .attributes = attributes(),
        .asks =
            "/proc/PID/status and /proc/PID/exe of every process, once for the host; /proc/PID/cmdline "
            "where `arguments` is given or a name is longer than the kernel keeps. Whose executable it is "
            "takes root to see.",
        .enforces = "Nothing: what runs is put right by the service behind it.",
        .example = "process: sshd\ncount: {at_least: 1}\nuser: root\n",
        .phase = Phase::services};
    return all;
}

using Found = std::vector<const Process*>;

base::List once_each(const std::set<std::string>& texts) {
    return {texts.begin(), texts.end()};
}

Reading users(const Found& found, const UserNames& names) {
    if (!names.unreadable().empty()) {
        return Unreadable{names.unreadable()};
    }
    std::set<std::string> users;
    for (const Process* process : found) {
        users.insert(names.of(process->user));
    }
    return Present{once_each(users)};
}

Reading arguments(const Found& found) {
    std::set<std::string> texts;
    for (const Process* process : found) {
        const base::List& words = process->words;
        texts.insert(fmt::format("{}", fmt::join(words.begin() + (words.empty() ? 0 : 1), words.end(), " ")));
    }
    return Present{once_each(texts)};
}

void remark_replaced(const Found& found, Observed& observed) {
    std::set<std::string> executables;
    for (const Process* process : found) {
        if (process->replaced) {
            executables.insert(process->executable);
        }
    }
    for (const std::string& executable : executables) {
        observed.remarks.push_back(
            fmt::format("runs a deleted binary: {} was replaced since it started", executable));
    }
}

Observed observe_found(const Found& found, const UserNames& names) {
    Observed observed;
    const auto or_missing = [&](Reading reading) { return found.empty() ? Reading{Missing{}} : reading; };
    observed.observations = {{.property = "state", .reading = Present{found.empty() ? "absent" : "running"}},
                             {.property = "count", .reading = Present{std::to_string(found.size())}},
                             {.property = "user", .reading = or_missing(users(found, names))},
                             {.property = "arguments", .reading = or_missing(arguments(found))}};
    remark_replaced(found, observed);
    return observed;
}

std::string why_unread(const probe::Answer& answer) {
    const auto* unknown = std::get_if<probe::CannotTell>(&answer);
    return unknown == nullptr
               ? "the answer to what runs is cut short or not of the expected form: audit again"
               : unknown->reason;
}

const std::string& bytes_of(const probe::Answer& answer) {
    static const std::string none;
    const auto* answered = std::get_if<probe::Answered>(&answer);
    return answered == nullptr ? none : answered->bytes;
}

} // namespace

class ProcessType final : public Type {
public:
    [[nodiscard]] const Schema& schema() const override { return the_schema(); }

    [[nodiscard]] probe::Queries queries(const Desired& desired) const override {
        probe::Queries asked{all_processes};
        if (wants_words(desired)) {
            asked.push_back(all_arguments);
        }
        if (desired.has("user")) {
            asked.push_back(UserNames::question());
        }
        return asked;
    }

    [[nodiscard]] Observed observe(const Desired& desired, const probe::Answers& answers) const override {
        auto processes = read_processes(bytes_of(answers.to(all_processes)));
        if (!processes) {
            return unreadable(expect(desired), why_unread(answers.to(all_processes)));
        }
        if (wants_words(desired)) {
            auto words = read_arguments(bytes_of(answers.to(all_arguments)));
            if (!words) {
                return unreadable(expect(desired), why_unread(answers.to(all_arguments)));
            }
            for (auto& [number, process] : processes->by_number) {
                process.words = std::move((*words)[number]);
            }
        }
        return look(desired, *processes, answers);
    }

    [[nodiscard]] Remedy remedy(const Desired&, const Observed&,
                                const std::vector<Compared>&) const override {
        return {};
    }

    [[nodiscard]] std::string object_to(const Desired& desired) const override {
        const std::string& title = desired.id.title;
        if (title.find('/') != std::string::npos && !title.starts_with('/')) {
            return "a process is titled by its name or by an absolute path";
        }
        return title.find('\n') != std::string::npos ? "a process's name holds no newline" : "";
    }

    [[nodiscard]] Traces traces(const Desired& desired) const override {
        return {.units = {desired.id.title}};
    }

private:
    static bool wants_words(const Desired& desired) {
        return desired.has("arguments") || Title(desired.id.title).wants_words();
    }

    [[nodiscard]] Observed look(const Desired& desired, const Processes& processes,
                                const probe::Answers& answers) const {
        const Title title(desired.id.title);
        Found found;
        std::size_t dead = 0;
        for (const auto& [number, process] : processes.by_number) {
            const Match match = title.match(process, processes.every_executable);
            if (match == Match::unclear) {
                return unreadable(
                    expect(desired),
                    fmt::format("a process called {} runs, and only root may see which executable it is: "
                                "audit with sudo",
                                process.name));
            }
            if (match == Match::yes && process.state == 'Z') {
                ++dead;
            } else if (match == Match::yes) {
                found.push_back(&process);
            }
        }
        Observed observed = observe_found(found, UserNames(answers));
        if (dead > 0) {
            observed.remarks.push_back(
                fmt::format("{} more {} dead, not yet taken note of by the parent (zombie)", dead,
                            dead == 1 ? "is" : "are"));
        }
        return observed;
    }
};

} // namespace process

namespace types_of_folders {

const Type& process_type() {
    static const process::ProcessType type;
    return type;
}

} // namespace types_of_folders

} // namespace plumbline::resource
