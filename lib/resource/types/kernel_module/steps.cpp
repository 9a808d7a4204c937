#include "resource/types/kernel_module/steps.hpp"

#include "base/text.hpp"
#include "resource/file_remedies.hpp"
#include "resource/formats/command_line.hpp"
#include "resource/steps/edits/editing.hpp"
#include "resource/steps/edits/lines.hpp"
#include "resource/steps/places/attributes.hpp"
#include "resource/steps/runs.hpp"
#include "resource/text_file.hpp"
#include "resource/types/kernel_module/parts.hpp"
#include "resource/whole_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

namespace plumbline::resource::kernel_module {

namespace {

const std::string load_folder = "/etc/modules-load.d";
const std::string modules_path = "/etc/modules";
const std::string modprobe_folder = "/etc/modprobe.d";

probe::Queries files_of_etc() {
    return {whole_files(load_folder, ".conf"), whole_files(modprobe_folder, ".conf"),
            text_file(modules_path)};
}

class ModuleSteps {
public:
    ModuleSteps(const Type& type, const Desired& desired, const Ground& ground)
        : desired_(desired), ground_(ground), module_(module_name(desired)),
          editing_(type, desired, ground, files_of_etc()) {}

    Steps make() {
        for (const char* property : {"blacklisted", "loadable", "at_boot", "state"}) {
            if (drift_of(ground_.drifts, property) == nullptr) {
                continue;
            }
            if (desired_.text(property)) {
                put_right(property);
            } else {
                editing_.decline(property, steps::names_no_value(desired_, property));
            }
        }
        return editing_.finish();
    }

private:
    void put_right(const std::string& property) {
        if (property == "state") {
            load(desired_.text("state") == "loaded");
        } else if (property == "at_boot") {
            at_boot(desired_.flag("at_boot"));
        } else if (property == "blacklisted") {
            blacklist(desired_.flag("blacklisted"));
        } else {
            forbid(!desired_.flag("loadable"));
        }
    }

    void load(bool wanted) {
        const auto& remarks = ground_.observed.remarks;
        if (!wanted && std::ranges::find(remarks, built_in) != remarks.end()) {
            return editing_.decline("state",
                                    "it is built into the running kernel, which nothing takes out; boot "
                                    "a kernel without it");
        }
        const base::List in{"modprobe", module_};
        const base::List out{"modprobe", "-r", module_};
        editing_.add(wanted ? steps::there_and_back(in, out) : steps::there_and_back(out, in));
    }

    void at_boot(bool wanted) {
        if (wanted) {
            return add_line(fmt::format("{}/{}.conf", load_folder, module_), module_);
        }
        const auto names = [&](const std::vector<std::string_view>& words) {
            return formats::kernel_name(words[0]) == module_;
        };
        take_out(load_folder, names);
        take_out_of(modules_path, names);
    }

    void blacklist(bool wanted) {
        if (wanted) {
            return add_line(own_rules(), "blacklist " + module_);
        }
        take_out(modprobe_folder, [&](const std::vector<std::string_view>& words) {
            return words.size() > 1 && (words[0] == "blacklist" || is_refusal(words)) &&
                   formats::kernel_name(words[1]) == module_;
        });
    }

    void forbid(bool wanted) {
        if (wanted) {
            return add_line(own_rules(), fmt::format("install {} /bin/false", module_));
        }
        take_out(modprobe_folder, [&](const std::vector<std::string_view>& words) {
            return words.size() > 1 && is_refusal(words) && formats::kernel_name(words[1]) == module_;
        });
    }

    static bool is_refusal(const std::vector<std::string_view>& words) {
        return words[0] == "install" && words.size() == 3 &&
               (words[2].ends_with("/false") || words[2].ends_with("/true"));
    }

    [[nodiscard]] std::string own_rules() const {
        return fmt::format("{}/{}.conf", modprobe_folder, module_);
    }

    void add_line(const std::string& path, const std::string& line) {
        editing_.write(path, steps::with_line(editing_.bytes(path).value_or(""), line));
    }

    using Names = std::function<bool(const std::vector<std::string_view>&)>;

    void take_out(const std::string& folder, const Names& names) {
        for (const auto& file : files_of(ground_.answers, whole_files(folder, ".conf")).all) {
            take_out_of(file.path, names);
        }
    }

    void take_out_of(const std::string& path, const Names& names) {
        const auto bytes = editing_.bytes(path);
        steps::Lines lines(bytes.value_or(""));
        for (auto number = lines.count(); number > 0; --number) {
            const auto words = base::words(lines.at(number));
            if (!words.empty() && names(words)) {
                lines.remove(number);
            }
        }
        if (bytes) {
            editing_.write(path, lines.bytes());
        }
    }

    const Desired& desired_;
    const Ground& ground_;
    std::string module_;
    steps::Editing editing_;
};

} // namespace

probe::Queries ground(const Desired&, const facts::Facts&) {
    auto questions = steps::questions_of_edits({modules_path}, {load_folder, modprobe_folder});
    std::ranges::move(files_of_etc(), std::back_inserter(questions));
    return questions;
}

Steps steps_of(const Type& type, const Desired& desired, const Ground& ground) {
    return ModuleSteps(type, desired, ground).make();
}

} // namespace plumbline::resource::kernel_module
