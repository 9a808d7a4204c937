#pragma once

#include <string>

namespace plumbline::resource::steps {

/// The name of the file of a resource's own in a drop-in folder: "plumbline-backup" of the title "backup".
/// It holds letters, digits, '-' and '_' alone (sudoers(5), run-parts(8)), and other titles have other names.
[[nodiscard]] std::string own_name(const std::string& title);

} // namespace plumbline::resource::steps
