// kernel_parameter: what the type is made of.
#pragma once

#include "resource/type.hpp"
#include "resource/types/kernel_parameter/boot_files.hpp"

namespace plumbline::resource::kernel_parameter {

[[nodiscard]] const Schema& schema();

extern const probe::Question running;
extern const probe::Question boot_entries;
extern const probe::Question boot_settings;

[[nodiscard]] Observed look(const Desired& desired, const probe::Answers& answers);

} // namespace plumbline::resource::kernel_parameter
