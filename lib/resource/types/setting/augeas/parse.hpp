// setting: files that Augeas reads, by one handle for the whole process. It loads no file of this machine but
// its lenses. A file is parsed in a child process, which may take a second and 256 MiB: what a host sends can
// cost no more.
#pragma once

#include "resource/types/setting/lens.hpp"

namespace plumbline::resource::setting {

/// What Augeas makes of a file, and where in the file it stands.
struct Tree {
    std::string label;
    std::string value;
    std::size_t line = 0; ///< of the file, from 1
    std::vector<Tree> below;

    /// The value of the first child with that label, or "".
    [[nodiscard]] std::string child(std::string_view wanted) const;
    /// The values of all children with that label, in order.
    [[nodiscard]] std::vector<std::string> children(std::string_view wanted) const;
};

/// The file's entries, or where the lens fails and what Augeas says; a message that names the package when
/// the lens itself is not there.
[[nodiscard]] formats::Contents read_with_augeas(const Augeas& augeas, std::string_view bytes);

} // namespace plumbline::resource::setting
