#include "approval/keys/allowed_signers.hpp"

#include "approval/keys/public_key.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <ctime>
#include <utility>

namespace plumbline::approval {
namespace {

/// Takes what stands before the next blank outside of quotes; a quote within quotes has a backslash.
std::string_view take_field(std::string_view& rest) {
    bool quoted = false;
    std::size_t end = 0;
    for (; end < rest.size() && (quoted || (rest[end] != ' ' && rest[end] != '\t')); ++end) {
        if (rest[end] == '\\' && end + 1 < rest.size() && rest[end + 1] == '"')
            ++end;
        else if (rest[end] == '"')
            quoted = !quoted;
    }
    const auto field = rest.substr(0, end);
    rest = base::trim(rest.substr(end));
    return field;
}

/// The options of a line, parted by commas outside of quotes.
std::vector<std::string_view> options_in(std::string_view field) {
    std::vector<std::string_view> options;
    bool quoted = false;
    std::size_t begin = 0;
    for (std::size_t i = 0; i <= field.size(); ++i) {
        if (i == field.size() || (field[i] == ',' && !quoted)) {
            options.push_back(field.substr(begin, i - begin));
            begin = i + 1;
        } else if (field[i] == '"') {
            quoted = !quoted;
        }
    }
    return options;
}

std::string unquoted(std::string_view text) {
    std::string plain(text);
    std::erase(plain, '"');
    return plain;
}

/// YYYYMMDD[HHMM[SS]], in the local time zone or with Z in UTC.
std::optional<base::Instant> instant_in(std::string text) {
    const bool is_utc = text.ends_with('Z');
    if (is_utc)
        text.pop_back();
    const std::array<std::pair<std::size_t, const char*>, 3> forms{
        {{8, "%Y%m%d"}, {12, "%Y%m%d%H%M"}, {14, "%Y%m%d%H%M%S"}}};
    const auto* form = std::ranges::find(forms, text.size(), &std::pair<std::size_t, const char*>::first);
    std::tm parts{};
    parts.tm_isdst = -1;
    if (form == forms.end() || ::strptime(text.c_str(), form->second, &parts) != text.c_str() + text.size())
        return std::nullopt;
    return std::chrono::system_clock::from_time_t(is_utc ? ::timegm(&parts) : ::mktime(&parts));
}

bool is_option(std::string_view option, std::string_view name) {
    return std::ranges::equal(
        option.substr(0, name.size()), name,
        [](unsigned char left, unsigned char right) { return std::tolower(left) == std::tolower(right); });
}

void take_option(AllowedSigner& signer, std::string_view option) {
    const auto value = [&](std::string_view name) { return unquoted(option.substr(name.size())); };
    if (is_option(option, "cert-authority"))
        signer.is_authority = true;
    else if (is_option(option, "namespaces="))
        signer.purposes = value("namespaces=");
    else if (is_option(option, "valid-after="))
        signer.from = instant_in(value("valid-after="));
    else if (is_option(option, "valid-before="))
        signer.until = instant_in(value("valid-before="));
}

std::optional<AllowedSigner> read_line(std::string_view line, std::size_t number) {
    auto rest = line;
    AllowedSigner signer{
        .line = number, .text = std::string(line), .principals = unquoted(take_field(rest)), .key = {}};
    auto key = read_public_key(rest);
    if (!key) {
        for (const auto option : options_in(take_field(rest)))
            take_option(signer, option);
        key = read_public_key(rest);
    }
    if (!key)
        return std::nullopt;
    signer.key = std::move(*key);
    return signer;
}

} // namespace

std::string AllowedSigner::principal() const {
    for (const auto pattern : base::split(principals, ','))
        if (!pattern.empty() && pattern.front() != '!')
            return std::string(pattern);
    return principals;
}

AllowedSigners read_allowed_signers(std::string_view text) {
    AllowedSigners read;
    for (const auto& [number, line] : key_lines(text)) {
        if (auto signer = read_line(line, number))
            read.signers.push_back(std::move(*signer));
        else
            read.unread.push_back(number);
    }
    return read;
}

} // namespace plumbline::approval
