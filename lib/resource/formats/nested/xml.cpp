#include "base/escape.hpp"
#include "base/text.hpp"
#include "resource/formats/gathering.hpp"
#include "resource/formats/nested/path.hpp"
#include "resource/formats/readers.hpp"

#include <fmt/format.h>
#include <pugixml.hpp>

#include <algorithm>
#include <map>

namespace plumbline::resource::formats {

namespace {

bool is_text(pugi::xml_node_type type) {
    return type == pugi::node_pcdata || type == pugi::node_cdata;
}

/// Neither attributes nor elements.
bool is_plain(const pugi::xml_node& element) {
    return element.first_attribute().empty() &&
           std::none_of(element.begin(), element.end(),
                        [](const pugi::xml_node& one) { return one.type() == pugi::node_element; });
}

std::string text_of(const pugi::xml_node& element) {
    std::string text;
    for (const pugi::xml_node& one : element.children()) {
        if (is_text(one.type())) {
            text += one.value();
        }
    }
    return std::string(base::trim(text));
}

/// The elements of one name in one element.
struct Namesakes {
    std::size_t count = 0;
    bool plain = true; ///< all of them
    std::size_t seen = 0;
};

class Walk {
public:
    Walk(std::string_view bytes, Gathering& gathering) : bytes_(bytes), gathering_(gathering) {}

    void children(const pugi::xml_node& parent, const std::string& path, std::size_t depth) {
        std::map<std::string_view, Namesakes> names;
        for (const pugi::xml_node& one : elements(parent)) {
            Namesakes& namesakes = names[one.name()];
            ++namesakes.count;
            namesakes.plain = namesakes.plain && is_plain(one);
        }
        for (const pugi::xml_node& one : elements(parent)) {
            Namesakes& namesakes = names[one.name()];
            ++namesakes.seen;
            const std::string name = below(path, one.name());
            element(one, namesakes.plain || namesakes.count == 1 ? name : nth(name, namesakes.seen), depth);
        }
    }

private:
    static std::vector<pugi::xml_node> elements(const pugi::xml_node& parent) {
        std::vector<pugi::xml_node> found;
        for (const pugi::xml_node& one : parent.children()) {
            if (one.type() == pugi::node_element) {
                found.push_back(one);
            }
        }
        return found;
    }

    void element(const pugi::xml_node& one, const std::string& path, std::size_t depth) {
        const std::size_t line = line_of(one);
        if (depth > most_depth) {
            gathering_.fail(too_deep(line));
        }
        if (!gathering_.admits(path, line)) {
            return;
        }
        for (const pugi::xml_attribute& attribute : one.attributes()) {
            gathering_.add({"", below(path, std::string("@") + attribute.name()), attribute.value(), line});
        }
        std::string text = text_of(one);
        if (!text.empty() || is_plain(one)) {
            gathering_.add({"", path, std::move(text), line});
        }
        children(one, path, depth + 1);
    }

    /// Elements come in the order of the file, so that its newlines are counted once.
    std::size_t line_of(const pugi::xml_node& one) {
        const auto offset = std::min(
            static_cast<std::size_t>(std::max<std::ptrdiff_t>(one.offset_debug(), 0)), bytes_.size());
        if (offset > counted_) {
            const auto piece = bytes_.substr(counted_, offset - counted_);
            line_ += static_cast<std::size_t>(std::count(piece.begin(), piece.end(), '\n'));
            counted_ = offset;
        }
        return line_;
    }

    std::string_view bytes_;
    Gathering& gathering_;
    std::size_t counted_ = 0;
    std::size_t line_ = 1;
};

std::size_t line_at(std::string_view bytes, std::ptrdiff_t offset) {
    const auto before = bytes.substr(0, static_cast<std::size_t>(std::max<std::ptrdiff_t>(offset, 0)));
    return static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n')) + 1;
}

std::optional<Malformed> object_to(const pugi::xml_document& document) {
    std::size_t roots = 0;
    for (const pugi::xml_node& one : document.children()) {
        roots += one.type() == pugi::node_element ? 1 : 0;
    }
    if (roots == 1) {
        return std::nullopt;
    }
    return Malformed{0, fmt::format("expected one element that holds all others, found {}", roots)};
}

} // namespace

Contents read_xml(std::string_view bytes) {
    if (auto refused = refuse(bytes)) {
        return *refused;
    }
    if (!base::is_utf8(bytes)) {
        return Malformed{line_at(bytes, static_cast<std::ptrdiff_t>(base::utf8_prefix(bytes))),
                         "expected UTF-8, found other bytes"};
    }
    pugi::xml_document document;
    const auto result =
        document.load_buffer(bytes.data(), bytes.size(), pugi::parse_default, pugi::encoding_utf8);
    if (!result) {
        return Malformed{line_at(bytes, result.offset),
                         fmt::format("expected XML: {}", result.description())};
    }
    if (auto objection = object_to(document)) {
        return *objection;
    }
    Gathering gathering;
    Walk(bytes, gathering).children(document, "", 1);
    return std::move(gathering).take();
}

} // namespace plumbline::resource::formats
