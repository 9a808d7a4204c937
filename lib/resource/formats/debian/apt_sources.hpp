// Where apt gets packages from: sources.list(5), in both of its forms.
#pragma once

#include "base/value.hpp"
#include "resource/formats/entries.hpp"

#include <map>

namespace plumbline::resource::formats {

struct AptSource {
    base::List types; ///< deb, deb-src
    base::List uris;
    base::List suites;
    base::List components; ///< none for a suite that ends in a slash
    /// By the name that a one-line entry gives it ("signed-by", "arch", "trusted"); "arch+" and "arch-" are
    /// what is added and taken away. Of Signed-By, a key that is written out keeps its lines.
    std::map<std::string, std::string> options;
    bool enabled = true; ///< a stanza may say that it is not; a line that is a comment is no entry
    std::size_t line = 0;
    bool operator==(const AptSource&) const = default;
};
using AptSources = std::variant<std::vector<AptSource>, Malformed>;

/// sources.list and *.list: "deb [ option=value … ] uri suite component…", one a line. Bounded as the readers
/// are.
[[nodiscard]] AptSources read_apt_list(std::string_view bytes);

/// *.sources: stanzas.
[[nodiscard]] AptSources read_apt_stanzas(std::string_view bytes);

} // namespace plumbline::resource::formats
