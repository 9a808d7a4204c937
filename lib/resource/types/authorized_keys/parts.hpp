// authorized_keys: what the type is made of.
#pragma once

#include "probe/folder.hpp"
#include "resource/type.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::resource::authorized_keys {

[[nodiscard]] const Schema& schema();

/// One key as a line of the file has it (sshd(8), AUTHORIZED_KEYS FILE FORMAT).
struct Key {
    base::List options; ///< names in lower case, values with their quotes
    std::string type;
    std::string blob; ///< base64
    std::string comment;
    std::string place = {}; ///< "/home/jane/.ssh/authorized_keys:3"; "" for one that is declared
};

/// Nothing where the line is no key: sshd passes over it.
[[nodiscard]] std::optional<Key> parse_key(std::string_view line);
[[nodiscard]] bool is_same(const Key& left, const Key& right);
/// As `ssh-keygen -l` prints it, and the comment: "SHA256:… jane@laptop".
[[nodiscard]] std::string label(const Key& key);
/// One list of options, in one order; values of `environment` are left out.
[[nodiscard]] base::List shown_options(const base::List& options);
/// Whether each of the wanted options is there.
[[nodiscard]] bool has_options(const base::List& wanted, const base::List& options);
/// An option as it is compared: its name in lower case.
[[nodiscard]] std::string canonical_option(std::string_view option);

/// What to ask of the account's files.
[[nodiscard]] probe::Question key_question(const Desired& desired);

/// The answer to `authorized_keys NAME FILES`.
struct KeyFiles {
    std::uint64_t uid = 0;
    std::string home;
    bool strict = true;   ///< StrictModes
    bool command = false; ///< AuthorizedKeysCommand gives keys as well
    base::List paths;     ///< of the files that sshd looks into, whether there or not
    std::vector<probe::FolderFile> found;
};
[[nodiscard]] std::optional<KeyFiles> parse_key_files(std::string_view answer);

/// Why sshd with StrictModes reads no key of this file; "" where it does.
[[nodiscard]] std::string distrust(const KeyFiles& files, const std::string& path);

/// The keys of all files, what is none, and why a file could not be read.
struct Lines {
    std::vector<Key> keys;
    base::List odd; ///< places
    std::string unreadable;
};
[[nodiscard]] Lines read_lines(const KeyFiles& files);

[[nodiscard]] Observed observe_files(const Desired& desired, const KeyFiles& files);

/// The declared keys, in their order.
[[nodiscard]] std::vector<Key> declared_keys(const Desired& desired);

} // namespace plumbline::resource::authorized_keys
