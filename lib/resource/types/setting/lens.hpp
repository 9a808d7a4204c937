// setting: what a lens is. It knows how one program's configuration is read: the format of a file, which
// files there are and in which order, which of several values of a key counts, and which texts mean the same.
#pragma once

#include "resource/formats/entries.hpp"

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace plumbline::resource::setting {

/// Which of several values of a key the program goes by.
enum class Winner {
    first,
    last,
    every, ///< all of them
    reset  ///< all of them since the last empty one
};

/// What values mean to the program that reads them.
struct Meaning {
    Winner winner = Winner::last;
    bool any_case = false; ///< of keys
    /// For keys that differ from `winner`; nullptr when none does.
    Winner (*winner_of)(std::string_view key) = nullptr;
    /// The one way to write a value of a key of which there are several; nullptr when texts mean themselves.
    std::string (*canonical)(std::string_view key, std::string_view value) = nullptr;
    /// What stands between the parts of one value, where a list is expected; "" when nothing does.
    std::string_view separators = "";
    /// Whether a value only changes the program's default ("+aes128-cbc"); nullptr when none does.
    bool (*relative)(std::string_view key, std::string_view value) = nullptr;
};

/// A folder of files that belong to the configuration.
struct Folder {
    std::string path;
    std::string suffix; ///< "" for every name
    bool operator==(const Folder&) const = default;
};

/// The files behind one title.
struct Layout {
    /// Files that stand for one another: the first that is there is read. Empty where a folder is the title.
    std::vector<std::string> mains = {};
    /// In the order of importance: a file replaces those of its name in later folders. All are read in the
    /// order of their names; unless `included`.
    std::vector<Folder> folders = {};
    bool included = false;  ///< the folders' files are read where a directive of a file says so
    bool main_last = false; ///< after the folders' files
};

/// What a directive includes: patterns (glob(7)) or folders of a suffix.
struct Inclusion {
    std::string_view key;
    std::string_view folder_suffix = {}; ///< of a directive that names a folder: ".conf"
    bool is_folder = false;
    /// Names with a dot or a '~' at their end are passed over (sudoers(5)).
    bool plain_names = false;
};

/// Reads with a lens of Augeas: its name ("Sudoers.lns") and how its tree becomes entries.
struct Tree;
struct Augeas {
    std::string_view lens;
    formats::Entries (*entries)(const Tree& root);
};

/// Where the program itself says what is in force.
enum class Program { none, sshd, systemd, kernel };

struct Lens {
    std::string_view name;
    std::string_view keys;               ///< how keys and sections are written, for the reference page
    std::vector<std::string_view> paths; ///< fnmatch(3) patterns of titles; without a '/', of names
    std::variant<formats::Reader, Augeas> reader;
    Meaning meaning = {};
    /// The files behind a title; nullptr: that file alone.
    Layout (*layout)(const std::string& title) = nullptr;
    std::vector<Inclusion> inclusions = {};
    std::string_view base = {}; ///< the folder that relative inclusions begin at; "": the file's own
    /// The section that is meant where none is named; nullptr: the one before any section's line.
    std::string (*section)(const std::string& title) = nullptr;
    /// A section that applies to all, and before what stands in none: "Match all"; "" where there is none.
    std::string_view overriding = {};
    Program program = Program::none;
    /// What is to be known of a key that the main file sets and no other; "" when nothing is.
    std::string_view of_main_alone = {};
};

[[nodiscard]] const std::vector<Lens>& lenses();
/// By name, or nullptr.
[[nodiscard]] const Lens* find_lens(std::string_view name);
/// The first whose paths match, or nullptr.
[[nodiscard]] const Lens* lens_for(const std::string& path);
[[nodiscard]] std::vector<std::string> lens_names();

} // namespace plumbline::resource::setting
