#include "adoption/changes/wanted.hpp"

#include "adoption/changes/host_bytes.hpp"
#include "resource/type.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <optional>

namespace plumbline::adoption {
namespace {

using resource::Attribute;
using resource::Compared;
using resource::Desired;
using resource::Kind;

constexpr std::string_view absent = "absent";

/// The keys that lead to an attribute: a table's keys may have dots in them.
std::vector<std::string> path_of(const std::vector<Attribute>& attributes, const std::string& name) {
    const auto dot = name.find('.');
    const auto first = name.substr(0, dot);
    const auto found = std::ranges::find(attributes, first, &Attribute::name);
    if (dot == std::string::npos || found == attributes.end())
        return {name};
    std::vector<std::string> path{first};
    const auto rest = name.substr(dot + 1);
    if (found->kind == Kind::table)
        path.push_back(rest);
    else
        std::ranges::copy(path_of(found->members, rest), std::back_inserter(path));
    return path;
}

bool is_bare(Kind kind) {
    return kind == Kind::integer || kind == Kind::boolean;
}

std::string words_of(const Compared& one) {
    return one.property + (one.subject.empty() ? "" : " of " + one.subject);
}

/// The drifts of one finding, one after another.
class Wishes {
public:
    Wishes(const Desired& desired, const drift::Finding& finding)
        : desired_(desired), finding_(finding), schema_(resource::find_type(desired.id.type)->schema()),
          expected_(resource::find_type(desired.id.type)->expect(desired)) {
        std::ranges::copy_if(finding.properties, std::back_inserter(drifts_),
                             [](const Compared& one) { return one.status == Compared::Status::drift; });
    }

    Wanted all() {
        const bool some_hidden = std::ranges::any_of(drifts_, &Compared::hidden);
        if (desired_.id.type == "line" && !some_hidden)
            of_line();
        else
            for (const auto& one : drifts_)
                add(one);
        return std::move(wanted_);
    }

private:
    void add(const Compared& one) {
        if (one.hidden)
            return refuse(one, "its value is a secret, which no report and no history holds: write it into "
                               "the standard by hand");
        if (desired_.id.type == "setting" && add_setting(one))
            return;
        if (desired_.id.type == "directory" && one.property == "purge")
            return declare(one);
        if (one.subject.empty() && desired_.contents.contains(one.property))
            return add_content(one);
        const auto* attribute = resource::find(schema_, one.property);
        if (attribute == nullptr || !attribute->compared || !one.subject.empty())
            return refuse(one, why_no_attribute(one));
        if (one.actual == base::Value(std::string(absent)) && one.property != "state")
            return refuse(one, "the host has none: take it out of the standard by hand, if it may be "
                               "anything");
        set(one.property, *attribute, fitting(one));
    }

    /// A list that is only to be among what is there keeps what is; with nothing left of it, all that is
    /// there.
    [[nodiscard]] base::Value fitting(const Compared& one) const {
        const auto expected = std::ranges::find(expected_, one.property, &resource::Expectation::property);
        const auto* contains =
            expected == expected_.end() ? nullptr : std::get_if<resource::Contains>(&expected->matcher.rule);
        const auto* actual = std::get_if<base::List>(&one.actual);
        if (contains == nullptr || actual == nullptr)
            return one.actual;
        base::List kept;
        std::ranges::copy_if(contains->texts, std::back_inserter(kept), [&](const std::string& text) {
            return std::ranges::find(*actual, text) != actual->end();
        });
        return kept.empty() ? *actual : kept;
    }

    void set(const std::string& name, const Attribute& attribute, base::Value value) {
        wanted_.changes.push_back(
            {.path = path_of(schema_.attributes, name),
             .value = {std::move(value), is_bare(attribute.kind), attribute.kind == Kind::ordered},
             .of = attribute.kind});
    }

    void set(const std::string& name, base::Value value) {
        set(name, *resource::find(schema_, name), std::move(value));
    }

    void refuse(const Compared& one, const std::string& why) {
        wanted_.unsaid.push_back(fmt::format("{}: {}", words_of(one), why));
    }

    [[nodiscard]] std::string why_no_attribute(const Compared& one) const {
        if (one.property == "kind")
            return fmt::format("the host has a {} there: declare that instead, by hand",
                               base::to_text(one.actual));
        if (one.property == "exclusive" || one.property == "others" || one.property == "undeclared")
            return "what the host has beside what is declared is not recorded in the form of a declaration: "
                   "declare it by hand";
        if (!one.subject.empty())
            return fmt::format("{} speaks of many things at once, and no one of them can be excepted: "
                               "declare {} by itself, or let the standard ask less",
                               one.property, one.subject);
        return fmt::format("no attribute of {} says this alone: edit the standard by hand", desired_.id.type);
    }

    void add_content(const Compared& one) {
        auto bytes =
            bytes_of_host(desired_.contents.at(one.property).bytes, finding_.diff, base::to_text(one.actual));
        if (const auto* why = std::get_if<NotKnown>(&bytes))
            return refuse(one, why->reason);
        wanted_.changes.push_back({.kind = Change::Kind::content,
                                   .path = {one.property},
                                   .value = {std::get<std::string>(std::move(bytes))},
                                   .of = Kind::content});
    }

    /// What purge would remove becomes a resource; of a directory only that it is there.
    void declare(const Compared& one) {
        const auto kind = base::to_text(one.actual);
        if (kind != "file" && kind != "directory" && kind != "symlink")
            return refuse(one, fmt::format("a {} can't be declared", kind));
        const auto folder = desired_.id.title.ends_with('/') ? desired_.id.title : desired_.id.title + "/";
        wanted_.undeclared.push_back({kind, folder + one.subject});
    }

    /// A key that must not be set and is, or must be and is not, goes to the other list.
    bool add_setting(const Compared& one) {
        const auto starts = [&](std::string_view beginning) { return one.property.starts_with(beginning); };
        const bool is_missing = one.actual == base::Value(std::string(absent));
        if (starts("absent.")) {
            const auto key = one.property.substr(std::string_view("absent.").size());
            auto keys = desired_.list("absent").value_or(base::List{});
            std::erase(keys, key);
            set_absent(keys);
            set("values." + key, one.actual);
            return true;
        }
        if (!starts("values.") || !is_missing)
            return false;
        auto keys = desired_.list("absent").value_or(base::List{});
        keys.push_back(one.property.substr(std::string_view("values.").size()));
        wanted_.changes.push_back(
            {.kind = Change::Kind::removal, .path = path_of(schema_.attributes, one.property)});
        set_absent(keys);
        return true;
    }

    void set_absent(const base::List& keys) {
        if (keys.empty())
            wanted_.changes.push_back({.kind = Change::Kind::removal, .path = {"absent"}});
        else
            set("absent", keys);
    }

    /// The line that is there instead; none, where there is none.
    void of_line() {
        std::vector<Compared> rows;
        for (const auto& one : drifts_)
            if (one.property == "text")
                rows.push_back(one);
            else
                refuse(one, "several lines are there where one alone may be: no one text is the standard");
        if (rows.size() != 1) {
            for (const auto& one : rows)
                refuse(one, "several lines differ, and a line resource can name only one");
            return;
        }
        const bool is_missing = rows.front().actual == base::Value(std::string(absent));
        if (is_missing || desired_.text("state") == "absent")
            set("state", std::string(is_missing ? "absent" : "present"));
        if (!is_missing && base::Value(desired_.text("text").value_or("")) != rows.front().actual)
            set("text", rows.front().actual);
    }

    const Desired& desired_;
    const drift::Finding& finding_;
    const resource::Schema& schema_;
    resource::Expectations expected_;
    std::vector<Compared> drifts_;
    Wanted wanted_;
};

} // namespace

std::string Change::name() const {
    return fmt::format("{}", fmt::join(path, "."));
}

Wanted wanted_of(const Desired& desired, const drift::Finding& finding) {
    return Wishes(desired, finding).all();
}

} // namespace plumbline::adoption
