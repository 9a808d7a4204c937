// The words of the programs that each init system is told by.
#pragma once

#include "base/value.hpp"
#include "resource/types/service/seen.hpp"

#include <chrono>
#include <string>

namespace plumbline::resource::service {

/// What OpenRC and SysV call it: without ".service".
[[nodiscard]] std::string script_of(const std::string& name);

/// `systemctl VERB NAME`, with options before the verb.
[[nodiscard]] base::List systemctl(base::List words, const std::string& name);

/// Starts, stops or restarts it: "start", "stop", "restart", "try-restart" (only where it runs).
[[nodiscard]] base::List tell(Init init, const std::string& verb, const std::string& name);

/// As long as systemd gives a service to stop and to start again.
inline constexpr std::chrono::seconds time_of_services{200};

/// Why nobody should restart it; "" where one can.
[[nodiscard]] std::string why_not_restarted(const std::string& name);

} // namespace plumbline::resource::service
