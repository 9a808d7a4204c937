#pragma once

#include "alert/settings/reading.hpp"
#include "standard/reader.hpp"
#include "support/refusals.hpp"
#include "support/standard_text.hpp"
#include "support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <memory>
#include <optional>
#include <string>

namespace plumbline::test {

/// A channel as alerts.yaml has it: its keys are written as one YAML mapping, secrets may stand inline.
/// `every`: how often its site is audited.
class ChannelSetting {
public:
    explicit ChannelSetting(const std::string& keys, std::optional<base::Milliseconds> every = {}) {
        base::Diagnostics diagnostics;
        const auto path = folder_.file("alerts.yaml", keys, 0600);
        const auto element = standard::read_yaml_file(path, "alerts.yaml", diagnostics);
        if (element) {
            standard::Form form(*element, "a channel", diagnostics);
            const auto type = form.require_text("type").value().text;
            const auto& types = alert::channel_types();
            const auto found = std::ranges::find(types, type, &alert::ChannelType::name);
            REQUIRE(found != types.end());
            channel_ = found->read(form, alert::ChannelReading(path, every, diagnostics));
            form.refuse_others();
        }
        for (const auto& line : lines(diagnostics))
            refusals_ += without(line, folder_.path() + "/") + "\n";
        for (const auto& diagnostic : diagnostics.all())
            said_ += without(diagnostic.message, folder_.path() + "/") + "\n";
    }

    /// What is wrong with it, a line each.
    [[nodiscard]] const std::string& said() const { return said_; }
    /// The same with place and hint: "2:7: error: message | hint".
    [[nodiscard]] const std::string& refusals() const { return refusals_; }
    [[nodiscard]] const alert::Channel& channel() const {
        INFO(said_);
        REQUIRE(channel_);
        return *channel_;
    }
    [[nodiscard]] bool is_there() const { return channel_ != nullptr; }
    [[nodiscard]] alert::Outcome send(const alert::Message& message,
                                      base::Milliseconds within = std::chrono::seconds(10)) const {
        return channel().send(message, base::Deadline::after(within));
    }

private:
    TemporaryFolder folder_;
    std::unique_ptr<alert::Channel> channel_;
    std::string said_;
    std::string refusals_;
};

/// "delivered", "failed: …", "refused: …", with what the service asks for behind it.
inline std::string words_of(const alert::Outcome& outcome) {
    static const std::vector<std::string> kinds{"delivered", "failed: ", "refused: "};
    auto words = kinds.at(static_cast<std::size_t>(outcome.kind)) + outcome.why;
    if (outcome.wait_for)
        words += " (after " + base::to_text(*outcome.wait_for) + ")";
    return words;
}

inline base::Instant at(const std::string& text) {
    return base::parse_instant(text).value();
}

/// Of one drift on one host.
inline alert::Message message_of_drift() {
    alert::Message message{
        .id = "01JD0000000000000000000001",
        .alert = "sha256:" + std::string(64, 'a'),
        .begun = "",
        .severity = alert::Severity::high,
        .at = at("2026-11-21T12:00:00Z"),
        .since = at("2026-11-20T13:00:00Z"),
        .environment = "production",
        .site = "web",
        .standard = "web 1.4",
        .run = "01JD00000000000000000000RR",
        .contact = "platform@example.org",
        .headline = "web1: file:/etc/motd mode is 0600, should be 0644, since 2026-11-20 13:00Z",
    };
    message.sections.push_back({.title = "file:/etc/motd",
                                .severity = alert::Severity::high,
                                .hosts = {"web1"},
                                .facts = {{"mode", "is 0600, should be 0644"}, {"cause", "host"}},
                                .diff = "--- /etc/motd\n+++ /etc/motd\n@@ -1 +1 @@\n-a\n+b\n"});
    message.members.push_back({.key = "sha256:" + std::string(64, 'b'),
                               .host = "web1",
                               .resource = "file:/etc/motd",
                               .severity = alert::Severity::high,
                               .since = at("2026-11-20T13:00:00Z"),
                               .what = "mode is 0600, should be 0644"});
    message.page = "https://reports.example.org/01JD00000000000000000000RR.html";
    return message;
}

} // namespace plumbline::test
