#pragma once

#include "base/diagnostic.hpp"
#include "standard/element.hpp"

#include <cstddef>
#include <filesystem>
#include <optional>

namespace plumbline::standard {

/// What a document may cost before anything is built from it.
struct ReaderLimits {
    std::size_t bytes = 8 << 20;
    std::size_t elements = 200'000;         ///< counted with aliases expanded: an alias bomb is refused
    std::size_t depth = 64;
};

/// Reads one YAML document. Refused with a diagnostic before an element is built: too deep, too large, too many
/// elements, alias cycles and bombs, duplicate keys, a second document, tabs in the indentation, NUL bytes, text that
/// is not UTF-8, keys that are not texts, tags other than !bytes and the core ones.
/// Nothing is returned when the document could not be read.
[[nodiscard]] std::optional<Element> read_yaml(const base::SourcePtr& source, base::Diagnostics& diagnostics,
                                               const ReaderLimits& limits = {});

/// The same from a file; `name` is what diagnostics call it.
[[nodiscard]] std::optional<Element> read_yaml_file(const std::filesystem::path& path, const std::string& name,
                                                    base::Diagnostics& diagnostics, const ReaderLimits& limits = {});

} // namespace plumbline::standard
