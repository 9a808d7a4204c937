#pragma once

#include "resource/steps/ground.hpp"
#include "resource/steps/step.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace plumbline::resource::steps {

/// Attributes that can be set, and what of them is not put right.
struct Settable {
    Attributes attributes = {};
    std::vector<Declined> declined = {};
    /// Of what is made anew: why it can't be made without breaking what the standard says; else "".
    std::string refusal = {};
    bool operator==(const Settable&) const = default;
};

/// Whether a property is one of mode, owner, group, selinux, acl, xattrs.…, capabilities, immutable and
/// append_only.
[[nodiscard]] bool is_attribute(std::string_view property);

/// Of what is there: those that drift.
[[nodiscard]] Settable drifting_attributes(const Desired& desired, const Ground& ground);

/// Of what is made anew: all that the standard names. Without a word of it, it is root's and has the usual
/// mode.
[[nodiscard]] Settable attributes_of_new(const Desired& desired, const std::string& usual_mode);

/// Why what the standard says of a property can't be written: it names more values than one.
[[nodiscard]] std::string names_no_value(const Desired& desired, const std::string& property);

} // namespace plumbline::resource::steps
