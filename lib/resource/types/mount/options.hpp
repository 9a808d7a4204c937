// What the options of mount(8) mean beside each other. Pure.
#pragma once

#include "base/value.hpp"

#include <string_view>

namespace plumbline::resource::mount {

/// The options of fstab as mount(8) obeys them: a later one undoes its opposite, and `user` brings its own.
[[nodiscard]] base::List obeyed(const base::List& options);

/// Those of the options that the kernel knows and shows: without x-systemd.*, nofail, defaults, bind and the
/// like.
[[nodiscard]] base::List shown_by_kernel(const base::List& options);

/// The options that there are, with what was asked for in the words in which it was: "size=1G" for
/// "size=1048576k", and "exec" where nothing says noexec.
[[nodiscard]] base::List in_asked_words(base::List options, const base::List& asked, std::string_view type);

} // namespace plumbline::resource::mount
