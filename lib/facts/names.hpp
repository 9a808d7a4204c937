#pragma once

#include <array>
#include <string_view>

namespace plumbline::facts {

/// Every fact that a host can be asked for, as `when` and `plumbline facts` name them.
inline constexpr std::array<std::string_view, 17> names{
    "os.id",   "os.version", "os.family", "os.name",   "kernel",    "arch", "hostname", "fqdn",      "init",
    "virtual", "pkg",        "cpu.count", "memory.mb", "boot_time", "now",  "timezone", "interfaces"};

} // namespace plumbline::facts
