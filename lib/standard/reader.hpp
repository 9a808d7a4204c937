#pragma once

#include "base/diagnostic.hpp"
#include "standard/element.hpp"

#include <cstddef>
#include <filesystem>
#include <optional>

namespace plumbline::standard {

/// What a document may cost. Both are counted with aliases expanded: an alias bomb is refused.
struct ReaderLimits {
    std::size_t bytes = 8 << 20;
    std::size_t elements = 200'000;
    std::size_t depth = 64;
};

/// Reads one YAML document. Refused with a diagnostic: too deep, too large, too many elements (each before
/// more is built), alias cycles and bombs, duplicate keys, merge keys, keys without a colon, a second
/// document, tabs in the indentation, control characters, text that is not UTF-8, keys that are not texts,
/// tags other than !bytes and the core ones. A number or a boolean as a key is taken as its text. `!bytes
/// "bad\xffname"`: each character up to U+00FF is one byte. An empty document is nothing: an Element that
/// is_null(). Nothing is returned when there was an error.
[[nodiscard]] std::optional<Element> read_yaml(const base::SourcePtr& source, base::Diagnostics& diagnostics,
                                               const ReaderLimits& limits = {});

/// The same from a file; `name` is what diagnostics call it.
[[nodiscard]] std::optional<Element> read_yaml_file(const std::filesystem::path& path,
                                                    const std::string& name, base::Diagnostics& diagnostics,
                                                    const ReaderLimits& limits = {});

} // namespace plumbline::standard
