#pragma once

#include "alert/channels/channel.hpp"
#include "alert/settings/reading.hpp"
#include "base/clock.hpp"
#include "base/diagnostic.hpp"
#include "drift/past.hpp"
#include "inventory/inventory.hpp"
#include "resource/templates/template.hpp"

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace plumbline::alert {

/// What a route's `event:` may name: events of drift, and what else there is to be told.
enum class Trigger {
    new_,
    worse,
    mutated,
    still_open,
    unchecked,
    unreachable,
    signoff,
    waiver_ended,
    audit_missing,
    audit_failed
};

/// Hours of a day in which nobody is to be disturbed, by the clock of a place.
struct QuietHours {
    std::chrono::minutes from;  ///< after midnight
    std::chrono::minutes until; ///< before `from`: on the next day
    std::string zone = "UTC";   ///< of the tz database
};
enum class Digest { hourly, daily, weekly };

struct Escalation {
    base::Milliseconds after; ///< since the alert was first told, as long as nobody has it in hand
    std::vector<std::string> to;
};

/// Which alerts go where. A condition that is not set holds for all; one on hosts, tags, cause or contact
/// holds for nothing that is no finding on a host.
struct Route {
    std::string name;                   ///< `name:`, or "route 2"
    Severity severity = Severity::info; ///< and above
    std::set<Trigger> events = {};      ///< empty: all
    std::optional<inventory::Pattern> hosts = {};
    std::set<std::string> tags = {}; ///< one of them
    std::set<drift::Cause> causes = {};
    std::set<std::string> contacts = {};
    std::vector<std::string> to; ///< channels and providers
    bool goes_on = false;        ///< `continue: true`: later routes are asked, too
    std::optional<Digest> digest = {};
    std::optional<QuietHours> quiet = {};
    std::optional<base::Milliseconds> remind = {}; ///< still open after so long, and after each so long again
    std::vector<Escalation> escalate = {};
};

/// alerts.yaml.
struct Settings {
    std::map<std::string, std::unique_ptr<Channel>> channels;  ///< by name
    std::map<std::string, std::vector<std::string>> providers; ///< by name: channels, the next takes over
    std::vector<Route> routes;           ///< the first that matches wins, unless it goes on
    std::size_t unreachable_after = 3;   ///< runs in a row
    std::size_t storm = 10;              ///< so many new alerts at once for one destination become one
    std::string page = {};               ///< "https://reports.example.org/{{run}}.html"; empty: none
    base::Milliseconds deliver{120'000}; ///< what delivering may take of a run

    std::map<std::string, resource::templates::Template> headlines; ///< `template: {headline: …}` by channel

    /// The channels that a route's `to` stands for, the first to be tried first.
    [[nodiscard]] std::vector<std::string> channels_of(const std::string& destination) const;
};

/// Strictly read. Refused with a diagnostic: an unknown key, type, channel, trigger, time zone; a secret that
/// is missing or that others can read; a route that can never be reached; a bad template; a file that others
/// may write. Nothing where there was an error. No line of a file that may hold secrets is shown: of one that
/// others can't read, or in which there is one. `every`: how often the site is audited, where it says that.
/// `types`: what `type:` may name.
[[nodiscard]] std::optional<Settings> load_settings(const std::filesystem::path& path,
                                                    std::optional<base::Milliseconds> every,
                                                    base::Diagnostics& diagnostics,
                                                    const std::vector<ChannelType>& types = channel_types());

} // namespace plumbline::alert
