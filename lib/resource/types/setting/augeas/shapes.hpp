// setting: how trees of Augeas become entries, one shape for each way in which its lenses build them.
#pragma once

#include "resource/types/setting/augeas/parse.hpp"

namespace plumbline::resource::setting {

/// Branches as dotted keys: a branch's own value, and "BRANCH.CHILD" for what is below it. Branches that are
/// only there (flags) have the value "yes"; numbered ones are "BRANCH[2]".
[[nodiscard]] formats::Entries plain_entries(const Tree& root);
/// Assignments of a shell, without their quotes; an array has an entry for each of its members.
[[nodiscard]] formats::Entries shell_entries(const Tree& root);
/// Values without line ends: runs of blanks are one.
[[nodiscard]] formats::Entries unfolded_entries(const Tree& root);

/// Section: the type. "MODULE": control and arguments; "MODULE.control"; "MODULE.ARGUMENT": its value, or
/// "yes". Included files are "@include".
[[nodiscard]] formats::Entries pam_entries(const Tree& root);
/// Options of Defaults ("yes", "no" or their value), those of "Defaults:ann" in a section of that name; of
/// rules, the section is who, the key where, and the value "(as) TAG: command". Included files are
/// "@include" and "@includedir".
[[nodiscard]] formats::Entries sudoers_entries(const Tree& root);
/// Section: the domain; key: "hard core". A type of '-' is both.
[[nodiscard]] formats::Entries limits_entries(const Tree& root);
/// Section: the mount point; keys device, type, options, dump, pass.
[[nodiscard]] formats::Entries fstab_entries(const Tree& root);
/// Key: the address; values: its names.
[[nodiscard]] formats::Entries hosts_entries(const Tree& root);
/// Key: the database; values: its services.
[[nodiscard]] formats::Entries nsswitch_entries(const Tree& root);
/// Keys "nameserver", "search", "options": their values.
[[nodiscard]] formats::Entries resolver_entries(const Tree& root);
/// Keys "blacklist": modules, "install MODULE": the command, "options MODULE": the options.
[[nodiscard]] formats::Entries modprobe_entries(const Tree& root);
/// Section: a rule's files with a blank between them; flags have the value "yes".
[[nodiscard]] formats::Entries logrotate_entries(const Tree& root);
/// Directives as they are written; "module": what is loaded; selectors "auth,authpriv.*": where they go.
[[nodiscard]] formats::Entries rsyslog_entries(const Tree& root);

} // namespace plumbline::resource::setting
