#include "adoption/editing/edit.hpp"
#include "adoption/yaml/scalar.hpp"
#include "base/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace plumbline::adoption {
namespace {

using yaml::Document;
using yaml::Spot;

/// What an override sets, by key: all of a group or table, of which it would else leave nothing.
using Set = std::vector<std::pair<std::string, std::string>>;

/// A name for the host's own version of a file, beside it.
std::string own_file(const Tree& tree, const std::string& source, const std::string& host) {
    auto name = source + "." + host;
    std::ranges::replace_if(
        name,
        [](char byte) { return byte == ':' || byte == '\\' || static_cast<unsigned char>(byte) <= ' '; },
        '-');
    if (host.find('/') != std::string::npos || tree.has(name))
        base::fail("{} would hold what {} has, and is there already: give the file another name by hand",
                   name, host);
    return name;
}

class HostOnly {
public:
    HostOnly(Tree& tree, const Written& written, std::string host)
        : tree_(tree), written_(written), host_(std::move(host)) {}

    /// How deep the keys stand.
    void make(const Change& change, std::size_t column) {
        if (written_.key_of(change) == "source")
            return set("source", yaml::write_scalar(new_source(change), {}));
        if (change.path.size() == 1 && change.kind != Change::Kind::removal)
            return set(change.key(), yaml::write_value(change.value, {false, column}));
        if (change.path.size() == 1)
            return set(change.key(), "[]"); // only lists of keys are ever taken away
        const auto known = std::ranges::find(set_, change.key(), &Set::value_type::first);
        const auto* words = written_.find(change.key());
        const auto before = known != set_.end() ? known->second
                            : words == nullptr  ? ""
                                                : yaml::write_element(*words);
        set(change.key(), mended(change, before));
    }

    [[nodiscard]] const Set& all() const { return set_; }

private:
    void set(const std::string& key, std::string written) {
        const auto known = std::ranges::find(set_, key, &Set::value_type::first);
        if (known == set_.end())
            set_.emplace_back(key, std::move(written));
        else
            known->second = std::move(written);
    }

    std::string new_source(const Change& change) {
        const auto source = tree_.file_of_source(written_.find("source")->scalar()->text);
        auto file = own_file(tree_, source, host_);
        tree_.set(file, std::get<std::string>(change.value.value));
        return file;
    }

    /// The whole group or table as it is for the host, with one entry changed.
    static std::string mended(const Change& change, const std::string& before) {
        const std::string head = "k: ";
        if (before.empty())
            return yaml::write_nested({change.path.begin() + 1, change.path.end()}, change.value);
        const Document document("an override", head + before);
        const auto group = *document.find(document.root(), "k");
        const std::vector<std::string> below(change.path.begin() + 1, change.path.end());
        const auto spot = document.find(group, below);
        std::string text;
        if (change.kind == Change::Kind::removal)
            text = spot ? without_entry(document, group, below.front()) : document.text();
        else if (spot)
            text = with_value(document, *spot, change.value);
        else
            text = with_entry(document, group, document.entries(group).back(), below, change.value);
        return text.substr(head.size());
    }

    Tree& tree_;
    const Written& written_;
    std::string host_;
    Set set_;
};

std::string entry_of(const Set& set, std::size_t column, const std::string& host,
                     const standard::Identity& resource, const std::string& why) {
    const std::string indentation(column, ' ');
    const auto text = [](const std::string& one) { return yaml::write_scalar(one, {}); };
    std::string lines = fmt::format("{0}- to: {1}\n{0}  resource: {2}\n{0}  set:\n", indentation, text(host),
                                    text(resource.text()));
    for (const auto& [key, written] : set)
        lines += fmt::format("{}    {}: {}\n", indentation, key, written);
    return lines + fmt::format("{}  why: {}", indentation, text(why));
}

} // namespace

void add_override(Tree& tree, const Written& written, const Wanted& wanted, const std::string& host,
                  const standard::Identity& resource, const std::string& why) {
    const Document document(tree.main_file(), tree.text(tree.main_file()));
    const auto overrides = document.find(document.root(), "override");
    const auto items = overrides ? document.items(*overrides) : std::vector<Spot>{};
    if (overrides && (items.empty() || document.is_flow(*overrides)))
        base::fail(
            "{}: the list of overrides stands within brackets or is empty: write it out on lines of its own "
            "first, or take it away",
            document.place(*overrides));
    const auto column = items.empty() ? std::size_t{2} : items.back().around.column;
    HostOnly only(tree, written, host);
    for (const auto& change : wanted.changes)
        only.make(change, column + 4);
    const auto entry = entry_of(only.all(), column, host, resource, why);
    if (!items.empty())
        return tree.set(tree.main_file(), with_lines(document, items.back(), entry));
    const auto& text = document.text();
    tree.set(tree.main_file(), text + (text.ends_with('\n') ? "" : "\n") + "override:\n" + entry + "\n");
}

} // namespace plumbline::adoption
