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
    /// `every`: how often the site is to be audited, where it says that.
    ChannelReading(std::filesystem::path file, std::optional<base::Milliseconds> every,
                   base::Diagnostics& diagnostics);

    [[nodiscard]] base::Diagnostics& diagnostics() const { return diagnostics_; }
    [[nodiscard]] std::optional<base::Milliseconds> every() const { return every_; }
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

    /// Whether lines of alerts.yaml may hold secrets, so that no message may show one.
    [[nodiscard]] bool hides_lines() const { return is_private_ || has_secrets_; }

private:
    /// The ways in which one secret may be given.
    struct Sources {
        std::optional<standard::Text> file;
        std::optional<standard::Text> variable;
        std::optional<standard::Element> written;
    };
    [[nodiscard]] Sources take_sources(standard::Form& form, std::string_view key) const;
    [[nodiscard]] std::optional<std::string> read(const Sources& sources, std::string_view key,
                                                  const base::Place& place) const;
    [[nodiscard]] std::optional<std::string> inline_secret(const standard::Element& written,
                                                           std::string_view key) const;

    std::filesystem::path file_;
    std::optional<base::Milliseconds> every_;
    bool is_private_ = false; ///< whether others can't read alerts.yaml
    mutable bool has_secrets_ = false;
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
