#include "resource/types/setting/in_force/said.hpp"

#include "base/text.hpp"
#include "resource/types/setting/parts.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace plumbline::resource::setting {
namespace {

using Values = std::vector<std::string>;

probe::Question sshd_question(const Desired& desired) {
    return {"setting_sshd", {path_of(desired)}};
}

probe::Question unit_question(const Desired& desired) {
    const std::string path = path_of(desired);
    return {"setting_unit", {path.substr(path.rfind('/') + 1)}};
}

probe::Question kernel_question(const Wanted& wanted) {
    return {"sysctl", {parameter_path(wanted.key.name)}};
}

probe::Question question_of(const Lens& lens, const Desired& desired, const Wanted& wanted) {
    switch (lens.program) {
    case Program::sshd:
        return sshd_question(desired);
    case Program::systemd:
        return unit_question(desired);
    case Program::kernel:
        return kernel_question(wanted);
    case Program::none:
        break;
    }
    return {};
}

std::optional<Values> values_in(const Lens& lens, const Wanted& wanted, std::string_view answer) {
    switch (lens.program) {
    case Program::sshd:
        return sshd_values(answer, wanted.key.name);
    case Program::systemd:
        return unit_values(answer, wanted.key.name);
    case Program::kernel:
        return Values{fmt::format("{}", fmt::join(base::words(answer), " "))};
    case Program::none:
        break;
    }
    return std::nullopt;
}

} // namespace

probe::Queries in_force_questions(const Lens& lens, const Desired& desired) {
    probe::Queries asked;
    for (const auto& wanted : wanted_of(lens, desired)) {
        auto question = question_of(lens, desired, wanted);
        if (!wanted.absent && (asked.empty() || asked.back() != question)) {
            asked.push_back(std::move(question));
        }
    }
    return asked;
}

Reading in_force(const Lens& lens, const Desired& desired, const Wanted& wanted,
                 const probe::Answers& answers) {
    const auto& answer = answers.to(question_of(lens, desired, wanted));
    if (const auto* unknown = std::get_if<probe::CannotTell>(&answer)) {
        return Unreadable{unknown->reason};
    }
    const auto* answered = std::get_if<probe::Answered>(&answer);
    if (answered == nullptr) {
        return Missing{};
    }
    if (lens.program == Program::systemd && !knows_unit(answered->bytes)) {
        return Unreadable{"systemd knows no such unit"};
    }
    const auto values = values_in(lens, wanted, answered->bytes);
    if (!values && lens.program == Program::systemd) {
        return Unreadable{fmt::format("systemctl show has no property for {}", wanted.key.name)};
    }
    if (!values) {
        return Missing{};
    }
    return reading_of(lens, wanted.key, *values, wants_list(wanted.matcher));
}

std::string object_to_in_force(const Lens& lens, const Desired& desired) {
    if (lens.program == Program::none) {
        return fmt::format("`in_force` can't be asked of what reads {}: sshd_config, systemd's units and "
                           "sysctl.conf can be",
                           lens.name);
    }
    for (const auto& wanted : wanted_of(lens, desired)) {
        if (lens.program == Program::sshd && !wanted.key.section.empty()) {
            return fmt::format("`in_force` is for keys outside of Match blocks: sshd -T is not asked for "
                               "{}",
                               wanted.key.section);
        }
    }
    return "";
}

Plane plane_in_force(const Lens& lens) {
    // sshd -T says what the files mean, not what the daemon runs with
    return lens.program == Program::sshd ? Plane::none : Plane::now;
}

} // namespace plumbline::resource::setting
