#pragma once

#include "base/diagnostic.hpp"
#include "base/value.hpp"

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace plumbline::resource::templates {

/// One tag of a template that needs a value.
struct Use {
    enum class Form {
        value,   ///< {{name}}, {{{name}}} or {{&name}}: stands for a text
        section, ///< {{#name}} or {{^name}}: decides
        item     ///< {{.}}: the entry of the list whose section it stands in
    };
    Form form = Form::value;
    std::string name; ///< of an item, the name of the section around it; "" where there is none
    base::Place place;
};

/// A mustache(5) template: values, sections, inverted sections, comments and changed delimiters. Logic-less,
/// and what it makes is never escaped. Partials are refused.
class Template {
public:
    /// What is wrong in its form goes to `diagnostics`, at its place in the template; then nothing is
    /// returned.
    [[nodiscard]] static std::optional<Template> parse(base::SourcePtr source,
                                                       base::Diagnostics& diagnostics);

    [[nodiscard]] const std::vector<Use>& uses() const { return uses_; }
    [[nodiscard]] std::set<std::string> names() const;

    /// What it makes of the values; every name must have one, and the form of each must suit its uses. A
    /// section counts as false for an empty list, an empty text and "false".
    [[nodiscard]] std::string render(const base::Values& values) const;

private:
    friend class Scanner;
    /// Tags alone, with a number for each name, "v2" as a value and "s2" as a section, so that a dotted name
    /// needs no object around it and a text can be false; and "t2" for what stands between tags, which
    /// kainjow's own idea of lines (it drops blank ones, and leaves some) then never sees.
    std::string text_;
    std::vector<std::string> chunks_;
    std::map<std::string, std::size_t> numbers_;
    std::vector<Use> uses_;
};

} // namespace plumbline::resource::templates
