#include "alert/settings/reading.hpp"

#include "alert/settings/terms.hpp"
#include "base/error.hpp"
#include "base/escape.hpp"
#include "base/file.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

#include <cstdlib>

namespace plumbline::alert {
namespace {

using base::Diagnostics;
using standard::Form;
using standard::Text;

/// Of a file, that which others than its owner may do with it; nothing where there is no such file.
std::optional<mode_t> open_to_others(const std::filesystem::path& path) {
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0)
        return std::nullopt;
    return status.st_mode & (S_IRWXG | S_IRWXO);
}

/// `source`: where the secret came from, as a message names it.
std::optional<std::string> sound(std::string secret, const std::string& source, const base::Place& place,
                                 Diagnostics& diagnostics) {
    if (secret.empty())
        diagnostics.error(place, fmt::format("{} is empty", source), "put the secret there");
    else if (base::printable(secret) != secret)
        diagnostics.error(
            place, fmt::format("{} holds a line break, a control character or what is not UTF-8", source),
            "it must hold the secret alone, on one line");
    else
        return secret;
    return std::nullopt;
}

std::optional<std::string> read_secret_file(const std::filesystem::path& path, const base::Place& place,
                                            Diagnostics& diagnostics) {
    constexpr std::size_t most = 64U << 10U;
    if (open_to_others(path).value_or(0) != 0) {
        diagnostics.error(place, fmt::format("the secret {} is open to others than its owner", path.string()),
                          fmt::format("chmod 600 {}", path.string()));
        return std::nullopt;
    }
    try {
        auto secret = base::read_file(path, most);
        if (secret.ends_with('\n'))
            secret.pop_back();
        return sound(std::move(secret), path.string(), place, diagnostics);
    } catch (const base::Error& error) {
        diagnostics.error(place, error.what(), "a file with the secret alone, of mode 0600");
        return std::nullopt;
    }
}

std::optional<std::string> read_secret_variable(const Text& variable, Diagnostics& diagnostics) {
    const char* secret = std::getenv(variable.text.c_str());
    if (secret != nullptr)
        return sound(secret, fmt::format("the environment variable {}", variable.text), variable.place,
                     diagnostics);
    diagnostics.error(variable.place, fmt::format("the environment variable {} is not set", variable.text),
                      "set it for every command that reads the site, the hourly audit's above all");
    return std::nullopt;
}

} // namespace

ChannelReading::ChannelReading(std::filesystem::path file, std::optional<base::Milliseconds> every,
                               Diagnostics& diagnostics)
    : file_(std::move(file)), every_(every), is_private_(open_to_others(file_) == mode_t{0}),
      diagnostics_(diagnostics) {}

std::filesystem::path ChannelReading::resolved(const Text& written) const {
    return (file_.parent_path() / written.text).lexically_normal();
}

std::optional<std::filesystem::path> ChannelReading::path(Form& form, std::string_view key) const {
    const auto written = form.take_text(key);
    return written ? std::optional(resolved(*written)) : std::nullopt;
}

std::optional<base::Milliseconds> ChannelReading::duration(Form& form, std::string_view key) const {
    return take_duration(form, key, std::chrono::seconds(1), std::chrono::minutes(5), diagnostics_);
}

std::optional<std::string> ChannelReading::inline_secret(const standard::Element& written,
                                                         std::string_view key) const {
    // what was written is never part of a message
    const auto* scalar = written.scalar();
    if (scalar == nullptr || written.is_null() || written.is_boolean() || written.is_number()) {
        diagnostics_.error(written.place, fmt::format("'{}' must be a text, found {}", key, written.kind()),
                           scalar == nullptr ? "" : "write it in quotes");
        return std::nullopt;
    }
    if (!is_private_) {
        diagnostics_.error(written.place,
                           fmt::format("'{}' is a secret, and others can read {}", key, file_.string()),
                           fmt::format("put it into a file of mode 0600 that '{0}_file' names, or into the "
                                       "environment variable that '{0}_env' names",
                                       key));
        return std::nullopt;
    }
    return sound(scalar->text, fmt::format("'{}'", key), written.place, diagnostics_);
}

ChannelReading::Sources ChannelReading::take_sources(Form& form, std::string_view key) const {
    Sources sources;
    sources.file = form.take_text(fmt::format("{}_file", key));
    sources.variable = form.take_text(fmt::format("{}_env", key));
    sources.written = form.take(key);
    has_secrets_ = has_secrets_ || sources.written.has_value();
    return sources;
}

std::optional<std::string> ChannelReading::read(const Sources& sources, std::string_view key,
                                                const base::Place& place) const {
    const int given = (sources.file ? 1 : 0) + (sources.variable ? 1 : 0) + (sources.written ? 1 : 0);
    if (given > 1) {
        diagnostics_.error(place, fmt::format("'{}' is given more than once", key),
                           fmt::format("keep one of '{0}_file', '{0}_env' and '{0}'", key));
        return std::nullopt;
    }
    if (sources.file)
        return read_secret_file(resolved(*sources.file), sources.file->place, diagnostics_);
    if (sources.variable)
        return read_secret_variable(*sources.variable, diagnostics_);
    return sources.written ? inline_secret(*sources.written, key) : std::nullopt;
}

std::optional<std::string> ChannelReading::secret(Form& form, std::string_view key) const {
    return read(take_sources(form, key), key, form.place());
}

std::optional<std::string> ChannelReading::require_secret(Form& form, std::string_view key) const {
    const auto errors = diagnostics_.errors();
    auto read = secret(form, key);
    if (!read && diagnostics_.errors() == errors)
        diagnostics_.error(form.place(), fmt::format("the secret '{}' is missing", key),
                           fmt::format("'{0}_file' names a file that holds it, '{0}_env' an environment "
                                       "variable",
                                       key));
    return read;
}

} // namespace plumbline::alert
