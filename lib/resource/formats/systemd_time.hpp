#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace plumbline::resource::formats {

/// "Sat 2026-11-21 02:06:11 UTC" (systemd.time(7)), as systemctl prints a time where TZ=UTC, in seconds since
/// 1970; nothing when it is of another form, such as "" and "n/a".
[[nodiscard]] std::optional<std::int64_t> read_systemd_time(const std::string& text);

} // namespace plumbline::resource::formats
