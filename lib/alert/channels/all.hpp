#pragma once

#include "alert/settings/reading.hpp"

#include <memory>

namespace plumbline::alert {

// What each type of channel reads itself from; channel_types() has their names.

std::unique_ptr<Channel> read_alertmanager(standard::Form& form, const ChannelReading& reading);
std::unique_ptr<Channel> read_command(standard::Form& form, const ChannelReading& reading);
std::unique_ptr<Channel> read_email(standard::Form& form, const ChannelReading& reading);
std::unique_ptr<Channel> read_journald(standard::Form& form, const ChannelReading& reading);
std::unique_ptr<Channel> read_opsgenie(standard::Form& form, const ChannelReading& reading);
std::unique_ptr<Channel> read_pagerduty(standard::Form& form, const ChannelReading& reading);
std::unique_ptr<Channel> read_slack(standard::Form& form, const ChannelReading& reading);
std::unique_ptr<Channel> read_syslog(standard::Form& form, const ChannelReading& reading);
std::unique_ptr<Channel> read_teams(standard::Form& form, const ChannelReading& reading);
std::unique_ptr<Channel> read_webhook(standard::Form& form, const ChannelReading& reading);

} // namespace plumbline::alert
