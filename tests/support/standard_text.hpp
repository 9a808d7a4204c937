#pragma once

#include "base/diagnostic.hpp"
#include "standard/reader.hpp"
#include "standard/standard.hpp"

#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace plumbline::test {

/// The YAML as the reader sees it; throws what it complains about.
inline standard::Element element(const std::string& yaml) {
    base::Diagnostics diagnostics;
    auto read = standard::read_yaml(std::make_shared<const base::Source>(base::Source{"standard.yaml", yaml}),
                                    diagnostics);
    if (!read || diagnostics.has_errors())
        throw std::runtime_error(base::render(diagnostics));
    return *read;
}

/// "file: /etc/motd\nmode: \"0644\"" as the declaration that a standard would hold.
inline standard::Declaration declaration(const std::string& yaml) {
    const auto read = element(yaml);
    const auto& entries = *read.mapping();
    const auto& first = entries.front();
    return {{first.key, first.value.scalar()->text},
            first.value.place,
            std::make_shared<const standard::Mapping>(entries.begin() + 1, entries.end())};
}

/// Each complaint in one line: "2:7: error: message | hint".
inline std::vector<std::string> lines(const base::Diagnostics& diagnostics) {
    std::vector<std::string> lines;
    for (const auto& one : diagnostics.all())
        lines.push_back(std::to_string(one.place.line) + ":" + std::to_string(one.place.column) +
                        (one.gravity == base::Gravity::error ? ": error: " : ": warning: ") + one.message +
                        (one.hint.empty() ? "" : " | " + one.hint));
    return lines;
}

} // namespace plumbline::test
