// The formats that are read here: pure, bounded, and made for bytes from a hostile host. Knows formats; must
// not know which program reads which file. What Augeas reads (sshd_config, sudoers, fstab…) is not here.
#pragma once

#include "resource/formats/entries.hpp"

namespace plumbline::resource::formats {

// Each is Malformed too beyond `most_bytes`, `most_depth` or `most_entries` (gathering.hpp), and with a NUL.
//
// Nested formats have no section. Their keys are dotted paths (nested/path.hpp): a list of plain values is
// its key as often as it has values; a list or mapping within a list is numbered from 1: "users[2].name". An
// empty list or mapping gives no entry. A key that stands twice is given twice, where the format allows it.

/// Lines KEY=VALUE below [SECTION]; a line whose first character is # or ; is a comment. Blanks around
/// keys and values go, and quotes around a whole value. A line without "=" is a key without value (my.cnf:
/// "skip-networking"). As systemd.syntax(7) has it: a backslash at the end of a line continues it, with a
/// blank for the break, over comments in between; indentation means nothing; comments have lines of their
/// own.
[[nodiscard]] Contents read_ini(std::string_view bytes);

/// The same for php.ini, my.cnf and git's: what follows a blank and # or ; outside quotes is a comment too.
[[nodiscard]] Contents read_commented_ini(std::string_view bytes);

/// The same as Python's configparser and dnf.conf(5) have it: an indented line continues the value above
/// (with a newline), a backslash is one, and ":" stands for "=" where it comes first.
[[nodiscard]] Contents read_folded_ini(std::string_view bytes);

/// RFC 8259, no comments. Texts are decoded, numbers as they are written, "true", "false", "null".
[[nodiscard]] Contents read_json(std::string_view bytes);

/// One document of YAML 1.2, as strictly as a standard is read (standard::read_yaml): no duplicate keys, no
/// merge keys, no tags of a program's own.
[[nodiscard]] Contents read_yaml(std::string_view bytes);

/// Elements with text, or with neither attributes nor elements, are keys: "server.port". Attributes are
/// "server.@port". Siblings of one name are numbered from 1, unless all of them are text alone: then the key
/// is repeated. Entities that the file declares itself are not expanded.
[[nodiscard]] Contents read_xml(std::string_view bytes);

/// TOML 1.0, in the order of lines; dates and times as RFC 3339 writes them.
[[nodiscard]] Contents read_toml(std::string_view bytes);

/// deb822(5): stanzas of "Field: value". The section is the stanza's Package, or else its number from 1.
/// Folded lines keep their breaks, without the blank in front; " ." is an empty one. A line that begins with
/// # is a comment.
[[nodiscard]] Contents read_deb822(std::string_view bytes);

/// nginx.conf: a directive is the key, its words with a blank between them the value, without quotes. The
/// section is the path of blocks, each with its words: "http.server[1].location /". Blocks named "server" are
/// numbered from 1; of others that stand twice in one block, the second is "…[2]". `include` is a directive
/// as any other. What *_by_lua_block encloses is its value.
[[nodiscard]] Contents read_nginx(std::string_view bytes);

} // namespace plumbline::resource::formats
