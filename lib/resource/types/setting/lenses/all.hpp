// setting: the lenses, one file a family.
#pragma once

#include "resource/types/setting/lens.hpp"

namespace plumbline::resource::setting {

[[nodiscard]] std::vector<Lens> sshd_lenses();
[[nodiscard]] std::vector<Lens> systemd_lenses();
[[nodiscard]] std::vector<Lens> line_lenses();
[[nodiscard]] std::vector<Lens> augeas_lenses();
[[nodiscard]] std::vector<Lens> program_lenses();
/// Last in the table: some go by a name's ending alone.
[[nodiscard]] std::vector<Lens> format_lenses();

} // namespace plumbline::resource::setting
