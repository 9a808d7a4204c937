// facts: what a host says about itself: one query and pure parsers. Knows no resources.
#pragma once

#include "base/value.hpp"
#include "probe/question.hpp"

namespace plumbline::facts {

/// "os.id", "os.version", "os.family", "os.name", "kernel", "arch", "hostname", "fqdn", "init", "virtual",
/// "pkg", "cpu.count", "memory.mb", "boot_time", "now", "timezone", "interfaces". What the host can't tell is
/// not there.
using Facts = base::Values;

[[nodiscard]] probe::Queries queries();
[[nodiscard]] Facts observe(const probe::Answers& answers);

} // namespace plumbline::facts
