#pragma once

#include "alert/mail/smtp.hpp"
#include "alert/settings/reading.hpp"

#include <optional>

namespace plumbline::alert {

/// The relay that `smtp: WRITTEN` names, with the keys that belong to it: user, password, tls, ca_file.
/// Without `tls` encryption is required, but for letters without a login to this machine itself. Whatever
/// would send a password in the clear, or to whom it is not meant for, is refused.
[[nodiscard]] std::optional<Relay> read_relay(standard::Form& form, const ChannelReading& reading,
                                              const standard::Text& written);

/// Refuses each of those keys, which mean nothing without `smtp`.
void refuse_relay_keys(standard::Form& form, const ChannelReading& reading);

} // namespace plumbline::alert
