#include "resource/file/acl.hpp"

#include "base/text.hpp"
#include "resource/file/escapes.hpp"

#include <algorithm>
#include <set>

namespace plumbline::resource::file {

namespace {

std::string_view tag_of(std::string_view word) {
    for (const std::string_view tag : {"user", "group", "mask", "other"}) {
        if (word == tag || (word.size() == 1 && word.front() == tag.front())) {
            return tag;
        }
    }
    return {};
}

/// "rw", "rw-" and "6" are "rw-".
std::optional<std::string> rights_of(std::string_view text) {
    constexpr std::string_view letters = "rwx";
    std::string rights = "---";
    if (text.size() == 1 && text.front() >= '0' && text.front() <= '7') {
        for (std::size_t bit = 0; bit < letters.size(); ++bit) {
            if (((text.front() - '0') & (4 >> bit)) != 0) {
                rights[bit] = letters[bit];
            }
        }
        return rights;
    }
    for (const char letter : text) {
        const std::size_t place = letters.find(letter);
        if (place != std::string_view::npos) {
            rights[place] = letter;
        } else if (letter != '-') {
            return std::nullopt;
        }
    }
    return text.empty() || text.size() > letters.size() ? std::nullopt : std::optional(rights);
}

std::string common_rights(std::string rights, const std::string& mask) {
    for (std::size_t bit = 0; bit < rights.size(); ++bit) {
        if (mask[bit] == '-') {
            rights[bit] = '-';
        }
    }
    return rights;
}

const AclEntry* mask_of(const std::vector<AclEntry>& acl, bool is_default) {
    const auto found = std::ranges::find_if(
        acl, [&](const AclEntry& entry) { return entry.tag == "mask" && entry.is_default == is_default; });
    return found == acl.end() ? nullptr : &*found;
}

bool is_masked(const AclEntry& entry) {
    return entry.is_named() || entry.tag == "group";
}

} // namespace

std::string AclEntry::key() const {
    return (is_default ? "default:" : "") + tag + ":" + name + ":";
}

std::optional<AclEntry> parse_acl_entry(std::string_view text) {
    auto fields = base::split(text, ':');
    AclEntry entry;
    entry.is_default = fields.front() == "default" || fields.front() == "d";
    if (entry.is_default) {
        fields.erase(fields.begin());
    }
    if (fields.empty()) {
        return std::nullopt;
    }
    entry.tag = tag_of(fields.front());
    const bool is_nameless = entry.tag == "mask" || entry.tag == "other";
    if (fields.size() == 2 && is_nameless) {
        fields.insert(fields.begin() + 1, "");
    }
    if (entry.tag.empty() || fields.size() != 3 || (is_nameless && !fields[1].empty())) {
        return std::nullopt;
    }
    entry.name = without_escapes(fields[1]);
    const auto rights = rights_of(fields[2]);
    if (!rights) {
        return std::nullopt;
    }
    entry.rights = *rights;
    return entry;
}

std::optional<std::vector<AclEntry>> parse_acl(std::string_view lines) {
    std::vector<AclEntry> acl;
    for (const std::string_view line : base::lines(lines)) {
        if (line.empty()) {
            continue;
        }
        auto entry = parse_acl_entry(line);
        if (!entry) {
            return std::nullopt;
        }
        acl.push_back(*std::move(entry));
    }
    return acl.empty() ? std::nullopt : std::optional(acl);
}

AclView view_acl(const std::vector<AclEntry>& acl, const base::List& wanted) {
    std::set<std::string> named;
    for (const std::string& text : wanted) {
        if (const auto entry = parse_acl_entry(text)) {
            named.insert(entry->key());
        }
    }
    AclView view;
    for (AclEntry entry : acl) {
        if (!entry.is_named() && !named.contains(entry.key())) {
            continue;
        }
        const AclEntry* mask = mask_of(acl, entry.is_default);
        if (mask != nullptr && is_masked(entry) && !named.contains(mask->key())) {
            const std::string left = common_rights(entry.rights, mask->rights);
            if (left != entry.rights) {
                view.limited.push_back(entry.text());
            }
            entry.rights = left;
        }
        view.entries.push_back(entry.text());
    }
    return view;
}

} // namespace plumbline::resource::file
