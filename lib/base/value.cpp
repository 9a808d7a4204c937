#include "base/value.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace plumbline::base {

std::string to_text(const Value& value) {
    if (const auto* text = std::get_if<std::string>(&value))
        return *text;
    return fmt::format("{}", fmt::join(std::get<List>(value), ", "));
}

} // namespace plumbline::base
