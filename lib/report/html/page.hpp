#pragma once

#include "report/html/markup.hpp"

#include <functional>
#include <string>
#include <string_view>

namespace plumbline::report {

/// A page that needs nothing else, in the style of reports: nothing is loaded, nothing is sent, and no script
/// counts but that of reports. What is written opens the body.
[[nodiscard]] std::string whole_page(std::string_view title, const std::function<void(Markup&)>& write_body);

} // namespace plumbline::report
