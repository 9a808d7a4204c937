#pragma once

#include "resource/check.hpp"
#include "standard/reader.hpp"

#include <memory>
#include <optional>
#include <string>

namespace plumbline::test {

/// Checks one resource as an author writes it: "file: /etc/motd" and its attributes. A `source:` holds "from
/// source\n".
inline std::optional<resource::Desired> declared(const std::string& yaml, base::Diagnostics& diagnostics) {
    const auto source = std::make_shared<const base::Source>(base::Source{"resource.yaml", yaml});
    const auto element = standard::read_yaml(source, diagnostics);
    if (!element) {
        return std::nullopt;
    }
    standard::Mapping attributes = *element->mapping();
    const standard::Entry title = attributes.front();
    attributes.erase(attributes.begin());
    const standard::Declaration declaration{{title.key, title.value.scalar()->text},
                                            title.value.place,
                                            std::make_shared<const standard::Mapping>(attributes)};
    return resource::check(
        declaration,
        [](std::string_view, const base::Place&) { return std::optional<std::string>("from source\n"); },
        diagnostics);
}

/// The messages that a resource is refused or warned with, one a line; "" when it is in order.
inline std::string objections(const std::string& yaml) {
    base::Diagnostics diagnostics;
    static_cast<void>(declared(yaml, diagnostics));
    std::string messages;
    for (const base::Diagnostic& one : diagnostics.all()) {
        messages += (messages.empty() ? "" : "\n") + one.message;
    }
    return messages;
}

} // namespace plumbline::test
