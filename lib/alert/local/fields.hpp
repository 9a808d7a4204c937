#pragma once

#include "alert/alert.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace plumbline::alert {

/// What a log keeps of a message beside its line, the most telling first. A name may come several times: a
/// `host` and a `resource` for each of the first members. Values are printable and bounded, none is empty.
struct Field {
    std::string_view name; ///< lower-case letters
    std::string value;
};
[[nodiscard]] std::vector<Field> fields_of(const Message& message);

/// How urgent it is to whoever reads a log, 0 to 7 (RFC 5424, 6.2.1): critical is 2, info is 6. What is right
/// again is 5, and a test 6.
[[nodiscard]] int log_priority(const Message& message);

} // namespace plumbline::alert
