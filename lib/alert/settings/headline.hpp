#pragma once

#include "alert/settings/settings.hpp"
#include "resource/templates/template.hpp"
#include "standard/form.hpp"

#include <optional>
#include <string>

namespace plumbline::alert {

/// `template: {headline: MUSTACHE}` of a channel, of the variables that there are.
[[nodiscard]] std::optional<resource::templates::Template> read_headline(standard::Form& channel,
                                                                         base::Diagnostics& diagnostics);

/// What the template makes of the message: one printable line, of bounded length. Never empty: where it makes
/// nothing it is the message's own.
[[nodiscard]] std::string headline_by(const resource::templates::Template& headline, const Message& message);

/// The message as the channel is to tell it: with a headline of its own, if it has a template and the message
/// is no digest.
[[nodiscard]] Message worded(Message message, const Settings& settings, const std::string& channel);

} // namespace plumbline::alert
