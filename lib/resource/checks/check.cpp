#include "resource/check.hpp"

#include "base/nearest.hpp"
#include "resource/checks/common.hpp"
#include "resource/checks/scalar.hpp"
#include "resource/checks/template.hpp"
#include "resource/checks/value.hpp"
#include "resource/rendering.hpp"
#include "resource/type.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace plumbline::resource {
namespace {

using base::Diagnostics;
using checks::Slot;
using standard::Element;
using standard::Mapping;

/// A table's entry is a value or, where a list stands, a list.
Kind entry_kind(const Element& value) {
    return value.sequence() != nullptr ? Kind::list : Kind::value;
}

const Attribute* named(const std::vector<Attribute>& attributes, std::string_view name) {
    const auto found = std::find_if(attributes.begin(), attributes.end(),
                                    [&](const Attribute& attribute) { return attribute.name == name; });
    return found == attributes.end() ? nullptr : &*found;
}

std::vector<std::string> names_of(const std::vector<Attribute>& attributes) {
    std::vector<std::string> names;
    for (const auto& attribute : attributes)
        names.push_back(attribute.name);
    return names;
}

/// The one declaration that is being checked: what the schema makes of it so far.
class Checker {
public:
    Checker(const standard::Declaration& declaration, const ReadSource& read_source, Diagnostics& diagnostics)
        : declaration_(declaration), read_source_(read_source), diagnostics_(diagnostics) {
        desired_.id = declaration.id;
        desired_.place = declaration.place;
    }

    std::optional<Desired> check(const Type& type, const base::Values& variables) {
        const auto& schema = type.schema();
        renders_source_ = schema.renders_source;
        check_title(schema);
        for (const auto& entry : *declaration_.attributes)
            check_entry(schema, entry);
        check_content_once();
        complete(schema.attributes, "", true);
        if (template_ && !diagnostics_.has_errors())
            checks::check_template(*template_, variables, desired_, diagnostics_);
        if (!diagnostics_.has_errors() && !source_failed_)
            check_whole(type);
        if (diagnostics_.has_errors() || source_failed_)
            return std::nullopt;
        return std::move(desired_);
    }

private:
    [[nodiscard]] std::string id() const { return declaration_.id.text(); }

    void check_title(const Schema& schema) {
        const Element title{declaration_.place, standard::Scalar{declaration_.id.title, false}};
        (void)checks::check_exact({schema.type, schema.title_kind}, title, diagnostics_);
        if (declaration_.id.title.empty())
            diagnostics_.error(declaration_.place,
                               fmt::format("{}: expected a title, found an empty text", schema.type));
    }

    void check_entry(const Schema& schema, const standard::Entry& entry) {
        if (const auto* attribute = named(schema.attributes, entry.key))
            return check_attribute(*attribute, "", entry.value);
        if (const auto* common = named(checks::common_attributes(), entry.key))
            return checks::check_common(*common, entry.value, desired_, diagnostics_);
        auto known = names_of(schema.attributes);
        const auto common = names_of(checks::common_attributes());
        known.insert(known.end(), common.begin(), common.end());
        diagnostics_.error(entry.key_place, fmt::format("'{}' is no attribute of {}", entry.key, schema.type),
                           base::suggestion(entry.key, known));
    }

    void check_attribute(const Attribute& attribute, const std::string& prefix, const Element& value) {
        const auto name = prefix + attribute.name;
        given_.insert(name);
        if (attribute.kind == Kind::group)
            check_group(attribute, name, value);
        else if (attribute.kind == Kind::table)
            check_table(attribute, name, value);
        else if (attribute.kind == Kind::source)
            check_source(name, value);
        else if (attribute.kind == Kind::content)
            check_content(name, value);
        else
            check_value(attribute, name, value);
    }

    void check_value(const Attribute& attribute, const std::string& name, const Element& value) {
        const Slot slot{name, attribute.kind, attribute.choices};
        if (attribute.compared) {
            if (auto matcher = checks::check_matcher(slot, value, diagnostics_))
                desired_.attributes.insert_or_assign(name, std::move(*matcher));
        } else if (value.mapping() != nullptr) {
            diagnostics_.error(
                value.place,
                fmt::format("{}: expected {}, found a mapping", name, checks::kind_text(attribute.kind)),
                "it says what to look at, so no matcher can stand here");
        } else if (auto exact = checks::check_exact(slot, value, diagnostics_)) {
            desired_.attributes.insert_or_assign(name, Matcher{Exactly{std::move(*exact)}});
        }
    }

    /// The entries of a group or table; an error when there are none.
    const Mapping* entries(const std::string& name, const Element& value) {
        const auto* mapping = value.mapping();
        if (mapping == nullptr)
            diagnostics_.error(value.place,
                               fmt::format("{}: expected a mapping, found {}", name, checks::found(value)));
        else if (mapping->empty())
            diagnostics_.error(value.place, fmt::format("{}: expected at least one entry, found none", name));
        return mapping;
    }

    void check_group(const Attribute& group, const std::string& name, const Element& value) {
        const auto* mapping = entries(name, value);
        if (mapping == nullptr)
            return;
        for (const auto& entry : *mapping) {
            if (const auto* member = named(group.members, entry.key))
                check_attribute(*member, name + ".", entry.value);
            else
                diagnostics_.error(entry.key_place,
                                   fmt::format("'{}' is no attribute of {}", entry.key, name),
                                   base::suggestion(entry.key, names_of(group.members)));
        }
    }

    void check_table(const Attribute& table, const std::string& name, const Element& value) {
        const auto* mapping = entries(name, value);
        if (mapping == nullptr)
            return;
        for (const auto& entry : *mapping) {
            Attribute attribute{entry.key, entry_kind(entry.value), {}};
            attribute.compared = table.compared;
            check_value(attribute, name + "." + entry.key, entry.value);
        }
    }

    void check_content(const std::string& name, const Element& value) {
        if (auto bytes = checks::check_exact({name, Kind::content}, value, diagnostics_))
            set_content(desired_, name, std::move(std::get<std::string>(*bytes)));
    }

    void check_source(const std::string& name, const Element& value) {
        source_ = &value;
        given_.insert("content");
        const auto path = checks::check_exact({name, Kind::source}, value, diagnostics_);
        if (!path)
            return;
        auto bytes = read_source_(std::get<std::string>(*path), value.place);
        source_failed_ = !bytes;
        if (bytes && renders_source_)
            template_ = {std::get<std::string>(*path), std::move(*bytes)};
        else if (bytes)
            set_content(desired_, "content", std::move(*bytes));
    }

    void check_content_once() {
        if (source_ != nullptr && has_entry("content"))
            diagnostics_.error(source_->place, fmt::format("{}: both content and source are given", id()),
                               "keep one of them");
    }

    [[nodiscard]] bool has_entry(std::string_view key) const {
        return std::any_of(declaration_.attributes->begin(), declaration_.attributes->end(),
                           [&](const standard::Entry& entry) { return entry.key == key; });
    }

    /// Defaults, and what is required but not there; members of a group only where some of the group is
    /// given.
    void complete(const std::vector<Attribute>& attributes, const std::string& prefix, bool begun) {
        for (const auto& attribute : attributes) {
            const auto name = prefix + attribute.name;
            const bool given = given_.count(name) > 0;
            if (attribute.kind == Kind::group)
                complete(attribute.members, name + ".", given);
            if (!given)
                supply(attribute, prefix, begun);
        }
    }

    void supply(const Attribute& attribute, const std::string& prefix, bool begun) {
        if (attribute.fallback)
            check_attribute(attribute, prefix,
                            {declaration_.place, standard::Scalar{*attribute.fallback, false}});
        else if (attribute.required && begun)
            diagnostics_.error(declaration_.place,
                               fmt::format("{}: '{}' is required", id(), prefix + attribute.name),
                               attribute.doc);
    }

    void check_whole(const Type& type) {
        if (const auto objection = type.object_to(desired_); !objection.empty())
            diagnostics_.error(declaration_.place, fmt::format("{}: {}", id(), objection));
        else if (type.expect(desired_).empty())
            diagnostics_.warning(declaration_.place, fmt::format("{} asserts nothing", id()),
                                 "give it an attribute that is compared");
    }

    const standard::Declaration& declaration_;
    const ReadSource& read_source_;
    Diagnostics& diagnostics_;
    Desired desired_;
    const Element* source_ = nullptr;
    bool renders_source_ = false;
    std::optional<checks::TemplateSource> template_;
    bool source_failed_ = false;  ///< which the reader of sources has said
    std::set<std::string> given_; ///< dotted names, those with wrong values too
};

} // namespace

std::optional<Desired> check(const standard::Declaration& declaration, const ReadSource& read_source,
                             base::Diagnostics& diagnostics, const base::Values& variables) {
    const auto* type = find_type(declaration.id.type);
    if (type == nullptr) {
        diagnostics.error(declaration.place, fmt::format("'{}' is no resource type", declaration.id.type),
                          base::suggestion(declaration.id.type, type_names()));
        return std::nullopt;
    }
    Diagnostics own;
    auto desired = Checker(declaration, read_source, own).check(*type, variables);
    diagnostics.add(own);
    return desired;
}

} // namespace plumbline::resource
