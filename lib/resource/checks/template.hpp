#pragma once

#include "resource/check.hpp"

#include <string>

namespace plumbline::resource::checks {

/// The source of a resource that is rendered from it: a template, and where the standard names it.
struct TemplateSource {
    std::string path; ///< relative to the standard's folder
    std::string bytes;
};

/// Makes the content from the resource's own `vars`, then facts, then the variables; with facts it is left to
/// rendered(). Every name that has no value, or one that doesn't suit its use, is an error in the template.
void check_template(const TemplateSource& source, const base::Values& variables, Desired& desired,
                    base::Diagnostics& diagnostics);

} // namespace plumbline::resource::checks
