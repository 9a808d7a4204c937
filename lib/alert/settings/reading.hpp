#pragma once

#include "alert/channels/channel.hpp"
#include "base/diagnostic.hpp"
#include "standard/form.hpp"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::alert {

/// What channels share when they read their keys in alerts.yaml. Whatever is wrong goes to the diagnostics at
/// its place; the channel then comes to nothing.
class ChannelReading {
public:
    ChannelReading(std::filesystem::path file, base::Diagnostics& diagnostics);

    [[nodiscard]] base::Diagnostics& diagnostics() const { return diagnostics_; }
    /// Relative to the folder of alerts.yaml.
    [[nodiscard]] std::filesystem::path resolved(const standard::Text& written) const;
    [[nodiscard]] std::optional<std::filesystem::path> path(standard::Form& form, std::string_view key) const;
    /// As in 10s; at least 1 s, at most 5 min.
    [[nodiscard]] std::optional<base::Milliseconds> duration(standard::Form& form,
                                                             std::string_view key) const;

    /// A secret by `KEY_file` (a file that others can't read; its last newline is dropped), `KEY_env`, or
    /// `KEY` itself in an alerts.yaml that others can't read. More than one of them is an error; an empty
    /// secret, or one with control characters, too.
    [[nodiscard]] std::optional<std::string> secret(standard::Form& form, std::string_view key) const;
    [[nodiscard]] std::optional<std::string> require_secret(standard::Form& form, std::string_view key) const;

private:
    std::filesystem::path file_;
    bool is_private_ = false; ///< whether others can't read alerts.yaml
    base::Diagnostics& diagnostics_;
};

/// A type of channel, by the word that `type:` takes. `read` takes the type's own keys; refusing others is
/// for the caller. Nothing where something is wrong, which it has said.
struct ChannelType {
    std::string_view name;
    std::unique_ptr<Channel> (*read)(standard::Form& form, const ChannelReading& reading);
};
/// Every type, by name.
[[nodiscard]] const std::vector<ChannelType>& channel_types();

} // namespace plumbline::alert
