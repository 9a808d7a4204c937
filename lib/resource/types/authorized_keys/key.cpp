#include "base/digest.hpp"
#include "base/error.hpp"
#include "base/text.hpp"
#include "resource/types/authorized_keys/parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace plumbline::resource::authorized_keys {

namespace {

/// The blob's own name of its type: a string of RFC 4251 at its beginning.
std::string type_in(const std::string& blob) {
    std::string bytes;
    try {
        bytes = base::from_base64(blob);
    } catch (const base::Error&) {
        return "";
    }
    if (bytes.size() < 4) {
        return "";
    }
    std::size_t length = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        length = length << 8U | static_cast<unsigned char>(bytes[i]);
    }
    return length <= bytes.size() - 4 ? bytes.substr(4, length) : "";
}

std::string_view cut_word(std::string_view& text) {
    const std::size_t end = std::min(text.find_first_of(" \t"), text.size());
    const std::string_view word = text.substr(0, end);
    text = base::trim(text.substr(end));
    return word;
}

/// TYPE BLOB COMMENT
std::optional<Key> read_plain(std::string_view text) {
    Key key;
    key.type = cut_word(text);
    key.blob = cut_word(text);
    key.comment = text;
    if (key.type.empty() || type_in(key.blob) != key.type) {
        return std::nullopt;
    }
    return key;
}

/// Cuts what stands before the character that ends it outside of quotes.
template <typename Ends>
std::string_view cut_quoted(std::string_view& text, Ends ends) {
    bool quoted = false;
    std::size_t end = 0;
    for (; end < text.size() && (quoted || !ends(text[end])); ++end) {
        if (text[end] == '\\' && end + 1 < text.size() && text[end + 1] == '"') {
            ++end;
        } else if (text[end] == '"') {
            quoted = !quoted;
        }
    }
    const std::string_view part = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return part;
}

base::List read_options(std::string_view text) {
    base::List options;
    while (!text.empty()) {
        options.push_back(canonical_option(cut_quoted(text, [](char c) { return c == ','; })));
    }
    return options;
}

std::string raw(const std::string& hexadecimal) {
    std::string bytes;
    for (std::size_t i = 0; i + 1 < hexadecimal.size(); i += 2) {
        bytes += static_cast<char>(std::stoi(hexadecimal.substr(i, 2), nullptr, 16));
    }
    return bytes;
}

} // namespace

std::string canonical_option(std::string_view option) {
    std::string text(base::trim(option));
    const auto equals = text.begin() + static_cast<std::ptrdiff_t>(std::min(text.find('='), text.size()));
    std::transform(text.begin(), equals, text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

std::optional<Key> parse_key(std::string_view line) {
    std::string_view text = base::trim(line);
    if (auto key = read_plain(text)) {
        return key;
    }
    const std::string_view options = cut_quoted(text, [](char c) { return c == ' ' || c == '\t'; });
    auto key = read_plain(base::trim(text));
    if (key) {
        key->options = read_options(options);
    }
    return key;
}

bool is_same(const Key& left, const Key& right) {
    return left.type == right.type && left.blob == right.blob;
}

std::string label(const Key& key) {
    std::string digest = base::to_base64(raw(base::sha256_hex(base::from_base64(key.blob))));
    digest.erase(digest.find_last_not_of('=') + 1);
    return fmt::format("SHA256:{}{}{}", digest, key.comment.empty() ? "" : " ", key.comment);
}

base::List shown_options(const base::List& options) {
    base::List shown;
    for (const std::string& option : options) {
        const bool secret = option.starts_with("environment=");
        const std::size_t name = secret ? option.find('=', option.find('=') + 1) : std::string::npos;
        shown.push_back(name == std::string::npos ? option : option.substr(0, name) + "=…\"");
    }
    std::sort(shown.begin(), shown.end());
    return shown;
}

bool has_options(const base::List& wanted, const base::List& options) {
    return std::ranges::all_of(wanted, [&](const std::string& one) {
        return std::ranges::find(options, canonical_option(one)) != options.end();
    });
}

} // namespace plumbline::resource::authorized_keys
