// setting: lengths of time as programs write them.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace plumbline::resource::setting {

/// TIME FORMATS of sshd_config(5): "90", "2m", "1h30m", as seconds.
[[nodiscard]] std::optional<std::uint64_t> sshd_seconds(std::string_view text);

/// systemd.time(7): "90", "1min 30s", "500ms", as microseconds.
[[nodiscard]] std::optional<std::uint64_t> systemd_microseconds(std::string_view text);

/// systemd's sizes: "64M", as bytes, by 1024.
[[nodiscard]] std::optional<std::uint64_t> systemd_bytes(std::string_view text);

} // namespace plumbline::resource::setting
