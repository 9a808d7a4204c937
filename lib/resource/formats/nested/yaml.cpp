#include "resource/formats/gathering.hpp"
#include "resource/formats/nested/path.hpp"
#include "resource/formats/readers.hpp"
#include "standard/reader.hpp"

#include <memory>

namespace plumbline::resource::formats {

namespace {

void gather(const standard::Element& element, const std::string& path, Gathering& gathering);

void gather_list(const standard::Sequence& list, const std::string& path, Gathering& gathering) {
    std::size_t number = 0;
    for (const standard::Element& one : list) {
        ++number;
        gather(one, one.scalar() != nullptr && !path.empty() ? path : nth(path, number), gathering);
    }
}

void gather(const standard::Element& element, const std::string& path, Gathering& gathering) {
    if (!gathering.admits(path, element.place.line)) {
        return;
    }
    if (const auto* scalar = element.scalar()) {
        gathering.add({"", path, element.is_null() ? "null" : scalar->text, element.place.line});
    } else if (const auto* list = element.sequence()) {
        gather_list(*list, path, gathering);
    } else if (const auto* mapping = element.mapping()) {
        for (const standard::Entry& entry : *mapping) {
            gather(entry.value, below(path, entry.key), gathering);
        }
    }
}

} // namespace

Contents read_yaml(std::string_view bytes) {
    if (auto refused = refuse(bytes)) {
        return *refused;
    }
    base::Diagnostics diagnostics;
    const auto source = std::make_shared<const base::Source>(base::Source{"", std::string(bytes)});
    const auto root = standard::read_yaml(
        source, diagnostics, {.bytes = most_bytes, .elements = 2 * most_entries, .depth = most_depth});
    if (!root) {
        const base::Diagnostic& first = diagnostics.all().front();
        return Malformed{first.place.line, first.message};
    }
    Gathering gathering;
    if (!root->is_null()) {
        gather(*root, "", gathering);
    }
    return std::move(gathering).take();
}

} // namespace plumbline::resource::formats
