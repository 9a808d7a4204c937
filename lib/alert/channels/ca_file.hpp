#pragma once

#include "alert/settings/reading.hpp"

#include <optional>
#include <string>

namespace plumbline::alert {

/// The key `ca_file`: certificates in PEM that are trusted instead of the system's. Empty where it is
/// not given; nothing where it is wrong.
[[nodiscard]] std::optional<std::string> read_ca_file(standard::Form& form, const ChannelReading& reading);

} // namespace plumbline::alert
