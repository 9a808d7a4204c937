#include "alert/channels/all.hpp"

namespace plumbline::alert {

const std::vector<ChannelType>& channel_types() {
    static const std::vector<ChannelType> all{
        {"alertmanager", read_alertmanager},
        {"command", read_command},
        {"email", read_email},
        {"journald", read_journald},
        {"opsgenie", read_opsgenie},
        {"pagerduty", read_pagerduty},
        {"slack", read_slack},
        {"syslog", read_syslog},
        {"teams", read_teams},
        {"webhook", read_webhook},
    };
    return all;
}

} // namespace plumbline::alert
