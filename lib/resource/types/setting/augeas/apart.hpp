// setting: parsing in a child process of its own, so that no bytes of a host can hang or fell the audit.
#pragma once

#include <optional>

#include "resource/types/setting/augeas/parse.hpp"

namespace plumbline::resource::setting {

/// What a loaded lens makes of the bytes, or why not: a child that takes longer than 2 seconds, or dies, is
/// said to.
[[nodiscard]] std::variant<Tree, formats::Malformed> parse_apart(const std::string& lens,
                                                                 const std::string& bytes);

/// As the child writes it: for each branch "DEPTH LINE LABEL-SIZE VALUE-SIZE", a newline, label and value.
[[nodiscard]] std::string write_tree(const Tree& root);
/// Nothing when the bytes are not a whole tree.
[[nodiscard]] std::optional<Tree> read_tree(std::string_view bytes);

} // namespace plumbline::resource::setting
