#pragma once

#include "resource/schema.hpp"

#include <cstddef>
#include <string>

namespace plumbline::resource {

/// The reference page of a type, all of it from its schema: what it is, its title and attributes, an example,
/// what is asked of the host and what enforce will do. Lines of at most `width` columns, but for the example.
[[nodiscard]] std::string reference_text(const Schema& schema, std::size_t width);
/// The same as Markdown.
[[nodiscard]] std::string reference_markdown(const Schema& schema);

} // namespace plumbline::resource
