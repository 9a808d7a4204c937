#pragma once

#include "alert/settings/reading.hpp"

#include <string>
#include <vector>

namespace plumbline::test {

/// A channel that tells what it was read from.
struct ReadChannel : alert::Channel {
    std::string secret = {};
    std::filesystem::path path = {};
    std::optional<base::Milliseconds> timeout = {};
    alert::Outcome send(const alert::Message&, base::Deadline) const override { return {}; }
};

inline std::unique_ptr<alert::Channel> read_plain(standard::Form&, const alert::ChannelReading&) {
    return std::make_unique<ReadChannel>();
}

inline std::unique_ptr<alert::Channel> read_chat(standard::Form& form, const alert::ChannelReading& reading) {
    auto channel = std::make_unique<ReadChannel>();
    const auto secret = reading.require_secret(form, "key");
    channel->path = reading.path(form, "folder").value_or("");
    channel->timeout = reading.duration(form, "timeout");
    if (!secret)
        return nullptr;
    channel->secret = *secret;
    return channel;
}

inline std::unique_ptr<alert::Channel> read_mail(standard::Form& form, const alert::ChannelReading& reading) {
    auto channel = std::make_unique<ReadChannel>();
    channel->secret = reading.secret(form, "password").value_or("none");
    return channel;
}

/// Types of channels that need no service.
inline const std::vector<alert::ChannelType>& types_read() {
    static const std::vector<alert::ChannelType> all{
        {"chat", read_chat}, {"mail", read_mail}, {"plain", read_plain}};
    return all;
}

} // namespace plumbline::test
