#include "resource/types/kernel_module/parts.hpp"
#include "resource/types/kernel_module/steps.hpp"

#include <algorithm>

namespace plumbline::resource {

namespace kernel_module {

namespace {

bool is_plain(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

/// A file that loads, or forbids, counts from the next boot on.
Plane plane_of(const std::string& property) {
    return property == "state" ? Plane::now : Plane::boot;
}

} // namespace

class KernelModule final : public Type {
public:
    [[nodiscard]] const Schema& schema() const override { return kernel_module::schema(); }

    [[nodiscard]] probe::Queries queries(const Desired& desired) const override {
        return {present(desired), modprobe_files, load_files, command_line};
    }

    [[nodiscard]] Expectations expect(const Desired& desired) const override {
        Expectations expectations = Type::expect(desired);
        for (Expectation& expectation : expectations) {
            expectation.plane = plane_of(expectation.property);
        }
        return expectations;
    }

    [[nodiscard]] Observed observe(const Desired& desired, const probe::Answers& answers) const override {
        return look(desired, answers);
    }

    [[nodiscard]] Remedy remedy(const Desired& desired, const Observed& observed,
                                const std::vector<Compared>& drifts) const override {
        return propose(desired, observed, drifts);
    }

    [[nodiscard]] probe::Queries ground(const Desired& desired, const std::vector<Compared>&,
                                        const facts::Facts& facts) const override {
        return kernel_module::ground(desired, facts);
    }

    [[nodiscard]] Steps steps(const Desired& desired, const Ground& ground) const override {
        return kernel_module::steps_of(*this, desired, ground);
    }

    [[nodiscard]] std::string object_to(const Desired& desired) const override {
        const std::string& title = desired.id.title;
        if (title.empty() || !std::all_of(title.begin(), title.end(), is_plain)) {
            return "a module's name holds letters, digits, '-' and '_' alone, without path and '.ko'";
        }
        for (const char* attribute : {"state", "at_boot", "blacklisted", "loadable"}) {
            if (desired.has(attribute)) {
                return "";
            }
        }
        return "nothing is said of the module: set one of state, at_boot, blacklisted, loadable";
    }

    [[nodiscard]] Traces traces(const Desired& desired) const override {
        return {.paths = {"/etc/modules", "/etc/modules-load.d", "/etc/modprobe.d"},
                .words = {desired.id.title}};
    }
};

} // namespace kernel_module

namespace types_of_folders {

const Type& kernel_module_type() {
    static const kernel_module::KernelModule type;
    return type;
}

} // namespace types_of_folders

} // namespace plumbline::resource
