#include "resource/file/traits.hpp"

#include "base/text.hpp"
#include "resource/file/acl.hpp"
#include "resource/file/capabilities.hpp"
#include "resource/file/texts.hpp"
#include "resource/file/xattrs.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <functional>

namespace plumbline::resource::file {

namespace {

constexpr std::string_view xattrs_prefix = "xattrs.";
const probe::Question now{"now", {}};

base::List names_of_xattrs(const Desired& desired) {
    base::List names;
    for (const auto& attribute : desired.attributes) {
        if (attribute.first.starts_with(xattrs_prefix)) {
            names.push_back(attribute.first.substr(xattrs_prefix.size()));
        }
    }
    return names;
}

bool is_asked_of(const Desired& desired, std::string_view kind) {
    if (kind == "xattrs") {
        return !names_of_xattrs(desired).empty();
    }
    if (kind == "flags") {
        return desired.has("immutable") || desired.has("append_only");
    }
    return desired.has(kind == "label" ? "selinux" : kind);
}

std::string canonical_entry(const std::string& written) {
    const auto entry = parse_acl_entry(written);
    return entry ? entry->text() : written;
}

/// "absent" is what a file without any capability is compared with.
std::string canonical_set(const std::string& written) {
    return canonical_capabilities(written).value_or(written);
}

void add(Observed& observed, const std::string& property, Reading reading) {
    observed.observations.push_back({.property = property, .reading = std::move(reading)});
}

Reading odd(std::string_view tool, std::string_view said) {
    constexpr std::size_t shown = 80;
    return Unreadable{
        fmt::format("the host's {} printed what can't be understood: {}", tool, said.substr(0, shown))};
}

/// What the answer to the kind's question says, or why the host can't tell.
Reading read(const Desired& desired, const probe::Answers& answers, const std::string& kind,
             const std::function<Reading(const std::string&)>& understand) {
    const probe::Answer& answer = answers.to({kind, {desired.id.title}});
    if (const auto* unclear = std::get_if<probe::CannotTell>(&answer)) {
        return Unreadable{unclear->reason};
    }
    const auto* answered = std::get_if<probe::Answered>(&answer);
    return answered == nullptr ? Unreadable{"it vanished while it was looked at; audit again"}
                               : understand(answered->bytes);
}

void observe_acl(const Desired& desired, const probe::Answers& answers, Observed& observed) {
    const base::List wanted = texts_of(desired.attributes.at("acl"));
    add(observed, "acl", read(desired, answers, "acl", [&](const std::string& bytes) -> Reading {
            const auto acl = parse_acl(bytes);
            if (!acl) {
                return odd("getfacl", bytes);
            }
            AclView view = view_acl(*acl, wanted);
            if (!view.limited.empty()) {
                observed.remarks.push_back(
                    fmt::format("the mask takes rights from {}", fmt::join(view.limited, ", ")));
            }
            return Present{std::move(view.entries)};
        }));
}

/// To all but root the kernel hides what is trusted (xattr(7)).
Reading reading_of_xattr(const Xattrs& xattrs, const std::string& name) {
    const auto found = xattrs.find(name);
    if (found != xattrs.end()) {
        return Present{xattr_text(found->second)};
    }
    return name.starts_with("trusted.")
               ? Reading{Unreadable{"not seen, but only root is shown trusted attributes"}}
               : Reading{Missing{}};
}

void observe_xattrs(const Desired& desired, const probe::Answers& answers, Observed& observed) {
    for (const std::string& name : names_of_xattrs(desired)) {
        add(observed, std::string(xattrs_prefix) + name,
            read(desired, answers, "xattrs", [&](const std::string& bytes) -> Reading {
                const auto xattrs = parse_xattrs(bytes);
                return xattrs ? reading_of_xattr(*xattrs, name) : odd("getfattr", bytes);
            }));
    }
}

void observe_capabilities(const Desired& desired, const probe::Answers& answers, Observed& observed) {
    add(observed, "capabilities",
        read(desired, answers, "capabilities", [](const std::string& bytes) -> Reading {
            const auto text = read_capabilities(bytes);
            if (!text) {
                return odd("getcap", bytes);
            }
            return text->empty() ? Reading{Missing{}} : Reading{Present{*text}};
        }));
}

void observe_flag(const std::string& property, char letter, const Desired& desired,
                  const probe::Answers& answers, Observed& observed) {
    if (!desired.has(property)) {
        return;
    }
    add(observed, property, read(desired, answers, "flags", [&](const std::string& bytes) -> Reading {
            const bool are_flags = !bytes.empty() && std::ranges::all_of(bytes, [](char one) {
                return one == '-' || (one >= 'a' && one <= 'z') || (one >= 'A' && one <= 'Z');
            });
            if (!are_flags) {
                return odd("lsattr", bytes);
            }
            return Present{bytes.find(letter) == std::string::npos ? "false" : "true"};
        }));
}

/// The type alone where the standard names a type: "etc_t" of "system_u:object_r:etc_t:s0".
std::string label_text(const std::string& label, const Matcher& wanted) {
    base::List texts = texts_of(wanted);
    texts.push_back(texts.empty() ? to_text(wanted) : "");
    const bool by_type = std::ranges::none_of(
        texts, [](const std::string& text) { return text.find(':') != std::string::npos; });
    const auto fields = base::split(label, ':');
    return by_type && fields.size() > 2 ? std::string(fields[2]) : label;
}

void observe_label(const Desired& desired, const probe::Answers& answers, Observed& observed) {
    add(observed, "selinux", read(desired, answers, "label", [&](const std::string& bytes) -> Reading {
            if (bytes.empty() || bytes == "?") {
                return Unreadable{"it has no SELinux label: the host does not use SELinux, or its file "
                                  "system keeps no labels"};
            }
            return Present{label_text(bytes, desired.attributes.at("selinux"))};
        }));
}

void observe_age(const probe::FileStatus& status, const probe::Answers& answers, Observed& observed) {
    const auto* answered = std::get_if<probe::Answered>(&answers.to(now));
    const auto seconds =
        answered == nullptr ? std::nullopt : base::to_integer<std::int64_t>(base::trim(answered->bytes));
    if (!seconds) {
        add(observed, "age", Unreadable{"the host can't say what time it is"});
        return;
    }
    add(observed, "age", Present{std::to_string(std::max<std::int64_t>(*seconds - status.mtime, 0))});
}

Attribute capabilities() {
    return {.name = "capabilities",
            .kind = Kind::text,
            .doc = "The capabilities that the program gets (capabilities(7)), as getcap prints them: "
                   "\"cap_net_bind_service=ep\"; compared by meaning, `absent` for none."};
}

/// The first text that can't be read, with what was expected; or "".
std::string object_to_texts(const Desired& desired, const std::string& attribute, std::string_view expected,
                            const std::function<bool(const std::string&)>& is_right) {
    const auto found = desired.attributes.find(attribute);
    if (found == desired.attributes.end()) {
        return {};
    }
    for (const std::string& text : texts_of(found->second)) {
        if (!is_right(text)) {
            return fmt::format("{}: expected {}, found '{}'", attribute, expected, text);
        }
    }
    return {};
}

} // namespace

std::vector<Attribute> traits_of_directories() {
    return {
        {.name = "acl",
         .kind = Kind::list,
         .doc = "The entries of the access control list that name a user or group, default entries included: "
                "\"user:jane:rw-\", \"default:group:adm:r-x\". Where the mask is not named, it counts what "
                "the mask leaves."},
        {.name = "xattrs",
         .kind = Kind::table,
         .doc = "Extended attributes by name (user.…, security.…), `absent` for one that must not be there; "
                "bytes that are no text as 0x and hexadecimal digits."},
        {.name = "immutable",
         .kind = Kind::boolean,
         .doc = "Whether nobody, not even root, can change it (chattr +i)."},
        {.name = "append_only", .kind = Kind::boolean, .doc = "Whether it can only be added to (chattr +a)."},
        {.name = "selinux", .doc = "The SELinux label, user:role:type:level, or its type alone."},
        {.name = "age",
         .kind = Kind::duration,
         .doc = "The time since what it holds was last changed; most useful with at_most and at_least."}};
}

std::vector<Attribute> traits_of_files() {
    std::vector<Attribute> traits = traits_of_directories();
    traits.insert(traits.begin() + 2, capabilities());
    return traits;
}

probe::Queries trait_questions(const Desired& desired) {
    probe::Queries questions;
    for (const std::string_view kind : {"acl", "xattrs", "capabilities", "flags", "label"}) {
        if (is_asked_of(desired, kind)) {
            questions.push_back({std::string(kind), {desired.id.title}});
        }
    }
    if (desired.has("age")) {
        questions.push_back(now);
    }
    return questions;
}

Expectations comparable_traits(Expectations expectations) {
    for (Expectation& expectation : expectations) {
        if (expectation.property == "acl") {
            expectation.matcher = with_texts(expectation.matcher, canonical_entry);
        } else if (expectation.property == "capabilities") {
            expectation.matcher = with_texts(expectation.matcher, canonical_set);
        } else if (expectation.property.starts_with(xattrs_prefix)) {
            expectation.matcher = with_texts(expectation.matcher, canonical_xattr);
        }
    }
    return expectations;
}

void observe_traits(const probe::FileStatus& status, const Desired& desired, const probe::Answers& answers,
                    Observed& observed) {
    if (desired.has("acl")) {
        observe_acl(desired, answers, observed);
    }
    observe_xattrs(desired, answers, observed);
    if (desired.has("capabilities")) {
        observe_capabilities(desired, answers, observed);
    }
    observe_flag("immutable", 'i', desired, answers, observed);
    observe_flag("append_only", 'a', desired, answers, observed);
    if (desired.has("selinux")) {
        observe_label(desired, answers, observed);
    }
    if (desired.has("age")) {
        observe_age(status, answers, observed);
    }
}

std::string object_to_traits(const Desired& desired) {
    if (desired.flag("follow") && !trait_questions(desired).empty() &&
        trait_questions(desired) != probe::Queries{now}) {
        return "acl, xattrs, capabilities, immutable, append_only and selinux are never looked at through a "
               "symlink; name the file that it leads to, without follow";
    }
    const std::string acl =
        object_to_texts(desired, "acl", "an entry like \"user:jane:rw-\" or \"default:group:adm:r-x\"",
                        [](const std::string& text) { return parse_acl_entry(text).has_value(); });
    if (!acl.empty()) {
        return acl;
    }
    return object_to_texts(desired, "capabilities", "a text like \"cap_net_bind_service=ep\", or absent",
                           [](const std::string& text) {
                               return text == "absent" || !canonical_capabilities(text).value_or("").empty();
                           });
}

} // namespace plumbline::resource::file
