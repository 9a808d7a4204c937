#pragma once

#include "drift/past.hpp"

#include <string>

namespace plumbline::report {

/// "2026-11-21 03:00Z".
[[nodiscard]] std::string minute(base::Instant when);

/// "between 2026-11-21 02:00Z and 02:41Z (ctime)", "by …" where it was never seen right; what is left out is
/// as before. Seconds where minutes would not tell the ends apart.
[[nodiscard]] std::string span(const drift::Window& window);

/// Why, and when: "host-changed between …".
[[nodiscard]] std::string cause_words(const drift::Past& past);

/// "Alice Doe (alice, key SHA256:AbCd…, from 192.0.2.7)"; the key by its beginning unless `whole`.
[[nodiscard]] std::string suspect_words(const drift::Suspect& suspect, bool whole);

/// What was recorded, as short as a report wants it: "auth.log: …"; all of it when `whole`.
[[nodiscard]] std::string evidence_words(const drift::Evidence& evidence, bool whole);

} // namespace plumbline::report
