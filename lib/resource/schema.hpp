// resource: what any type must answer (schema, queries, observe, remedy), matchers, and the comparison of
// what should be with what is. No type is named here.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace plumbline::resource {

/// What an attribute's value may be, and how two values compare.
enum class Kind {
    text,
    value,    ///< a text that, beside at_most, at_least and ranges, is a decimal number
    path,     ///< an absolute path; bytes of any encoding
    integer,  ///< decimal, may be negative; kept as its canonical text
    boolean,  ///< true or false
    mode,     ///< a quoted octal text of 3 or 4 digits; kept with four
    version,  ///< compared as the host's package manager compares
    size,     ///< bytes; "10 MiB", "4k" or a plain number
    duration, ///< "90s", "12h", "30d"; kept as whole seconds
    choice,   ///< one of `choices`
    list,     ///< texts, unordered
    ordered,  ///< texts whose order matters
    content,  ///< the bytes of a file; compared by digest, shown as a diff
    source,   ///< a file of the standard's tree; its bytes become the attribute `content`
    digest,   ///< 64 hexadecimal digits, "sha256:" before them or not
    pattern,  ///< an RE2 pattern
    group,    ///< `members`, flattened into "recurse.depth"
    table     ///< keys of the author's choosing, each a `value` or a list, flattened into "values.KEY"
};

/// When enforce puts a resource of a type right, beside what `requires` and `notify` say: what later ones
/// stand on comes first. What is to be gone goes in the reverse order.
enum class Phase {
    sources,  ///< where packages come from
    packages, ///< what brings programs, accounts and folders
    groups,
    accounts,
    folders,
    files,    ///< whole files and links
    contents, ///< what is in a file beside other things
    running,  ///< what the kernel runs with: parameters, modules, mounts, addresses
    services  ///< what runs on all of this
};

struct Attribute {
    std::string name;
    Kind kind = Kind::text;
    std::string doc;      ///< one sentence for the reference page and the JSON Schema
    bool compared = true; ///< a property; false: a parameter that only steers the audit
    bool required = false;
    std::optional<std::string> fallback = {}; ///< the default's text
    std::vector<std::string> choices = {};
    std::vector<Attribute> members = {}; ///< of a group
};

/// All that there is to say of a type: validation, JSON Schema and the reference page come from it alone.
struct Schema {
    std::string type;
    std::string doc;
    std::string title_doc; ///< what the title names
    Kind title_kind = Kind::text;
    std::vector<Attribute> attributes;
    std::string asks = {};        ///< one or two sentences: what is read on the host, and by which means
    std::string enforces = {};    ///< the same of what enforce would do, and of what it won't
    std::string example;          ///< YAML of one resource; tested
    bool renders_source = false;  ///< its `source` is a template, filled with variables, its `vars` and facts
    bool runs_commands = false;   ///< only where the site allows it
    bool knows_below = false;     ///< must be told Desired::declared_below
    bool knows_kin = false;       ///< must be told Desired::kin where its `exclusive` is true
    bool knows_notifiers = false; ///< must be told Desired::notifiers
    Phase phase = Phase::contents;
};

/// The attribute of that (dotted) name, or nullptr.
[[nodiscard]] const Attribute* find(const Schema& schema, std::string_view name);

} // namespace plumbline::resource
