#include "resource/steps/places/whole_acl.hpp"

#include <algorithm>
#include <array>

namespace plumbline::resource::steps {

namespace {

using file::AclEntry;
using Entries = std::vector<AclEntry>;

constexpr std::array<std::string_view, 3> of_mode{"user", "group", "other"};

/// The rights that a mode gives to user, group or other: "rw-" of 0640 and user.
std::string rights_in(const std::string& mode, std::size_t place) {
    const int bits = mode.at(mode.size() - of_mode.size() + place) - '0';
    constexpr std::string_view letters = "rwx";
    std::string rights = "---";
    for (std::size_t bit = 0; bit < letters.size(); ++bit) {
        if ((bits & (4 >> bit)) != 0) {
            rights[bit] = letters[bit];
        }
    }
    return rights;
}

const AclEntry* find(const Entries& entries, bool is_default, std::string_view tag) {
    const auto found = std::ranges::find_if(entries, [&](const AclEntry& one) {
        return one.is_default == is_default && one.tag == tag && !one.is_named();
    });
    return found == entries.end() ? nullptr : &*found;
}

std::string joined_rights(const Entries& entries) {
    std::string all = "---";
    for (const AclEntry& one : entries) {
        for (std::size_t bit = 0; bit < all.size(); ++bit) {
            all[bit] = one.rights[bit] == '-' ? all[bit] : one.rights[bit];
        }
    }
    return all;
}

/// One of the two lists: that of the thing itself, or that of what is made in it.
class Half {
public:
    Half(bool is_default, const Entries& seen, const Entries& wanted, std::optional<std::string> mode)
        : is_default_(is_default), seen_(seen), wanted_(wanted), mode_(std::move(mode)) {
        std::ranges::copy_if(wanted, std::back_inserter(named_), [&](const AclEntry& one) {
            return one.is_default == is_default && one.is_named();
        });
    }

    [[nodiscard]] base::List texts() const {
        base::List texts;
        for (std::size_t place = 0; place < of_mode.size(); ++place) {
            texts.push_back(base(place).text());
        }
        std::ranges::transform(named_, std::back_inserter(texts), &AclEntry::text);
        if (has_mask()) {
            texts.push_back(AclEntry{is_default_, "mask", "", mask()}.text());
        }
        return texts;
    }

private:
    [[nodiscard]] bool has_mask() const {
        return !named_.empty() || find(wanted_, is_default_, "mask") != nullptr;
    }

    /// With a mask the mode's middle digit is the mask, and the group's own rights stand beside it (acl(5)).
    [[nodiscard]] AclEntry base(std::size_t place) const {
        const auto tag = of_mode.at(place);
        if (const auto* wanted = find(wanted_, is_default_, tag)) {
            return *wanted;
        }
        const bool says_mode = mode_.has_value() && (tag != "group" || !has_mask());
        const auto* seen = find(seen_, is_default_, tag);
        if (seen == nullptr) {
            seen = find(seen_, false, tag); // as setfacl(1) begins a default list
        }
        const auto rights = says_mode ? rights_in(*mode_, place) : seen == nullptr ? "---" : seen->rights;
        return {is_default_, std::string(tag), "", rights};
    }

    [[nodiscard]] std::string mask() const {
        if (const auto* wanted = find(wanted_, is_default_, "mask")) {
            return wanted->rights;
        }
        if (mode_) {
            return rights_in(*mode_, 1);
        }
        Entries masked = named_;
        masked.push_back(base(1));
        return joined_rights(masked);
    }

    bool is_default_;
    const Entries& seen_;
    const Entries& wanted_;
    std::optional<std::string> mode_;
    Entries named_;
};

} // namespace

base::List whole_acl(const Entries& seen, const base::List& wanted, const std::optional<std::string>& mode) {
    Entries entries;
    for (const std::string& text : wanted) {
        if (const auto entry = file::parse_acl_entry(text)) {
            entries.push_back(*entry);
        }
    }
    base::List all = Half(false, seen, entries, mode).texts();
    if (std::ranges::any_of(entries, &AclEntry::is_default)) {
        std::ranges::move(Half(true, seen, entries, std::nullopt).texts(), std::back_inserter(all));
    }
    return all;
}

Entries acl_of_mode(const std::string& mode) {
    Entries entries;
    for (std::size_t place = 0; place < of_mode.size(); ++place) {
        entries.push_back({false, std::string(of_mode.at(place)), "", rights_in(mode, place)});
    }
    return entries;
}

} // namespace plumbline::resource::steps
