#include "transport/keys/known_hosts.hpp"

#include "base/digest.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "base/letter_case.hpp"
#include "transport/config/pattern.hpp"
#include "transport/keys/key_blob.hpp"

#include <algorithm>

namespace plumbline::transport {
namespace {

constexpr std::size_t file_limit = 64 << 20;
constexpr std::string_view blanks = " \t";

/// The next word, taken off the line together with the blanks before it.
std::string_view take_word(std::string_view& line) {
    line.remove_prefix(std::min(line.find_first_not_of(blanks), line.size()));
    const auto word = line.substr(0, line.find_first_of(blanks));
    line.remove_prefix(word.size());
    return word;
}

/// "|1|salt|hash": HMAC-SHA1 of the name with the salt as its key.
bool hash_names(std::string_view field, std::string_view name) {
    if (!field.starts_with("|1|"))
        return false;
    const auto bar = field.find('|', 3);
    if (bar == std::string_view::npos)
        return false;
    try {
        const auto salt = base::from_base64(field.substr(3, bar - 3));
        return salt.size() == 20 && base::to_base64(base::hmac_sha1(salt, name)) == field.substr(bar + 1);
    } catch (const base::Error&) {
        return false; // not base64: a line that speaks of nobody
    }
}

/// The key's bytes when the base64 is right and they are a key of the type the line says.
std::optional<std::string> key_bytes(std::string_view type, std::string_view text) {
    while (!text.empty() && text.back() == '\r')
        text.remove_suffix(1);
    try {
        auto blob = base::from_base64(text);
        return type_of(blob) == type && is_public_key(blob) ? std::optional(std::move(blob)) : std::nullopt;
    } catch (const base::Error&) {
        return std::nullopt;
    }
}

std::optional<KnownKey::Marker> take_marker(std::string_view& line) {
    if (line.empty() || line.front() != '@')
        return KnownKey::Marker::none;
    const auto word = take_word(line);
    line.remove_prefix(std::min(line.find_first_not_of(blanks), line.size()));
    if (word == "@cert-authority")
        return KnownKey::Marker::authority;
    if (word == "@revoked")
        return KnownKey::Marker::revoked;
    return std::nullopt;
}

/// The first field of a line, behind its marker; nothing for a comment.
std::string_view names_of(std::string_view line) {
    line.remove_prefix(std::min(line.find_first_not_of(blanks), line.size()));
    if (!take_marker(line) || line.starts_with('#'))
        return {};
    return take_word(line);
}

} // namespace

std::string known_name(std::string_view host, std::string_view port) {
    auto name = base::lower_case(host);
    return port == "22" ? name : "[" + name + "]:" + std::string(port);
}

bool names_host(std::string_view field, std::string_view name) {
    return field.starts_with('|') ? hash_names(field, name) : matches_list(field, name);
}

std::optional<KnownKey> read_known_line(std::string_view line, std::string_view name) {
    line.remove_prefix(std::min(line.find_first_not_of(blanks), line.size()));
    const auto marker = take_marker(line);
    if (!marker || line.empty() || line.front() == '#' || line.front() == '@')
        return std::nullopt;
    const auto names = take_word(line);
    if (!names_host(names, name))
        return std::nullopt;
    KnownKey known;
    known.marker = *marker;
    known.type = take_word(line);
    auto blob = key_bytes(known.type, take_word(line));
    if (!blob)
        return std::nullopt;
    known.blob = std::move(*blob);
    return known;
}

KnownHostsFile::KnownHostsFile(const std::filesystem::path& path) : path_(path) {
    if (std::error_code missing; !std::filesystem::is_regular_file(path, missing))
        return;
    text_ = base::read_file(path, file_limit);
    std::size_t begin = 0;
    for (std::size_t number = 1; begin < text_.size(); ++number) {
        const auto end = std::min(text_.find('\n', begin), text_.size());
        index({number, begin, end - begin});
        begin = end + 1;
    }
}

void KnownHostsFile::index(const Line& line) {
    auto names = names_of(text_of(line));
    if (names.find_first_of("*?!|") != std::string_view::npos) {
        others_.push_back(line);
        return;
    }
    while (!names.empty()) {
        const auto name = names.substr(0, names.find(','));
        names.remove_prefix(std::min(name.size() + 1, names.size()));
        by_name_.emplace(base::lower_case(name), line);
    }
}

std::vector<KnownKey> KnownHostsFile::keys(const std::string& name) const {
    auto lines = others_;
    const auto [begin, end] = by_name_.equal_range(name);
    std::for_each(begin, end, [&](const auto& named) { lines.push_back(named.second); });
    std::sort(lines.begin(), lines.end(), [](const Line& a, const Line& b) { return a.number < b.number; });
    lines.erase(std::unique(lines.begin(), lines.end(),
                            [](const Line& a, const Line& b) { return a.number == b.number; }),
                lines.end()); // a line that names the host twice
    std::vector<KnownKey> keys;
    for (const auto& line : lines)
        if (auto key = read_known_line(text_of(line), name)) {
            key->file = path_;
            key->line = line.number;
            keys.push_back(std::move(*key));
        }
    return keys;
}

void KnownHosts::load(const std::vector<std::string>& files) {
    for (const auto& file : files)
        read_.try_emplace(file, file);
}

std::vector<KnownKey> KnownHosts::keys(const std::vector<std::string>& files, const std::string& name) {
    load(files);
    std::vector<KnownKey> all;
    for (const auto& file : files)
        for (auto& key : read_.at(file).keys(name))
            all.push_back(std::move(key));
    return all;
}

} // namespace plumbline::transport
