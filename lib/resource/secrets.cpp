#include "resource/secrets.hpp"

#include "base/letter_case.hpp"
#include "base/text.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <vector>

namespace plumbline::resource {
namespace {

using Words = std::vector<std::string>;

/// Names are bytes of any encoding, newlines too.
class Pattern {
public:
    explicit Pattern(const std::string& text) : compiled_("(?s)" + text, RE2::Latin1) {}
    [[nodiscard]] bool matches(std::string_view text) const {
        return RE2::FullMatch(re2::StringPiece(text.data(), text.size()), compiled_);
    }
    [[nodiscard]] bool is_in(std::string_view text) const {
        return RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), compiled_);
    }

private:
    RE2 compiled_;
};

bool is_digit(char c) {
    return std::isdigit(static_cast<unsigned char>(c)) != 0;
}
bool is_upper(char c) {
    return std::isupper(static_cast<unsigned char>(c)) != 0;
}
bool is_lower(char c) {
    return std::islower(static_cast<unsigned char>(c)) != 0;
}

/// Whether a word begins at `at`: "privateKey" has two, "AWSSecret" as well.
bool begins_word(std::string_view name, std::size_t at) {
    const bool after_lower = is_lower(name[at - 1]);
    const bool before_lower = at + 1 < name.size() && is_lower(name[at + 1]);
    return is_upper(name[at]) && (after_lower || (is_upper(name[at - 1]) && before_lower));
}

/// "values.DB_PASSWORD" is values, db, password; digits at the end of a word are left out: "password1".
Words words_of(std::string_view name) {
    Words words{""};
    for (std::size_t at = 0; at < name.size(); ++at) {
        const bool is_part = std::isalnum(static_cast<unsigned char>(name[at])) != 0;
        if (!is_part || (at > 0 && begins_word(name, at)))
            words.emplace_back();
        if (is_part)
            words.back() += static_cast<char>(std::tolower(static_cast<unsigned char>(name[at])));
    }
    for (auto& word : words)
        while (!word.empty() && is_digit(word.back()))
            word.pop_back();
    std::erase(words, std::string());
    return words;
}

template <std::size_t Count>
bool is_among(const std::array<std::string_view, Count>& all, std::string_view word) {
    return std::find(all.begin(), all.end(), word) != all.end();
}

/// Ends of a word that is a secret's, such as rootpassword, requirepass, bindpw.
bool ends_as_secret(std::string_view word) {
    constexpr std::array<std::string_view, 10> ends{"password", "passwd",  "passphrase", "passcode", "secret",
                                                    "token",    "authtok", "apikey",     "pass",     "pw"};
    // the last two are flags of sudoers(5)
    constexpr std::array<std::string_view, 13> others{
        "bypass",     "overpass", "encompass", "compass",    "surpass",  "nopass", "nopasswd",
        "nopassword", "pass",     "pw",        "nullpasswd", "targetpw", "runaspw"};
    return !is_among(others, word) &&
           std::any_of(ends.begin(), ends.end(), [&](std::string_view end) { return word.ends_with(end); });
}

/// The first word of a pair whose second is "key".
bool makes_key_secret(std::string_view word) {
    constexpr std::array<std::string_view, 12> kinds{"api",        "private", "secret",  "access",
                                                     "encryption", "signing", "master",  "shared",
                                                     "preshared",  "psk",     "account", "license"};
    return is_among(kinds, word);
}

/// What comes after a secret's name where it says something about secrets, and is none.
bool governs_secrets(std::string_view word) {
    constexpr std::array<std::string_view, 71> words{
        "age",        "aging",    "algorithm", "algorithms", "allowed", "auth",       "authentication",
        "bits",       "bucket",   "change",    "check",      "class",   "command",    "complexity",
        "cost",       "count",    "date",      "days",       "dir",     "directory",  "enabled",
        "encryption", "endpoint", "expire",    "expired",    "expires", "expiration", "expiry",
        "file",       "files",    "format",    "hashing",    "history", "id",         "last",
        "length",     "len",      "level",     "lifetime",   "limit",   "location",   "lock",
        "locked",     "max",      "maximum",   "method",     "min",     "minimum",    "minlen",
        "mode",       "name",     "path",      "pattern",    "policy",  "prompt",     "provider",
        "quality",    "rate",     "required",  "retries",    "retry",   "rounds",     "size",
        "strength",   "timeout",  "ttl",       "type",       "url",     "validity",   "warn",
        "warning"};
    return is_among(words, word);
}

/// Where the word that ends a secret's name stands; words.size() when none does.
std::size_t end_of_secret(const Words& words) {
    for (std::size_t at = 0; at < words.size(); ++at) {
        if (words[at] == "psk" || ends_as_secret(words[at]))
            return at;
        const bool follows = at > 0;
        if (follows && words[at] == "key" && makes_key_secret(words[at - 1]))
            return at;
        if (follows && (words[at] == "pass" || words[at] == "pw") && words[at - 1] != "first")
            return at + 1 == words.size() ? at : words.size();
    }
    return words.size();
}

/// The headers of a request that let one in.
bool is_secret_header(std::string_view name) {
    static const Pattern headers("(?i)headers\\.(authorization|proxy-authorization|cookie|set-cookie)");
    return headers.matches(name);
}

bool is_below(std::string_view path, std::string_view folder) {
    return path.starts_with(folder) && path.substr(folder.size()).starts_with('/');
}

/// Programs, what comes with them, and what only names secrets.
bool is_public_place(std::string_view path) {
    constexpr std::array<std::string_view, 17> folders{"/bin",
                                                       "/sbin",
                                                       "/lib",
                                                       "/usr/bin",
                                                       "/usr/sbin",
                                                       "/usr/lib",
                                                       "/usr/libexec",
                                                       "/usr/share",
                                                       "/usr/local/bin",
                                                       "/usr/local/sbin",
                                                       "/usr/local/lib",
                                                       "/usr/local/share",
                                                       "/etc/apt/trusted.gpg.d",
                                                       "/etc/init.d",
                                                       "/etc/pam.d",
                                                       "/etc/pki/rpm-gpg",
                                                       "/var/lib/dpkg"};
    return std::any_of(folders.begin(), folders.end(),
                       [&](std::string_view folder) { return is_below(path, folder); });
}

/// Folders whose files are all secret.
bool is_in_secret_folder(const std::string& path) {
    static const Pattern folders(".*/(secrets?|credentials|private-keys-v1\\.d|system-connections|"
                                 "(ssl|pki|tls|certs|letsencrypt)(/.*)?/private)/.*");
    static const Pattern files(
        "/etc/apt/auth\\.conf(\\.d/.*)?|/etc/wireguard/.*\\.conf|.*/wpa_supplicant.*\\.conf|"
        ".*/\\.(docker|kube)/config(\\.json)?");
    return folders.matches(path) || files.matches(path);
}

bool is_secret_file(const std::string& name) {
    static const Pattern exactly("\\.?(pgpass|netrc|my\\.cnf|mylogin\\.cnf|git-credentials|vault-token|"
                                 "credentials|opasswd|secring\\.gpg|g?shadow)([-.~].*)?");
    static const Pattern with_suffix(".+\\.(key|p12|pfx|jks|kdbx|ppk|keytab|keystore)");
    static const Pattern private_pem("(.*[-_.])?(priv[a-z]*|key)([-_.].*)?\\.pem|.*(priv|key)\\.pem");
    static const Pattern ssh("id_(rsa|dsa|ecdsa|ed25519|xmss)(_.*)?|ssh_host_.+_key");
    static const Pattern telling(".*(password|passphrase|secret|token|credentials|passwd-s3fs|htpasswd).*");
    const bool is_key = with_suffix.matches(name) || private_pem.matches(name);
    return (is_key && name.find("pub") == std::string::npos) || exactly.matches(name) || ssh.matches(name) ||
           telling.matches(name);
}

/// What may be told of something with a secret path: all but what it holds. (Of a certificate, what it says
/// to everyone; of a mount or a working copy, what stands at the path.)
bool is_outward(std::string_view property) {
    constexpr std::array<std::string_view, 28> outward{
        "state",       "kind",    "mode",    "owner",  "group",        "size",      "age",
        "acl",         "selinux", "purge",   "xattrs", "capabilities", "immutable", "target",
        "append_only", "status",  "subject", "issuer", "names",        "bits",      "days_left",
        "device",      "type",    "options", "fstab",  "commit",       "branch",    "clean"};
    return is_among(outward, property) || property.starts_with("recurse.");
}

/// The path of the file that a resource is about: its title, or `path` beside it.
std::string path_of(const Desired& desired) {
    if (const auto path = desired.text("path"))
        return *path;
    return desired.id.title.starts_with('/') ? desired.id.title : std::string();
}

/// What a template makes of a secret holds it.
bool is_made_of_secrets(const Desired& desired) {
    return std::any_of(desired.attributes.begin(), desired.attributes.end(), [](const auto& attribute) {
        return attribute.first.starts_with("vars.") && is_secret_name(attribute.first);
    });
}

/// Files whose keys name secrets' kinds and hold none.
bool only_names_secrets(std::string_view path) {
    return path == "/etc/nsswitch.conf" || is_below(path, "/etc/pam.d");
}

} // namespace

bool is_secret_path(std::string_view path) {
    static const Pattern worth_a_look(
        "(?i)auth|cnf|conf|connection|cred|key|id_|jks|kdbx|netrc|p12|pass|pem|pfx|"
        "ppk|private|secr|shadow|token");
    static const Pattern public_key(".*\\.(pub|asc|gpg~?)");
    if (!worth_a_look.is_in(path))
        return false;
    const auto small = base::lower_case(path);
    const auto name = small.substr(small.rfind('/') + 1);
    if (name == "secring.gpg")
        return true;
    if (is_public_place(path) || public_key.matches(small) || small.find("keyrings/") != std::string::npos)
        return false;
    return is_in_secret_folder(small) || is_secret_file(name);
}

bool is_secret_name(std::string_view name) {
    static const Pattern worth_a_look("(?i)pass|pw|psk|secret|token|key|auth|cookie");
    if (!worth_a_look.is_in(name))
        return false;
    if (is_secret_header(name))
        return true;
    if (base::lower_case(name).ends_with("kerberosorlocalpasswd")) // sshd_config(5): yes or no
        return false;
    const auto words = words_of(name);
    const auto end = end_of_secret(words);
    return end < words.size() &&
           std::none_of(words.begin() + static_cast<std::ptrdiff_t>(end) + 1, words.end(), governs_secrets);
}

Guard::Guard(const Desired& desired) {
    const auto path = path_of(desired);
    if (desired.sensitive)
        rule_ = Rule::all;
    else if (desired.shows_secrets || only_names_secrets(path))
        rule_ = Rule::none;
    else if (!path.empty())
        rule_ = is_secret_path(path) || is_made_of_secrets(desired) ? Rule::content : Rule::by_name;
    else
        rule_ = is_secret_name(desired.id.title) ? Rule::by_title : Rule::by_name;
}

bool Guard::hides(std::string_view property) const {
    switch (rule_) {
    case Rule::none:
        return false;
    case Rule::by_name:
        return is_secret_name(property);
    case Rule::by_title:
        return property == "value" || is_secret_name(property);
    case Rule::content:
        return !is_outward(property);
    case Rule::all:
        return property != "state" && property != "kind";
    }
    return true;
}

bool is_secret(const Desired& desired, std::string_view property) {
    return Guard(desired).hides(property);
}

} // namespace plumbline::resource
