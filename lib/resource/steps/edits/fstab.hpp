// Lines of fstab(5), edited field by field.
#pragma once

#include "base/value.hpp"
#include "resource/steps/edits/lines.hpp"

#include <optional>
#include <string>

namespace plumbline::resource::steps {

struct FstabLine {
    std::string device;
    std::string path; ///< "none" of a swap
    std::string type;
    base::List options = {};
};
[[nodiscard]] std::string fstab_line(const FstabLine& line);

enum class FstabField { device, path, type, options };
/// The field of a line, which must have it, becomes this text; blanks beside it stay.
void set_fstab_field(Lines& lines, std::size_t number, FstabField field, const std::string& text);
/// The same of the options, which a line may lack.
void set_fstab_options(Lines& lines, std::size_t number, const base::List& options);

} // namespace plumbline::resource::steps
