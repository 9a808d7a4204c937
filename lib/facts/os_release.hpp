#pragma once

#include "base/value.hpp"

#include <map>
#include <string>
#include <string_view>

namespace plumbline::facts {

/// os-release(5): the assignments, unquoted as a shell would, which never reads it here. Lines that are none
/// are left out.
[[nodiscard]] std::map<std::string, std::string> parse_os_release(std::string_view text);

/// os.id, os.version, os.name and os.family. The family is debian, redhat, suse, arch, alpine, gentoo or the
/// id itself.
[[nodiscard]] base::Values os_facts(const std::map<std::string, std::string>& release);

} // namespace plumbline::facts
