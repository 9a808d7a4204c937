#include "alert/channels/all.hpp"

namespace plumbline::alert {

const std::vector<ChannelType>& channel_types() {
    static const std::vector<ChannelType> all{
        // one line a type, by name
    };
    return all;
}

} // namespace plumbline::alert
