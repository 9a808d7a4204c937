#pragma once

#include "base/value.hpp"
#include "resource/desired.hpp"
#include "resource/observed.hpp"

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace plumbline::resource {

/// What stands at a path, as far as a step must know: where it is something else by then, somebody was there
/// in between, and nothing is touched.
struct Image {
    enum class Kind { absent, file, link, directory, other };
    Kind kind = Kind::absent;
    std::string held = {}; ///< of a file "sha256:…" of its bytes, of a link its text; else nothing
    bool operator==(const Image&) const = default;
};
[[nodiscard]] std::string_view name(Image::Kind kind);
[[nodiscard]] Image image_of_file(std::string_view bytes);

/// What a file or a folder has beside what it holds. What is not set stays as it is; of what is made anew it
/// is root's, 0644 or 0755.
struct Attributes {
    std::optional<std::string> mode = {}; ///< four octal digits
    std::optional<std::string> owner = {};
    std::optional<std::string> group = {};
    std::optional<std::string> label = {}; ///< SELinux context
    std::optional<base::List> acl = {};    ///< all of it, entries as setfacl(1) takes them
    /// By name, raw bytes; nothing: it is taken away.
    std::map<std::string, std::optional<std::string>> xattrs = {};
    std::optional<std::string> capabilities = {}; ///< cap_from_text(3); empty: none
    std::optional<bool> immutable = {};           ///< chattr(1) i
    std::optional<bool> append_only = {};         ///< chattr(1) a
    bool operator==(const Attributes&) const = default;
};

/// The file becomes these bytes, at once or not at all: a file beside it takes its place, with its
/// attributes.
struct WriteFile {
    std::string path;
    Content content;
    Image before;
    Fetched was = {}; ///< what it held, for a diff alone
    Attributes attributes = {};
    /// The command that must accept it before it takes its place: "%s" in its words is the file. Empty: the
    /// program that is known to read what is at the path.
    base::List validate = {};
    bool operator==(const WriteFile&) const = default;
};
/// Of a file or a folder that is there.
struct SetAttributes {
    std::string path;
    Attributes attributes;
    bool operator==(const SetAttributes&) const = default;
};
/// The folder above it must be there.
struct MakeFolder {
    std::string path;
    Attributes attributes = {};
    bool operator==(const MakeFolder&) const = default;
};
struct MakeLink {
    std::string path;
    std::string text;
    Image before;
    bool operator==(const MakeLink&) const = default;
};
/// Whatever it is; a folder with all below it. It is kept for the way back.
struct Remove {
    std::string path;
    Image before;
    bool operator==(const Remove&) const = default;
};
/// A program of the change script's list, found by its PATH; its words are data, and no shell sees them.
struct Run {
    base::List command;
    /// What takes it back, the first first; empty where `one_way` says why nothing does.
    std::vector<base::List> undo = {};
    std::string one_way = {};
    std::string input = {}; ///< standard input; a secret, so it is shown nowhere
    /// What it will do beside its words, from a simulation: "installs nginx 1.22.1-9". It must still be this
    /// when it is applied.
    base::List effects = {};
    std::chrono::seconds limit{120};
    bool operator==(const Run&) const = default;
};
using Step = std::variant<WriteFile, SetAttributes, MakeFolder, MakeLink, Remove, Run>;

/// What is not put right, and why: "what contains asks can't be written".
struct Declined {
    std::string property; ///< empty: all of the resource
    std::string reason;
    bool operator==(const Declined&) const = default;
};

/// How a resource is put right, in order. Where something of it is declined the rest is still done.
struct Steps {
    std::vector<Step> all = {};
    std::vector<Declined> declined = {};
    bool operator==(const Steps&) const = default;
};

} // namespace plumbline::resource
