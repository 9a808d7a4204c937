#include "alert/mail/relay.hpp"

#include "alert/channels/ca_file.hpp"
#include "base/escape.hpp"
#include "base/words.hpp"

#include <fmt/format.h>

#include <utility>

namespace plumbline::alert {
namespace {

using standard::Form;
using standard::Text;

constexpr base::Words<Encryption, 3> encryptions{{{Encryption::required, "required"},
                                                  {Encryption::opportunistic, "opportunistic"},
                                                  {Encryption::none, "none"}}};

std::vector<std::string> encryption_words() {
    std::vector<std::string> words;
    for (const auto& [encryption, word] : encryptions)
        words.emplace_back(word);
    return words;
}

void read_login(Form& form, const ChannelReading& reading, Relay& relay) {
    const auto user = form.take_text("user");
    const auto errors = reading.diagnostics().errors();
    const auto password = reading.secret(form, "password");
    if (user && !password && reading.diagnostics().errors() == errors)
        reading.diagnostics().error(
            user->place, "'user' needs a password",
            "'password_file' names a file that holds it, 'password_env' an environment "
            "variable");
    if (password && !user)
        reading.diagnostics().error(form.place(), "a password needs 'user', whose it is",
                                    "add 'user', or take it away");
    if (user && base::printable(user->text) != user->text)
        reading.diagnostics().error(user->place, "'user' holds a control character or what is not UTF-8");
    relay.user = user ? user->text : "";
    relay.password = password.value_or("");
}

/// What stands in the way of doing as `tls:` says, or "".
std::string problem_of(const Relay& relay) {
    const auto word = base::word_of(encryptions, relay.encryption);
    if (relay.encryption == Encryption::required)
        return {};
    if (relay.listener.scheme == "smtps")
        return fmt::format("'tls: {}' does not go with smtps, which is TLS from the first byte", word);
    if (!relay.user.empty())
        return fmt::format("'tls: {}' does not go with 'user': the password could go in the clear", word);
    if (!relay.authorities.empty())
        return fmt::format("'tls: {}' does not go with 'ca_file': no certificate is asked for", word);
    return {};
}

Encryption encryption_by_itself(const Relay& relay) {
    const bool stays_here = relay.listener.scheme == "smtp" && relay.listener.is_loopback();
    return stays_here && relay.user.empty() && relay.authorities.empty() ? Encryption::opportunistic
                                                                         : Encryption::required;
}

} // namespace

std::optional<Relay> read_relay(Form& form, const ChannelReading& reading, const Text& written) {
    auto& diagnostics = reading.diagnostics();
    const auto errors = diagnostics.errors();
    Relay relay;
    read_login(form, reading, relay);
    relay.authorities = read_ca_file(form, reading).value_or("");
    const auto word = form.take_word("tls", encryption_words());
    auto listener = read_listener(written, "smtp", {{"smtp", 25}, {"smtps", 465}}, diagnostics);
    if (diagnostics.errors() != errors)
        return std::nullopt;
    relay.listener = std::move(*listener);
    relay.encryption = word ? *base::choice_of(encryptions, *word) : encryption_by_itself(relay);
    if (const auto problem = problem_of(relay); !problem.empty()) {
        diagnostics.error(written.place, problem, "write tls: required");
        return std::nullopt;
    }
    return relay;
}

void refuse_relay_keys(Form& form, const ChannelReading& reading) {
    for (const auto* key : {"user", "password", "password_file", "password_env", "tls", "ca_file"})
        if (const auto place = form.drop(key))
            reading.diagnostics().error(*place,
                                        fmt::format("'{}' belongs to 'smtp', which is not given", key),
                                        "give 'smtp', or take it away");
}

} // namespace plumbline::alert
