#pragma once

#include <string_view>

namespace plumbline::report {

// style.css and script.js of this folder, as they were when the program was built.
[[nodiscard]] std::string_view stylesheet();
[[nodiscard]] std::string_view script();

} // namespace plumbline::report
