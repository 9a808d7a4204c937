#include "resource/types/kernel_module/parts.hpp"

#include "base/text.hpp"
#include "resource/formats/command_line.hpp"

#include <fmt/format.h>

namespace plumbline::resource::kernel_module {

const probe::Question modprobe_files{"modprobe_files", {}};
const probe::Question load_files{"module_load_files", {}};
const probe::Question command_line{"kernel_file", {"/proc/cmdline"}};

namespace {

/// The probe's three words on one module.
struct Here {
    std::string_view live;
    std::string_view disk;
    std::string_view release;
};

std::optional<Here> read_here(std::string_view answer) {
    const auto words = base::words(answer);
    if (words.size() != 3) {
        return std::nullopt;
    }
    return Here{words[0], words[1], words[2]};
}

/// Collects what there is to say of one module.
class Look {
public:
    Look(const Desired& desired, const probe::Answers& answers)
        : module_(module_name(desired)), answers_(answers) {}

    Observed all() {
        read_rules();
        look_at_kernel();
        tell("at_boot", at_boot());
        tell("blacklisted", blacklisted());
        tell("loadable", loadable());
        return std::move(observed_);
    }

private:
    void tell(std::string property, Reading reading) {
        observed_.observations.push_back({.property = std::move(property), .reading = std::move(reading)});
    }
    void remark(std::string text) { observed_.remarks.push_back(std::move(text)); }

    static Reading truth(bool value) { return Present{value ? "true" : "false"}; }

    /// The bytes, or why there are none.
    [[nodiscard]] std::optional<std::string_view> bytes(const probe::Question& question,
                                                        std::string& unreadable) const {
        const probe::Answer& answer = answers_.to(question);
        if (const auto* answered = std::get_if<probe::Answered>(&answer)) {
            return answered->bytes;
        }
        const auto* unknown = std::get_if<probe::CannotTell>(&answer);
        unreadable = unknown != nullptr ? unknown->reason : "there is no such thing on the host";
        return std::nullopt;
    }

    [[nodiscard]] std::vector<probe::FileLines> files(const probe::Question& question,
                                                      std::string& unreadable) const {
        const auto answer = bytes(question, unreadable);
        if (!answer) {
            return {};
        }
        auto found = probe::parse_file_lines(*answer);
        if (!found) {
            unreadable = "the files that the host named are not of the expected form";
            return {};
        }
        return probe::first_of_each_name(std::move(*found));
    }

    void read_rules() {
        std::string unreadable;
        read_modprobe(files(modprobe_files, rules_.modprobe_unreadable), module_, rules_);
        read_load(files(load_files, rules_.load_unreadable), module_, rules_);
        if (const auto line = bytes(command_line, unreadable)) {
            by_line_ = read_boot_line(*line, module_);
        }
        say_rules();
    }

    void say_rules() {
        if (rules_.blacklist) {
            remark(fmt::format("{}: {}", rules_.blacklist->place, rules_.blacklist->words));
        }
        if (rules_.install) {
            remark(fmt::format("{}: {}", rules_.install->place, rules_.install->words));
        }
        for (const std::string& said : {by_line_.blacklist, by_line_.refusal, by_line_.at_boot}) {
            if (!said.empty()) {
                remark("the running kernel was booted with " + said);
            }
        }
        if (rules_.at_boot) {
            remark("loaded at boot by " + rules_.at_boot->place);
        }
    }

    void look_at_kernel() {
        const probe::Question question{"kernel_module", {module_}};
        const auto answer = bytes(question, here_unreadable_);
        const auto here = answer ? read_here(*answer) : std::nullopt;
        if (!here) {
            if (answer) {
                here_unreadable_ = "what the host said of the module is not of the expected form";
            }
            return tell("state", Unreadable{here_unreadable_});
        }
        here_ = *here;
        if (here_.live == "unsure") {
            return tell("state", Unreadable{no_list("modules.builtin",
                                                    "whether it is built into the kernel can't be told")});
        }
        if (here_.live == "built-in") {
            remark(std::string(built_in));
        } else if (here_.disk == "none") {
            remark(fmt::format("kernel {} has no such module on disk", here_.release));
        }
        tell("state", Present{here_.live == "none" ? "unloaded" : "loaded"});
    }

    [[nodiscard]] std::string no_list(std::string_view list, std::string_view so) const {
        return fmt::format("no /lib/modules/{}/{} on the host, so {} (of a container, ask its host)",
                           here_.release, list, so);
    }

    [[nodiscard]] Reading at_boot() const {
        if (rules_.at_boot || !by_line_.at_boot.empty()) {
            return truth(true);
        }
        return rules_.load_unreadable.empty() ? truth(false) : Unreadable{rules_.load_unreadable};
    }

    [[nodiscard]] Reading blacklisted() const {
        if (rules_.blacklist || rules_.by_install == Install::refuses || !by_line_.blacklist.empty() ||
            !by_line_.refusal.empty()) {
            return truth(true);
        }
        return rules_.modprobe_unreadable.empty() ? truth(false) : Unreadable{rules_.modprobe_unreadable};
    }

    /// What stands on disk is asked last: where a rule forbids the module, it does not matter.
    [[nodiscard]] Reading loadable() const {
        if (!by_line_.refusal.empty()) {
            return truth(false);
        }
        if (!rules_.modprobe_unreadable.empty()) {
            return Unreadable{rules_.modprobe_unreadable};
        }
        if (rules_.by_install == Install::refuses && here_.live != "built-in") {
            return truth(false);
        }
        const bool is_here = here_.live == "loaded" || here_.live == "built-in";
        return is_here ? truth(true) : by_disk();
    }

    [[nodiscard]] Reading by_disk() const {
        if (!here_unreadable_.empty()) {
            return Unreadable{here_unreadable_};
        }
        if (here_.disk == "unsure") {
            return Unreadable{no_list("modules.dep", "whether there is such a module can't be told")};
        }
        if (rules_.by_install == Install::runs && here_.disk != "none") {
            return Unreadable{fmt::format("{}: whether what it runs loads the module can't be told",
                                          rules_.install->place)};
        }
        return truth(here_.disk != "none");
    }

    std::string module_;
    const probe::Answers& answers_;
    Rules rules_;
    ByCommandLine by_line_;
    Here here_;
    std::string here_unreadable_;
    Observed observed_;
};

} // namespace

std::string module_name(const Desired& desired) {
    return formats::kernel_name(desired.id.title);
}

probe::Question present(const Desired& desired) {
    return {"kernel_module", {module_name(desired)}};
}

Observed look(const Desired& desired, const probe::Answers& answers) {
    return Look(desired, answers).all();
}

} // namespace plumbline::resource::kernel_module
