#pragma once

#include "base/digest.hpp"
#include "resource/type.hpp"

#include <map>
#include <memory>
#include <string>

namespace plumbline::test {

using Texts = std::map<std::string, base::Value>;

/// A matcher that pins one value.
inline resource::Matcher exactly(base::Value value) {
    return {resource::Exactly{std::move(value)}};
}

inline resource::Matcher negated(resource::Matcher matcher) {
    return {resource::Not{std::make_shared<const resource::Matcher>(std::move(matcher))}};
}

inline void apply_fallbacks(resource::Desired& desired, const std::vector<resource::Attribute>& attributes,
                            const std::string& prefix = "") {
    for (const resource::Attribute& attribute : attributes) {
        if (attribute.fallback) {
            desired.attributes.emplace(prefix + attribute.name, exactly(*attribute.fallback));
        }
        apply_fallbacks(desired, attribute.members, prefix + attribute.name + ".");
    }
}

/// A checked resource: these attributes in canonical form, the schema's defaults for the others.
inline resource::Desired desired(const resource::Type& type, const std::string& title,
                                 const Texts& texts = {}) {
    resource::Desired made;
    made.id = {type.schema().type, title};
    for (const auto& [name, value] : texts) {
        made.attributes.emplace(name, exactly(value));
    }
    apply_fallbacks(made, type.schema().attributes);
    return made;
}

/// Gives the attribute `content` these bytes.
inline void set_content(resource::Desired& desired, const std::string& bytes) {
    desired.contents["content"] = {bytes, base::sha256(bytes)};
    desired.attributes.insert_or_assign("content", exactly(base::sha256(bytes)));
}

} // namespace plumbline::test
