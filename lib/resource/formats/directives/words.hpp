// Files of lines that are a name and what follows it.
#pragma once

#include "resource/formats/entries.hpp"

namespace plumbline::resource::formats {

/// login.defs(5): a name, blanks, a value that may be quoted; '#' begins a comment line.
[[nodiscard]] Contents read_login_defs(std::string_view bytes);

/// sysctl.d(5): KEY = VALUE; '#' and ';' begin a comment line. A key is written with dots, whatever the file
/// has, but for names that hold one (net.ipv4.conf.eth0/1.forwarding); a '-' before it, which makes failure
/// to set it no failure, is left out. Blanks in a value are one space each.
[[nodiscard]] Contents read_sysctl(std::string_view bytes);

/// A parameter's name with its dots and slashes in each other's place: "net/ipv4/conf/eth0.1" of
/// "net.ipv4.conf.eth0/1", and back.
[[nodiscard]] std::string swap_dots_and_slashes(std::string_view key);

/// NAME = VALUE, NAME VALUE, or NAME alone, whose value is "yes" (pwquality.conf(5), auditd.conf(5),
/// postgresql.conf). Quotes around a value go; '#' at a line's beginning or after a blank begins a comment.
[[nodiscard]] Contents read_assignments(std::string_view bytes);

/// A directive and its words, a blank between them: chrony.conf(5). '#', '%', '!' and ';' begin a comment
/// line.
[[nodiscard]] Contents read_directives(std::string_view bytes);

} // namespace plumbline::resource::formats
