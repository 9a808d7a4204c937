// kernel_module: what the type is made of.
#pragma once

#include "resource/type.hpp"
#include "resource/types/kernel_module/rules.hpp"

namespace plumbline::resource::kernel_module {

[[nodiscard]] const Schema& schema();

/// The name as the kernel has it, with underscores.
[[nodiscard]] std::string module_name(const Desired& desired);

[[nodiscard]] probe::Question present(const Desired& desired);
extern const probe::Question modprobe_files;
extern const probe::Question load_files;
extern const probe::Question command_line;

[[nodiscard]] Observed look(const Desired& desired, const probe::Answers& answers);
[[nodiscard]] Remedy propose(const Desired& desired, const Observed& observed,
                             const std::vector<Compared>& drifts);

/// The remark of a module that no means can unload.
inline constexpr std::string_view built_in = "it is built into the running kernel";

} // namespace plumbline::resource::kernel_module
