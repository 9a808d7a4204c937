#pragma once

#include "base/diagnostic.hpp"
#include "base/value.hpp"
#include "standard/element.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace plumbline::inventory {

/// "The file as a whole": for what has no line.
[[nodiscard]] base::Place whole_file(const std::string& name);

/// The file's text, bounded and in UTF-8 (a byte order mark is dropped); nullptr, with a diagnostic, when it
/// can't be read. Bytes that are not UTF-8 are allowed on lines of comments.
[[nodiscard]] base::SourcePtr read_source(const std::filesystem::path& path, base::Diagnostics& diagnostics);
[[nodiscard]] base::SourcePtr checked_source(std::string name, std::string text,
                                             base::Diagnostics& diagnostics);

/// The paths in a folder, sorted by name as bytes; an unreadable folder is a diagnostic.
[[nodiscard]] std::vector<std::filesystem::path> list_folder(const std::filesystem::path& folder,
                                                             base::Diagnostics& diagnostics);

enum class Syntax { yaml, json };
/// What a file of variables is written in: JSON when it is named so or begins with a brace.
[[nodiscard]] Syntax syntax_of(const base::Source& source);

/// The document as an element; an empty one is null. Vault is refused with its places. Nothing is returned,
/// with a diagnostic, when it can't be read.
[[nodiscard]] std::optional<standard::Element> read_document(const base::SourcePtr& source, Syntax syntax,
                                                             base::Diagnostics& diagnostics);
/// JSON as an element; its places have no line.
[[nodiscard]] std::optional<standard::Element> read_json(const base::SourcePtr& source,
                                                         base::Diagnostics& diagnostics);

/// The entries of a mapping as variables; Jinja and vault texts are refused where they stand.
[[nodiscard]] base::Values read_values(const standard::Element& mapping, base::Diagnostics& diagnostics);

} // namespace plumbline::inventory
