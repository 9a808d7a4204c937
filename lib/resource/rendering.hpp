#pragma once

#include "facts/facts.hpp"
#include "resource/desired.hpp"
#include "resource/templates/template.hpp"

#include <memory>

namespace plumbline::resource {

/// A template that names facts, with the values of all else that it names.
struct Rendering {
    templates::Template text;
    base::Values values;
};

/// The resource with its content made from the host's facts, or with the reason why it could not be: a fact
/// that the host could not tell. One that waits for no facts is given back as it is.
[[nodiscard]] std::shared_ptr<const Desired> rendered(std::shared_ptr<const Desired> desired,
                                                      const facts::Facts& facts);

/// Gives the resource these bytes as its `content`.
void set_content(Desired& desired, const std::string& attribute, std::string bytes);

} // namespace plumbline::resource
