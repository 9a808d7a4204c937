#include "alert/channels/all.hpp"

namespace plumbline::alert {

const std::vector<ChannelType>& channel_types() {
    static const std::vector<ChannelType> all{
        {"email", read_email},
        {"webhook", read_webhook},
    };
    return all;
}

} // namespace plumbline::alert
