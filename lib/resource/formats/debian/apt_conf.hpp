// apt.conf(5).
#pragma once

#include "resource/formats/entries.hpp"

namespace plumbline::resource::formats {

/// Keys are whole paths, "APT::Periodic::Unattended-Upgrade"; a member of a list has its list's key, without
/// the "::" at its end. "#clear NAME;" is an entry with the key "#clear".
[[nodiscard]] Contents read_apt_conf(std::string_view bytes);

} // namespace plumbline::resource::formats
